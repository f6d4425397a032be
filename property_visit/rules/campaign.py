"""The course of a questionnaire campaign and its reminders (Q1, Q5, Q8)."""

from .errors import RuleError

# Answers are taken while forms are handed out, too: nobody has to wait with theirs.
TAKES_ANSWERS = ("issuing", "collecting")

# (state, action) → next state.
TRANSITIONS = {
    ("draft", "issue"): "issuing",
    ("issuing", "issue"): "issuing",  # who came since
    ("collecting", "issue"): "collecting",
    ("issuing", "collect"): "collecting",
    ("issuing", "close"): "analysing",
    ("collecting", "close"): "analysing",
    ("analysing", "publish"): "published",
}


class ReminderDaysUnreadable(RuleError):
    """Text that is no growing row of days, as ``7, 14`` (`value`)."""


def read_days(text):
    """Return the days after issue on which reminders go out.

    :param str text: whole numbers with commas; empty for none
    :rtype: tuple[int]
    :raise ReminderDaysUnreadable: a part is no number, or the row does not grow

    >>> read_days("7, 14")
    (7, 14)
    >>> read_days("")
    ()
    """
    for comma in "，、;；":
        text = (text or "").replace(comma, ",")
    parts = [part for part in map(str.strip, (text or "").split(",")) if part]
    if not all(part.isascii() and part.isdecimal() for part in parts):
        raise ReminderDaysUnreadable(value=text)
    days = tuple(int(part) for part in parts)
    if list(days) != sorted(set(days)) or 0 in days:
        raise ReminderDaysUnreadable(value=text)
    return days


def reminders_due(days, issued, today):
    """Return how many reminders should have gone out by now.

    :param days: as `read_days` returns them
    :param date issued: local date of issue
    :param date today: local date
    :rtype: int

    >>> from datetime import date
    >>> reminders_due((7, 14), date(2026, 11, 2), date(2026, 11, 9))
    1
    """
    return sum((today - issued).days >= day for day in days)
