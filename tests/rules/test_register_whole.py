"""H1: whole registers: the sample, planted faults, size and rubbish."""

from collections import Counter
from datetime import date
from pathlib import Path
from time import perf_counter

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from register_sheet import HEADINGS, TODAY, cells_of, codes, read
from rules.register import Fault, parse

SAMPLE = Path(__file__).resolve().parents[1] / "data" / "household_register.xlsx"


@pytest.fixture(scope="module")
def sample():
    workbook = openpyxl.load_workbook(SAMPLE, read_only=True)
    return parse(workbook.active.iter_rows(values_only=True), TODAY)


def test_sample_is_split_as_promised(sample):
    accepted = [row.values for row in sample if row.values]
    assert (len(accepted), len(codes(sample))) == (1161, 39)
    assert len({values["estate"] for values in accepted}) == 3
    assert {values["estate_type"] for values in accepted} == {
        *("residential", "commercial_complex", "office")
    }
    units = {(v["estate"], v["building"], v["unit"]) for v in accepted}
    assert len(units) == len(accepted)


def test_sample_faults(sample):
    assert Counter(code for found in codes(sample).values() for code in found) == {
        "name_missing": 13,
        "date_impossible": 6,
        "date_future": 5,
        "duplicate": 5,
        "occupancy_unknown": 4,
        "date_unreadable": 3,
        "room_missing": 3,
    }
    faults = {row.number: row.faults for row in sample}
    assert faults[38] == [Fault("业户姓名", "name", "name_missing", {})]
    assert faults[294] == [Fault("房号", "room", "duplicate", {"row": 48})]
    assert faults[90] == [
        Fault("入住日期", "move_in_date", "date_impossible", {"value": "2023-02-30"})
    ]


def test_sample_values(sample):
    segments = [s for row in sample if row.values for s in row.values["segments"]]
    assert Counter(segments) == {"key": 39, "catering": 30, "anchor": 10}
    phones = [len(row.values["phones"]) for row in sample if row.values]
    assert Counter(phones) == {1: 1120, 0: 29, 2: 12}
    assert sample[0].number == 4
    assert sample[0].values == {
        "estate": "万和海景花园",
        "estate_type": "residential",
        "building": "1栋",
        "unit": "1单元-1001",
        "name": "许博",
        "phone": "15691228810",
        "phones": ["15691228810"],
        "relation": "owner",
        "occupancy": "occupied",
        "move_in_date": date(2020, 12, 19),
        "segments": [],
        "note": None,
        "remark": None,
    }


def test_a_sheet_ends_where_it_is_only_formatted_paper():
    rows = iter([HEADINGS, cells_of(), *[[None] * 12] * 5000])
    assert len(parse(rows, TODAY)) == 1
    assert len(list(rows)) > 3900
    gap = [[None] * 12] * 999
    assert len(read(cells_of(), *gap, cells_of(房号="102"), *gap, cells_of())) == 3


def test_ten_thousand_rows_are_read_in_a_moment():
    rows = [cells_of(房号=number, 入住日期="2024年3月5日") for number in range(10_000)]
    started = perf_counter()
    assert len(read(*rows)) == 10_000
    assert perf_counter() - started < 5  # takes a quarter of a second


PLANTED = {
    "name_missing": {"业户姓名": " "},
    "room_missing": {"房号": None},
    "building_missing": {"楼栋": ""},
    "occupancy_unknown": {"入住状态": "不详"},
    "date_impossible": {"入住日期": "13/45/2020"},
    "date_future": {"入住日期": date(2031, 1, 1)},
    "date_unreadable": {"入住日期": "待定"},
}
NOISE = [[None] * 12, [], ["小计", None, None, None, None, "9户"], HEADINGS, [5]]


@st.composite
def registers(draw):
    """Rows of a sheet and {row number: codes of the faults planted in it}."""
    titles = draw(st.integers(0, 28))
    rows, planted, unit_row = [["业户信息登记表"]] * titles + [HEADINGS], {}, {}
    for _ in range(draw(st.integers(0, 25))):
        if draw(st.booleans()) and draw(st.booleans()):
            rows.append(draw(st.sampled_from(NOISE)))
            continue
        room = draw(st.integers(100, 115))
        faults = draw(st.sets(st.sampled_from(sorted(PLANTED)), max_size=2))
        changes = {"房号": draw(st.sampled_from([room, float(room), f" {room}　"]))}
        for code in sorted(faults):
            changes.update(PLANTED[code])
        dates = [c for c in sorted(faults) if c.startswith("date")]
        expected = faults - set(dates[:-1])
        if "occupancy_unknown" in faults:
            expected -= set(dates)
        rows.append(cells_of(**changes))
        if not faults & {"room_missing", "building_missing"}:
            first = unit_row.setdefault(room, len(rows))
            expected |= {"duplicate"} if first != len(rows) else set()
        planted[len(rows)] = expected
    return rows, planted


@given(registers())
def test_planted_faults_and_no_others_are_found(register):
    rows, planted = register
    found = parse(iter(rows), TODAY)
    assert {row.number: {f.code for f in row.faults} for row in found} == planted
    for row in found:
        assert (row.values is None) == bool(row.faults)
        assert all(fault.column_heading in HEADINGS for fault in row.faults)


ANY_CELL = st.none() | st.text() | st.integers() | st.floats() | st.datetimes()


@given(st.lists(st.lists(ANY_CELL | st.sampled_from(HEADINGS), max_size=14)))
def test_nothing_typed_breaks_the_reading(rows):
    for row in read(*rows):
        assert bool(row.values) != bool(row.faults)
