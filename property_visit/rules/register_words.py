"""The words of a household register, Chinese and English (H1, H2, H4).

All are written as `key` leaves them: half-width, lower case, without blanks and
punctuation. What offices write is data; how it is read is in `register.py`.
"""

import re
import unicodedata

HEADINGS = {
    "estate": "小区 小区名称 项目 项目名称 所属项目 园区 园区名称"
    " estate estatename community",
    "estate_type": "类型 项目类型 小区类型 园区类型 业态 type estatetype",
    "building": "楼栋 楼号 楼栋号 栋号 栋 幢 幢号 楼宇 座 座号"
    " building buildingno block tower",
    "entrance": "单元 单元号 entrance entranceno",
    "room": "房号 房间号 房间 室号 铺位号 铺位 商铺号 门牌号"
    " unit unitno unitnumber room roomno roomnumber",
    "name": "业户姓名 业户名称 业户 姓名 业主姓名 业主 客户姓名 户名 商户名称 租户名称"
    " name owner ownername householdname",
    "phone": "联系电话 电话 电话号码 手机 手机号 手机号码 联系方式"
    " phone phoneno phonenumber mobile telephone tel",
    "relation": "身份 业户身份 relation relationship",
    "occupancy": "入住状态 入住情况 状态 occupancy occupancystatus status",
    "move_in_date": "入住日期 入住时间 入伙日期 moveindate movein dateofmovein",
    "note": "备注 说明 remarks remark note notes comment comments",
    "ignore": "序号 编号 no number",
}
FIELD_OF_HEADING = {
    heading: field for field, words in HEADINGS.items() for heading in words.split()
}
REQUIRED = ("estate", "building", "room", "name", "occupancy")

# Found anywhere in the cell, first match wins.
ESTATE_TYPES = {
    "商业综合体": "commercial_complex",
    "综合体": "commercial_complex",
    "commercialcomplex": "commercial_complex",
    "购物中心": "shopping_centre",
    "商场": "shopping_centre",
    "shopping": "shopping_centre",
    "写字楼": "office",
    "办公": "office",
    "office": "office",
    "住宅": "residential",
    "residential": "residential",
}
RELATIONS = {
    "owner": "业主 业主本人 产权人 owner",
    "tenant": "租户 租客 承租人 tenant",
    "shop_staff": "商户 商家 店员 shop shopstaff",
    "family": "家属 家人 亲属 family familymember",
}
OCCUPANCIES = {
    "occupied": "已入住 入住 occupied movedin",
    "not_moved_in": "未入住 notmovedin vacant",
    "moved_out": "已搬离 已搬出 搬离 movedout",
}
SEGMENTS = {"重点关注": "key", "主力店": "anchor", "餐饮": "catering"}

RELATION_OF_WORD = {w: code for code, ws in RELATIONS.items() for w in ws.split()}
OCCUPANCY_OF_WORD = {w: code for code, ws in OCCUPANCIES.items() for w in ws.split()}

TOTAL = re.compile(r".*(合计|总计|小计|共计)[\d户]*|(sub|grand)?totals?")
_ASIDE = re.compile(r"\(.*?\)")
_PUNCTUATION = re.compile(r"[^\w]|_")


def key(text):
    """Return text as the word lists spell it; remarks in parentheses are dropped.

    >>> key("＊入住 日期（年月日）："), key("Move-in date")
    ('入住日期', 'moveindate')
    """
    text = unicodedata.normalize("NFKC", text).casefold()
    return _PUNCTUATION.sub("", _ASIDE.sub("", text))
