"""Lists of deliveries and events, cell by cell (P8, P12)."""

from datetime import date

import pytest
from rules import errors, occasion_sheet

TODAY = date(2026, 11, 2)
HEAD = ("送货单号", "送货日期", "客户名称", "货品", "数量", "单位")
GOOD = ("D-1", "2026-11-01", "王磊", "纯净水", 20, "桶")


def deliveries(*rows, head=HEAD):
    return occasion_sheet.Sheet("delivery").parse([head, *rows], TODAY)


def codes(row):
    return [fault.code for fault in row.faults]


def test_a_row_says_what_was_sent():
    [row] = deliveries(GOOD)
    assert row.number == 2
    assert {f: row.values[f] for f in ("receipt", "item", "quantity", "uom")} == {
        "receipt": "D-1",
        "item": "纯净水",
        "quantity": 20.0,
        "uom": "桶",
    }
    assert (row.values["date"], row.values["name"]) == (date(2026, 11, 1), "王磊")


def test_headings_in_english_in_any_order():
    head = ("Qty", "Item", "Room No.", "Building", "Receipt No", "Delivery date")
    [row] = deliveries(("3 boxes", "Tea", 101, "A", 7, "2026-11-02"), head=head)
    assert (row.values["unit"], row.values["building"]) == ("101", "A")
    assert (row.values["quantity"], row.values["uom"]) == (3.0, "boxes")
    assert row.values["receipt"] == "7"


def test_further_items_stand_below_their_receipt():
    rows = deliveries(
        GOOD, (None, None, None, "茶叶", "5盒"), ("合计", None, None, None, 25)
    )
    assert [row.values["receipt"] for row in rows] == ["D-1", "D-1"]
    assert rows[1].values["name"] == "王磊"
    assert (rows[1].values["quantity"], rows[1].values["uom"]) == (5.0, "盒")


@pytest.mark.parametrize(
    "column, typed, code",
    [
        (0, None, "receipt_missing"),
        (1, None, "date_missing"),
        (1, "2026-02-30", "date_impossible"),
        (1, "soon", "date_unreadable"),
        (1, "2026-11-03", "date_future"),
        (2, None, "who_missing"),
        (3, None, "item_missing"),
        (4, None, "quantity_unreadable"),
        (4, "many", "quantity_unreadable"),
        (4, -1, "quantity_unreadable"),
        (4, True, "quantity_unreadable"),
        (4, float("nan"), "quantity_unreadable"),
        (4, 10**13, "quantity_unreadable"),
    ],
)
def test_what_is_wrong_is_said_with_its_column(column, typed, code):
    cells = list(GOOD)
    cells[column] = typed
    [row] = deliveries(cells)
    assert code in codes(row)
    assert row.values is None
    assert row.faults[0].column_heading == HEAD[column]


def test_of_a_receipt_all_rows_count_or_none():
    rows = deliveries(
        GOOD, ("D-1", "2026-11-01", "王磊", "茶叶", "?"), ("D-2", *GOOD[1:])
    )
    assert codes(rows[0]) == ["receipt_incomplete"]
    assert codes(rows[1]) == ["quantity_unreadable"]
    assert rows[2].values


def test_missing_columns_are_named():
    with pytest.raises(errors.NoHeadingRow) as caught:
        occasion_sheet.Sheet("delivery").parse([("单号", "货品")], TODAY)
    assert caught.value.missing == ["quantity", "date", "room"]
    with pytest.raises(errors.NoHeadingRow) as caught:
        occasion_sheet.Sheet("event").parse([], TODAY)
    assert caught.value.missing == ["event", "date", "room"]


def test_events_in_words_of_the_office():
    sheet = occasion_sheet.Sheet("event")
    head = ("事项", "日期", "楼栋", "房号", "来源编号", "备注")
    good, odd = sheet.parse(
        [
            head,
            ("欠费", "2026-12-01", "A", 101, "F-9", "三个月"),
            ("搬家", "2026-11-01", "A", 1),
        ],
        TODAY,
    )
    assert good.values["event"] == "fee_reminder"
    assert (good.values["source"], good.values["note"]) == ("F-9", "三个月")
    assert good.values["date"] == date(2026, 12, 1), "what will be held may be told"
    assert codes(odd) == ["event_unknown"]
