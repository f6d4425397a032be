"""The words of lists of deliveries and events, Chinese and English (P8, P12).

All are written as `register_words.key` leaves them. What offices write is data; how it
is read is in `occasion_sheet.py`.
"""

OWN_WORDS = {
    "name": "客户 客户名称 收货单位 收货客户 customer customername",
    "date": "日期 送货日期 发货日期 发生日期 时间 date deliverydate day",
}
DELIVERY_WORDS = {
    "receipt": "送货单号 送货单 发货单号 出库单号 单号 单据号"
    " receipt receiptno receiptnumber deliveryreceipt deliverynote",
    "item": "货品 货品名称 品名 货物 货物名称 商品 商品名称 物品"
    " item items goods product",
    "quantity": "数量 送货数量 发货数量 quantity qty amount",
    "uom": "计量单位 单位 uom unitofmeasure",
}
EVENT_WORDS = {
    "event": "事件 事项 发生事项 事件类型 event whathappened",
    "source": "来源编号 来源 编号 单号 凭证号 source sourceref reference ref",
    "note": "备注 说明 remarks remark note notes",
}
EVENTS = {
    "own_request": "业户要求 要求上门 预约上门 request ownrequest",
    "incident": "突发事件 事故 incident accident",
    "fee_reminder": "催费 费用催缴 欠费 欠费催缴 feereminder arrears",
    "community_event": "社区活动 活动邀请 communityevent",
    "survey": "满意度调查 问卷调查 survey satisfactionsurvey",
    "new_service": "新服务 新增服务 newservice",
    "new_year": "新年 新年慰问 newyear",
}
EVENT_OF_WORD = {word: code for code, ws in EVENTS.items() for word in ws.split()}
