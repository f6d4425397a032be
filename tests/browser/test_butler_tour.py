from common import PropertyCase
from odoo.tests import tagged
from phone import PhoneCase


@tagged("post_install", "-at_install")
class TestButlerTour(PhoneCase, PropertyCase):
    """A butler's morning on a phone, in a real browser."""

    def test_a_butler_records_one_misses_one_and_moves_one(self):
        third = self.make_household("103", "Li")
        met, missed, moved = (
            self.make_visit(household)
            for household in (self.household, self.neighbour, third)
        )
        self.start_tour(
            "/odoo/property-my-day", "property_visit_butler_tour", login="test_butler"
        )
        self.assertEqual((met.state, met.satisfaction), ("done", 5))
        self.assertEqual(met.feedback_ids.description, "The stairs are dirty")
        self.assertEqual(met.feedback_ids.kind, "complaint")
        self.assertEqual(missed.attempt_ids.outcome, "not_home")
        self.assertEqual((moved.state, f"{moved.day}"), ("planned", "2026-11-03"))
