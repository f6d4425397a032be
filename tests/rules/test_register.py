"""H1, H2: a register is read as the office wrote it, and every fault is named."""

from datetime import date, datetime

import pytest
from register_sheet import HEADINGS, TODAY, cells_of, codes, read
from rules.errors import NoHeadingRow
from rules.register import find_heading, parse


def test_english_headings_in_any_order():
    rows = [
        ["Register of households"],
        [None, "as of", datetime(2026, 10, 31)],
        ["Remarks", "Name ", "ROOM No.", "Colour", "Occupancy *", "Building", "Estate"],
        ["anchor: 主力店", "Zara", 12.0, "red", "Occupied", "Tower A", "Sea View Mall"],
        [None, "Li Wei", "13", None, "moved out", "Tower A", None],
    ]
    assert find_heading(rows) == (
        2,
        {"note": 0, "name": 1, "room": 2, "occupancy": 4, "building": 5, "estate": 6},
    )
    first, second = parse(rows, TODAY)
    assert first.number == 4
    assert first.values["unit"] == "12"
    assert first.values["segments"] == ["anchor"]
    assert first.values["estate_type"] is None
    assert second.values["estate"] == "Sea View Mall"
    assert second.values["building"] == "Tower A"
    assert second.values["occupancy"] == "moved_out"


def test_unit_beside_room_is_the_entrance():
    heading = ["Estate", "Building", "Unit", "Room", "Owner", "Status"]
    [row] = parse([heading, ["Sea View", "1", "2", "301", "Li", "Occupied"]], TODAY)
    assert row.values["unit"] == "2-301"
    for alone in (heading[:3] + heading[4:], heading[:2] + heading[3:]):
        columns = find_heading([alone]).columns
        assert columns["room"] == 2
        assert "entrance" not in columns


@pytest.mark.parametrize(
    "rows, missing",
    [
        ([], ["estate", "building", "room", "name", "occupancy"]),
        ([["x"], None, []], ["estate", "building", "room", "name", "occupancy"]),
        ([["小区", "楼栋", "房号"], ["小区"]], ["name", "occupancy"]),
        ([["小区", "房号", "姓名", "状态"]], ["building"]),
        ([[]] * 30 + [HEADINGS], ["estate", "building", "room", "name", "occupancy"]),
    ],
)
def test_no_heading(rows, missing):
    with pytest.raises(NoHeadingRow) as caught:
        parse(rows, TODAY)
    assert caught.value.missing == missing


def test_heading_in_the_last_row_that_is_looked_at():
    assert parse([[]] * 29 + [HEADINGS, cells_of()], TODAY)[0].number == 31


@pytest.mark.parametrize(
    "row",
    [
        [],
        None,
        [None] * 12,
        ["", " ", "\u3000", None],
        [17],  # a number, and nothing else
        ["合计", *[None] * 5, "1200户"],
        ["合 计：", None, None, None, None, "1200户"],
        [None, "总计1200户"],
        [None, None, None, "1栋小计", None, "12", "12户"],
        ["Total", None, None, None, None, 1200],
        ["Sub-total:"],
        ["制表人：王磊"],
        HEADINGS,
        [None] * 11 + ["注：以上为准"],
        [None] * 20 + ["far right"],
    ],
)
def test_rows_skipped_silently(row):
    found = read(cells_of(), row, cells_of(房号="102"))
    assert [(r.number, r.faults) for r in found] == [(2, []), (4, [])]


def test_a_shop_may_be_called_total():
    assert read(cells_of(业户姓名="Total"))[0].values["name"] == "Total"


def test_blank_estate_and_type_are_those_above():
    rows = read(
        cells_of(),
        cells_of(小区=None, 类型=None, 房号="102", 业户姓名=None),
        cells_of(小区="银座", 类型="写字楼"),
        cells_of(小区=" 银 座 ", 类型=None, 房号="102"),
        cells_of(小区="海景花园", 类型=None, 房号="103"),
        cells_of(小区="新城", 类型=None, 房号="103"),
        cells_of(小区=None, 类型=None, 房号="104"),
        cells_of(小区=None, 类型="购物中心", 房号="105"),
    )
    assert codes(rows) == {3: ["name_missing"]}
    assert rows[1].above == {"estate": "海景花园", "estate_type": "住宅"}
    assert [
        (row.values["estate"], row.values["estate_type"]) for row in rows if row.values
    ] == [
        ("海景花园", "residential"),
        ("银座", "office"),
        ("银座", "office"),
        ("海景花园", "residential"),
        ("新城", None),
        ("新城", None),
        ("新城", "shopping_centre"),
    ]


def test_no_estate_above():
    assert codes(read(cells_of(小区=None))) == {2: ["estate_missing"]}


def test_duplicates_name_the_first_row_even_if_that_was_rejected():
    rows = read(
        cells_of(业户姓名=None),
        cells_of(房号="１０１ "),
        cells_of(房号=101, 入住状态="?"),
        cells_of(单元="2单元"),
        cells_of(小区="银座"),
        cells_of(楼栋="2 栋"),
        cells_of(楼栋="２栋"),
    )
    assert codes(rows) == {
        2: ["name_missing"],
        3: ["duplicate"],
        4: ["duplicate", "occupancy_unknown"],
        8: ["duplicate"],
    }
    assert [f.facts for row in rows for f in row.faults if f.code == "duplicate"] == [
        *({"row": 2}, {"row": 2}, {"row": 7})
    ]


def test_rows_without_a_unit_are_no_duplicates():
    row = cells_of(房号=None)
    assert codes(read(row, row)) == {2: ["room_missing"], 3: ["room_missing"]}


def test_every_fault_of_a_row_is_listed_in_the_order_of_columns():
    [row] = read(
        ["1", None, None, None, "1单元", None, " ", None, None, "不详", "待定", None]
    )
    assert row.values is None
    assert [fault.code for fault in row.faults] == [
        *("estate_missing", "building_missing", "room_missing", "name_missing"),
        "occupancy_unknown",
    ]
    assert row.faults[-1].facts == {"value": "不详"}


@pytest.mark.parametrize(
    "occupancy, typed, day, code",
    [
        ("已入住", "2026-11-01", TODAY, None),
        ("已入住", datetime(2026, 11, 2), None, "date_future"),
        ("已入住", "待定", None, "date_unreadable"),
        ("已入住", "2023-02-30", None, "date_impossible"),
        ("已入住", None, None, None),
        ("未入住", "2026-12-01", None, None),
        ("未入住", "待定", None, None),
        ("已搬离", "2023-02-30", None, None),
        ("已搬离", "2023-02-28", date(2023, 2, 28), None),
    ],
)
def test_only_the_date_of_an_occupied_unit_can_be_wrong(occupancy, typed, day, code):
    [row] = read(cells_of(入住状态=occupancy, 入住日期=typed))
    assert codes([row]) == ({2: [code]} if code else {})
    if not code:
        assert row.values["move_in_date"] == day


def test_facts_show_the_day_and_not_midnight():
    [row] = read(cells_of(入住日期=datetime(2031, 1, 1)))
    assert row.faults[0].facts == {"value": "2031-01-01"}
