"""T3: public holidays and make-up days of a country and year, loaded and kept."""

from datetime import date

from common import PropertyCase, local
from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tests import tagged


@tagged("post_install", "-at_install")
class TestHolidays(PropertyCase):
    """China 2026 as announced by the State Council: National Day is 1–7 October, made
    up on Sunday 20 September and Saturday 10 October."""

    def setUp(self):
        super().setUp()
        self.calendar = self.estate.resource_calendar_id

    def load(self, year=2026, country=None, user=None, calendars=None, lang="zh_CN"):
        Wizard = self.env["property.holiday.wizard"].with_context(lang=lang)
        wizard = Wizard.with_user(user or self.manager).create(
            {
                "country_id": (country or self.env.ref("base.cn")).id,
                "year": year,
                "calendar_ids": [Command.set((calendars or self.calendar).ids)],
            }
        )
        return wizard.action_load()

    def leaves(self, calendar=None):
        return self.env["resource.calendar.leaves"].search(
            [("calendar_id", "=", (calendar or self.calendar).id)]
        )

    def extra_days(self):
        return self.env["property.extra.day"].search(
            [("calendar_id", "=", self.calendar.id)]
        )

    def works_on(self, day):
        day = date.fromisoformat(day)
        due = self.calendar._property_due(local(f"{day} 00:00"), 0.1, "working_hours")
        return local(f"{day} 00:00") <= due <= local(f"{day} 23:59")

    def test_the_year_as_it_was_announced(self):
        self.load()
        free = [f"2026-10-0{n}" for n in range(1, 8)]
        self.assertEqual([day for day in free if self.works_on(day)], [])
        self.assertTrue(self.works_on("2026-10-08"))
        self.assertTrue(self.works_on("2026-10-10"))
        self.assertTrue(self.works_on("2026-09-20"))
        self.assertFalse(self.works_on("2026-10-11"))
        national = self.leaves().filtered(
            lambda leave: leave.date_from == local("2026-10-01 00:00")
        )
        self.assertEqual(national.name, "国庆节")
        self.assertEqual(national.date_to, local("2026-10-01 23:59:59"))
        self.assertFalse(national.property_provisional)

    def test_a_make_up_day_is_worked_as_the_day_off_it_pays_for(self):
        """Tuesday 6 October for Sunday 20 September, Wednesday 7 for the 10th."""
        self.load()
        worked_as = {day.date.isoformat(): day.weekday for day in self.extra_days()}
        self.assertEqual(worked_as["2026-09-20"], "1")
        self.assertEqual(worked_as["2026-10-10"], "2")

    def test_only_days_of_the_year_are_loaded(self):
        self.load(2026)
        years = {day.date.year for day in self.extra_days()}
        self.assertEqual(years, {2026})
        self.load(2025)
        years = [day.date.year for day in self.extra_days()]
        self.assertEqual((years.count(2025), years.count(2026)), (5, 6))

    def test_loading_again_changes_nothing(self):
        self.load()
        before = (self.leaves(), self.extra_days())
        self.assertTrue(all(before))
        self.load()
        self.assertEqual((self.leaves(), self.extra_days()), before)

    def test_loading_again_takes_back_what_is_no_longer_so(self):
        self.load()
        before = len(self.leaves()), len(self.extra_days())
        stale = self.leaves()[0].copy(
            {
                "date_from": local("2026-08-03 00:00"),
                "date_to": local("2026-08-03 23:59:59"),
            }
        )
        moved = self.leaves().filtered(lambda leave: leave != stale)[0]
        moved.date_to = local("2026-01-01 12:00")
        wrong = self.extra_days()[0].copy({"date": "2026-08-08"})
        self.load()
        self.assertFalse(stale.exists() or wrong.active)
        self.assertEqual((len(self.leaves()), len(self.extra_days())), before)

    def test_what_was_made_by_hand_stays(self):
        hand = self.env["resource.calendar.leaves"].create(
            [
                {
                    "name": "Founding day",
                    "calendar_id": self.calendar.id,
                    "date_from": local("2026-06-01 00:00"),
                    "date_to": local("2026-06-01 23:59:59"),
                },
                {
                    "name": "Golden week, closed",
                    "calendar_id": self.calendar.id,
                    "date_from": local("2026-10-01 00:00"),
                    "date_to": local("2026-10-07 23:59:59"),
                },
            ]
        )
        extra = self.env["property.extra.day"].create(
            {
                "name": "As a Monday",
                "calendar_id": self.calendar.id,
                "date": "2026-10-10",
                "weekday": "0",
            }
        )
        self.load()
        self.load()
        self.assertEqual(hand.exists(), hand)
        self.assertEqual(extra.weekday, "0")
        october = self.leaves().filtered(
            lambda leave: (
                local("2026-10-01 00:00") <= leave.date_from
                and leave.date_to <= local("2026-10-31 00:00")
            )
        )
        self.assertEqual(october, hand[1])

    def test_a_year_not_published_yet_is_provisional(self):
        action = self.load(2027)
        self.assertEqual(set(self.leaves().mapped("property_provisional")), {True})
        self.assertFalse(self.extra_days())
        self.assertEqual(action["params"]["type"], "warning")
        self.assertEqual(self.load(2026)["params"]["type"], "success")

    def test_names_come_in_the_language_of_who_loads_them(self):
        self.load(lang="en_US")
        self.assertIn("National Day", self.leaves().mapped("name"))

    def test_days_begin_at_midnight_of_each_working_time(self):
        there = self.make_calendar("America/New_York")
        self.load(calendars=self.calendar | there)
        first = self.leaves(there).filtered(lambda leave: leave.name == "元旦")
        self.assertEqual(str(first.date_from), "2026-01-01 05:00:00")
        self.assertEqual(len(self.leaves(there)), len(self.leaves()))

    def test_a_country_without_exchanged_days(self):
        self.load(country=self.env.ref("base.de"))
        self.assertEqual(len(self.leaves()), 9)
        self.assertFalse(self.extra_days())

    def test_what_nobody_knows_is_refused_in_one_sentence(self):
        nowhere = {"name": "Nowhere", "code": "ZZ"}
        with self.assertRefused("enter them by hand"):
            self.load(1900, lang="en_US")
        with self.assertRefused("enter them by hand"):
            country = self.env["res.country"].create(nowhere)
            self.load(country=country, lang="en_US")

    def test_the_dialog_says_beforehand_what_is_coming(self):
        wizard = self.env["property.holiday.wizard"].new(
            {"country_id": self.env.ref("base.cn").id, "year": 2026}
        )
        self.assertEqual((wizard.day_off_count, wizard.extra_day_count), (22, 6))
        self.assertFalse(wizard.is_provisional)
        wizard.year = 2027
        self.assertTrue(wizard.is_provisional)
        wizard.year = 1
        self.assertEqual(wizard.day_off_count, 0)

    def test_managers_load_and_correct_others_do_not(self):
        self.load(user=self.manager)
        self.leaves().with_user(self.manager)[0].name = "Corrected"
        self.extra_days().with_user(self.manager)[0].action_archive()
        for user in (self.supervisor, self.butler, self.department):
            with self.assertRaises(AccessError):
                self.load(user=user)
            with self.assertRaises(AccessError):
                self.leaves().with_user(user)[0].name = "Mine"
            with self.assertRaises(AccessError):
                self.extra_days().with_user(user)[0].action_archive()
            self.assertTrue(self.extra_days().with_user(user)[0].weekday)

    def test_another_companys_working_time_is_out_of_reach(self):
        other = self.env["res.company"].create({"name": "Other"})
        calendar = self.make_calendar()
        calendar.company_id = other
        with self.assertRaises(AccessError):
            self.load(calendars=calendar)
