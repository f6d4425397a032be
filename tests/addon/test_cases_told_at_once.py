"""A case that is written down whole promises as one that is filled in bit by bit."""

from datetime import datetime

from cases import CaseCase
from odoo.tests import tagged

FRIDAY = datetime(2026, 11, 6, 9)


@tagged("post_install", "-at_install")
class TestCasesToldAtOnce(CaseCase):
    def test_a_fault_known_to_be_major_calls_for_a_review(self):
        """M5: at once after a service problem, however it was registered."""
        case = self.make_case(property_kind="repair", is_major_fault=True)
        review = self.env["property.procedure.review"].search(
            [("procedure_id", "=", self.procedure.id)]
        )
        self.assertEqual((review.reason, review.ticket_ids), ("problem", case))

    def test_due_dates_given_with_the_case_are_promised(self):
        """C7: remedy and corrective action have their own."""
        for event, kept_by in (
            ("remedy_planned", "handled"),
            ("corrective_planned", "corrective"),
        ):
            self.make_case_rule(event, kept_by, unit="agreed")
        case = self.make_case(remedy_due=FRIDAY, corrective_due=FRIDAY)
        for event in ("remedy_planned", "corrective_planned"):
            self.assertEqual(self.promise_of(case, event).date_due, FRIDAY)

    def test_findings_given_with_the_case_are_the_report(self):
        """C2a, C3: who checks before registering owes no report of it."""
        self.make_case_rule("ticket_received", "triage", unit="agreed")
        case = self.make_case(findings="The pipe is old", triage_proposal="Replace it")
        self.assertEqual(self.promise_of(case, "ticket_received").state, "kept")

    def test_one_case_of_several_is_followed_by_its_own_facts(self):
        self.make_case_rule("fault", "fault_report")
        facts = [{"is_major_fault": True}, {}]
        tickets = self.env["helpdesk.ticket"].create(
            [
                {
                    "name": "Lift stuck",
                    "description": "Since noon",
                    "household_id": self.household.id,
                    "property_kind": "repair",
                    **given,
                }
                for given in facts
            ]
        )
        promised = [bool(self.promise_of(case, "fault")) for case in tickets]
        self.assertEqual(promised, [True, False])
