"""What households write into the open questions of the demonstration."""

WORRIES = [
    "地下车库照明太暗，女儿晚上回来不敢一个人走。",
    "电梯最近经常异响，希望尽快检修并公示结果。",
    "小区里电动车上楼充电的现象还没有杜绝，很担心消防安全。",
    "夏季高峰时段水压不足，高层洗澡水很小。",
    "报修后要等两三天，希望能先告知上门时间。",
    "停车位紧张，外来车辆长期占用访客车位。",
    "楼道杂物堆放，清理之后过一周又恢复原样。",
    "装修时间管理不严，周末中午还有电钻声。",
    "公共收益的使用情况希望每季度公布一次。",
    "门口快递堆放混乱，下雨天包裹被淋湿。",
]
IDEAS = [
    "建议在南门增设快递柜，晚上取件方便些。",
    "希望在儿童乐园旁边加装几把遮阳椅。",
    "建议每月组织一次旧物交换，邻里之间也多些来往。",
    "绿化带可以多种些开花的灌木，现在太单调。",
    "管家上门前如果能提前一天发消息就更好了。",
    "希望开通线上缴费，并能看到每一笔费用的明细。",
    "建议老人活动室延长开放到晚上九点。",
    "保洁员工作认真，建议给他们设一个评优公示栏。",
    "增加楼下充电桩数量，减少飞线充电。",
    "垃圾分类投放点早晚各延长半小时。",
]
REPAIRS = [
    "师傅技术很好，就是预约要等太久。",
    "希望维修后有人回访，问一问是否真的修好了。",
    "配件收费标准应该贴出来。",
    "修完把现场打扫干净了，点赞。",
]

# What each open answer is about: category, kind, and what the household was answered.
LIGHTS = "已安排工程部检修，完成后由管家告知并回访。"
TALK = "已列入本季度服务改进计划，进展在公告栏公示。"
NOTED = "感谢您的建议，已转责任部门研究，结果由管家答复。"
SORTED = {
    WORRIES[0]: ("facilities", "complaint", LIGHTS),
    WORRIES[1]: ("engineering", "complaint", LIGHTS),
    WORRIES[2]: ("security", "complaint", "已加强楼道巡查，并在单元门口设置提醒。"),
    WORRIES[3]: ("engineering", "complaint", LIGHTS),
    WORRIES[4]: ("engineering", "complaint", "报修后半小时内电话约定上门时间。"),
    WORRIES[5]: ("security", "complaint", "访客车位已限时，超时车辆由秩序员劝离。"),
    WORRIES[6]: ("environment", "complaint", "每周五集中清理，由管家逐层复查。"),
    WORRIES[7]: ("service", "complaint", "已向装修户重申施工时间，违者暂停施工。"),
    WORRIES[8]: ("fees", "suggestion", TALK),
    WORRIES[9]: ("convenience", "complaint", TALK),
    IDEAS[0]: ("convenience", "suggestion", NOTED),
    IDEAS[1]: ("leisure", "suggestion", NOTED),
    IDEAS[2]: ("culture", "suggestion", NOTED),
    IDEAS[3]: ("environment", "suggestion", NOTED),
    IDEAS[4]: ("staff", "suggestion", "即日起管家上门前一天发消息预约。"),
    IDEAS[5]: ("fees", "suggestion", TALK),
    IDEAS[6]: ("leisure", "suggestion", NOTED),
    IDEAS[7]: ("staff", "praise", "谢谢您的肯定，已向保洁班组转达。"),
    IDEAS[8]: ("facilities", "suggestion", TALK),
    IDEAS[9]: ("environment", "suggestion", NOTED),
}
MAIN_CONCERNS = (
    "一是报修响应和上门时间；二是地下车库照明与电梯运行；三是访客车位被长期占用。"
)
CHARGE_SECURITY = "访客车位限时停放，每日巡查两次并登记。"
DONE_SECURITY = "限时标识已安装，巡查记录连续两周完整，长期占用车辆已清退。"
CHARGE_ENGINEERING = "更换地下车库照明，公示电梯检修结果。"
CHARGE_ENVIRONMENT = "楼道杂物每周集中清理一次，由管家复查。"
PUBLISHED = (
    "<p>本次调查发放问卷 {issued} 份，收回 {returned} 份，回收率 {return_rate}%；"
    "满意 {satisfied} 份，满意率 {satisfaction_rate}%。</p>"
    "<p>整改安排：</p><ul>{plan}</ul>"
    "<p>感谢各位业主的参与。提出意见的业户由管家逐一答复。</p>"
)
