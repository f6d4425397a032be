"""What a resident is told: the way of a case, what is left, when somebody is there."""

from datetime import datetime, timedelta

import pytest
from rules.lifecycle import CASE_TRANSITIONS
from rules.resident import STEPS, next_opening, remaining, steps
from rules.working_time import IntervalTable

MONDAY = datetime(2026, 11, 2)
OFFICE = IntervalTable(
    [
        (MONDAY + timedelta(hours=8), MONDAY + timedelta(hours=12)),
        (MONDAY + timedelta(hours=13), MONDAY + timedelta(hours=17)),
        (MONDAY + timedelta(days=1, hours=8), MONDAY + timedelta(days=1, hours=12)),
    ]
)
WAY = {
    "received": ("checked", 1),
    "dispatched": ("solving", 2),
    "solving": ("solving", 2),
    "handled": ("asked", 4),
    "callback": (None, 5),
    "closed": (None, 5),
}


def at(hour, minute=0, day=0):
    return MONDAY + timedelta(days=day, hours=hour, minutes=minute)


def test_every_state_of_a_case_has_its_place():
    assert {state for state, _action in CASE_TRANSITIONS} == set(WAY)


@pytest.mark.parametrize("state", WAY)
def test_one_step_is_current_those_before_are_done(state):
    current, done = WAY[state]
    found = steps(state)
    assert [step for step, _ in found] == list(STEPS)
    assert [step for step, s in found if s == "done"] == list(STEPS[:done])
    assert [step for step, s in found if s == "current"] == [current] * bool(current)


@pytest.mark.parametrize("state", [False, None, "", "new"])
def test_what_is_no_case_has_no_way(state):
    assert steps(state) == []


@pytest.mark.parametrize(
    ("due", "left"),
    [
        (at(8, 59), None),
        (at(9), (0, "minutes")),
        (at(9, 59), (59, "minutes")),
        (at(10), (1, "hours")),
        (at(8, 59, day=2), (47, "hours")),
        (at(9, day=2), (2, "days")),
    ],
)
def test_what_is_left_at_nine(due, left):
    assert remaining(at(9), due) == left


@pytest.mark.parametrize(
    ("now", "opening"),
    [
        (at(7, 59), at(8)),
        (at(8), None),
        (at(11, 59), None),
        (at(12), at(13)),
        (at(17), at(8, day=1)),
        (at(13, day=1), None),  # beyond what the table knows
    ],
)
def test_when_somebody_is_there(now, opening):
    assert next_opening(OFFICE, now) == opening


def test_where_every_hour_counts_nobody_waits():
    assert next_opening(IntervalTable(()), at(3)) is None
