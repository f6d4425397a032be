"""What was on the agenda of the demonstration's meetings, and what was raised there."""

from typing import NamedTuple

from .words import Remark


class Meeting(NamedTuple):
    """One meeting, told in days from today: those to come have no minutes yet.

    The estate by its place in the demonstration; staff by the codes of their roles,
    the chair first. Each thing raised goes with its state and decision.
    """

    days: int
    hour: int
    kind: str
    estate: int
    place: str
    staff: tuple
    agenda: tuple
    raised: tuple = ()


HALL = "1 号楼一层业主活动室"
OFFICE = "园区服务中心二楼会议室"
TALK = "星汇广场 3 楼商务会议室"

GATE = Remark(
    "security",
    "complaint",
    "南门道闸晚高峰经常不抬杆，车辆排队到马路上。",
    "更换识别摄像头，晚高峰安排专人值守。",
    "识别摄像头已更换，17:30 至 19:30 有专人值守，排队现象消除。",
)
INCOME = Remark(
    "fees",
    "suggestion",
    "公共收益（车位、广告）收支只贴了总数，希望列出明细并每季度公布。",
    "财务部按季度编制明细，经业委会审核后公示。",
    "第三季度明细已交业委会审核，审核通过后在各楼大堂公示。",
)
WALL = Remark(
    "engineering",
    "complaint",
    "3 号楼北侧外墙渗水，顶层三户墙面起皮，去年修过一次没有根治。",
    "请防水单位重新勘察，必要时申请动用维修资金。",
    "已请两家防水单位现场勘察，正在比选方案，雨季前完成施工。",
)
CHARGING = Remark(
    "facilities",
    "need",
    "电动车集中充电位不够，晚上八点以后基本抢不到。",
    "在 2 号楼西侧增设 20 个充电位，报业委会同意后实施。",
    "选址方案已提交业委会讨论。",
)
PATROL = Remark(
    "security",
    "suggestion",
    "建议夜间巡逻增加地下车库和天台两个点位，并在群里发打卡记录。",
    "秩序部调整夜巡路线，每周公布打卡记录。",
    "",
)
LIFT = Remark(
    "engineering",
    "complaint",
    "4 号楼 2 单元电梯本月停运两次，老人上下楼很不方便，请说明什么时候大修。",
    "维保单位出具检测报告，确定大修时间并提前公告。",
    "",
)
CLEANERS = Remark(
    "environment",
    "praise",
    "保洁员钟师傅下雨天主动给大堂铺防滑垫，业主们都看在眼里。",
    "通报表扬。",
    "谢谢各位业主，已在员工例会上表扬钟师傅。",
)
COOLING = Remark(
    "engineering",
    "complaint",
    "周末加班时段中央空调不开放，多家公司反映办公室闷热。",
    "周六 9:00 至 17:00 试行半负荷供冷，费用按实分摊。",
    "试行方案已发各租户征求意见，下次会议确定。",
)
GOODS = Remark(
    "convenience",
    "need",
    "货梯和客人共用大堂，早上卸货与上班人流冲突。",
    "卸货时间调整为 10:00 前和 14:00 后，由秩序部在门口引导。",
    "",
)

MEETINGS = (
    Meeting(
        -96,
        15,
        "owners_committee",
        0,
        OFFICE,
        ("manager", "supervisor", "butler"),
        (
            (
                "通报上季度物业服务情况",
                "经理通报报修及时率、投诉办结率和安全检查结果，业委会无异议。",
            ),
            (
                "南门道闸与车辆排队",
                "工程部月底前更换识别摄像头，晚高峰由秩序部专人值守。",
            ),
            (
                "公共收益公示方式",
                "原则同意按季度公布明细，由财务部提供格式，业委会审核后公示。",
            ),
        ),
        ((GATE, "closed", "adopted"), (INCOME, "answered", "adopted")),
    ),
    Meeting(
        -33,
        15,
        "owners_committee",
        0,
        OFFICE,
        ("manager", "supervisor", "butler"),
        (
            (
                "上次会议遗留事项",
                "南门道闸已整改完毕，同意销项；公共收益明细继续跟踪。",
            ),
            (
                "3 号楼外墙渗水",
                "两家防水单位已勘察，物业比较报价与工法后书面报业委会，"
                "涉及维修资金的部分按规定征求业主意见。",
            ),
            (
                "增设电动车充电位",
                "同意在 2 号楼西侧选址，须先征得相邻业主同意并确认消防间距。",
            ),
        ),
        ((WALL, "answered", "deferred"), (CHARGING, "answered", "deferred")),
    ),
    Meeting(
        -18,
        19,
        "residents",
        0,
        HALL,
        ("manager", "supervisor", "butler"),
        (
            ("满意度调查结果通报", "介绍各项得分、主要意见和各部门整改时限。"),
            ("业主自由发言", "共九位业主发言，意见逐条登记，由管家逐户答复。"),
        ),
        ((PATROL, "open", "none"), (CLEANERS, "closed", "none")),
    ),
    Meeting(
        -5,
        15,
        "owners_committee",
        0,
        OFFICE,
        ("manager", "deputy_manager", "supervisor"),
        (
            (
                "遗留事项逐项销号",
                "公共收益明细、外墙渗水、充电位三项均未完成，逐项明确责任人和时间，"
                "下次会议继续通报。",
            ),
            (
                "4 号楼电梯停运",
                "维保单位一周内提交检测报告；停运超过四小时的，管家逐户通知并协助老人。",
            ),
            ("冬季消防宣传", "与社区居委会联合开展，物业负责场地和器材。"),
        ),
        ((LIFT, "open", "none"),),
    ),
    Meeting(
        23,
        15,
        "owners_committee",
        0,
        OFFICE,
        ("manager", "supervisor"),
        (
            ("遗留事项通报", ""),
            ("下一年度公共维修计划与预算", ""),
        ),
    ),
    Meeting(
        -20,
        10,
        "tenants",
        1,
        TALK,
        ("manager", "supervisor", "butler"),
        (
            (
                "租户拜访问题汇总",
                "管家通报本月走访发现的七项问题，五项已现场解决。",
            ),
            ("周末空调供冷", "先征求各租户意见，按实分摊费用，下次会议确定。"),
        ),
        ((COOLING, "answered", "none"), (GOODS, "open", "none")),
    ),
    Meeting(
        9,
        10,
        "tenants",
        1,
        TALK,
        ("manager", "supervisor", "butler"),
        (("周末空调试行方案", ""), ("货梯卸货时段", "")),
    ),
)
