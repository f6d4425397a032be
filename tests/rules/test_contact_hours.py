"""P10, D1: which window covers a moment, which days remain open."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rules.contact_hours import Window, open_days, verdict

# The default of the rule book: Mondays, early, noon, evening, night.
MONDAY = Window(0, 0.0, 24.0, "warn", "Mondays")
EARLY = Window(None, 0.0, 9.0, "warn", "before 9:00")
NOON = Window(None, 12.0, 14.0, "warn", "noon")
EVENING = Window(None, 17.5, 19.0, "warn", "evening")
NIGHT = Window(None, 21.0, 24.0, "warn", "night")
PHONE = [MONDAY, EARLY, NOON, EVENING, NIGHT]
PEAK = Window(None, 11.0, 13.5, "block", "meal-time peak")


@pytest.mark.parametrize(
    "moment, window",
    [
        ("2026-03-02 10:00", MONDAY),
        ("2026-03-03 00:00", EARLY),
        ("2026-03-03 08:59:59", EARLY),
        ("2026-03-03 09:00", None),
        ("2026-03-03 11:59:59.999999", None),
        ("2026-03-03 12:00", NOON),
        ("2026-03-03 14:00", None),
        ("2026-03-03 17:29:59", None),
        ("2026-03-03 17:30", EVENING),
        ("2026-03-03 19:00", None),
        ("2026-03-03 20:59", None),
        ("2026-03-03 23:59:59.999999", NIGHT),
    ],
)
def test_verdict(moment, window):
    assert verdict(PHONE, datetime.fromisoformat(moment)) == window


def test_a_block_comes_before_a_warning_whatever_the_order():
    noon = datetime(2026, 3, 3, 12, 30, tzinfo=UTC)
    assert verdict([NOON, PEAK], noon) == PEAK
    assert verdict([PEAK, NOON], noon) == PEAK
    assert verdict([NOON, NOON._replace(name="second")], noon) == NOON
    assert verdict([], noon) is None


def test_hours_are_compared_in_seconds():
    window = Window(None, 9.1, 9 + 1 / 3, "warn")  # 9:06 to 9:20
    at = {f"9:{m:02}": verdict([window], datetime(2026, 3, 3, 9, m)) for m in range(60)}
    assert [time for time, found in at.items() if found] == [
        f"9:{minute:02}" for minute in range(6, 20)
    ]


def test_a_window_may_begin_within_a_minute():
    window = Window(None, 9 + 30 / 3600, 10.0, "warn")  # 9:00:30
    assert verdict([window], datetime(2026, 3, 3, 9, 0, 29)) is None
    assert verdict([window], datetime(2026, 3, 3, 9, 0, 40)) == window


OFFICE = [(8.0, 12.0), (14.0, 18.0)]


@pytest.mark.parametrize(
    "working, windows, is_open",
    [
        (OFFICE, PHONE, True),
        ([], [], False),
        (OFFICE, [], True),
        ([(8.0, 9.0), (12.0, 14.0)], PHONE, False),
        ([(8.0, 9.5)], PHONE, True),
        ([(8.5, 8.5)], [], False),  # no time at all
        ([(8.0, 12.0)], [Window(None, 8.0, 10.0, "warn"), NOON], True),
        (
            [(8.0, 12.0)],
            [Window(None, 10.0, 12.0, "warn"), Window(None, 8.0, 10.0, "block")],
            False,
        ),
        (
            [(8.0, 12.0)],
            [Window(None, 7.0, 13.0, "warn"), Window(None, 8.0, 9.0, "block")],
            False,
        ),
        ([(8.0, 12.0)], [Window(0, 0.0, 24.0, "block")], True),  # of Mondays
        ([(8.0, 12.0)], [Window(1, 0.0, 24.0, "block")], False),
    ],
)
def test_tuesday_is_open(working, windows, is_open):
    tuesday = date(2026, 3, 3)
    assert open_days({tuesday: working}, windows) == [tuesday] * is_open


def test_open_days_ascend_and_mondays_are_closed():
    week = {date(2026, 3, day): OFFICE for day in (6, 5, 4, 3, 2)}
    assert [day.day for day in open_days(week, iter(PHONE))] == [3, 4, 5, 6]


HALVES = st.integers(0, 47)
STRETCHES = st.tuples(HALVES, HALVES).map(
    lambda two: (min(two) / 2, max(two) / 2 + 0.5)
)
WINDOWS = st.builds(
    lambda weekday, hours: Window(weekday, *hours, "warn"),
    st.sampled_from([None, 0, 1]),
    STRETCHES,
)


@given(st.lists(STRETCHES, max_size=3), st.lists(WINDOWS, max_size=5))
def test_open_means_some_working_moment_without_verdict(working, windows):
    tuesday = date(2026, 3, 3)
    moments = [datetime(2026, 3, 3, half // 2, half % 2 * 30) for half in range(48)]
    free = [
        moment
        for moment in moments
        if any(a <= moment.hour + moment.minute / 60 < b for a, b in working)
        and verdict(windows, moment) is None
    ]
    assert open_days({tuesday: working}, windows) == [tuesday] * bool(free)
