"""The figures of a month, counted once more by hand from the raw records (M1, C11)."""

from collections import Counter
from datetime import date, datetime

from common import local
from lived import LivedMonth
from odoo.tests import tagged


@tagged("post_install", "-at_install")
class TestSummaryFigures(LivedMonth):
    def test_a_month_held_back_equals_what_is_counted_by_hand(self):
        self.live_through()
        now = datetime(2026, 11, 20)
        with self.on(now):
            summary = self.sum_up("2026-10-01")
            figures = summary.with_user(self.manager).get_figures()
            hand = self.by_hand(date(2026, 10, 1), date(2026, 11, 1), now)
            before = self.by_hand(date(2026, 9, 1), date(2026, 10, 1), now)
        counted = {
            figure["key"]: figure
            for section in figures["sections"]
            for figure in section["figures"]
        }
        for key, expected in hand.items():
            figure = counted[key]
            self.assertEqual(
                (figure["numerator"], figure["denominator"]), expected, key
            )
            previous = figure["previous"]
            self.assertEqual(
                (previous["numerator"], previous["denominator"]), before[key], key
            )
            self.assertIsNone(figure["last_year"], key)
        self.assertGreater(min(sum(filter(None, pair)) for pair in hand.values()), 0)

    def test_categories_add_up(self):
        self.live_through()
        summary = self.sum_up("2026-10-01")
        section = next(
            s for s in summary.get_figures()["sections"] if s["key"] == "feedback"
        )
        rows = {
            row["name"]: row["figures"][0]["numerator"]
            for row in section["rows"]
            if row["figures"][0]["numerator"]
        }
        said = self.env["property.feedback"].search(
            [
                ("estate_id", "=", self.estate.id),
                ("date", ">=", "2026-10-01"),
                ("date", "<", "2026-11-01"),
            ]
        )
        self.assertEqual(rows, Counter(one.category_id.name for one in said))

    # ------------------------------------------------------------------ midnight

    def test_a_month_begins_at_midnight_of_the_estate(self):
        """23:30 and 0:30 in Shanghai are one day in UTC; in New York it is October."""
        hudson = self.make_estate("Hudson Yard", tz="America/New_York")
        building = self.make_building(hudson, "H", butler=self.butler)
        home = self.make_household("H1", building=building)
        for moment in ("2026-10-31 15:30:00", "2026-10-31 16:30:00"):
            with self.on(moment):
                self.make_visit(date_done=moment).action_done()
                self.make_visit(home, date_done=moment).action_done()
                self.register(self.household)
        october, november = self.sum_up("2026-10-01"), self.sum_up()
        there = self.sum_up("2026-10-01", hudson)
        self.assertEqual(self.figure(october, "visits_done"), (1, None))
        self.assertEqual(self.figure(november, "visits_done"), (1, None))
        self.assertEqual(self.figure(there, "visits_done"), (2, None))
        received = [
            self.figure(month, "complaints_received")[0]
            + self.figure(month, "repairs_received")[0]
            for month in (october, november)
        ]
        self.assertEqual(received, [1, 1])

    # ------------------------------------------------------------------ no base

    def test_an_empty_estate_has_no_rates_and_no_exception(self):
        empty = self.make_estate("Empty Garden")
        figures = self.sum_up("2026-10-01", empty).get_figures()
        for section in figures["sections"]:
            for figure in section["figures"]:
                if figure["unit"] == "rate":
                    self.assertIsNone(figure["value"], figure["key"])
                    self.assertEqual(figure["text"], "–", figure["key"])
        self.assertTrue(self.sum_up("2026-09-01", empty).figures_html)

    def test_a_quarterly_contact_is_due_in_the_last_month_of_its_quarter(self):
        self.policy.interval_unit = "quarter"
        with self.on(local("2027-01-05 09:00")):
            november, december = self.sum_up(), self.sum_up("2026-12-01")
            self.assertEqual(self.figure(november, "coverage"), (0, 0))
            self.assertEqual(self.figure(december, "coverage"), (0, len(self.homes)))

    def test_complaints_of_the_year_per_household(self):
        for moment in ("2026-01-15 02:00:00", "2026-10-15 02:00:00"):
            with self.on(moment):
                self.make_case()
        with self.on("2025-12-15 02:00:00"):
            self.make_visit(date_done="2025-12-15 01:00:00").action_done()
            self.make_case()
        with self.on("2026-11-05 02:00:00"):
            summary = self.sum_up("2026-10-01")
            rate = self.found(summary, "complaint_rate")
        self.assertEqual((rate["numerator"], rate["denominator"]), (2, len(self.homes)))
        self.assertEqual(rate["target"], 0.01)
        self.assertIs(rate["is_met"], False)

    # ------------------------------------------------------------------ periods

    def test_half_a_year_is_the_sum_of_its_months(self):
        self.live_through()
        with self.on(local("2027-01-05 09:00")):
            analysis = self.env["property.period.analysis"].create(
                {
                    "estate_ids": [(6, 0, self.estate.ids)],
                    "period_type": "half_year",
                    "date": "2026-10-10",
                }
            )
            months = [self.sum_up(f"2026-{number:02}-01") for number in range(7, 13)]
            for key in ("visits_done", "feedback", "satisfaction", "complaints_valid"):
                parts = [self.figure(month, key) for month in months]
                whole = [sum(filter(None, part)) for part in zip(*parts, strict=True)]
                found = self.figure(analysis, key)
                self.assertEqual([found[0], found[1] or 0], whole, key)
