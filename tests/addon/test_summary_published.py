"""A published month: frozen figures, what residents read (M1, H5)."""

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
