"""Ways of meeting somebody (V1), rounds of the management (P15), life events (H6)."""

from common import PropertyCase, local
from odoo.exceptions import AccessError
from odoo.tests import tagged

METHODS = {
    "door": "at the door",
    "office": "office",
    "outdoor": "outdoors",
    "inspection": "on-site inspection",
    "meeting": "meeting",
    "questionnaire": "questionnaire",
    "online": "online survey",
    "phone": "phone",
    "email": "e-mail",
    "message": "SMS or WeChat",
    "letter": "letter",
    "fax": "fax",
    "event": "community event",
    "other": "other",
}
LIFE_EVENTS = ["difficulty", "wedding", "pregnancy", "birth", "bereavement", "illness"]


@tagged("post_install", "-at_install")
class TestMethods(PropertyCase):
    def test_a_contact_is_recorded_by_every_method(self):
        """V1: those that are written down there, and each of them counts."""
        household = self.household.with_user(self.butler)
        for code, name in METHODS.items():
            with self.subTest(name):
                visit = household.log_visit(
                    {
                        "method_id": self.method(code).id,
                        "date_done": local("2026-11-02 08:30"),
                        "no_appointment_reason": "met by chance",
                    }
                )
                self.assertEqual((visit.state, visit.method_code), ("done", code))

    def test_there_is_no_method_that_nobody_wrote_down(self):
        codes = self.env["property.visit.method"].search([]).mapped("code")
        self.assertEqual(sorted(codes), sorted(METHODS))


@tagged("post_install", "-at_install")
class TestRounds(PropertyCase):
    def test_what_a_round_finds_enters_the_register(self):
        """P15: a round visits nobody; its findings are feedback as any other."""
        manager = self.env["property.visit"].with_user(self.manager)
        tour = manager.create(
            {
                "estate_id": self.estate.id,
                "purpose": "inspection",
                "method_id": self.method("inspection").id,
                "user_id": self.manager.id,
            }
        )
        found = self.env["property.feedback"].with_user(self.manager)
        lamp = found.create(
            {
                "visit_id": tour.id,
                "category_id": self.category("engineering").id,
                "description": "A lamp in the garage is dark",
            }
        )
        tour.date_done = local("2026-11-02 08:30")
        tour.action_done()
        self.assertEqual(tour.state, "done")
        self.assertFalse(tour.household_id)
        self.assertEqual((lamp.estate_id, lamp.state), (self.estate, "open"))
        register = self.env["property.feedback.analysis"].search(
            [("estate_id", "=", self.estate.id)]
        )
        self.assertEqual(sum(register.mapped("items")), 1)


@tagged("post_install", "-at_install")
class TestLifeEvents(PropertyCase):
    def test_life_events_are_seen_by_butler_and_manager_alone(self):
        """H6: restricted as H5, each kind of them."""
        notes = self.env["property.private.note"].with_user(self.butler)
        for kind in LIFE_EVENTS:
            note = notes.create(
                {"household_id": self.household.id, "kind": kind, "body": "Secret"}
            )
            for user in (self.butler, self.manager):
                self.assertEqual(note.with_user(user).kind, kind)
            others = (self.colleague, self.supervisor, self.department, self.admin)
            for user in (*others, self.stranger):
                with self.subTest(kind=kind, user=user.login):
                    mine = note.with_user(user)
                    mine.invalidate_recordset()
                    self.assertFalse(mine.search([("id", "=", note.id)]))
                    with self.assertRaises(AccessError):
                        mine.read(["kind", "body"])
