"""T3: a date worked as another weekday, for core, for promises and for the planner."""

import random
from datetime import date, datetime, timedelta

import random_calendars
from common import PropertyCase, local
from odoo.tests import tagged
from odoo.tools import mute_logger
from psycopg2.errors import UniqueViolation
from pytz import timezone, utc

SATURDAY = date(2026, 11, 7)


@tagged("post_install", "-at_install")
class TestMakeUpDays(PropertyCase):
    """Sunny Garden works Monday to Friday; Saturday 7 November 2026 is made up."""

    def setUp(self):
        super().setUp()
        self.calendar = self.estate.resource_calendar_id

    def make_up(self, day=SATURDAY, weekday="4", calendar=None):
        return self.env["property.extra.day"].create(
            {
                "name": "Make-up day",
                "calendar_id": (calendar or self.calendar).id,
                "date": day,
                "weekday": weekday,
            }
        )

    def worked(self, day, calendar=None, **options):
        """Local hours worked on a day, as core counts them."""
        calendar = calendar or self.calendar
        zone = timezone(calendar.tz)
        start = zone.localize(datetime(day.year, day.month, day.day))
        end = zone.localize(datetime(day.year, day.month, day.day) + timedelta(days=1))
        found = calendar._work_intervals_batch(start, end, **options)
        return [
            (f"{begin:%H:%M}", f"{until:%H:%M}") for begin, until, _line in found[False]
        ]

    def test_the_hours_of_the_weekday_it_stands_for_are_worked(self):
        friday = self.calendar.attendance_ids.filtered(lambda a: a.dayofweek == "4")
        friday.sorted("hour_from")[0].hour_from = 10
        self.assertEqual(self.worked(SATURDAY), [])
        self.make_up()
        self.assertEqual(
            self.worked(SATURDAY), [("10:00", "12:00"), ("13:00", "17:00")]
        )
        self.assertTrue(self.calendar._works_on_date(SATURDAY))
        self.assertEqual(self.calendar._get_hours_for_date(SATURDAY), (10, 17))

    def test_a_working_day_worked_as_a_sunday_is_free(self):
        monday = date(2026, 11, 9)
        self.make_up(monday, "6")
        self.assertEqual(self.worked(monday), [])
        self.assertFalse(self.calendar._works_on_date(monday))

    def test_the_other_days_stay_as_they_are(self):
        before = [self.worked(SATURDAY + timedelta(days=n)) for n in range(1, 15)]
        self.make_up()
        after = [self.worked(SATURDAY + timedelta(days=n)) for n in range(1, 15)]
        self.assertEqual(after, before)

    def test_a_leave_wins(self):
        self.make_up()
        self.env["resource.calendar.leaves"].create(
            {
                "name": "Closed all the same",
                "calendar_id": self.calendar.id,
                "date_from": local("2026-11-07 13:00"),
                "date_to": local("2026-11-07 23:59:59"),
            }
        )
        self.assertEqual(self.worked(SATURDAY), [("08:00", "12:00")])

    def test_the_week_type_is_the_dates_own(self):
        fortnight = random_calendars.make_calendar(self.env, "fortnight", "UTC")
        days = [SATURDAY + timedelta(days=n) for n in (1, 8)]  # two Sundays
        for day in days:
            self.make_up(day, "0", fortnight)
        worked = {bool(self.worked(day, fortnight)) for day in days}
        self.assertEqual(worked, {True, False})  # Monday is worked every other week
        for day in days:
            self.assertEqual(
                bool(fortnight._works_on_date(day)), bool(self.worked(day, fortnight))
            )

    def test_a_colleague_of_another_zone_and_a_free_one(self):
        self.make_up()
        there, free = self.env["resource.resource"].create(
            [
                {"name": "There", "tz": "UTC", "calendar_id": self.calendar.id},
                {"name": "Free", "tz": "UTC", "calendar_id": False},
            ]
        )
        start = utc.localize(datetime(2026, 11, 7))
        found = self.calendar._attendance_intervals_batch(
            start, start + timedelta(hours=10), resources=there | free
        )
        hours = [(i[0].hour, i[1].hour) for i in found[there.id]]
        self.assertEqual(hours, [(8, 10)])  # until the end that was asked for
        self.assertEqual(len(found[free.id]), 1)
        self.assertEqual(found[free.id]._items[0][0], start)

    def test_breaks_are_made_up_too(self):
        calendar = self.env["resource.calendar"].create({"name": "40 h", "tz": "UTC"})
        self.make_up(SATURDAY, "4", calendar)
        start = utc.localize(datetime(2026, 11, 7))
        found = calendar._attendance_intervals_batch(
            start, start + timedelta(days=1), lunch=True
        )[False]
        self.assertEqual([(i[0].hour, i[1].hour) for i in found], [(12, 13)])

    def test_calendars_without_make_up_days_answer_as_core_alone(self):
        """Nothing differs but the days made up, whatever the calendar and stretch."""
        dice = random.Random(3)
        for calendar in random_calendars.make_calendars(self.env, seed=2)[::5]:
            start = utc.localize(random_calendars.moment(dice))
            end = start + timedelta(days=dice.randint(1, 40))
            before = self.hours_by_day(calendar, start, end)
            day = start.date() + timedelta(days=dice.randint(1, 20))
            extra = self.make_up(day, str(dice.randint(0, 6)), calendar)
            after = self.hours_by_day(calendar, start, end)
            was = before.pop(day, None)
            after.pop(day, None)
            self.assertEqual(after, before, calendar.name)
            extra.unlink()
            again = self.hours_by_day(calendar, start, end)
            self.assertEqual(again.pop(day, None), was)
            self.assertEqual(again, before)

    def hours_by_day(self, calendar, start, end):
        hours = {}
        for item in calendar._attendance_intervals_batch(start, end)[False]:
            hours.setdefault(item[0].date(), []).append(item)
        return hours

    def test_the_hours_promised_are_worked_on_a_make_up_day(self):
        start = local("2026-11-06 16:30")
        self.assertEqual(
            self.calendar._property_due(start, 1, "working_hours"),
            local("2026-11-09 08:30"),
        )
        extra = self.make_up()
        self.assertEqual(
            self.calendar._property_due(start, 1, "working_hours"),
            local("2026-11-07 08:30"),
        )
        self.assertEqual(
            self.calendar._property_due(start, 1, "working_days"),
            local("2026-11-07 17:00"),
        )
        extra.date = date(2026, 11, 8)
        self.assertEqual(
            self.calendar._property_due(start, 1, "working_hours"),
            local("2026-11-08 08:30"),
        )
        extra.unlink()
        self.assertEqual(
            self.calendar._property_due(start, 1, "working_hours"),
            local("2026-11-09 08:30"),
        )

    def test_the_planner_sends_people_out_on_a_make_up_day(self):
        """Work is done on that Saturday alone, so that all visits are dated there."""
        self.calendar.attendance_ids.filtered(lambda a: a.dayofweek != "4").unlink()
        for week in range(5):
            friday = date(2026, 11, 6) + timedelta(weeks=week)
            self.make_up(friday, "6")
        self.make_up(date(2026, 11, 21))
        days = {visit.day for visit in self.plan_month("2026-11")}
        self.assertEqual(days, {date(2026, 11, 21)})

    def test_one_make_up_day_a_date_and_none_without_hours(self):
        self.make_up()
        with (
            mute_logger("odoo.sql_db"),
            self.assertRaises(UniqueViolation),
            self.env.cr.savepoint(),
        ):
            self.make_up()
        flexible = self.env["resource.calendar"].create(
            {"name": "Free", "tz": "UTC", "schedule_type": "flexible"}
        )
        with self.assertRefused("flexible"):
            self.make_up(SATURDAY, "4", flexible)
