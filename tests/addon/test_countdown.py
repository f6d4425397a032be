"""What the forms count down to: the running promise that is due first."""

from common import local
from ledger import LedgerCase
from odoo.exceptions import AccessError
from odoo.tests import new_test_user, tagged


@tagged("post_install", "-at_install")
class TestCountdown(LedgerCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        values = {"event": "ticket_received", "kept_by": "answer"}
        cls.make_rule(name="Answer", amount=24, **values)
        cls.make_rule(name="Solution", amount=48, **{**values, "kept_by": "solution"})
        cls.ticket = cls.env["helpdesk.ticket"].create(
            {
                "name": "Water",
                "description": "It drips",
                "household_id": cls.household.id,
                "partner_id": cls.household.partner_id.id,
                "team_id": cls.team.id,
            }
        )

    def next_promise(self, record=None):
        record = (record or self.ticket).with_user(self.butler)
        record.invalidate_recordset()
        return (
            record.next_promise_name,
            record.next_promise_due,
            record.next_promise_state,
        )

    def promise_called(self, name):
        return self.ticket.commitment_ids.filtered(lambda p: p.name == name)

    def test_the_first_due_then_the_next_then_nothing(self):
        self.assertEqual(
            self.next_promise(), ("Answer", local("2026-11-03 09:00"), "open")
        )
        self.promise_called("Answer")._keep(local("2026-11-02 10:00"))
        self.assertEqual(
            self.next_promise(), ("Solution", local("2026-11-04 09:00"), "open")
        )
        self.promise_called("Solution")._keep(local("2026-11-02 11:00"))
        self.assertEqual(self.next_promise(), (False, False, False))

    def test_what_is_on_hold_comes_last_and_says_so(self):
        self.promise_called("Answer")._pause("the owner is away")
        self.assertEqual(self.next_promise()[0], "Solution")
        self.promise_called("Solution")._keep(local("2026-11-02 10:00"))
        self.assertEqual(self.next_promise()[::2], ("Answer", "paused"))

    def test_each_record_has_its_own(self):
        other = self.ticket.copy({"household_id": False})
        visit = self.make_visit()
        self.assertEqual(self.next_promise(other), (False, False, False))
        self.assertEqual(self.next_promise(visit), (False, False, False))
        both = (self.ticket | other).with_user(self.butler)
        both.invalidate_recordset()
        self.assertEqual(
            [bool(ticket.next_promise_id) for ticket in both], [True, False]
        )

    def test_a_resident_sees_no_ledger_on_the_ticket(self):
        resident = new_test_user(
            self.env,
            "test_resident",
            groups="base.group_portal",
            partner_id=self.household.partner_id.id,
        )
        names = [
            name for name in self.ticket._fields if name.startswith("next_promise")
        ]
        self.assertEqual(len(names), 4)
        for name in names:
            with self.assertRaises(AccessError):
                self.ticket.with_user(resident).read([name])
