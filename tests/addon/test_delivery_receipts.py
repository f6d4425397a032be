"""The day after a delivery the customer is called; gaps are told at once (P8)."""

from datetime import date

from common import local
from occasions import OccasionCase
from odoo.tests import tagged


@tagged("post_install", "-at_install")
class TestDeliveryReceipts(OccasionCase):
    def make_receipt(self):
        return (
            self.env["property.delivery.receipt"]
            .with_user(self.butler)
            .create(
                {
                    "name": "R1",
                    "household_id": self.household.id,
                    "line_ids": [
                        (0, 0, {"item": "Water", "quantity": 10, "unit": "barrel"})
                    ],
                }
            )
        )

    def test_the_day_after_a_delivery_the_customer_is_called(self):
        self.make_event_rule("delivered", 1, purpose="callback")
        self.make_rule(
            event="delivery_called", kept_by="report", unit="working_days", amount=1
        )
        receipt = self.make_receipt()
        visit = receipt.visit_id
        self.assertEqual(visit.date_planned, date(2026, 11, 3))
        with self.assertRefused("first"):
            receipt.action_report()
        self.call_back(visit, "2026-11-03 02:00:00")
        promise = self.promises(receipt)
        self.assertEqual(promise.date_due, local("2026-11-04 17:00"))
        with self.assertRefused("Write down"):
            receipt.action_report()
        receipt.report = "All arrived"
        receipt.action_report()
        self.assertEqual(promise.state, "kept")

    def test_a_discrepancy_reaches_the_general_manager_at_once(self):
        boss = self.make_user("manager", "boss")
        self.hold(boss, "general_manager")
        self.make_event_rule("delivered", 1, purpose="callback")
        receipt = self.make_receipt()
        receipt.line_ids.write({"quantity_confirmed": 8, "is_confirmed": True})
        self.assertTrue(receipt.has_discrepancy)
        self.call_back(receipt.visit_id, "2026-11-03 02:00:00")
        self.assertEqual(receipt.activity_ids.user_id, boss)
