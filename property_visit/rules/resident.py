"""What a resident is told: where a case stands, and what is left of a promise."""

from bisect import bisect_right

from . import working_time

STEPS = ("received", "checked", "solving", "solved", "asked")
# How many of the steps are behind a case, by its state (C8).
BEHIND = {
    "received": 1,
    "dispatched": 2,
    "solving": 2,
    "handled": 4,
    "callback": 5,
    "closed": 5,
}


def steps(state):
    """The way of a case as a layman understands it, with where it is now.

    :param state: of `lifecycle.CASE_TRANSITIONS`; anything else is no case
    :return: pairs (step, "done", "current" or "ahead"), none for no case

    >>> steps("handled")[-2:]
    [('solved', 'done'), ('asked', 'current')]
    """
    if state not in BEHIND:
        return []
    behind = BEHIND[state]
    words = {True: "done", False: "ahead"}
    found = [(step, words[index < behind]) for index, step in enumerate(STEPS)]
    if behind < len(STEPS):
        found[behind] = (STEPS[behind], "current")
    return found


def remaining(now, due):
    """How long there still is, in the unit that people would use.

    :param now, due: naive UTC datetimes
    :return: (whole number, "minutes", "hours" or "days"); None when it is over

    >>> from datetime import datetime
    >>> remaining(datetime(2026, 11, 2, 9), datetime(2026, 11, 2, 14, 30))
    (5, 'hours')
    """
    seconds = (due - now).total_seconds()
    if seconds < 0:
        return None
    if seconds < 3600:
        return int(seconds // 60), "minutes"
    if seconds < 48 * 3600:
        return int(seconds // 3600), "hours"
    return int(seconds // 86400), "days"


def next_opening(table, now):
    """When somebody is there again, None when somebody is there now.

    :param table: a `working_time.IntervalTable`
    :param now: naive UTC datetime
    :return: naive UTC datetime or None; None, too, where every hour counts
    """
    moment = working_time.micros(now)
    index = bisect_right(table.ends, moment)
    if index == len(table.ends) or table.starts[index] <= moment:
        return None
    return working_time.moment(table.starts[index])
