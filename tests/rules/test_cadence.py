"""W1, W2: windows are aligned, slots tile time, impossible cadences are refused."""

from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from rules.cadence import Cadence
from rules.errors import (
    CadenceError,
    IntervalDoesNotDivideYear,
    NotPositive,
    SlotTooShort,
    UnknownUnit,
)

DAYS = st.dates(date(1, 1, 1), date(9990, 1, 1))


@st.composite
def cadences(draw):
    """Any cadence that the calendar can carry."""
    numbers = draw(st.integers(1, 60)), draw(st.integers(1, 30))
    unit = draw(st.sampled_from(["week", "month", "quarter", "year"]))
    try:
        return Cadence(*numbers, unit)
    except CadenceError:
        assume(False)


@pytest.mark.parametrize(
    "interval, unit, day, start, end",
    [
        (1, "week", "2026-03-01", "2026-02-23", "2026-03-02"),
        (1, "week", "2026-03-02", "2026-03-02", "2026-03-09"),
        (2, "week", "0001-01-14", "0001-01-01", "0001-01-15"),
        (2, "week", "2026-03-02", "2026-03-02", "2026-03-16"),
        (2, "week", "2026-03-15", "2026-03-02", "2026-03-16"),
        (1, "month", "2024-02-29", "2024-02-01", "2024-03-01"),
        (2, "month", "2026-12-31", "2026-11-01", "2027-01-01"),
        (6, "month", "2026-07-01", "2026-07-01", "2027-01-01"),
        (1, "quarter", "2026-05-15", "2026-04-01", "2026-07-01"),
        (2, "quarter", "2026-05-15", "2026-01-01", "2026-07-01"),
        (1, "year", "2026-05-15", "2026-01-01", "2027-01-01"),
        (2, "year", "2026-05-15", "2025-01-01", "2027-01-01"),
        (3, "year", "2026-05-15", "2026-01-01", "2029-01-01"),
        (5000, "year", "5001-01-01", "5001-01-01", "9999-12-31"),
    ],
)
def test_window(interval, unit, day, start, end):
    window = Cadence(1, interval, unit).window(date.fromisoformat(day))
    assert [d.isoformat() for d in window] == [start, end]


@pytest.mark.parametrize(
    "times, interval, unit, first, cuts",
    [
        (2, 1, "week", "2026-03-02", [3, 4]),
        (7, 1, "week", "2026-03-02", [1] * 7),
        (3, 1, "month", "2026-02-01", [9, 9, 10]),
        (4, 1, "month", "2026-02-01", [7, 7, 7, 7]),
        (4, 1, "month", "2024-02-01", [7, 7, 7, 8]),
        (4, 1, "month", "2026-01-01", [7, 8, 8, 8]),
        (3, 1, "quarter", "2026-01-01", [30, 30, 30]),
        (3, 1, "year", "2026-01-01", [121, 122, 122]),
    ],
)
def test_cuts(times, interval, unit, first, cuts):
    cadence = Cadence(times, interval, unit)
    window = cadence.window(date.fromisoformat(first))
    slots = cadence.slots(*window)
    assert [(slot.end - slot.start).days for slot in slots] == cuts
    assert (slots[0].start, slots[-1].end) == window


@pytest.mark.parametrize(
    "times, interval, unit, error",
    [
        (0, 1, "month", NotPositive),
        (1, 0, "month", NotPositive),
        (-1, 1, "week", NotPositive),
        (1, 1, "day", UnknownUnit),
        (1, 5, "month", IntervalDoesNotDivideYear),
        (1, 24, "month", IntervalDoesNotDivideYear),
        (1, 3, "quarter", IntervalDoesNotDivideYear),
        (1, 8, "quarter", IntervalDoesNotDivideYear),
        (5, 1, "month", SlotTooShort),  # 28 ÷ 5 = 5 days
        (9, 2, "month", SlotTooShort),  # January and February: 59 ÷ 9 = 6
        (13, 1, "quarter", SlotTooShort),  # 90 ÷ 13 = 6
        (53, 1, "year", SlotTooShort),  # 365 ÷ 53 = 6
        (3, 2, "week", SlotTooShort),  # 14 ÷ 3 = 4
        (8, 1, "week", SlotTooShort),  # a day cannot be cut
    ],
)
def test_refused(times, interval, unit, error):
    with pytest.raises(error):
        Cadence(times, interval, unit)


@pytest.mark.parametrize(
    "times, interval, unit",
    [
        (4, 1, "month"),
        (8, 2, "month"),
        (12, 1, "quarter"),
        (4, 4, "quarter"),
        (52, 1, "year"),
        (2, 2, "week"),
        (7, 1, "week"),
        (1, 7, "year"),
        (1, 5, "week"),
    ],
)
def test_accepted(times, interval, unit):
    assert Cadence(times, interval, unit).times == times


def test_error_carries_its_facts():
    with pytest.raises(IntervalDoesNotDivideYear) as caught:
        Cadence(1, 5, "month")
    assert (caught.value.interval, caught.value.unit) == (5, "month")


def test_slots_are_those_that_overlap():
    weekly = Cadence(1, 1, "week")
    april = weekly.slots(date(2026, 4, 1), date(2026, 5, 1))
    assert [slot.start.isoformat()[5:] for slot in april] == [
        *("03-30", "04-06", "04-13", "04-20", "04-27")
    ]
    assert weekly.slots(date(2026, 4, 1), date(2026, 4, 1)) == []
    assert weekly.slots(date(2026, 4, 2), date(2026, 4, 1)) == []


def test_the_calendars_last_days_have_a_slot():
    for cadence in (
        Cadence(1, 1, "week"),
        Cadence(2, 1, "month"),
        Cadence(1, 1, "year"),
    ):
        assert cadence.slots(date(9999, 12, 1), date.max)[-1].end == date.max


@given(cadences(), DAYS)
def test_a_day_lies_in_its_slot_and_the_slot_in_its_window(cadence, day):
    slot, window = cadence.slot(day), cadence.window(day)
    assert window.start <= slot.start <= day < slot.end <= window.end
    assert cadence.window(window.start) == window == cadence.window(slot.start)


@given(cadences(), DAYS, st.integers(1, 800))
def test_slots_tile_time(cadence, start, length):
    end = start + timedelta(length)
    slots = cadence.slots(start, end)
    assert slots[0].start <= start and end <= slots[-1].end
    assert [s.start for s in slots[1:]] == [s.end for s in slots[:-1]]
    assert all(s.start < end and s.end > start for s in slots)


@given(cadences(), DAYS)
def test_a_window_has_exactly_its_times(cadence, day):
    window = cadence.window(day)
    assume(window.end < date.max)
    slots = cadence.slots(*window)
    assert len(slots) == cadence.times
    assert {cadence.slot(slot.end - timedelta(1)) for slot in slots} == set(slots)


@given(cadences(), DAYS)
def test_slots_last_a_week_or_the_window_is_one(cadence, day):
    slot = cadence.slot(day)
    assume(slot.end < date.max)
    shortest = 1 if (cadence.unit, cadence.interval) == ("week", 1) else 7
    assert (slot.end - slot.start).days >= shortest
