"""Months, half-years and years that are summed up, and what they are compared with."""

from datetime import date

from .cadence import Cadence
from .period import MONTHLY


def periods(start, stop):
    """Return [start, stop) itself, the time of the same length before, a year ago.

    Both bounds are firsts of a month.

    >>> [str(p[0]) for p in periods(date(2026, 3, 1), date(2026, 4, 1))]
    ['2026-03-01', '2026-02-01', '2025-03-01']
    """
    length = len(months(start, stop))
    return (
        (start, stop),
        (_shift(start, -length), start),
        (_shift(start, -12), _shift(stop, -12)),
    )


def months(start, stop):
    """Return the first day of each month in [start, stop), ascending."""
    return [slot.start for slot in MONTHLY.slots(start, stop)]


def span(kind, day):
    """Return the calendar month, quarter, half_year or year of `day` as (start, stop).

    >>> span("half_year", date(2026, 11, 5))
    (datetime.date(2026, 7, 1), datetime.date(2027, 1, 1))
    """
    slot = SPANS[kind].window(day)
    return slot.start, slot.end


SPANS = {
    "month": MONTHLY,
    "quarter": Cadence(1, 3, "month"),
    "half_year": Cadence(1, 6, "month"),
    "year": Cadence(1, 1, "year"),
}


def _shift(day, number):
    """The first of a month, some months later or earlier."""
    index = day.year * 12 + day.month - 1 + number
    return date(index // 12, index % 12 + 1, 1)
