"""The month on paper: summary, complaints, notice and analysis (M1, C10, N1)."""

from common import local
from months import MonthCase
from odoo.exceptions import AccessError
from odoo.tests import tagged
from paper import PaperCase

EDGE = 28  # characters of a label that stay on one line


@tagged("post_install", "-at_install")
class TestMonthPaper(MonthCase, PaperCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for household, score in ((cls.household, 5), (cls.neighbour, 2)):
            cls.make_visit(
                household,
                date_planned="2026-10-20",
                date_done=local("2026-10-20 10:00"),
                state="done",
                satisfaction=score,
            )
        cls.say("More benches", day="2026-10-10")
        cls.say("Thank you for the lamp", day="2026-10-12", kind="praise")

    def publish(self, month="2026-10"):
        summary = self.settle(month)
        summary.with_user(self.manager).action_publish()
        return summary

    def assertFigures(self, pages, figures):
        """Every figure of every section stands on the pages, behind its label."""
        words = " ".join(pages)
        for section in figures["sections"]:
            for figure in section["figures"]:
                told = " ".join(filter(None, (figure["text"], figure["base"])))
                if len(figure["label"]) < EDGE:
                    told = f"{figure['label']} {told}"
                self.assertIn(told, words, section["key"])
            for row in section["rows"]:
                for figure in row["figures"]:
                    told = " ".join(filter(None, (figure["text"], figure["base"])))
                    self.assertIn(told, words, row["name"])

    # ------------------------------------------------------------------ summary

    def test_the_page_says_what_get_figures_says_figure_by_figure(self):
        summary = self.publish()
        pages = self.pages(self.pdf("monthly_summary", summary, self.manager))
        self.assertFigures(pages, summary.get_figures())
        self.assertTrue(2 <= len(pages) <= 6, len(pages))
        for number, page in enumerate(pages, 1):
            self.assertIn("Sunny Garden", page)
            self.assertIn("October 2026", page)
            self.assertIn(f"Page {number} / {len(pages)}", page)
        words = " ".join(pages)
        self.assertIn("Satisfaction 50.0% 1/2", words)
        self.assertIn("More benches", words)
        self.assertIn("Deputy manager, date", words)
        self.assertIn("Manager, date", words)

    def test_a_correction_stands_beside_the_published_figure(self):
        summary = self.publish()
        self.say("Heard late", day="2026-10-11")
        words = " ".join(self.pages(self.pdf("monthly_summary", summary)))
        self.assertIn("Feedback 2 ", words)
        self.assertIn("counted today: 3", words)

    def test_an_empty_estate_has_dashes_and_no_charts(self):
        empty = self.make_estate("New Garden")
        summary = self.sum_up("2026-10-01", empty)
        pages = self.pages(self.pdf("monthly_summary", summary))
        self.assertFigures(pages, summary.get_figures())
        self.assertTrue(2 <= len(pages) <= 6, len(pages))
        self.assertIn("Coverage –", " ".join(pages))
        self.assertNotIn("svg", self.html("monthly_summary", summary))

    def test_five_thousand_things_said_fit_on_six_pages(self):
        self.env.flush_all()
        self.env.cr.execute(
            """INSERT INTO property_feedback (estate_id, household_id, category_id,
                      kind, description, date, is_valid, decision, state, active)
               SELECT %s, %s, %s, 'suggestion', 'Matter ' || n %% 60, '2026-10-15',
                      TRUE, 'none', 'open', TRUE
                 FROM generate_series(1, 5000) n""",
            [self.estate.id, self.household.id, self.category().id],
        )
        self.env.invalidate_all()
        summary = self.sum_up("2026-10-01")
        pages = self.pages(self.pdf("monthly_summary", summary))
        self.assertTrue(2 <= len(pages) <= 6, len(pages))
        words = " ".join(pages)
        self.assertIn("Feedback 5,002", words)
        # 60 matters and the bench; those said most often are listed.
        self.assertIn("37 more are in the register", words)
        self.assertNotIn("More benches", words)

    # ------------------------------------------------------------------ notice

    def test_the_notice_is_published_with_its_paper_and_names_nobody(self):
        summary = self.settle("2026-10")
        with_paper = summary.with_context(force_report_rendering=True)
        with_paper.with_user(self.manager).action_publish()
        public = self.env["property.publication"].search(
            [("res_model", "=", summary._name), ("res_id", "=", summary.id)]
        )
        self.assertEqual(public.place_ids.mapped("place"), ["portal"])
        self.assertEqual(public.attachment_ids.mimetype, "application/pdf")
        (page,) = self.pages(public.attachment_ids.raw)
        for text in (page, public.body):
            self.assertIn("Look into it: More benches", text)
            self.assertIn("50.0%", text)
            self.assertNotIn("101", text)
            self.assertNotIn(self.household.partner_id.name, text)

    # ------------------------------------------------------------------ complaints

    def test_complaints_and_praise_of_the_month_are_listed(self):
        self.say("The lift is loud", day="2026-10-15", kind="complaint")
        summary = self.publish()
        words = " ".join(self.pages(self.pdf("complaint_summary", summary)))
        for text in ("The lift is loud", "Thank you for the lamp", "Praise 1"):
            self.assertIn(text, words)
        self.assertNotIn("More benches", words)

    # ------------------------------------------------------------------ analysis

    def test_half_a_year_on_paper(self):
        self.publish()
        analysis = self.env["property.period.analysis"].create(
            {
                "estate_ids": [(6, 0, self.estate.ids)],
                "period_type": "half_year",
                "date": "2026-10-01",
            }
        )
        pages = self.pages(self.pdf("period_analysis", analysis))
        self.assertFigures(pages, analysis.get_figures())
        self.assertTrue(2 <= len(pages) <= 6, len(pages))
        self.assertIn("July 2026 – December 2026", pages[0])

    # ------------------------------------------------------------------ readers

    def test_paper_shows_no_more_than_the_screen(self):
        summary = self.sum_up("2026-10-01")
        for user in (self.butler, self.department, self.stranger):
            with self.assertRaises(AccessError):
                self.html("monthly_summary", summary, user)
        self.propose(summary)
        self.decide(summary)
        self.assertIn(
            "Monthly Summary", self.read("monthly_summary", summary, self.butler)
        )
        with self.assertRaises(AccessError):
            self.html("monthly_summary", summary, self.stranger)
        for user in (self.butler, self.department, self.stranger):
            with self.assertRaises(AccessError):
                self.html("complaint_summary", summary, user)
        self.assertIn(
            "Complaint", self.read("complaint_summary", summary, self.supervisor)
        )
