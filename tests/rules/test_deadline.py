"""T1, T2, L1, L2: when a promise is due, by hand-made tables of working time."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rules.deadline import due, is_late, late_hours
from rules.errors import NegativeAmount, UnknownDueUnit, WorkingTimeExhausted
from rules.working_time import IntervalTable, closings_of, micros

SHANGHAI = "Asia/Shanghai"
MONDAY = date(2026, 3, 2)
ALWAYS = IntervalTable((), SHANGHAI)


def local(text):
    """Wall-clock time in Shanghai (MM-DD HH:MM[:SS] of 2026) as naive UTC."""
    return datetime.fromisoformat(f"2026-{text}") - timedelta(hours=8)


def office(first=MONDAY, days=60, closed=(), **options):
    """8–12 and 13–17 from Monday to Friday, but for closed days."""
    intervals = [
        (datetime(*day.timetuple()[:3], hour), datetime(*day.timetuple()[:3], hour + 4))
        for day in (first + timedelta(n) for n in range(days))
        if day.weekday() < 5 and day not in closed
        for hour in (0, 5)
    ]
    return IntervalTable(intervals, SHANGHAI, **options)


OFFICE = office()


@pytest.mark.parametrize(
    "start, amount, unit, expected",
    [
        ("03-06 17:50", 24, "elapsed_hours", "03-07 17:50"),
        ("03-06 17:50", 0, "elapsed_hours", "03-06 17:50"),
        ("03-06 17:50", 1.5, "elapsed_hours", "03-06 19:20"),
        # an amount that ends with a session is due there
        ("03-02 08:00", 4, "working_hours", "03-02 12:00"),
        ("03-02 08:00", 8, "working_hours", "03-02 17:00"),
        ("03-02 11:00", 2, "working_hours", "03-02 14:00"),
        ("03-06 16:30", 1, "working_hours", "03-09 08:30"),
        ("03-06 17:50", 4, "working_hours", "03-09 12:00"),
        # nothing to do ends when work begins, as plan_hours has it
        ("03-07 10:00", 0, "working_hours", "03-07 10:00"),
        ("03-06 10:00", 0, "working_hours", "03-06 10:00"),
        ("03-06 17:00", 0, "working_hours", "03-06 17:00"),
        # the day of the start does not count
        ("03-02 07:00", 1, "working_days", "03-03 17:00"),
        ("03-02 23:59", 1, "working_days", "03-03 17:00"),
        ("03-06 10:00", 1, "working_days", "03-09 17:00"),
        ("03-07 10:00", 1, "working_days", "03-09 17:00"),
        ("03-06 10:00", 5, "working_days", "03-13 17:00"),
        ("03-06 10:00", 0.5, "working_days", "03-09 17:00"),
        ("03-07 10:00", 0, "working_days", "03-07 10:00"),
        ("03-06 10:00", 1, "calendar_days", "03-07 23:59:59"),
        ("03-06 23:59", 3, "calendar_days", "03-09 23:59:59"),
        ("03-06 10:00", 0, "calendar_days", "03-06 10:00"),
        ("03-06 10:00", 0, "month_end", "03-31 17:00"),
        ("03-31 23:30", 1, "month_end", "03-31 17:00"),
        ("04-01 00:30", 1, "month_end", "04-30 17:00"),
    ],
)
def test_a_promise_is_due(start, amount, unit, expected):
    assert due(OFFICE, local(start), amount, unit) == local(expected)


@pytest.mark.parametrize(
    "start, amount, unit, expected",
    [
        ("03-06 17:50", 4, "working_hours", "03-06 21:50"),
        ("03-07 17:50", 0, "working_hours", "03-07 17:50"),
        ("03-06 17:50", 1, "working_days", "03-07 23:59:59"),
        ("03-06 17:50", 1, "month_end", "03-31 23:59:59"),
    ],
)
def test_without_working_time_every_hour_counts(start, amount, unit, expected):
    assert due(ALWAYS, local(start), amount, unit) == local(expected)


def test_the_month_ends_on_its_last_working_day():
    holiday = office(closed=[date(2026, 3, 31), date(2026, 3, 30)])
    assert due(holiday, local("03-06 10:00"), 1, "month_end") == local("03-27 17:00")


def test_a_month_without_working_day_ends_at_its_end():
    april = office(first=date(2026, 4, 6))
    assert due(april, local("03-06 10:00"), 1, "month_end") == local("03-31 23:59:59")
    march = office(days=20)
    assert due(march, local("04-06 10:00"), 1, "month_end") == local("04-30 23:59:59")


@pytest.mark.parametrize(
    "rain, expected",
    [
        ([], None),
        (["03-06"], None),  # the rain of the start's own day proves nothing
        (["03-06", "03-07"], "03-10 17:00"),
        (["03-20", "03-10"], "03-12 17:00"),
    ],
)
def test_first_rain_counts_from_the_first_rain_day_after_the_start(rain, expected):
    days = [date.fromisoformat(f"2026-{day}") for day in rain]
    found = due(OFFICE, local("03-06 10:00"), 2, "first_rain", rain_days=days)
    assert found == (expected and local(expected))


def test_first_rain_of_no_days_is_due_on_the_rain_day():
    found = due(OFFICE, local("03-06 10:00"), 0, "first_rain", rain_days=[MONDAY])
    assert found is None
    rain = [date(2026, 3, 7)]
    found = due(OFFICE, local("03-06 10:00"), 0, "first_rain", rain_days=rain)
    assert found == local("03-07 23:59:59")


def test_an_agreed_time_is_the_time_given():
    when = local("03-29 19:00")
    assert due(OFFICE, local("03-06 10:00"), 9, "agreed", agreed=when) == when
    assert due(OFFICE, local("03-06 10:00"), 9, "agreed") is None


# ------------------------------------------------------------------------ pauses


@pytest.mark.parametrize(
    "unit, amount, pause, expected",
    [
        ("elapsed_hours", 2, ("03-06 10:30", "03-06 12:00"), "03-06 13:30"),
        ("working_hours", 2, ("03-06 10:30", "03-06 12:30"), "03-06 14:30"),
        # a night and a weekend cost no working time
        ("working_hours", 7, ("03-06 16:30", "03-09 08:30"), "03-09 10:00"),
        ("working_hours", 3, ("03-06 12:00", "03-06 13:00"), "03-06 14:00"),
        # day units: as many as day ends were paused over
        ("working_days", 2, ("03-06 11:00", "03-06 16:00"), "03-10 17:00"),
        ("working_days", 2, ("03-06 11:00", "03-06 18:00"), "03-11 17:00"),
        ("working_days", 2, ("03-06 11:00", "03-09 09:00"), "03-11 17:00"),
        ("working_days", 2, ("03-06 11:00", "03-10 09:00"), "03-12 17:00"),
        ("working_days", 2, ("03-07 11:00", "03-08 09:00"), "03-10 17:00"),
        ("calendar_days", 2, ("03-06 11:00", "03-06 22:00"), "03-08 23:59:59"),
        ("calendar_days", 2, ("03-06 11:00", "03-08 09:00"), "03-10 23:59:59"),
        # these do not move
        ("month_end", 1, ("03-06 11:00", "03-20 09:00"), "03-31 17:00"),
        ("agreed", 1, ("03-06 11:00", "03-20 09:00"), "03-29 19:00"),
        ("first_rain", 2, ("03-06 11:00", "03-20 09:00"), "03-10 17:00"),
    ],
)
def test_paused_time_is_added_in_the_rules_own_unit(unit, amount, pause, expected):
    found = due(
        OFFICE,
        local("03-06 10:00"),
        amount,
        unit,
        pauses=[tuple(map(local, pause))],
        rain_days=[date(2026, 3, 7)],
        agreed=local("03-29 19:00"),
    )
    assert found == local(expected)


def test_a_day_ends_at_its_closing_time():
    """Paused from the closing on: nothing lost; until the closing: the day is."""
    start = local("03-06 10:00")
    from_closing = [(local("03-06 17:00"), local("03-09 08:00"))]
    until_closing = [(local("03-06 16:59"), local("03-06 17:00"))]
    assert due(OFFICE, start, 1, "working_days", from_closing) == local("03-09 17:00")
    assert due(OFFICE, start, 1, "working_days", until_closing) == local("03-10 17:00")


def test_paused_time_counts_where_the_amount_ends_with_a_session():
    pauses = [(local("03-06 09:00"), local("03-06 11:59:59"))]
    found = due(OFFICE, local("03-06 08:00:01"), 1, "working_hours", pauses)
    assert found == local("03-06 12:00")


def test_pauses_add_up_and_nothing_counts_twice():
    start = local("03-06 10:00")
    pauses = [
        (local("03-06 11:00"), local("03-06 12:00")),
        (local("03-06 10:30"), local("03-06 11:30")),
        (local("03-06 09:00"), local("03-06 10:10")),
        (local("03-06 15:00"), None),
    ]
    expected = start + timedelta(hours=1, minutes=100)
    assert due(OFFICE, start, 1, "elapsed_hours", pauses) == expected


@given(
    st.integers(0, 20_000),
    st.integers(0, 4000),
    st.lists(st.tuples(st.integers(0, 9000), st.integers(0, 900)), max_size=3),
    st.sampled_from(["elapsed_hours", "working_hours"]),
)
def test_the_time_from_start_to_due_is_amount_and_pauses(offset, minutes, cuts, unit):
    start = local("03-02 00:00") + timedelta(minutes=offset)
    pauses, at = [], start
    for gap, length in cuts:
        at += timedelta(minutes=gap + 1)
        pauses.append((at, at + timedelta(minutes=length)))
        at += timedelta(minutes=length)
    table = office(days=200) if unit == "working_hours" else ALWAYS
    found = due(table, start, minutes / 60, unit, pauses)
    spent = passed(table, start, found)
    lost = sum((passed(table, *pause) for pause in pauses), timedelta())
    assert abs(spent - lost - timedelta(minutes=minutes)) < timedelta(microseconds=2)


def passed(table, since, until):
    """Working time between two moments, interval by interval."""
    if table.is_always_open:
        return until - since
    total = 0
    for start, end in zip(table.starts, table.ends, strict=True):
        total += max(0, min(end, micros(until)) - max(start, micros(since)))
    return timedelta(microseconds=total)


# ------------------------------------------------------------------------ the ends


def test_after_the_last_working_time_every_hour_counts():
    week = office(days=5)
    assert due(week, local("03-06 16:00"), 3, "working_hours") == local("03-06 19:00")
    assert due(week, local("03-05 16:00"), 2, "working_days") == local("03-07 23:59:59")
    after = local("03-20 16:00")
    assert due(week, after, 3, "working_hours") == local("03-20 19:00")
    assert due(week, after, 0, "working_hours") == after
    assert due(week, after, 3, "working_days") == local("03-23 23:59:59")


@pytest.mark.parametrize("unit", ["working_hours", "working_days"])
def test_a_table_that_is_not_final_says_that_it_ends(unit):
    week = office(days=5, is_final=False)
    with pytest.raises(WorkingTimeExhausted):
        due(week, local("03-06 16:00"), 3, unit)
    assert due(week, local("03-02 16:00"), 1, unit)


def test_what_no_rule_can_mean_is_refused():
    with pytest.raises(UnknownDueUnit) as caught:
        due(OFFICE, local("03-06 16:00"), 1, "fortnights")
    assert caught.value.unit == "fortnights"
    with pytest.raises(NegativeAmount):
        due(OFFICE, local("03-06 16:00"), -1, "elapsed_hours")


def test_the_last_second_of_a_leave_makes_no_working_day():
    night = [
        (
            local("03-02 00:00"),
            local("03-02 23:59:59") + timedelta(microseconds=999999),
        ),
        (local("03-03 23:59:59"), local("03-03 23:59:59") + timedelta(microseconds=9)),
        (local("03-04 08:00"), local("03-04 17:00")),
    ]
    assert closings_of(night, SHANGHAI) == [
        (date(2026, 3, 2), local("03-02 23:59:59")),
        (date(2026, 3, 4), local("03-04 17:00")),
    ]


# ------------------------------------------------------------------------ late


NOON = local("03-06 12:00")
SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(
    "kept, now, paused, late",
    [
        (NOON, None, False, False),
        (NOON + SECOND, None, False, True),
        (NOON - SECOND, NOON + SECOND, False, False),
        (None, NOON, False, False),
        (None, NOON + SECOND, False, True),
        (None, NOON + SECOND, True, False),
        (NOON + SECOND, None, True, True),
    ],
)
def test_late_is_kept_after_due_or_open_after_it(kept, now, paused, late):
    assert is_late(NOON, kept, now, paused) is late
    assert late_hours(NOON, kept, now, paused) == (1 / 3600 if late else 0)


def test_nobody_is_late_before_the_rain():
    assert not is_late(None, None, NOON)
    assert not is_late(None, NOON, NOON)
    assert late_hours(None, None, NOON) == 0


def test_late_hours_pass_by_the_clock():
    assert late_hours(NOON, local("03-09 12:30")) == 72.5
