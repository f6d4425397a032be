"""Working times and moments at random, the same ones for the same seed.

Used where two ways of counting must agree: every shape of calendar in every kind of
time zone, closed by leaves of every kind, asked at moments round and crooked.
"""

import random
from datetime import datetime, timedelta

from odoo.fields import Command

ZONES = [
    "Asia/Shanghai",
    "Europe/Berlin",
    "America/New_York",
    "Australia/Lord_Howe",  # half an hour of daylight saving
    "Africa/Casablanca",  # none during Ramadan
    "Asia/Kathmandu",
    "America/St_Johns",
    "UTC",
]
EPOCH = datetime(2025, 1, 1)
SPAN = 2 * 365 * 24 * 60  # minutes in which moments lie


def office(week="01234"):
    return [(day, start, start + 4) for day in week for start in (8, 13)]


SHAPES = {
    "office": office(),
    "split": [
        (day, start, end)
        for day in "012345"
        for start, end in ((8 + 1 / 3, 12), (13, 17 + 1 / 3), (19.1, 20.7))
    ],
    "touching": [
        (day, start, end) for day in "0235" for start, end in ((9, 12), (12, 18.5))
    ],
    "always": [(day, 0, 24) for day in "0123456"],
    "night": [
        (day, start, end) for day in "0123456" for start, end in ((0, 6), (22, 24))
    ],
    "clocks change": [("6", 0.5, 1.5), ("6", 1.5, 3.5), ("5", 2, 2.5)],
    "one hour a week": [("2", 10, 11)],
}
FORTNIGHT = [
    (day, start, end, week)
    for week, days in (("0", "0123"), ("1", "1345"))
    for day in days
    for start, end in ((7.5, 11.5), (12.25, 16.75))
]


def make_calendars(env, seed=1):
    """One calendar of each shape in each zone, each with leaves of its own."""
    dice = random.Random(seed)
    calendars = env["resource.calendar"]
    for number, zone in enumerate(ZONES):
        for shape in (*SHAPES, "fortnight"):
            calendar = make_calendar(env, shape, zone)
            env["resource.calendar.leaves"].create(
                [leave(dice, calendar) for _ in range(12 + number)]
            )
            calendars |= calendar
    return calendars


def make_calendar(env, shape, zone="UTC"):
    lines = FORTNIGHT if shape == "fortnight" else SHAPES[shape]
    return env["resource.calendar"].create(
        {
            "name": f"{shape} in {zone}",
            "tz": zone,
            "two_weeks_calendar": shape == "fortnight",
            "attendance_ids": [
                Command.create(
                    {
                        "name": "Work",
                        "dayofweek": day,
                        "hour_from": start,
                        "hour_to": end,
                        "week_type": week[0] if week else False,
                    }
                )
                for day, start, end, *week in lines
            ],
        }
    )


def leave(dice, calendar):
    """Some minutes or weeks; now and then a kind that must not count."""
    start = EPOCH + timedelta(minutes=dice.randrange(SPAN))
    length = dice.choice([15, 60, 600, 1440, 4 * 1440, 9 * 1440])
    end = start + timedelta(minutes=dice.randint(1, length), seconds=dice.randint(0, 1))
    return {
        "name": "Closed",
        "calendar_id": calendar.id,
        "date_from": start,
        "date_to": end,
        "time_type": dice.choice(["leave"] * 9 + ["other"]),
    }


def moment(dice):
    """On the hour, on the minute, or on any microsecond."""
    start = EPOCH + timedelta(minutes=dice.randrange(SPAN))
    return dice.choice(
        [
            start.replace(minute=0),
            start,
            start + timedelta(microseconds=dice.randrange(60_000_000)),
        ]
    )


def hours(dice, calendar):
    """Whole, in parts that float cannot hold, or any; seldom more than two weeks'."""
    amount = dice.choice(
        [
            dice.randint(1, 10),
            dice.choice([4, 8, 24]),
            dice.randint(1, 60) / dice.choice([2, 3, 4, 7, 60]),
            dice.random() * 40,
            dice.random() * dice.choice([1, 120]),
        ]
    )
    # What looks far ahead costs core seconds: where little is worked, less is asked.
    return amount if calendar.hours_per_week > 20 else amount / 20
