"""Months and local days: the only place where time zones meet dates (W2).

Moments are naive UTC, as the database stores them; a zone is an IANA name, and an
empty one is UTC. An unknown name raises `UnknownTimezone`.
"""

from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

from .cadence import Cadence
from .errors import UnknownTimezone

LONGEST_MONTH = 31  # days
MONTHLY = Cadence(1, 1, "month")


def month(day):
    """Return the month of `day` as a slot: its first day, the next month's first."""
    return MONTHLY.window(day)


def is_due(slot, day):
    """Whether the month of `day` answers for a slot that holds the day.

    What a quarter wants is not missing before its last month; a slot no longer than a
    month is asked about in each month that it touches.
    """
    return slot.end <= month(day).end or (slot.end - slot.start).days <= LONGEST_MONTH


def months_between(start, end):
    """Return the months that overlap [start, end), ascending."""
    return MONTHLY.slots(start, end)


def local_moment(moment, tz):
    """Return a naive UTC moment as an aware local one."""
    return moment.replace(tzinfo=UTC).astimezone(_zone(tz))


def naive_utc(moment):
    """Return an aware moment as naive UTC.

    >>> naive_utc(local_moment(datetime(2026, 3, 31, 16, 30), "Asia/Shanghai"))
    datetime.datetime(2026, 3, 31, 16, 30)
    """
    return moment.astimezone(UTC).replace(tzinfo=None)


def local_day(moment, tz):
    """Return the local date of a naive UTC moment.

    >>> local_day(datetime(2026, 3, 31, 16, 30), "Asia/Shanghai")
    datetime.date(2026, 4, 1)
    """
    return local_moment(moment, tz).date()


def day_start_utc(day, tz):
    """Return the first moment of a local day as naive UTC.

    Where clocks skip midnight the day starts later: on 2018-11-04 São Paulo went
    from 23:59:59 to 01:00, which is 03:00 UTC. Where midnight comes twice, the
    first one counts.
    """
    start = datetime.combine(day, time(), _zone(tz))
    return naive_utc(start)


def _zone(name):
    try:
        return ZoneInfo(name or "UTC")
    except (KeyError, ValueError, OSError) as error:
        raise UnknownTimezone(tz=name) from error
