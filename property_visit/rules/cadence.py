"""How often: a cadence cuts the calendar into slots (clauses W1, W2).

A window is a calendar-aligned stretch of `interval × unit`; a slot is one of the
`times` parts of a window. Everything is a local date and half-open: [start, end).
"""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from .errors import (
    IntervalDoesNotDivideYear,
    NotPositive,
    SlotTooShort,
    UnknownUnit,
)

MONTHS = {"month": 1, "quarter": 3, "year": 12}
UNITS = ("week", *MONTHS)
SHORTEST_SLOT = 7  # days; a slot of a one-week window may be shorter (W2)


class Slot(NamedTuple):
    """A stretch of days, `start` in it and `end` the first day after it."""

    start: date
    end: date


@dataclass(frozen=True, slots=True)
class Cadence:
    """`times` contacts in each window of `interval × unit` (W1, W2).

    `unit` is week, month, quarter or year. Raises `NotPositive`, `UnknownUnit`,
    `IntervalDoesNotDivideYear` or `SlotTooShort` when it cannot be laid on the
    calendar, so an existing cadence always has slots.

    >>> Cadence(2, 1, "month").slot(date(2026, 2, 20))
    Slot(start=datetime.date(2026, 2, 15), end=datetime.date(2026, 3, 1))
    """

    times: int
    interval: int
    unit: str

    def __post_init__(self):
        if self.times < 1 or self.interval < 1:
            raise NotPositive(times=self.times, interval=self.interval)
        if self.unit not in UNITS:
            raise UnknownUnit(unit=self.unit)
        if self.unit in ("month", "quarter") and 12 % self._months:
            raise IntervalDoesNotDivideYear(interval=self.interval, unit=self.unit)
        shortest_slot = self._shortest_window // self.times
        if shortest_slot < self._shortest_slot_allowed:
            raise SlotTooShort(days=shortest_slot, times=self.times)

    def window(self, day):
        """Return the window that holds `day` (W1)."""
        if self.unit == "week":
            length = 7 * self.interval
            start = day.toordinal() - (day.toordinal() - 1) % length
            return Slot(date.fromordinal(start), _day(start + length))
        index = _month_index(day)
        index -= index % self._months
        return Slot(_first_of(index), _first_of(index + self._months))

    def slot(self, day):
        """Return the slot that holds `day` (W2)."""
        window = self.window(day)
        length = (window.end - window.start).days
        number = (((day - window.start).days + 1) * self.times - 1) // length
        cuts = (length * k // self.times for k in (number, number + 1))
        return Slot(*(_day(window.start.toordinal() + cut) for cut in cuts))

    def slots(self, start, end):
        """Return the slots that overlap [start, end), ascending; none if it is empty.

        >>> [s.start.month for s in Cadence(1, 1, "quarter").slots(
        ...     date(2026, 3, 31), date(2026, 4, 2))]
        [1, 4]
        """
        found = []
        while start < end:
            found.append(self.slot(start))
            start = found[-1].end
        return found

    @property
    def _months(self):
        """Months of a window; weeks have none."""
        return self.interval * MONTHS[self.unit]

    @property
    def _shortest_window(self):
        """Days of the shortest window of this kind: a February, a common year."""
        if self.unit == "week":
            return 7 * self.interval
        if self.unit == "year":
            return 365 * self.interval
        starts = range(0, 12, self._months)
        return min((_first_of(s + self._months) - _first_of(s)).days for s in starts)

    @property
    def _shortest_slot_allowed(self):
        one_week = self.unit == "week" and self.interval == 1
        return 1 if one_week else SHORTEST_SLOT


def _month_index(day):
    """Months since January of year 1."""
    return (day.year - 1) * 12 + day.month - 1


def _first_of(month_index):
    """First day of a month; the calendar's last day when it lies beyond year 9999."""
    year, month = divmod(month_index, 12)
    return date(year + 1, month + 1, 1) if year < date.max.year else date.max


def _day(ordinal):
    """The day of an ordinal, no later than the calendar's last."""
    return date.fromordinal(min(ordinal, date.max.toordinal()))
