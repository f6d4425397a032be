"""Households are told beforehand when they will be visited (P9)."""

from datetime import datetime

from odoo.tests import tagged
from test_appointments import AppointmentCase


@tagged("post_install", "-at_install")
class TestAnnounced(AppointmentCase):
    def announcements(self, visit):
        return self.env["mail.mail"].search(
            [("model", "=", "property.visit"), ("res_id", "=", visit.id)]
        )

    def test_day_without_an_hour(self):
        self.visit.action_announce()
        (mail,) = self.announcements(self.visit)
        self.assertEqual(mail.recipient_ids, self.resident)
        self.assertIn("Thursday, November 5, 2026", mail.body_html)
        self.assertIn("Sunny Garden", mail.body_html)
        self.assertFalse(mail.attachment_ids)
        self.assertEqual(self.visit.announced_at, datetime(2026, 11, 2, 1, 0))

    def test_agreed_hour_comes_with_a_calendar_file(self):
        self.appoint("2026-11-05 19:00")
        self.visit.action_announce()
        (mail,) = self.announcements(self.visit)
        self.assertIn("Thursday, November 5, 2026 19:00–19:30", mail.body_html)
        self.assertIn("DTSTART:20261105T110000Z", self.calendar_file(mail))

    def test_in_the_language_of_the_household(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        self.household.language = "zh_CN"
        self.visit.action_announce()
        self.assertIn("2026年11月5日星期四", self.announcements(self.visit).body_html)

    def test_those_without_mail_are_counted_and_marked(self):
        other = self.make_visit(self.neighbour, date_planned="2026-11-05")
        told = (self.visit | other.with_user(self.butler)).action_announce()
        self.assertEqual(
            told["params"]["message"],
            "1 announced by mail, 1 have no mail address: call them or print the"
            " notice.",
        )
        self.assertFalse(self.announcements(other))
        self.assertTrue(other.announced_at)

    def test_what_is_over_is_not_announced(self):
        self.visit.action_cancel("They are travelling")
        self.visit.action_announce()
        self.assertFalse(self.announcements(self.visit))
        self.assertFalse(self.visit.announced_at)

    def test_names_are_escaped_and_private_notes_stay(self):
        self.resident.name = "Wang & <b>Sons</b>"
        self.visit.private_note = "Kept to ourselves"
        self.visit.action_announce()
        (mail,) = self.announcements(self.visit)
        self.assertIn("Wang &amp; &lt;b&gt;Sons&lt;/b&gt;", mail.body_html)
        self.assertNotIn("Kept to ourselves", mail.body_html)
