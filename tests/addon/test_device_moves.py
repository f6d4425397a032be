"""A visit moved on a phone goes to its day once, and over nobody's head (P9)."""

from common import PropertyCase, local
from odoo.exceptions import AccessError
from odoo.tests import tagged

TOKEN = "5e1f2d3c-4b5a-6978-8796-a5b4c3d2e1f0"
ANOTHER = "6e1f2d3c-4b5a-6978-8796-a5b4c3d2e1f1"


@tagged("post_install", "-at_install")
class TestDeviceMoves(PropertyCase):
    """It is 9:00 on Monday, 2 November, at the estate."""

    def setUp(self):
        super().setUp()
        self.visit = self.make_visit()
        self.mark = self.visit._device_mark()

    def send(self, token=TOKEN, user=None, **more):
        visits = self.env["property.visit"].with_user(user or self.butler)
        values = {"visit_id": self.visit.id, "mark": self.mark, "date": "2026-11-04"}
        return visits.move_from_device(token, {**values, **more})

    def assertDay(self, day):
        self.assertEqual(self.visit.day.isoformat(), day)

    def test_it_goes_to_its_day_and_gives_up_the_appointment(self):
        self.visit.action_appoint(local("2026-11-02 14:00"))
        self.mark = self.visit._device_mark()
        receipt = self.send()
        self.assertEqual(receipt["status"], "recorded")
        self.assertDay("2026-11-04")
        self.assertEqual(self.visit.state, "planned")
        self.assertFalse(self.visit.appointment_start or self.visit.calendar_event_id)

    def test_sent_again_it_is_no_second_move(self):
        """Not even where a colleague has moved it on since."""
        self.send()
        self.visit.with_user(self.supervisor).action_move("2026-11-06")
        self.assertEqual(self.send()["status"], "recorded")
        self.assertDay("2026-11-06")

    def test_what_follows_on_the_device_knows_the_visit_by_the_new_mark(self):
        self.mark = self.send()["mark"]
        self.send(ANOTHER, date="2026-11-05")
        self.assertDay("2026-11-05")
        visits = self.env["property.visit"].with_user(self.butler)
        values = {
            "visit_id": self.visit.id,
            "mark": self.visit._device_mark(),
            "method_id": self.method("office").id,
        }
        self.assertEqual(visits.record_from_device(TOKEN, values)["status"], "recorded")

    def test_somebody_was_faster_and_nothing_is_overwritten(self):
        self.visit.with_user(self.supervisor).action_move("2026-11-06")
        with self.assertRefused("Supervisor changed this visit meanwhile"):
            self.send()
        self.assertDay("2026-11-06")

    def test_ended_meanwhile_it_says_so(self):
        self.visit.with_user(self.supervisor).action_cancel("They are travelling")
        with self.assertRefused("changed this visit meanwhile"):
            self.send()
        self.assertEqual(self.visit.state, "cancelled")

    def test_delivered_too_late_the_day_is_over(self):
        with self.on("2026-11-05 01:00:00"), self.assertRefused("That day is over"):
            self.send()
        self.assertDay("2026-11-02")

    def test_what_is_malformed_is_refused_with_a_sentence(self):
        for wrong in (
            {"token": "short"},
            {"token": None},
            {"visit_id": "1"},
            {"visit_id": True},
            {"visit_id": 2**31 - 1},
            {"mark": ["x"]},
            {"mark": None},
            {"date": "someday"},
            {"date": ""},
            {"state": "done"},
        ):
            with self.subTest(wrong), self.assertRefused(""):
                self.send(**wrong)
        with self.assertRefused(""):
            self.env["property.visit"].move_from_device(TOKEN, "2026-11-04")
        self.assertDay("2026-11-02")

    def test_not_by_who_may_not_write_the_visit(self):
        portal = self.make_user("base.group_portal", "resident")
        for user in (self.stranger, portal):
            with self.assertRaises(AccessError):
                self.send(user=user)
        self.assertDay("2026-11-02")

    def test_nobody_writes_the_token_by_hand(self):
        with self.assertRaises(AccessError):
            self.visit.with_user(self.butler).move_token = TOKEN
