"""T1, T2, T4: the tables of working time answer as core does, and never later."""

import random
from datetime import datetime, timedelta

import random_calendars
from common import PropertyCase, local
from odoo.fields import Command
from odoo.tests import tagged

CASES = 3_000  # ten thousand in bench/deadline.py


@tagged("post_install", "-at_install")
class TestSameAsPlanHours(PropertyCase):
    """Hours counted in the tables and hours planned by core (T1)."""

    def test_thousands_of_random_promises(self):
        dice = random.Random(20261102)
        calendars = random_calendars.make_calendars(self.env)
        differing, answered = [], 0
        for number in range(CASES):
            calendar = calendars[number % len(calendars)]
            start = random_calendars.moment(dice)
            hours = random_calendars.hours(dice, calendar)
            core = calendar.plan_hours(hours, start, compute_leaves=True)
            if not core:
                continue
            answered += 1
            if calendar._property_due(start, hours, "working_hours") != core:
                differing.append((calendar.name, start, hours, core))
        self.assertEqual(differing, [])
        self.assertGreater(answered, CASES * 0.95)

    def test_a_boundary_is_rounded_as_core_rounds_it(self):
        """8 hours of 8:20–12:00 and 13:00–17:20, subtracted as floats."""
        calendar = random_calendars.make_calendar(self.env, "split", "UTC")
        start = datetime(2026, 3, 2)
        for hours in (1, 3 + 2 / 3, 8, 8.0 + 1.6, 16, 24, 80, 240):
            core = calendar.plan_hours(hours, start, compute_leaves=True)
            found = calendar._property_due(start, hours, "working_hours")
            self.assertEqual(found, core, hours)

    def test_a_batch_answers_as_one_by_one(self):
        dice = random.Random(7)
        calendar = random_calendars.make_calendar(self.env, "office", "Europe/Berlin")
        rows = [
            (random_calendars.moment(dice), dice.randint(0, 9), unit, {})
            for _ in range(20)
            for unit in ("working_hours", "working_days", "calendar_days")
        ]
        alone = [calendar._property_due(*row[:3]) for row in rows]
        self.assertEqual(calendar._property_due_batch(rows), alone)


