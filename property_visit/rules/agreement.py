"""When a household is called back that an agreement promises it to (H9).

Everything is a local date. The clock of an agreement runs from the last contact, not
along the calendar: who was called on the 20th is called again a month later.
"""

from dateutil.relativedelta import relativedelta

from .errors import NotPositive, UnknownUnit

UNITS = {"day": "days", "week": "weeks", "month": "months"}


def next_callback(last, interval, unit, today, until=None):
    """Return the day by which the next callback is made; None after the agreement.

    `last` is the day of the last contact, or the one that the agreement was noted on.
    A month later is the same day of that month, or its last one where it has none.
    What is overdue already is due today: nobody promises for the past. `until` is the
    last day of the agreement, None where it has none.

    >>> from datetime import date
    >>> next_callback(date(2027, 1, 31), 1, "month", today=date(2027, 2, 1))
    datetime.date(2027, 2, 28)
    """
    if interval < 1:
        raise NotPositive(interval=interval)
    if unit not in UNITS:
        raise UnknownUnit(unit=unit)
    day = max(last + relativedelta(**{UNITS[unit]: interval}), today)
    return day if until is None or day <= until else None
