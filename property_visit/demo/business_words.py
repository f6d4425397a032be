"""What tenants of shops and offices say in the demonstration data."""

from .words import Remark

BUSINESS_REMARKS = [
    Remark(
        "publicity",
        "suggestion",
        "希望在一楼大屏轮播各商户的优惠信息。",
        "推广组排出轮播表。",
        "下月起每户每周轮播两天。",
    ),
    Remark(
        "promotion",
        "suggestion",
        "周年庆活动希望提前一个月通知，方便备货。",
        "活动计划提前三十天发给商户。",
        "已采纳，活动计划提前三十天发出。",
    ),
    Remark(
        "planning",
        "question",
        "隔壁空铺准备招什么业态？",
        "招商组口头答复。",
        "正在洽谈一家生活服务店，不与您的业态冲突。",
    ),
    Remark(
        "facilities",
        "complaint",
        "货梯高峰期等候太久，送货耽误时间。",
        "错峰安排并增派一名梯管员。",
        "已分时段送货，高峰增派梯管员。",
    ),
    Remark(
        "engineering",
        "complaint",
        "中央空调下午偏热，办公区达不到设定温度。",
        "工程部清洗风机盘管。",
        "盘管已清洗，温度恢复到设定值。",
    ),
    Remark(
        "environment",
        "complaint",
        "后场油烟管道口有油渍滴落。",
        "环境部清洗，工程部检查接口。",
        "管道口已清洗并更换密封圈。",
    ),
]

BUSINESS_CATEGORIES = {
    "security",
    "environment",
    "engineering",
    "staff",
    "fees",
    "facilities",
    "service",
}
