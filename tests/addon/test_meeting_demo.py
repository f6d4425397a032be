"""Meetings and free help of the demonstration keep the rules they show (M6, V6)."""

from datetime import date

from common import PropertyCase, local
from odoo.addons.property_visit.demo.free_help import FreeHelp
from odoo.addons.property_visit.demo.meetings import Meetings
from odoo.tests import tagged

TODAY = date(2026, 11, 5)


@tagged("post_install", "-at_install")
class TestMeetingDemo(PropertyCase):
    def setUp(self):
        super().setUp()
        self.hold(self.manager, "manager", self.far_estate)
        with self.on(local("2026-11-05 08:00")):
            Meetings(self.estate | self.far_estate, TODAY).meet()
            FreeHelp(self.estate, TODAY).give()
        self.meetings = self.env["property.meeting"].search([], order="date")

    def test_what_is_open_is_carried_into_the_next_meeting(self):
        committee = self.meetings.filtered(lambda m: m.kind == "owners_committee")
        first, second, third, to_come = committee
        open_items = first.feedback_ids.filtered(lambda item: item.state != "closed")
        self.assertTrue(open_items)
        self.assertLess(open_items, first.feedback_ids)
        self.assertEqual(second.open_feedback_ids, open_items)
        self.assertLess(open_items | second.feedback_ids, to_come.open_feedback_ids)
        self.assertLessEqual(third.feedback_ids, to_come.open_feedback_ids)

    def test_past_ones_have_minutes_and_those_to_come_an_agenda(self):
        for meeting in self.meetings:
            is_past = meeting.date < local("2026-11-05 00:00")
            self.assertEqual(meeting.state, "finished" if is_past else "planned")
            self.assertEqual(all(meeting.item_ids.mapped("minutes")), is_past)
            self.assertTrue(meeting.item_ids)
            self.assertNotEqual(meeting.day.isoweekday(), 7)

    def test_what_is_open_is_promised_and_what_is_settled_was_replied_to(self):
        for item in self.meetings.feedback_ids:
            if item.state == "open":
                self.assertGreater(item.reply_due, local("2026-11-05 08:00"))
            else:
                self.assertTrue(item.reply)
                self.assertLess(item.answered_at, local("2026-11-05 08:00"))

    def test_words_about_free_help_are_in_the_register(self):
        """Praise and a complaint; what was said yesterday still waits."""
        helps = self.env["property.free.service"].search([])
        kinds = set(helps.feedback_ids.mapped("kind"))
        self.assertEqual(kinds, {"praise", "complaint"})
        waiting = helps.filtered(lambda h: h.words and not h.feedback_ids)
        self.assertTrue(waiting)
