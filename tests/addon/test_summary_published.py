"""A published month: frozen figures, what residents read (M1, H5)."""

from datetime import date

from months import MonthCase
from odoo.exceptions import UserError
from odoo.tests import tagged


@tagged("post_install", "-at_install")
class TestSummaryPublished(MonthCase):
    def test_published_figures_stay_and_corrections_stand_beside_them(self):
        said = self.say("More benches", day="2026-10-10")
        summary = self.settle("2026-10")
        with self.assertRaises(UserError):
            self.sum_up().with_user(self.manager).action_publish()
        summary.with_user(self.manager).action_publish()
        self.assertEqual(self.figure(summary, "feedback"), (1, None))
        self.assertIsNone(self.found(summary, "feedback")["now"])
        said.is_valid = False
        handled = self.found(summary, "feedback_handled")
        self.assertEqual((handled["denominator"], handled["value"]), (1, 0.0))
        self.assertEqual(
            (handled["now"]["denominator"], handled["now"]["text"]), (0, "–")
        )
        self.say("Heard late", day="2026-10-11")
        figure = self.found(summary, "feedback")
        self.assertEqual((figure["numerator"], figure["now"]["numerator"]), (1, 2))
        with self.assertRefused("is published"):
            summary.with_user(self.manager).verdict = "All was well"

    def test_what_is_published_names_nobody(self):
        self.say("More benches", day="2026-10-10")
        summary = self.settle("2026-10")
        summary.with_user(self.manager).action_publish()
        public = self.env["property.publication"].search(
            [("res_model", "=", summary._name), ("res_id", "=", summary.id)]
        )
        self.assertTrue(public.on_portal)
        self.assertEqual(public.estate_ids, self.estate)
        self.assertIn("Look into it: More benches", public.body)
        for name in (self.household.unit, self.household.partner_id.name):
            self.assertNotIn(name, public.body)

    def test_the_charts_stand_on_the_screen_and_in_the_notice(self):
        """On paper they are tested as pictures; a notice is cleaned of any SVG."""
        for day in ("2026-09-10", "2026-10-10"):
            self.say("More benches", day=day)
        self.see(self.household)
        self.see(self.neighbour, "2026-09-12")
        summary = self.settle("2026-10")
        self.assertEqual(summary.figures_html.count("data:image/svg+xml"), 4)
        summary.with_user(self.manager).action_publish()
        notice = self.env["property.publication"].search(
            [("res_model", "=", summary._name), ("res_id", "=", summary.id)]
        )
        self.assertEqual(notice.body.count("data:image/png"), 2)
        self.assertNotIn('src=""', notice.body)

    def test_who_moves_out_later_is_no_correction(self):
        """Wanted until they left (N1): the month they were there stays as it is."""
        self.see(self.household)
        summary = self.settle("2026-10")
        with self.on("2026-11-02 02:00:00"):
            summary.with_user(self.manager).action_publish()
            self.assertEqual(self.figure(summary, "coverage"), (1, 2))
        with self.on("2026-11-05 02:00:00"):
            self.neighbour.action_move_out(date(2026, 11, 4))
            self.assertIsNone(self.found(summary, "coverage")["now"])
            self.assertEqual(self.figure(self.sum_up(), "coverage"), (0, 1))

    def test_another_count_of_today_is_named_by_why_it_is_another(self):
        said = self.say("More benches", day="2026-10-10")
        summary = self.settle("2026-10")
        with self.on("2026-11-02 02:00:00"):
            summary.with_user(self.manager).action_publish()
        self.say("Heard late", day="2026-10-11")
        said.state = "answered"
        self.make_household("103")
        self.assertEqual(self.found(summary, "feedback")["changed"], "counted today")
        self.assertEqual(self.found(summary, "feedback_handled")["changed"], "by today")
        coverage = self.found(summary, "coverage")
        self.assertEqual(coverage["now"]["denominator"], 3)
        self.assertEqual(coverage["changed"], "on today's register")

    def test_rows_are_called_in_the_readers_language_whoever_published(self):
        """Also a category of which nothing is left today."""
        self.env["res.lang"]._activate_lang("zh_CN")
        category = self.category("environment")
        category.with_context(lang="zh_CN").name = "环境卫生"
        said = self.say("More benches", day="2026-10-10", category_id=category.id)
        summary = self.settle("2026-10")
        summary.with_user(self.manager).action_publish()
        said.active = False
        for lang, name in (("en_US", category.name), ("zh_CN", "环境卫生")):
            figures = summary.with_context(lang=lang).get_figures()
            section = next(s for s in figures["sections"] if s["key"] == "feedback")
            self.assertEqual([row["name"] for row in section["rows"]], [name])

    def see(self, household, day="2026-10-12"):
        visit = self.make_visit(
            household,
            role_id=self.role("butler").id,
            date_done=f"{day} 02:00:00",
        )
        visit.action_done()
