"""A recording sent from a phone arrives once, complete, or says why it did not."""

import base64
import io
from unittest.mock import patch

from common import local
from ledger import LedgerCase
from odoo.exceptions import AccessError, ConcurrencyError
from odoo.tests import tagged
from odoo.tools import mute_logger
from PIL import Image

TOKEN = "0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0"


def picture(size=(40, 30)):
    """A photo as a phone sends it: base64 text."""
    stream = io.BytesIO()
    Image.new("RGB", size, "green").save(stream, "JPEG")
    return base64.b64encode(stream.getvalue()).decode()


class DeviceCase(LedgerCase):
    def setUp(self):
        super().setUp()
        self.visit = self.make_visit()
        self.make_rule(unit="agreed")
        self.office = self.method("office").id

    def kit(self, user=None):
        return self.env["property.visit"].with_user(user or self.butler).my_day_kit()

    def values(self, **more):
        started = self.kit()["visits"][str(self.visit.id)]
        return {
            "visit_id": self.visit.id,
            "mark": started["mark"],
            "method_id": self.office,
            **more,
        }

    def send(self, values, token=TOKEN, user=None):
        visits = self.env["property.visit"].with_user(user or self.butler)
        return visits.record_from_device(token, values)


@tagged("post_install", "-at_install")
class TestDevice(DeviceCase):
    """It is 9:00 on Monday, 2 November, at the estate."""

    def full(self):
        return self.values(
            satisfaction=4,
            note="All fine otherwise",
            private_note="Their father is ill",
            signature=picture(),
            signed_by="Wang",
            photos=[picture(), picture()],
            feedback=[
                {
                    "category_id": self.category().id,
                    "kind": "complaint",
                    "description": "The stairs are dirty",
                    "reply_due": "2026-11-03 09:00:00",
                    "photos": [picture()],
                }
            ],
        )

    def test_everything_arrives_in_one_step(self):
        receipt = self.send(self.full())
        self.assertEqual(receipt["status"], "recorded")
        visit = self.visit.with_user(self.butler)
        self.assertEqual((visit.state, visit.satisfaction), ("done", 4))
        self.assertEqual(visit.date_done, local("2026-11-02 09:00"))
        self.assertEqual(visit.private_note, "Their father is ill")
        self.assertEqual(len(visit.photo_ids), 2)
        self.assertTrue(visit.signature)
        said = visit.feedback_ids
        self.assertEqual((said.kind, len(said.photo_ids)), ("complaint", 1))
        self.assertEqual(said.promise_ids.date_due, local("2026-11-03 17:00"))

    def test_a_recording_whose_answer_was_lost_is_not_recorded_twice(self):
        values = self.full()
        first = self.send(values)
        self.assertEqual(self.send(values), first)
        self.assertEqual(len(self.visit.feedback_ids), 1)
        self.assertEqual(len(self.visit.photo_ids), 2)

    def test_what_was_not_planned_is_recorded_once_too(self):
        values = {"household_id": self.neighbour.id, "method_id": self.office}
        first = self.send(values)
        self.assertEqual(self.send(values), first)
        made = self.env["property.visit"].search(
            [("household_id", "=", self.neighbour.id)]
        )
        self.assertEqual((made.id, made.state), (first["visit_id"], "done"))

    def test_the_same_recording_arriving_twice_at_once_is_tried_again(self):
        """What another request has not committed cannot be seen, only collided with."""
        values = {"household_id": self.neighbour.id, "method_id": self.office}
        self.send(values)
        visits = type(self.env["property.visit"])
        with (
            patch.object(visits, "_recorded_under", lambda self, token: self.browse()),
            self.assertRaises(ConcurrencyError),
            mute_logger("odoo.sql_db"),
        ):
            self.send(values)

    def test_what_a_colleague_did_meanwhile_is_shown_and_kept(self):
        values = self.full()
        self.visit.write({"date_done": local("2026-11-02 08:30"), "note": "Was there"})
        self.visit.action_done()
        answer = self.send(values)
        self.assertEqual((answer["status"], answer["is_open"]), ("conflict", False))
        self.assertIn("Was there", [row["value"] for row in answer["theirs"]])
        self.assertEqual(self.visit.note, "Was there")
        self.assertFalse(self.visit.feedback_ids)

    def test_a_visit_moved_meanwhile_waits_for_a_decision(self):
        values = self.values(satisfaction=5)
        self.visit.action_move("2026-11-05")
        answer = self.send(values)
        self.assertEqual((answer["status"], answer["is_open"]), ("conflict", True))
        self.assertEqual(self.visit.state, "planned")
        decided = self.send({**values, "mark": answer["mark"]})
        self.assertEqual(decided["status"], "recorded")

    def test_a_conflict_shows_no_confidences(self):
        values = self.values()
        self.visit.with_user(self.butler).private_note = "Their father is ill"
        self.visit.action_cancel("Abroad")
        self.assertNotIn("father", str(self.send(values)))
        self.assertNotIn("father", str(self.kit()))

    def test_the_clock_of_a_phone_is_put_right(self):
        """It shows noon when it is 9:00; the visit was an hour ago."""
        self.send(
            self.values(
                date_done="2026-11-02 03:00:00", device_now="2026-11-02 04:00:00"
            )
        )
        self.assertEqual(self.visit.date_done, local("2026-11-02 08:00"))

    def test_a_promise_given_before_the_connection_came_back_counts(self):
        values = self.full()
        values["date_done"] = "2026-11-02 01:00:00"
        with self.on("2026-11-04 01:00:00"):
            self.send(values)
            promise = self.visit.feedback_ids.promise_ids
            self.assertEqual(promise.date_start, local("2026-11-02 09:00"))
            self.assertTrue(promise.is_late)

    def test_what_is_wrong_is_said_and_changes_nothing(self):
        good = self.full()
        item = good["feedback"][0]
        for sentence, values in {
            "how the household": {**good, "method_id": False},
            "fields of the visit": {**good, "user_id": self.manager.id},
            "Choose the household": {"method_id": self.office},
            "category and what": {**good, "feedback": [{**item, "description": ""}]},
            "list of what": {**good, "feedback": ["The stairs"]},
            "Only photos": {**good, "photos": ["bm8gcGhvdG8="]},
            "is no time": {**good, "date_done": "yesterday"},
            "at most": {**good, "photos": [picture((2, 2))] * 7},
        }.items():
            with self.subTest(sentence), self.assertRefused(sentence):
                self.send(values)
        with self.assertRefused("token"):
            self.send(good, token="short")
        self.assertEqual(self.visit.state, "planned")
        self.assertFalse(self.visit.photo_ids + self.visit.feedback_ids.photo_ids)

    def test_the_contact_guard_holds_on_the_way_from_a_phone(self):
        door = self.method("door").id
        with self.assertRefused("needs an appointment"):
            self.send(self.values(method_id=door))
        self.send(self.values(method_id=door, no_appointment_reason="Met outside"))
        self.assertEqual(self.visit.state, "done")


@tagged("post_install", "-at_install")
class TestDeviceSecurity(DeviceCase):
    def test_nobody_records_where_they_may_not_write(self):
        with self.assertRaises(AccessError):
            self.send(self.values(), user=self.stranger)
        values = {"household_id": self.household.id, "method_id": self.office}
        with self.assertRaises(AccessError):
            self.send(values, user=self.stranger)
        self.assertEqual(self.visit.state, "planned")

    def test_a_token_tells_a_stranger_nothing(self):
        self.send(self.values())
        own = {"household_id": self.far_household.id, "method_id": self.office}
        with self.assertRaises(AccessError):
            self.send(own, user=self.stranger)

    def test_the_kit_holds_the_users_own_day_only(self):
        self.assertEqual(list(self.kit()["visits"]), [str(self.visit.id)])
        for user in (self.stranger, self.colleague, self.department):
            self.assertFalse(self.kit(user)["visits"], user.name)
        resident = self.make_user("base.group_portal", "resident")
        with self.assertRaises(AccessError):
            self.kit(resident)
