"""On which days a visit is made that an event calls for (P12, P13a, P7, B1, B5)."""

from datetime import timedelta

from dateutil.relativedelta import relativedelta

RECENT = timedelta(days=30)  # what is older and over by now is history


def last_day(day, offset, unit):
    """Return the local day that an offset in whole days or months ends on.

    :param day: local date of the event
    :param offset: number of days or months; negative for days before the event
    :param unit: calendar_days, months or agreed (the day itself)
    :return: a date, or None for units that working time or weather decide

    >>> from datetime import date
    >>> last_day(date(2026, 8, 31), 3, "months")
    datetime.date(2026, 11, 30)
    """
    if unit == "agreed":
        return day
    if unit == "months":
        return day + relativedelta(months=offset)
    return day + timedelta(days=offset) if unit == "calendar_days" else None


def span(event_day, due_day, today, grace=None):
    """Return (first, last): the days between which the visit is made.

    :param event_day: local date of the event
    :param due_day: local date it is due
    :param today: local date; nothing is planned before it
    :param grace: None where the visit is made by `due_day`, from the day after the
        event on if there is one; else how many days after `due_day` it is made at
        the latest, and never before
    """
    if grace is not None:
        first = max(due_day, today)
        return first, max(due_day + timedelta(days=grace), first)
    last = max(due_day, today)
    return min(max(today, event_day + timedelta(days=1)), last), last


def is_history(event_day, last, today):
    """Whether an event came to light so late that nobody is visited for it now."""
    return last < today and event_day < today - RECENT


def spread(days, count):
    """Return one day for each of `count` neighbours, level over the days (P14).

    >>> spread(["Monday", "Tuesday"], 3)
    ['Monday', 'Monday', 'Tuesday']
    """
    return [days[number * len(days) // count] for number in range(count)]
