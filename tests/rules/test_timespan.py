"""What a period is, and what it is compared with (M1, M3)."""

from datetime import date

import pytest
from rules import timespan


@pytest.mark.parametrize(
    ("start", "stop", "before", "year"),
    [
        ("2026-01-01", "2026-02-01", "2025-12-01", "2025-01-01"),
        ("2026-07-01", "2027-01-01", "2026-01-01", "2025-07-01"),
        ("2026-01-01", "2027-01-01", "2025-01-01", "2025-01-01"),
    ],
)
def test_periods_to_compare_with(start, stop, before, year):
    start, stop = date.fromisoformat(start), date.fromisoformat(stop)
    mine, previous, last = timespan.periods(start, stop)
    assert mine == (start, stop)
    assert previous == (date.fromisoformat(before), start)
    assert last[0] == date.fromisoformat(year)
    assert len(timespan.months(*last)) == len(timespan.months(start, stop))


@pytest.mark.parametrize(
    ("kind", "start", "stop"),
    [
        ("month", date(2026, 11, 1), date(2026, 12, 1)),
        ("quarter", date(2026, 10, 1), date(2027, 1, 1)),
        ("half_year", date(2026, 7, 1), date(2027, 1, 1)),
        ("year", date(2026, 1, 1), date(2027, 1, 1)),
    ],
)
def test_spans(kind, start, stop):
    assert timespan.span(kind, date(2026, 11, 22)) == (start, stop)
