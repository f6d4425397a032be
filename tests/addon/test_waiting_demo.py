"""What waits in the demonstration for a manager's word and a colleague's yes."""

from common import PropertyCase, local
from odoo.addons.property_visit.demo.waiting import Waiting
from odoo.tests import tagged


@tagged("post_install", "-at_install")
class TestWaitingDemo(PropertyCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.procedure = cls.env.ref("property_visit.procedure_butler")
        cls.home = cls.make_estate("Lake Garden")
        cls.hold(cls.manager, "manager", cls.home)
        for butler in (cls.butler, cls.colleague):
            building = cls.make_building(cls.home, butler.name, butler=butler)
            cls.make_household("101", building=building)

    def setUp(self):
        super().setUp()
        with self.on(local("2026-11-05 10:00")):
            Waiting(self.home).arise()
        self.cases = self.env["helpdesk.ticket"].search(
            [("estate_id", "=", self.home.id)]
        )

    def case_of(self, butler):
        return self.cases.filtered(lambda case: case.first_responsible_id == butler)

    def test_a_major_complaint_waits_for_who_decides(self):
        """C6: checked, with a proposal, not decided, and the decision not yet late."""
        case = self.case_of(min(self.butler, self.colleague, key=lambda user: user.id))
        self.assertEqual((case.severity, case.property_kind), ("major", "complaint"))
        self.assertTrue(case.findings and case.triage_proposal)
        self.assertFalse(case.decided_at)
        decision = case.commitment_ids.filtered(
            lambda promise: promise.rule_id.kept_by == "decided"
        )
        self.assertEqual(decision.user_id, self.manager)
        self.assertGreater(decision.date_due, local("2026-11-05 10:00"))

    def test_an_offer_waits_for_the_colleague(self):
        """C9: whoever offers answers until the other has accepted."""
        first, last = (self.butler | self.colleague).sorted("id")
        case = self.case_of(last)
        self.assertEqual(case.handover_to_id, first)
        with self.on(local("2026-11-05 10:00")):
            case.with_user(first).action_accept_handover()
        self.assertEqual(case.first_responsible_id, first)
        self.assertFalse(case.handover_to_id)
