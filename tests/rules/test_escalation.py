"""E1, E3, E4: which steps of a ladder are due, which is told, and when to retry."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rules.escalation import Step, firing, next_at, retry_after

DUE = datetime(2026, 3, 6, 12)
WARN, NOW_DUE, CHIEF, HEAD = LADDER = (
    Step("warn", -4),
    Step("due", 0),
    Step("chief", 24),
    Step("head", 72),
)


def after(hours):
    return DUE + timedelta(hours=hours)


@pytest.mark.parametrize(
    "hours, fired, taken, next_hours",
    [
        (-5, [], [], -4),
        (-4, [], [WARN], 0),
        (-1, ["warn"], [], 0),
        (0, ["warn"], [NOW_DUE], 24),
        (100, ["warn", "due"], [CHIEF, HEAD], None),
        (100, [], list(LADDER), None),
        (30, [], [WARN, NOW_DUE, CHIEF], 72),
        (30, ["chief"], [WARN, NOW_DUE], 72),
        (500, ["warn", "due", "chief", "head"], [], None),
    ],
)
def test_steps_whose_time_has_come_are_taken_once(hours, fired, taken, next_hours):
    found = firing(LADDER, DUE, after(hours), fired)
    assert list(found.steps) == taken
    assert found.highest == (taken[-1] if taken else None)
    assert found.next_at == (None if next_hours is None else after(next_hours))


@pytest.mark.parametrize(
    "fired, hours", [([], -4), (["warn"], 0), (["due"], -4), (["warn", "due"], 24)]
)
def test_the_next_step_is_the_earliest_that_is_left(fired, hours):
    assert next_at(LADDER[::-1], DUE, fired) == after(hours)


def test_a_paused_or_undated_promise_has_no_next_step():
    assert next_at(LADDER, DUE, paused=True) is None
    assert next_at(LADDER, None) is None
    assert firing(LADDER, DUE, after(99), paused=True).steps == ()
    assert firing(LADDER, None, after(99)).steps == ()


def test_a_ladder_without_steps_asks_nothing():
    assert next_at((), DUE) is None
    assert firing((), DUE, after(99)).highest is None


@given(
    st.lists(st.integers(-100, 100), max_size=6),
    st.lists(st.integers(-150, 150), max_size=6).map(sorted),
)
def test_however_late_one_looks_each_step_is_taken_once_and_in_order(offsets, looks):
    steps = [Step(key, offset) for key, offset in enumerate(offsets)]
    taken = []
    for hours in [*looks, 200]:
        expected = next_at(steps, DUE, [step.key for step in taken])
        found = firing(steps, DUE, after(hours), [step.key for step in taken])
        assert bool(found.steps) == (expected is not None and expected <= after(hours))
        taken += found.steps
    assert sorted(taken) == sorted(steps)
    assert [s.offset_hours for s in taken] == sorted(offsets)


def test_retries_wait_twice_as_long_each_time_and_a_day_at_most():
    waits = [retry_after(n) for n in range(1, 13)]
    minutes = [2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 1440, 1440]
    assert waits == [timedelta(minutes=m) for m in minutes]
    assert retry_after(10**9) == timedelta(days=1)
