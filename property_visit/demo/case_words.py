"""Cases on somebody's desk: what was said, of which kind, and how far it is."""

from typing import NamedTuple


class Story(NamedTuple):
    """`due` in hours from now, while the first answer is still owed."""

    title: str
    text: str
    kind: str
    due: int
    severity: str = "general"
    is_leak: bool = False
    paused: str = ""
    reopened: int = 0


STORIES = [
    Story(
        "卫生间顶棚渗水", "楼上卫生间渗水，吊顶已经泛黄。", "repair", -30, is_leak=True
    ),
    Story("电梯运行有异响", "三天前反映过，至今没有答复。", "complaint", -75, "urgent"),
    Story("夜间装修噪声扰民", "晚上九点以后仍在施工，影响孩子休息。", "complaint", -2),
    Story("车位被长期占用", "自己的车位多次被外来车辆占用。", "complaint", 3),
    Story(
        "入户门禁失灵",
        "刷卡没有反应，出入不便。",
        "repair",
        20,
        paused="等待厂家寄送读卡器，预计三日内到货。",
    ),
    Story(
        "阳台栏杆松动",
        "栏杆底座松动，家里有小孩。",
        "repair",
        26,
        paused="业户出差，约定回来后再上门。",
    ),
    Story("厨房下水返味", "疏通以后仍有异味。", "repair", 8, reopened=1),
    Story(
        "窗户雨天漏水", "打胶两次，雨天还是漏水。", "repair", -5, "urgent", reopened=2
    ),
]
SOLVED = "已派工处理完毕，现场试用正常。"
NOT_SOLVED = "回访时业户表示问题仍然存在。"
BY_CHANCE = "业户来电询问，当即上门查看。"
REPAIRS = [
    ("照明灯不亮", "店内后场两支灯管不亮，已更换。"),
    ("空调不制冷", "风机盘管滤网堵塞，清洗后恢复正常。"),
    ("卷帘门卡滞", "导轨变形，校正并加油后开合顺畅。"),
    ("下水管堵塞", "厨房下水管油污堵塞，已疏通。"),
    ("插座跳闸", "线路老化，更换线路和漏电开关。"),
]
FAULT = "疏通后接口处仍有渗水，地面潮湿，须重新密封并做通水试验。"
MAJOR = Story(
    "地下车库喷淋管爆裂，多辆车被淹",
    "夜里管道爆裂，水漫进车位，要求说明原因并赔偿。",
    "complaint",
    20,
    "major",
)
FINDINGS = "阀门已关，积水两小时内排完；涉及车辆七台，管道接口锈蚀断裂。"
PROPOSAL = "请经理决定：工程部限期检修全部支管，并由公司统一答复赔偿事宜。"
OFFERED = Story(
    "楼道窗户关不严，雨天进水", "三层楼道的窗户变形，下雨就进水。", "complaint", 30
)
