"""The fault analysis as paper: for the household and the supervisors (C13)."""

from odoo.tests import tagged
from paper import PaperCase

ANALYSIS = {
    "fault_at": "2026-11-01 15:30:00",  # 23:30 at the estate
    "fault_place": "Lift 2 of building A",
    "fault_phenomenon": "Stopped between two floors",
    "contingency_plan": "Free the passengers, lock the lift",
    "impact": "Four people waited for 20 minutes",
    "remedy": "The brake was changed",
    "cause_note": "A worn brake",
    "corrective_action": "All brakes of the type are changed",
    "preventive_action": "Brakes are measured every quarter",
}


@tagged("post_install", "-at_install")
class TestFaultAnalysis(PaperCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.ticket = cls.env["helpdesk.ticket"].create(
            {
                "name": "Lift out of order",
                "description": "The lift does not move",
                "household_id": cls.household.id,
                "property_kind": "repair",
                "is_major_fault": True,
                **ANALYSIS,
            }
        )

    def test_everything_the_rule_wants_is_on_it(self):
        text = self.read("fault_analysis", self.ticket)
        for name, words in ANALYSIS.items():
            if name != "fault_at":
                self.assertIn(words, text)
        self.assertIn("November 1, 2026 23:30", text)
        self.assertIn(self.ticket.number, text)

    def test_it_prints_as_a_pdf_with_its_pages_counted(self):
        [page] = self.pages(self.pdf("fault_analysis", self.ticket, self.manager))
        self.assertIn("Fault analysis", page)
        self.assertIn("Sunny Garden", page)
        self.assertIn("1 / 1", page)

    def test_only_major_faults_offer_it(self):
        small = self.ticket.copy({"is_major_fault": False})
        report = self.report("fault_analysis")
        for ticket, offered in ((self.ticket, True), (small, False)):
            found = report.get_valid_action_reports(ticket._name, ticket.ids)
            self.assertEqual(report.id in found, offered)
