"""H9: the next agreed callback is counted from the last contact, month-end safe."""

from datetime import date

import pytest
from rules.agreement import next_callback
from rules.errors import NotPositive, UnknownUnit


def day(text):
    return date.fromisoformat(text) if text else None


@pytest.mark.parametrize(
    "last, interval, unit, expected",
    [
        ("2026-11-02", 1, "day", "2026-11-03"),
        ("2026-12-31", 10, "day", "2027-01-10"),
        ("2026-11-02", 1, "week", "2026-11-09"),
        ("2026-12-28", 2, "week", "2027-01-11"),
        ("2026-11-20", 1, "month", "2026-12-20"),
        ("2026-11-20", 3, "month", "2027-02-20"),
        ("2026-11-20", 12, "month", "2027-11-20"),
        # A month that has no such day ends earlier, in leap years a day later.
        ("2027-01-31", 1, "month", "2027-02-28"),
        ("2028-01-31", 1, "month", "2028-02-29"),
        ("2028-02-29", 12, "month", "2029-02-28"),
        ("2026-10-31", 1, "month", "2026-11-30"),
        ("2026-11-30", 3, "month", "2027-02-28"),
        # The short month pulls nothing forward for good: the contact decides.
        ("2027-02-28", 1, "month", "2027-03-28"),
    ],
)
def test_counted_from_the_last_contact(last, interval, unit, expected):
    last = day(last)
    assert next_callback(last, interval, unit, today=last) == day(expected)


@pytest.mark.parametrize(
    "today, until, expected",
    [
        ("2026-12-19", None, "2026-12-20"),
        ("2026-12-20", None, "2026-12-20"),
        ("2026-12-21", None, "2026-12-21"),
        ("2026-12-01", "2026-12-20", "2026-12-20"),
        ("2026-12-01", "2026-12-19", None),
        ("2027-01-05", "2027-01-05", "2027-01-05"),
        ("2027-01-05", "2027-01-04", None),
    ],
)
def test_neither_in_the_past_nor_after_the_agreement(today, until, expected):
    """Called on 20 November, every month: what was missed is made up for today."""
    found = next_callback(day("2026-11-20"), 1, "month", day(today), day(until))
    assert found == day(expected)


def test_an_agreement_that_says_nothing_has_no_next_callback():
    today = date(2026, 11, 2)
    with pytest.raises(NotPositive):
        next_callback(today, 0, "month", today)
    with pytest.raises(UnknownUnit):
        next_callback(today, 1, "quarter", today)
