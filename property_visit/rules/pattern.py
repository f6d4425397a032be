"""When a problem repeats itself: so many times within so many days (C10)."""

from datetime import timedelta


def repeated(days, minimum, span):
    """Return the positions of those days that are part of a repetition.

    A repetition is any `span` days in a row, the first and the last included, with at
    least `minimum` of the days in them.

    >>> from datetime import date
    >>> days = [date(2026, 11, 1), date(2026, 9, 1), date(2026, 11, 8)]
    >>> sorted(repeated(days, 2, 8)), sorted(repeated(days, 2, 7))
    ([0, 2], [])

    :param days: local dates in any order, several may be equal
    :param minimum: how many make a repetition, 1 or more
    :param span: length of the time looked at in days, 1 or more
    """
    order = sorted(range(len(days)), key=days.__getitem__)
    found, start = set(), 0
    for end, position in enumerate(order):
        while days[position] - days[order[start]] >= timedelta(span):
            start += 1
        if end - start + 1 >= minimum:
            found.update(order[start : end + 1])
    return found


def joining(days, known, span):
    """Return the positions of those days within `span` days of one already known.

    :param days: local dates in any order
    :param known: local dates of what belongs to the repetition already
    :param span: length of the time looked at in days, both ends included
    """
    return {
        position
        for position, day in enumerate(days)
        if any(abs(day - other) < timedelta(span) for other in known)
    }
