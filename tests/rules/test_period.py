"""W2: months, and local days where clocks change."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rules import period
from rules.cadence import Slot
from rules.errors import UnknownTimezone

ZONES = [
    *("Asia/Shanghai", "Europe/Berlin", "America/Sao_Paulo", "America/Havana"),
    *("Africa/Cairo", "Asia/Beirut", "Australia/Lord_Howe", "Pacific/Apia", "UTC"),
]


def test_month():
    assert period.month(date(2024, 2, 29)) == (date(2024, 2, 1), date(2024, 3, 1))
    assert period.month(date(2026, 12, 1)) == (date(2026, 12, 1), date(2027, 1, 1))


@pytest.mark.parametrize(
    "slot, day, due",
    [
        (("2026-10-01", "2027-01-01"), "2026-11-30", False),
        (("2026-10-01", "2027-01-01"), "2026-12-01", True),
        (("2026-07-01", "2026-10-01"), "2026-09-30", True),
        (("2026-10-15", "2026-11-01"), "2026-10-31", True),
        (("2026-09-28", "2026-10-05"), "2026-09-30", True),
        (("2026-10-20", "2026-11-20"), "2026-10-31", True),
        (("2026-10-20", "2026-11-21"), "2026-10-31", False),
    ],
)
def test_a_long_slot_is_due_in_its_last_month(slot, day, due):
    slot = Slot(*map(date.fromisoformat, slot))
    assert period.is_due(slot, date.fromisoformat(day)) is due


@pytest.mark.parametrize(
    "start, end, months",
    [
        ("2026-01-31", "2026-02-01", [1]),
        ("2026-01-31", "2026-02-02", [1, 2]),
        ("2026-11-01", "2027-02-01", [11, 12, 1]),
        ("2026-11-01", "2026-11-01", []),
    ],
)
def test_months_between(start, end, months):
    found = period.months_between(date.fromisoformat(start), date.fromisoformat(end))
    assert [slot.start.month for slot in found] == months


@pytest.mark.parametrize(
    "moment, tz, local",
    [
        ("2026-03-31 15:59", "Asia/Shanghai", "2026-03-31T23:59:00+08:00"),
        ("2026-03-31 16:00", "Asia/Shanghai", "2026-04-01T00:00:00+08:00"),
        ("2026-03-29 00:59", "Europe/Berlin", "2026-03-29T01:59:00+01:00"),
        ("2026-03-29 01:00", "Europe/Berlin", "2026-03-29T03:00:00+02:00"),
        ("2026-10-25 00:30", "Europe/Berlin", "2026-10-25T02:30:00+02:00"),
        ("2026-10-25 01:30", "Europe/Berlin", "2026-10-25T02:30:00+01:00"),
        ("2026-03-31 16:00", "", "2026-03-31T16:00:00+00:00"),
    ],
)
def test_local_moment(moment, tz, local):
    found = period.local_moment(datetime.fromisoformat(moment), tz)
    assert found.isoformat() == local
    assert period.local_day(datetime.fromisoformat(moment), tz) == found.date()


@pytest.mark.parametrize(
    "day, tz, start",
    [
        ("2026-04-01", "Asia/Shanghai", "2026-03-31 16:00"),
        ("2026-03-29", "Europe/Berlin", "2026-03-28 23:00"),
        ("2026-03-30", "Europe/Berlin", "2026-03-29 22:00"),
        ("2026-10-25", "Europe/Berlin", "2026-10-24 22:00"),
        ("2018-11-04", "America/Sao_Paulo", "2018-11-04 03:00"),  # no midnight
        ("2024-11-03", "America/Havana", "2024-11-03 04:00"),  # midnight twice
        ("2026-04-01", None, "2026-04-01 00:00"),
    ],
)
def test_day_start(day, tz, start):
    found = period.day_start_utc(date.fromisoformat(day), tz)
    assert found == datetime.fromisoformat(start)
    assert found.tzinfo is None


@pytest.mark.parametrize("tz", ["Mars/Olympus", "../etc/passwd", "x\0y"])
def test_unknown_zone(tz):
    with pytest.raises(UnknownTimezone):
        period.local_day(datetime(2026, 1, 1), tz)


@given(st.datetimes(datetime(1990, 1, 1), datetime(2037, 1, 1)), st.sampled_from(ZONES))
def test_a_moment_lies_between_its_days_starts(moment, tz):
    day = period.local_day(moment, tz)
    start = period.day_start_utc(day, tz)
    assert start <= moment < period.day_start_utc(day + timedelta(1), tz)
    assert period.local_day(start, tz) == day
