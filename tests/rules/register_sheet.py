"""A small register to change in tests."""

from datetime import date

from rules.register import parse

TODAY = date(2026, 11, 1)
HEADINGS = (
    *("序号", "小区", "类型", "楼栋", "单元", "房号", "业户姓名", "联系电话"),
    *("身份", "入住状态", "入住日期", "备注"),
)
GOOD = {
    "小区": "海景花园",
    "类型": "住宅",
    "楼栋": "1栋",
    "单元": "1单元",
    "房号": "101",
    "业户姓名": "王磊",
    "入住状态": "已入住",
}


def cells_of(**changes):
    """A good row with some cells changed."""
    return [{**GOOD, **changes}.get(heading) for heading in HEADINGS]


def read(*rows):
    return parse([HEADINGS, *rows], TODAY)


def codes(rows):
    """{row number: fault codes} of the rejected."""
    return {row.number: [f.code for f in row.faults] for row in rows if row.faults}
