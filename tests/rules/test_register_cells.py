"""One cell of a register, whatever was typed into it."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rules import register_cells as cells
from rules.errors import DateImpossible, DateUnreadable
from rules.register_words import key

FIFTH_OF_MARCH = date(2024, 3, 5)


@pytest.mark.parametrize(
    "typed",
    [
        datetime(2024, 3, 5),
        datetime(2024, 3, 5, 23, 59),
        FIFTH_OF_MARCH,
        *("2024-3-5", "2024/3/5", "2024.3.5", "2024年3月5日", "2024-03-05"),
        *(
            "２０２４年３月５日",
            "２０２４－３－５",
            " 2024 年 3 月 5 日 ",
            "2024年3月5号",
        ),
        *("2024—03—05", "2024-03-05 00:00:00", "2024-03-05T08:30", "2024/3/5 8:30"),
        *("20240305", 20240305, 45356, 45356.0, 45356.75, "45356", "４５３５６"),
    ],
)
def test_day(typed):
    assert cells.day(typed) == FIFTH_OF_MARCH


def test_year_last_is_read_when_only_one_order_is_possible():
    assert cells.day("25/12/2024") == cells.day("12-25-2024") == date(2024, 12, 25)
    assert cells.day("4/4/2024") == date(2024, 4, 4)


@pytest.mark.parametrize("blank", [None, "", "  ", "\u3000", "#N/A"])
def test_no_day(blank):
    assert cells.day(blank) is None


@pytest.mark.parametrize(
    "typed",
    [
        *("2023-02-30", "13/45/2020", "2024-13-1", "2024年2月30日", "20230230"),
        *("0204-3-5", date(1024, 3, 5), datetime(1899, 12, 31), "2024-0-5"),
    ],
)
def test_impossible_day(typed):
    with pytest.raises(DateImpossible):
        cells.day(typed)


@pytest.mark.parametrize(
    "typed",
    [
        "待定",
        "2024",
        2024,
        "24-3-5",
        "2024-3",
        "3/5/2024",
        "2024-3-5-7",
        True,
        "1e5",
        -3,
    ],
)
def test_unreadable_day(typed):
    with pytest.raises(DateUnreadable):
        cells.day(typed)


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.sampled_from("-/."))
def test_every_day_is_read_back(day, mark):
    assert cells.day(day) == cells.day(day.isoformat().replace("-", mark)) == day
    assert cells.day(f"{day.year}年{day.month}月{day.day}日") == day


@pytest.mark.parametrize(
    "typed, text",
    [
        (None, ""),
        (1001.0, "1001"),
        (1001, "1001"),
        (12.5, "12.5"),
        ("  冯建梓\u3000", "冯建梓"),
        ("王　磊", "王磊"),
        ("欧阳\n娜", "欧阳娜"),
        ("Li   Wei", "Li Wei"),
        ("优衣库（东店）", "优衣库（东店）"),
        ("\ufeff王\u200b磊", "王磊"),
        ("#REF!", ""),
        (datetime(2024, 3, 1), "2024-03-01"),
        (datetime(2024, 3, 1, 8, 30), "2024-03-01 08:30:00"),
    ],
)
def test_text(typed, text):
    assert cells.text(typed) == text


@pytest.mark.parametrize(
    "entrance, room, unit",
    [
        ("1单元", "1001", "1单元-1001"),
        ("１ 单元", 1001.0, "1单元-1001"),
        (None, "１００１　", "1001"),
        ("", "A－12", "A-12"),
        (2, 301, "2-301"),
        (None, "Shop 5 B", "Shop5B"),
    ],
)
def test_unit(entrance, room, unit):
    assert cells.unit(entrance, room) == unit


@pytest.mark.parametrize(
    "typed, label",
    [("1 栋", "1栋"), ("Ａ座", "A座"), ("Tower  A", "Tower A"), (3.0, "3"), (None, "")],
)
def test_label(typed, label):
    assert cells.label(typed) == label


MOBILE, OTHER = "13812345678", "15987654321"


@pytest.mark.parametrize(
    "typed, phones",
    [
        (MOBILE, [MOBILE]),
        (13812345678, [MOBILE]),
        (13812345678.0, [MOBILE]),
        ("138-1234-5678", [MOBILE]),
        ("138 1234 5678", [MOBILE]),
        ("１３８—１２３４—５６７８", [MOBILE]),
        (f"{MOBILE}/{OTHER}", [MOBILE, OTHER]),
        (f"{MOBILE}、{OTHER}", [MOBILE, OTHER]),
        (f"{MOBILE}，{OTHER}", [MOBILE, OTHER]),
        (f"{MOBILE}；138-1234-5678", [MOBILE]),
        (f"{MOBILE} {OTHER}", [MOBILE, OTHER]),
        (f"138 1234 5678\n{OTHER}", [MOBILE, OTHER]),
        ("0571-8888 1234", ["057188881234"]),
        ("+86 138 1234 5678", ["+8613812345678"]),
        *[(blank, []) for blank in (None, "", " / ", "无", "-", "#DIV/0!")],
    ],
)
def test_phones(typed, phones):
    assert cells.phones(typed) == phones


@pytest.mark.parametrize(
    "read, typed, code",
    [
        (cells.estate_type, "住宅", "residential"),
        (cells.estate_type, "住宅小区", "residential"),
        (cells.estate_type, " 商业综合体 ", "commercial_complex"),
        (cells.estate_type, "Shopping Centre", "shopping_centre"),
        (cells.estate_type, "购物中心", "shopping_centre"),
        (cells.estate_type, "办公", "office"),
        (cells.estate_type, "医院", "other"),
        (cells.estate_type, " ", None),
        (cells.relation, "租户", "tenant"),
        (cells.relation, "商户", "shop_staff"),
        (cells.relation, "家属", "family"),
        (cells.relation, "Tenant", "tenant"),
        (cells.relation, "业主", "owner"),
        (cells.relation, None, None),
        (cells.segments, "", []),
        (cells.segments, "餐饮 重点关注", ["key", "catering"]),
        (cells.segments, "主力店", ["anchor"]),
    ],
)
def test_codes(read, typed, code):
    assert read(typed) == code


@pytest.mark.parametrize(
    "typed, word",
    [
        ("业户姓名*", "业户姓名"),
        ("入住日期（年/月/日）", "入住日期"),
        ("Move-in date:", "moveindate"),
        ("No.", "no"),
        (" Ｎａｍｅ ", "name"),
        ("estate_type", "estatetype"),
    ],
)
def test_key(typed, word):
    assert key(typed) == word
