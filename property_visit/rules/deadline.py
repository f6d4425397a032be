"""When a promise is due, and whether it is late (T1, T2, L1, L2).

Moments are naive UTC. Nothing else in the product compares a due time with a clock.
"""

from bisect import bisect_left, bisect_right
from datetime import date, timedelta
from math import ceil

from . import period
from .errors import NegativeAmount, UnknownDueUnit, WorkingTimeExhausted
from .working_time import GRAIN, HOUR, MICROSECOND, day_end, micros, moment

FORTNIGHT = timedelta(days=14) // MICROSECOND  # what plan_hours reads at a time
NEAR = 2  # microseconds around a boundary where plan_hours' rounding decides
TIE = 0.01  # and of a microsecond around its half


def due(table, start, amount, unit, pauses=(), rain_days=(), agreed=None):
    """Return when a promise is due, or None while nobody can know (T1, L2).

    :param table: `IntervalTable` of the calendar it is counted by
    :param start: when it was made
    :param amount: hours or days, ≥ 0; part of a day counts as the day. The units
        month_end and agreed do not look at it
    :param unit: elapsed_hours, working_hours, working_days, calendar_days,
        month_end, first_rain, agreed
    :param pauses: pairs (from, to); one still open, `to` empty, counts nothing yet
    :param rain_days: local dates with rain
    :param agreed: the time given, for the unit of that name
    :raise UnknownDueUnit: there is no such unit
    :raise NegativeAmount: the amount is below zero
    :raise WorkingTimeExhausted: a table that is not final ends too early
    """
    if amount < 0:
        raise NegativeAmount(amount=amount)
    if unit == "agreed":
        return agreed
    if unit == "month_end":
        return _month_end(table, start)
    if unit == "first_rain":
        return _after_rain(table, start, ceil(amount), rain_days)
    if unit not in COUNTED:
        raise UnknownDueUnit(unit=unit)
    if not amount:
        return start  # T1: nothing to count, whatever the hour
    paused = _merged(start, pauses) if pauses else ()
    return COUNTED[unit](table, start, amount, paused)


def is_late(due, kept=None, now=None, paused=False):
    """Whether a promise is late: kept after it was due, or open after that (L1).

    :param due: empty while it cannot be known, as before rain: never late
    :param kept: when it was kept, empty while it is open
    :param now: the present, or the moment of a cancellation; only asked while open
    :param paused: a paused promise is not late (L2)

    >>> from datetime import datetime
    >>> is_late(datetime(2026, 3, 2, 9), kept=datetime(2026, 3, 2, 9))
    False
    """
    if not due or (paused and not kept):
        return False
    return (kept or now) > due


def late_hours(due, kept=None, now=None, paused=False):
    """Hours by the clock that a promise is late, 0.0 when it is not (L1)."""
    if not is_late(due, kept, now, paused):
        return 0.0
    return ((kept or now) - due).total_seconds() / 3600


# ------------------------------------------------------------------------ hours


def _elapsed_hours(_table, start, amount, paused):
    lost = sum((until - since for since, until in paused), timedelta())
    return start + timedelta(hours=amount) + lost


def _working_hours(table, start, amount, paused):
    if table.is_always_open:
        return _elapsed_hours(table, start, amount, paused)
    lost = sum(
        table.worked_until(micros(until)) - table.worked_until(micros(since))
        for since, until in paused
    )
    return moment(_spend(table, micros(start), amount, lost))


def _spend(table, begin, hours, lost):
    """Where `hours` and `lost` microseconds of working time after `begin` end.

    An amount that ends with an interval is due there, not when the next one starts.
    """
    first = bisect_right(table.ends, begin)
    whole, part = divmod(hours * HOUR, 1)
    target = table.worked_until(begin, first) + lost + int(whole)
    last = bisect_left(table.after, target, first)
    if first < len(table.ends) and not lost and _is_close(table, last, target, part):
        replayed = _replay(table, begin, first, last, hours)
        if replayed is not None:
            return replayed
    if last == len(table.ends):
        return _beyond(table, begin, target + round(part))
    return table.starts[last] + target - table.before(last) + round(part)


