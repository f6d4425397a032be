"""A failed attempt sent from a phone arrives once, or says why it did not (V5)."""

from unittest.mock import patch

from common import PropertyCase, local
from odoo.exceptions import AccessError, ConcurrencyError
from odoo.tests import tagged
from odoo.tools import mute_logger

TOKEN = "0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0"


@tagged("post_install", "-at_install")
class TestDeviceAttempts(PropertyCase):
    """It is 9:00 on Monday, 2 November, at the estate."""

    def setUp(self):
        super().setUp()
        self.visit = self.make_visit()

    def send(self, token=TOKEN, user=None, **more):
        visits = self.env["property.visit"].with_user(user or self.butler)
        values = {"visit_id": self.visit.id, "outcome": "not_home", **more}
        return visits.attempt_from_device(token, values)

    def test_it_arrives_with_its_hour_and_the_day_of_the_next_try(self):
        receipt = self.send(
            note="Back on Friday",
            date="2026-11-06",
            date_done="2026-11-02 00:30:00",
            device_now="2026-11-02 01:00:00",
        )
        self.assertEqual(receipt["status"], "recorded")
        tried = self.visit.attempt_ids
        self.assertEqual((tried.outcome, tried.note), ("not_home", "Back on Friday"))
        self.assertEqual(tried.date, local("2026-11-02 08:30"))
        self.assertEqual(tried.user_id, self.butler)
        self.assertEqual(f"{self.visit.day}", "2026-11-06")

    def test_sent_again_it_counts_once(self):
        self.assertEqual(self.send(date="2026-11-06"), self.send(date="2026-11-06"))
        self.assertEqual(self.visit.attempt_count, 1)

    def test_arriving_twice_at_once_it_is_tried_again(self):
        self.send()
        attempts = type(self.env["property.visit.attempt"])
        with (
            patch.object(attempts, "search_count", lambda self, domain: 0),
            self.assertRaises(ConcurrencyError),
            mute_logger("odoo.sql_db"),
        ):
            self.send()

    def test_ended_meanwhile_it_says_so(self):
        self.visit.write({"date_done": local("2026-11-02 08:30")})
        self.visit.action_done()
        with self.assertRefused(""):
            self.send()
        self.assertFalse(self.visit.attempt_ids)

    def test_what_is_malformed_is_refused_with_a_sentence(self):
        for wrong in (
            {"token": "short"},
            {"token": None},
            {"outcome": "gone"},
            {"visit_id": "1"},
            {"visit_id": True},
            {"visit_id": 2**31 - 1},
            {"note": ["x"]},
            {"state": "done"},
            {"date": "someday"},
        ):
            with self.subTest(wrong), self.assertRefused(""):
                self.send(**wrong)
        self.assertFalse(self.visit.attempt_ids)

    def test_not_by_who_may_not_write_the_visit(self):
        portal = self.make_user("base.group_portal", "resident")
        for user in (self.stranger, portal):
            with self.assertRaises(AccessError):
                self.send(user=user)
        self.assertFalse(self.visit.attempt_ids)
