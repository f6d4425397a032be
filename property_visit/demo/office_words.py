"""What was written down at the office of the demonstration estates."""

# channel, who receives it, how it is reached
CHANNELS = (
    ("property_visit.channel_in_person", "service", "园区服务中心一楼前台"),
    ("property_visit.channel_hotline", "service", "400-800-1234"),
    ("property_visit.channel_complaint_box", "supervisor", "2 号楼大堂意见箱"),
    ("property_visit.channel_letter", "deputy", "安和花园服务中心 客服部收"),
)
# days ago, hour, what was noted
VISITORS = (
    (0, 9, {"visitor": "刘先生", "phone": "138 0000 4101", "reason": "咨询车位租赁"}),
    (
        1,
        14,
        {
            "visitor": "社区居委会 张主任",
            "phone": "021 5555 0101",
            "reason": "商量冬季消防宣传活动的时间和场地",
            "outcome": "定于下周六上午在中心广场举行",
        },
    ),
    (
        2,
        10,
        {
            "visitor": "陈女士",
            "phone": "138 0000 4102",
            "reason": "反映楼上装修噪声大，午休时间仍在施工",
            "outcome": "已请秩序部到现场劝停",
        },
    ),
    (5, 16, {"visitor": "快递公司 王经理", "reason": "更换快递柜，预约进场时间"}),
)
MESSAGES = (
    (
        0,
        9,
        {
            "caller": "李女士",
            "organisation": "晨光装饰公司",
            "phone": "138 0000 4201",
            "message": "想了解装修垃圾清运的时间和收费，请回电。",
        },
    ),
    (
        1,
        15,
        {
            "caller": "赵先生",
            "phone": "138 0000 4202",
            "message": "父亲住院，请最近两周不要上门，电话联系即可。",
        },
    ),
    (
        3,
        10,
        {
            "caller": "业委会 孙老师",
            "phone": "138 0000 4203",
            "message": "请确认下月业委会会议的时间。",
        },
    ),
)
# days ago, asking department, asked department, what about
SLIPS = (
    (
        6,
        "security",
        "engineering",
        {
            "request": "地下车库 B2 入口道闸失灵，已先人工放行，请尽快检修。",
            "is_emergency": True,
            "state": "agreed",
        },
    ),
    (
        4,
        "environment",
        "engineering",
        {
            "request": "3 号楼绿化带喷灌管漏水，请派人更换阀门。",
            "from_view": "漏水已影响草坪养护。",
            "to_view": "喷灌系统由绿化外包单位负责维护，应由环境部联系。",
            "state": "disputed",
        },
    ),
    (
        1,
        "service",
        "security",
        {"request": "周末有业户搬家，请安排货梯和车位引导。"},
    ),
)
# days ago, number, what was sent
DELIVERIES = (
    (1, "SH-20261101", (("瓶装水", 12, "箱"), ("复印纸", 5, "箱"))),
    (1, "SH-20261102", (("绿植", 8, "盆"),)),
    (3, "SH-20261098", (("清洁用品", 3, "套"), ("垃圾袋", 20, "卷"))),
)
DISPATCHES = (
    ("厨房水龙头漏水", "请更换阀芯，并检查水压。"),
    ("厨房水龙头再次漏水", "更换后仍有滴水，请换整套龙头。"),
    ("水槽下方渗水", "请检查下水接口和角阀。"),
)