def _is_close(table, last, target, part):
    """Whether the amount ends so near a boundary that rounding decides."""
    if abs(part - 0.5) < TIE or target - table.before(last) <= NEAR:
        return True
    return last < len(table.ends) and table.after[last] - target <= NEAR


def _is_exact(table, begin, first, last, hours):
    """Whether floats subtract without a trace: all cuts are 64ths of an hour."""
    if not table.is_even or (hours * 64) % 1:
        return False
    is_cut = last == len(table.ends) or table.ends[last] > begin + FORTNIGHT
    from_first = max(begin, table.starts[first])
    return not (from_first % GRAIN or (is_cut and begin % GRAIN))


def _replay(table, begin, first, last, hours):
    """Spend hours as `plan_hours` does, float by float, fortnight by fortnight.

    8:20–12:00 and 13:00–17:20 make 8 hours, but subtracted one after the other they
    leave a trace that the next morning begins with: the same answer is the rule.
    None where there is no such trace, or no end within the table.
    """
    if _is_exact(table, begin, first, last, hours):
        return None
    window = begin + FORTNIGHT
    for index in range(first, len(table.ends)):
        start, end = max(begin, table.starts[index]), table.ends[index]
        while start < end:
            if start >= window:
                window += FORTNIGHT
                continue
            stop = end if end < window else window
            length = (stop - start) / 1_000_000 / 3600
            if hours <= length:
                return start + timedelta(hours=hours) // MICROSECOND
            hours -= length
            start = stop
    return None


def _beyond(table, begin, target):
    """Past the last interval there is no working time: by the clock (T2)."""
    if not table.is_final:
        raise WorkingTimeExhausted()
    return max(begin, table.ends[-1]) + target - table.after[-1]


# ------------------------------------------------------------------------ days


def _working_days(table, start, amount, paused):
    if table.is_always_open:
        return _calendar_days(table, start, amount, paused)
    lost = sum(
        bisect_right(table.closings, micros(until))
        - bisect_right(table.closings, micros(since))
        for since, until in paused
    )
    number = ceil(amount) + lost
    if not number:
        return start
    return _closing_after(table, period.local_day(start, table.tz), number)


def _calendar_days(table, start, amount, paused):
    day = period.local_day(start, table.tz)
    number = ceil(amount) + sum(
        (period.local_day(until, table.tz) - period.local_day(since, table.tz)).days
        for since, until in paused
    )
    return day_end(day + timedelta(days=number), table.tz) if number else start


def _closing_after(table, day, number):
    """The closing time of the n-th working day after a local day; n ≥ 1."""
    first = bisect_right(table.days, day.toordinal())
    if table.is_always_open:
        return day_end(day + timedelta(days=number), table.tz)
    if first + number <= len(table.days):
        return moment(table.closings[first + number - 1])
    if not table.is_final:
        raise WorkingTimeExhausted()
    missing = number - (len(table.days) - first)
    last = date.fromordinal(table.days[-1]) if first < len(table.days) else day
    return day_end(last + timedelta(days=missing), table.tz)


def _month_end(table, start):
    """Closing time of the last working day of the start's month, else its end."""
    month = period.month(period.local_day(start, table.tz))
    last = bisect_left(table.days, month.end.toordinal()) - 1
    if last >= 0 and table.days[last] >= month.start.toordinal():
        return moment(table.closings[last])
    return day_end(month.end - timedelta(days=1), table.tz)


def _after_rain(table, start, number, rain_days):
    """Counted from the first rain day after the start's; None before that."""
    today = period.local_day(start, table.tz)
    rain = min((day for day in rain_days if day > today), default=None)
    if rain is None or number:
        return rain and _closing_after(table, rain, number)
    return day_end(rain, table.tz)


def _merged(start, pauses):
    """The closed pauses from the start on, ascending and without overlaps."""
    merged, end = [], start
    for since, until in sorted(pair for pair in pauses if pair[1]):
        since = max(since, end)
        if until > since:
            merged.append((since, until))
            end = until
    return merged


COUNTED = {
    "elapsed_hours": _elapsed_hours,
    "working_hours": _working_hours,
    "working_days": _working_days,
    "calendar_days": _calendar_days,
}
UNITS = (*COUNTED, "month_end", "first_rain", "agreed")