@tagged("post_install", "-at_install")
class TestWorkingTime(PropertyCase):
    """Sunny Garden works 8–12 and 13–17 in Shanghai; Monday is 2 November 2026."""

    def setUp(self):
        super().setUp()
        self.calendar = self.estate.resource_calendar_id

    def due(self, start, amount, unit="working_hours", calendar=None, **facts):
        calendar = self.calendar if calendar is None else calendar
        return calendar._property_due(local(start), amount, unit, **facts)

    def close(self, start, end, **values):
        return self.env["resource.calendar.leaves"].create(
            {
                "name": "Closed",
                "calendar_id": self.calendar.id,
                "date_from": local(start),
                "date_to": local(end),
                **values,
            }
        )

    # ------------------------------------------------------------------ units

    def test_each_unit_counts_in_the_time_of_the_estate(self):
        friday = "2026-11-06 16:30"
        for unit, amount, expected in (
            ("elapsed_hours", 24, "2026-11-07 16:30"),
            ("working_hours", 1, "2026-11-09 08:30"),
            ("working_days", 1, "2026-11-09 17:00"),
            ("calendar_days", 1, "2026-11-07 23:59:59"),
            ("month_end", 1, "2026-11-30 17:00"),
        ):
            self.assertEqual(self.due(friday, amount, unit), local(expected), unit)

    def test_working_days_end_when_that_day_closes(self):
        """A leave in the afternoon brings the closing forward, a whole day skips."""
        self.close("2026-11-03 13:00", "2026-11-03 23:59:59")
        self.close("2026-11-04 00:00", "2026-11-04 23:59:59")
        start = "2026-11-02 10:00"
        self.assertEqual(
            self.due(start, 1, "working_days"), local("2026-11-03 12:00:00")
        )
        self.assertEqual(
            self.due(start, 2, "working_days"), local("2026-11-05 17:00:00")
        )

    def test_a_closed_day_is_none_even_where_work_goes_on_until_midnight(self):
        always = random_calendars.make_calendar(self.env, "always", "Asia/Shanghai")
        self.close("2026-11-03 00:00", "2026-11-03 23:59:59", calendar_id=always.id)
        found = self.due("2026-11-02 10:00", 1, "working_days", always)
        self.assertEqual(found, local("2026-11-04 23:59:59"))

    def test_pause_rain_and_agreement_reach_the_rule(self):
        start, pause = "2026-11-02 10:00", (local("2026-11-02 10:30"),)
        pauses = [(*pause, local("2026-11-02 11:30"))]
        self.assertEqual(self.due(start, 1, pauses=pauses), local("2026-11-02 12:00"))
        rain = [datetime(2026, 11, 5).date()]
        self.assertEqual(
            self.due(start, 1, "first_rain", rain_days=rain),
            local("2026-11-06 17:00"),
        )
        self.assertIsNone(self.due(start, 1, "first_rain"))
        agreed = local("2026-11-08 19:00")
        self.assertEqual(self.due(start, 0, "agreed", agreed=agreed), agreed)

    # ------------------------------------------------------------------ T2

    def test_without_a_calendar_the_companys_counts(self):
        company = self.env.company
        company.resource_calendar_id = self.calendar
        none = self.env["resource.calendar"]
        friday = "2026-11-06 16:30"
        self.assertEqual(self.due(friday, 1, calendar=none), local("2026-11-09 08:30"))
        company.resource_calendar_id = False
        self.assertEqual(self.due(friday, 1, calendar=none), local("2026-11-06 17:30"))
        days = none._property_due(datetime(2026, 11, 6), 1, "working_days")
        self.assertEqual(days, datetime(2026, 11, 7, 23, 59, 59))

    def test_without_hours_every_hour_counts(self):
        empty = self.env["resource.calendar"].create(
            {"name": "None", "tz": "Asia/Shanghai", "attendance_ids": [Command.clear()]}
        )
        flexible = self.make_calendar()
        flexible.schedule_type = "flexible"
        for calendar in (empty, flexible):
            found = self.due("2026-11-07 16:30", 3, calendar=calendar)
            self.assertEqual(found, local("2026-11-07 19:30"))
            found = self.due("2026-11-07 16:30", 3, "working_days", calendar)
            self.assertEqual(found, local("2026-11-10 23:59:59"))

    def test_closed_for_years_is_no_working_time(self):
        self.close("2026-11-03 00:00", "2050-01-01 00:00")
        self.assertEqual(self.due("2026-11-04 16:30", 3), local("2026-11-04 19:30"))
        self.assertEqual(self.due("2026-11-02 16:30", 3), local("2026-11-02 19:30"))
        found = self.due("2026-11-02 16:30", 3, "working_days")
        self.assertEqual(found, local("2026-11-05 23:59:59"))

    def test_an_amount_beyond_the_usual_table_is_found_in_a_longer_one(self):
        start = local("2026-11-02 08:00")
        hours = 8 * 5 * 52 * 3
        core = self.calendar.plan_hours(hours, start, compute_leaves=True)
        found = self.calendar._property_due(start, hours, "working_hours")
        self.assertEqual(found, core)

    # ------------------------------------------------------------------ T4

    def test_every_change_is_seen_by_the_next_question(self):
        friday, monday = "2026-11-06 16:30", "2026-11-09 08:30"
        self.assertEqual(self.due(friday, 1), local(monday))
        leave = self.close("2026-11-09 00:00", "2026-11-09 23:59:59")
        self.assertEqual(self.due(friday, 1), local("2026-11-10 08:30"))
        leave.date_to = local("2026-11-10 23:59:59")
        self.assertEqual(self.due(friday, 1), local("2026-11-11 08:30"))
        leave.unlink()
        self.assertEqual(self.due(friday, 1), local(monday))
        lines = self.calendar.attendance_ids.filtered(lambda a: a.dayofweek == "0")
        lines[0].hour_from = 9
        self.assertEqual(self.due(friday, 1), local("2026-11-09 09:30"))
        lines.unlink()
        self.assertEqual(self.due(friday, 1), local("2026-11-10 08:30"))
        line = {"name": "Saturday", "dayofweek": "5", "hour_from": 10, "hour_to": 12}
        self.calendar.attendance_ids = [Command.create(line)]
        self.assertEqual(self.due(friday, 1), local("2026-11-07 10:30"))
        self.calendar.tz = "UTC"
        self.assertEqual(self.due(friday, 1), local("2026-11-06 17:30"))

    def test_a_leave_of_the_company_closes_all_its_calendars(self):
        self.assertEqual(self.due("2026-11-06 16:30", 1), local("2026-11-09 08:30"))
        leave = self.close("2026-11-09 00:00", "2026-11-09 23:59:59", calendar_id=False)
        self.assertEqual(self.due("2026-11-06 16:30", 1), local("2026-11-10 08:30"))
        self.assertIn(self.calendar, leave._property_calendars())

    def test_leaves_of_persons_and_other_companies_close_nothing(self):
        other = self.env["res.company"].create({"name": "Other"})
        person = self.env["resource.resource"].create(
            {"name": "Wang", "calendar_id": self.calendar.id}
        )
        day = ("2026-11-09 00:00", "2026-11-09 23:59:59")
        self.close(*day, resource_id=person.id)
        leave = self.close(*day, calendar_id=False)
        leave.company_id = other
        self.assertEqual(self.due("2026-11-06 16:30", 1), local("2026-11-09 08:30"))

    def test_asking_again_reads_nothing(self):
        self.due("2026-11-06 16:30", 1)
        rows = [(local("2026-11-06 16:30"), n, "working_hours", {}) for n in range(99)]
        self.calendar.mapped("company_id")
        with self.assertQueryCount(0):
            self.calendar._property_due_batch(rows)

    def test_a_butler_is_told_the_same_as_the_manager(self):
        self.close("2026-11-09 00:00", "2026-11-09 23:59:59")
        found = [
            self.due("2026-11-06 16:30", 1, calendar=self.calendar.with_user(user))
            for user in (self.butler, self.manager)
        ]
        self.assertEqual(found, [local("2026-11-10 08:30")] * 2)

    def test_the_user_s_own_zone_does_not_matter(self):
        context = {"tz": "America/New_York", "employee_timezone": "America/New_York"}
        calendar = self.calendar.with_context(**context)
        found = self.due("2026-11-06 16:30", 1, calendar=calendar)
        self.assertEqual(found - timedelta(hours=0.5), local("2026-11-09 08:00"))
