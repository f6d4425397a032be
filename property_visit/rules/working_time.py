"""A calendar's working time as a table in which a bisection finds a moment (T1, T4).

Moments go in and come out as naive UTC; inside they are integers, microseconds since
1970, so that sums are exact and a whole year is a few kilobytes.
"""

from array import array
from bisect import bisect_right
from datetime import datetime, timedelta

from . import period

EPOCH = datetime(1970, 1, 1)
MICROSECOND = timedelta(microseconds=1)
HOUR = 3_600_000_000  # microseconds
# A leave up to 23:59:59 leaves the last second of a day that is worked until
# midnight; a remainder below this makes no working day.
SHORTEST_DAY = 60_000_000
# A 64th of an hour: sums of its multiples are exact as floats, too.
GRAIN = HOUR // 64


class IntervalTable:
    """Working time from one moment to another; an empty table is open 24 × 7 (T2).

    :param intervals: ascending, disjoint pairs (start, end) of naive UTC datetimes;
        touching ones may stay apart
    :param tz: IANA name of the zone whose days are counted, UTC when empty
    :param is_final: no longer table exists: after its last interval every hour
        counts. A table that is not final raises `WorkingTimeExhausted` there
    :param closings: ascending pairs (local date, naive UTC closing time) of the
        working days, `closings_of(intervals, tz)` when not given
    """

    __slots__ = (
        "after",
        "closings",
        "days",
        "ends",
        "is_even",
        "is_final",
        "starts",
        "tz",
    )

    def __init__(self, intervals, tz="UTC", is_final=True, closings=None):
        intervals = list(intervals)
        if closings is None:
            closings = closings_of(intervals, tz)
        self.tz = tz or "UTC"
        self.is_final = is_final
        self.starts = array("q", (micros(start) for start, _end in intervals))
        self.ends = array("q", (micros(end) for _start, end in intervals))
        self.after = array("q", _running_sums(self.starts, self.ends))
        self.is_even = not any(t % GRAIN for ts in (self.starts, self.ends) for t in ts)
        self.days = array("q", (day.toordinal() for day, _closing in closings))
        self.closings = array("q", (micros(closing) for _day, closing in closings))

    @property
    def is_always_open(self):
        """Whether there is no working time to count, so that every hour counts."""
        return not self.ends

    def before(self, index):
        """Working microseconds of the table before an interval."""
        return self.after[index - 1] if index else 0

    def worked_until(self, moment, index=None):
        """Working microseconds of the table before a moment, in microseconds.

        :param index: of the first interval that ends after it, where that is known
        """
        if self.is_always_open:
            return moment
        if index is None:
            index = bisect_right(self.ends, moment)
        if index == len(self.ends):
            return self.after[-1]
        return self.before(index) + max(0, moment - self.starts[index])


def micros(moment):
    """A naive UTC datetime as microseconds since 1970."""
    return (moment - EPOCH) // MICROSECOND


def moment(microseconds):
    """Microseconds since 1970 as a naive UTC datetime.

    >>> moment(micros(datetime(2026, 3, 31, 16, 30)))
    datetime.datetime(2026, 3, 31, 16, 30)
    """
    return EPOCH + timedelta(microseconds=microseconds)


def day_end(day, tz):
    """The last second of a local day, as naive UTC.

    The next midnight would read as a promise for the day after.

    >>> from datetime import date
    >>> day_end(date(2026, 3, 31), "Asia/Shanghai")
    datetime.datetime(2026, 3, 31, 15, 59, 59)
    """
    return period.day_start_utc(day + timedelta(days=1), tz) - timedelta(seconds=1)


def closings_of(intervals, tz):
    """Pairs (local date, closing time) of the days that intervals work on.

    An interval belongs to the local day it starts on. The closing time is the whole
    second of the day's last end, so that 24:00, which Odoo keeps as
    23:59:59.999999, stays in its day.
    """
    worked, closing = {}, {}
    for start, end in intervals:
        day = period.local_day(start, tz)
        worked[day] = worked.get(day, 0) + (end - start) // MICROSECOND
        closing[day] = end.replace(microsecond=0)
    return [(day, closing[day]) for day in worked if worked[day] >= SHORTEST_DAY]


def _running_sums(starts, ends):
    total = 0
    for start, end in zip(starts, ends, strict=True):
        total += end - start
        yield total
