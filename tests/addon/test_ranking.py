"""M4: estates compared, by month and by year, with the figures of their summaries."""

from common import local
from months import MonthCase
from odoo.tests import tagged

FIGURES = {
    "coverage": "coverage",
    "on_time": "on_time",
    "satisfaction": "satisfaction",
    "resolution": "feedback_handled",
}


@tagged("post_install", "-at_install")
class TestRanking(MonthCase):
    """October 2026 at Sunny Garden, at a far estate, and at one nobody works at."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.Ranking = cls.env["property.estate.ranking"]
        cls.empty = cls.make_estate("Empty Garden")
        cls.estates = cls.estate | cls.far_estate | cls.empty
        for household, day, score in (
            (cls.household, "2026-10-05", 5),
            (cls.neighbour, "2026-10-31", 2),
            (cls.far_household, "2026-10-06", 5),
            (cls.household, "2026-03-06", 5),
        ):
            cls.see(household, day, score)
        cls.say("More benches", day="2026-10-10")
        cls.say("A new lamp", day="2026-10-31", state="answered")
        cls.say("Thank you", day="2026-10-31", kind="praise")
        cls.env.flush_all()

    @classmethod
    def see(cls, household, day, score):
        """Half an hour before midnight in Shanghai: the day is the estate's."""
        visit = cls.make_visit(
            household,
            role_id=cls.role("butler").id,
            date_done=local(f"{day} 23:30"),
            satisfaction=score,
        )
        visit.action_done()

    def row(self, estate, kind="month", start="2026-10-01"):
        return self.Ranking.search(
            [
                ("estate_id", "=", estate.id),
                ("period_type", "=", kind),
                ("start", "=", start),
            ]
        ).ensure_one()

    def assertAsSummary(self, row, source):
        for name, key in FIGURES.items():
            figure = self.found(source, key)
            counted, base = self.Ranking._rates[f"{name}_rate:avg"]
            self.assertEqual(
                (row[counted], row[base]),
                (figure["numerator"], figure["denominator"]),
                (row.estate_id.name, name),
            )
            self.assertAlmostEqual(row[f"{name}_rate"], figure["value"] or 0)
            self.assertEqual(bool(row[f"{name}_rank"]), figure["value"] is not None)

    def test_a_month_has_the_figures_of_each_estates_summary(self):
        for estate in self.estates:
            self.assertAsSummary(self.row(estate), self.sum_up("2026-10-01", estate))

    def test_a_year_has_the_figures_of_each_estates_analysis(self):
        for estate in self.estates:
            analysis = self.env["property.period.analysis"].create(
                {
                    "estate_ids": [(6, 0, estate.ids)],
                    "period_type": "year",
                    "date": "2026-10-10",
                }
            )
            row = self.row(estate, "year", "2026-01-01")
            self.assertAsSummary(row, analysis)
        mine = self.row(self.estate, "year", "2026-01-01")
        self.assertEqual((mine.satisfied, mine.asked), (2, 3))

    def test_who_has_no_base_is_not_ranked_and_comes_last(self):
        rows = self.Ranking.search(
            [
                ("estate_id", "in", self.estates.ids),
                ("period_type", "=", "month"),
                ("start", "=", "2026-10-01"),
            ],
            order="satisfaction_rate desc",
        )
        self.assertEqual(rows.estate_id[:1], self.far_estate)
        self.assertEqual(rows[-1].estate_id, self.empty)
        self.assertEqual(rows.mapped("satisfaction_rank"), [1, 2, 0])

    def test_a_rate_is_summed_before_it_is_divided(self):
        self.see(self.household, "2026-11-01", 5)
        [(rate,)] = self.Ranking._read_group(
            [
                ("estate_id", "=", self.estate.id),
                ("period_type", "=", "month"),
                ("start", ">=", "2026-10-01"),
            ],
            [],
            ["satisfaction_rate:avg"],
        )
        self.assertAlmostEqual(rate, 2 / 3)

    def test_months_nobody_asks_for_are_not_counted(self):
        """A filter is relative to today, and a year needs its months."""
        seen = self.Ranking.search(
            [("start", "=", "today =1d -1m"), ("estate_id", "=", self.estate.id)]
        )
        self.assertEqual(seen.mapped("period_name"), ["2026-10"])
        query = self.Ranking.search_fetch([("start", "=", "2026-01-01")], ["asked"])
        year = query.filtered(lambda row: row.period_type == "year")
        self.assertIn(3, year.mapped("asked"))

    def test_a_manager_compares_the_own_estates(self):
        rows = self.Ranking.with_user(self.manager).search(
            [("start", "=", "2026-10-01")]
        )
        self.assertEqual(rows.estate_id, self.estate)
        self.assertEqual(rows.satisfaction_rank, 1)
        action = rows.action_open_figures()
        analysis = self.env["property.period.analysis"].browse(action["res_id"])
        self.assertEqual(analysis.estate_ids, self.estate)
        self.assertFalse(self.Ranking.with_user(self.supervisor).has_access("read"))
