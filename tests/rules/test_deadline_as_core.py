"""T1: hours are rounded as `resource.calendar.plan_hours` rounds them, bit by bit.

The reference here is its loop, on intervals instead of a calendar; that both are the
same on real calendars is shown in tests/addon/test_working_time.py.
"""

import random
from datetime import datetime, timedelta

import pytest
from rules.deadline import due
from rules.errors import WorkingTimeExhausted
from rules.working_time import IntervalTable

MONDAY = datetime(2026, 3, 2)
FORTNIGHT = timedelta(days=14)


def plan_hours(intervals, start, hours):
    """Fortnight by fortnight, interval by interval, in floats."""
    for number in range(100):
        low = start + FORTNIGHT * number
        for begin, end in intervals:
            begin, end = max(begin, low), min(end, low + FORTNIGHT)
            if begin >= end:
                continue
            length = (end - begin).total_seconds() / 3600
            if hours <= length:
                return begin + timedelta(hours=hours)
            hours -= length
    return None


def days_of(*shifts):
    """Two months of the same day, in minutes after midnight."""
    return [
        (day + timedelta(minutes=since), day + timedelta(minutes=until))
        for day in (MONDAY + timedelta(days=n) for n in range(60))
        for since, until in shifts
    ]


TABLES = {
    "quarters of an hour": days_of((480, 720), (780, 1020)),
    "thirds of an hour": days_of((500, 720), (780, 1040)),
    "an even start": days_of((480, 700), (720, 727), (960, 1043)),
    "until the last microsecond": [
        (MONDAY + timedelta(days=n), MONDAY + timedelta(days=n + 1, microseconds=-1))
        for n in range(60)
    ],
    "touching": days_of((0, 719), (719, 720), (720, 1440)),
    "cut by the fortnight": days_of((480, 720))[:14] + days_of((0, 1440))[14:],
}


def cases(dice, intervals):
    """Starts and amounts that end on boundaries, beside them and anywhere."""
    lengths = [(end - start).total_seconds() / 3600 for start, end in intervals]
    for _ in range(1500):
        start = MONDAY + timedelta(minutes=dice.randrange(20 * 1440))
        if dice.random() < 0.5:
            start += timedelta(microseconds=dice.randrange(60_000_000))
        first, number = dice.randrange(20), dice.randint(1, 40)
        if dice.random() < 0.5:
            start = intervals[first][dice.randint(0, 1)]
        total = sum(lengths[first : first + number])
        near = [total, round(total) or 1, total + 1e-10, dice.random()]
        yield start, dice.choice(near)
        yield start, dice.choice([dice.randint(1, 99), dice.random() * 99, 4, 8])


@pytest.mark.parametrize("name", TABLES)
def test_the_same_microsecond(name):
    intervals = TABLES[name]
    table = IntervalTable(intervals, is_final=False)
    differing, answered = [], 0
    for start, hours in cases(random.Random(name), intervals):
        expected = plan_hours(intervals, start, hours)
        if expected is None:
            with pytest.raises(WorkingTimeExhausted):
                due(table, start, hours, "working_hours")
            continue
        answered += 1
        found = due(table, start, hours, "working_hours")
        if found != expected:
            differing.append((start, hours, expected, found))
    assert differing == []
    assert answered > 1500
