"""Appointments: agreed, moved, withdrawn, announced, told in the estate's time (P9)."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from common import PropertyCase, local
from odoo.tests import tagged

BERLIN = ZoneInfo("Europe/Berlin")


class AppointmentCase(PropertyCase):
    """A door visit on 5 November to a household that reads mail."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.household.partner_id.email = "wang@example.com"
        cls.visit = cls.make_visit(
            method_id=cls.method("door").id, date_planned="2026-11-05"
        ).with_user(cls.butler)
        cls.resident = cls.household.partner_id

    def appoint(self, start="2026-11-05 19:00", stop=None, visit=None):
        """Agree a time, given as the clock at the estate shows it."""
        visit = visit or self.visit
        visit.action_appoint(local(start), stop and local(stop))
        return visit

    def letters(self, event):
        """What the resident was written about an event of the calendar."""
        return (
            self.env["mail.message"]
            .search([("model", "=", "calendar.event"), ("res_id", "=", event.id)])
            .filtered(lambda message: self.resident in message.notified_partner_ids)
        )

    def calendar_file(self, message):
        """The text of the one .ics that comes with a message."""
        (file,) = message.attachment_ids.filtered(
            lambda attachment: attachment.name.endswith(".ics")
        )
        return file.raw.decode()


@tagged("post_install", "-at_install")
class TestAgreed(AppointmentCase):
    def test_agreed_time_is_on_the_visit(self):
        self.appoint("2026-11-06 19:00", "2026-11-06 19:45")
        self.assertEqual(self.visit.state, "appointed")
        self.assertEqual(self.visit.appointment_state, "agreed")
        self.assertEqual(self.visit.appointment_start, datetime(2026, 11, 6, 11, 0))
        self.assertEqual(self.visit.appointment_stop, datetime(2026, 11, 6, 11, 45))
        self.assertEqual(self.visit.date_planned, date(2026, 11, 6))

    def test_half_an_hour_unless_an_end_is_given(self):
        self.appoint("2026-11-06 19:00")
        self.assertEqual(self.visit.appointment_stop, datetime(2026, 11, 6, 11, 30))

    def test_a_time_is_needed(self):
        with self.assertRefused("Give the day and time that was agreed."):
            self.visit.action_appoint()
        self.assertEqual(self.visit.state, "planned")

    def test_an_end_before_the_start_is_refused(self):
        with self.assertRefused("An appointment has to end after it begins."):
            self.appoint("2026-11-06 19:00", "2026-11-06 18:00")

    def test_a_visit_that_is_over_takes_no_appointment(self):
        self.visit.action_cancel("They are travelling")
        with self.assertRefused("that step does not follow"):
            self.appoint()

    def test_everybody_has_it_in_the_calendar(self):
        self.visit.companion_ids = self.supervisor
        self.appoint("2026-11-06 19:00")
        event = self.visit.sudo().calendar_event_id
        self.assertEqual(event.start, datetime(2026, 11, 6, 11, 0))
        self.assertEqual(event.stop, datetime(2026, 11, 6, 11, 30))
        self.assertEqual(
            event.partner_ids,
            self.butler.partner_id | self.supervisor.partner_id | self.resident,
        )
        self.assertEqual(event.privacy, "private")

    def test_a_door_visit_can_be_done_once_agreed(self):
        self.visit.date_done = local("2026-11-02 08:30")
        with self.assertRefused("needs an appointment"):
            self.visit.action_done()
        self.appoint()
        self.visit.action_done()
        self.assertEqual(self.visit.state, "done")


@tagged("post_install", "-at_install")
class TestInvitation(AppointmentCase):
    def test_the_household_is_mailed_a_calendar_file(self):
        event = self.appoint("2026-11-05 19:00").sudo().calendar_event_id
        (letter,) = self.letters(event)
        (mail,) = letter.mail_ids
        self.assertEqual(mail.recipient_ids, self.resident)
        file = self.calendar_file(letter)
        self.assertIn("DTSTART:20261105T110000Z", file)
        self.assertIn("wang@example.com", file)

    def test_the_household_is_told_the_time_of_the_estate(self):
        self.resident.tz = "America/New_York"
        (letter,) = self.letters(self.appoint("2026-11-05 19:00").calendar_event_id)
        self.assertIn("Asia/Shanghai", letter.body)
        self.assertRegex(letter.body, r"7:00\sPM")

    def test_an_event_of_others_keeps_the_time_of_its_attendee(self):
        self.resident.tz = "America/New_York"
        event = self.env["calendar.event"].create(
            {
                "name": "Something else",
                "start": "2026-11-05 11:00:00",
                "stop": "2026-11-05 12:00:00",
                "partner_ids": self.resident.ids,
            }
        )
        self.assertEqual(event.attendee_ids.mail_tz, "America/New_York")

    def test_no_invitation_to_the_past(self):
        event = self.appoint("2026-11-01 19:00").sudo().calendar_event_id
        self.assertTrue(event)
        self.assertFalse(self.letters(event))

    def test_without_a_mail_address_nobody_is_mailed(self):
        self.resident.email = False
        event = self.appoint().sudo().calendar_event_id
        self.assertIn(self.resident, event.partner_ids)
        self.assertFalse(self.letters(event))

    def test_a_supervisor_can_agree_for_the_butler(self):
        visit = self.visit.with_user(self.supervisor)
        (letter,) = self.letters(self.appoint(visit=visit).sudo().calendar_event_id)
        self.assertNotIn("Busy", letter.subject + letter.body)


@tagged("post_install", "-at_install")
class TestMovedAndWithdrawn(AppointmentCase):
    def test_another_time_moves_the_event_and_tells_the_household(self):
        event = self.appoint("2026-11-05 19:00").sudo().calendar_event_id
        self.appoint("2026-11-07 10:00", "2026-11-07 10:30")
        self.assertEqual(self.visit.sudo().calendar_event_id, event)
        self.assertEqual(event.start, datetime(2026, 11, 7, 2, 0))
        self.assertEqual(self.visit.date_planned, date(2026, 11, 7))
        newest = self.letters(event).sorted("id")[-1]
        self.assertEqual(len(self.letters(event)), 2)
        self.assertIn("DTSTART:20261107T020000Z", self.calendar_file(newest))

    def test_a_supervisor_can_move_what_the_butler_agreed(self):
        event = self.appoint("2026-11-05 19:00").sudo().calendar_event_id
        self.appoint("2026-11-06 10:00", visit=self.visit.with_user(self.supervisor))
        self.assertEqual(event.start, datetime(2026, 11, 6, 2, 0))

    def test_withdrawn_it_is_planned_again_and_leaves_the_calendar(self):
        event = self.appoint("2026-11-05 19:00").sudo().calendar_event_id
        self.visit.action_withdraw_appointment()
        self.assertEqual(self.visit.state, "planned")
        self.assertEqual(self.visit.appointment_state, "none")
        self.assertFalse(self.visit.appointment_start)
        self.assertEqual(self.visit.date_planned, date(2026, 11, 5))
        self.assertFalse(self.visit.calendar_event_id)
        self.assertFalse(event.active)
        self.assertTrue(event.exists())

    def test_another_day_drops_the_agreed_time(self):
        event = self.appoint("2026-11-05 19:00").sudo().calendar_event_id
        self.visit.action_move("2026-11-09")
        self.assertEqual(self.visit.state, "planned")
        self.assertEqual(self.visit.date_planned, date(2026, 11, 9))
        self.assertFalse(self.visit.appointment_start)
        self.assertFalse(event.active)

    def test_cancelled_it_leaves_the_calendar(self):
        event = self.appoint("2026-11-05 19:00").sudo().calendar_event_id
        self.visit.action_cancel("They are travelling")
        self.assertFalse(event.active)


@tagged("post_install", "-at_install")
class TestLocalDay(AppointmentCase):
    def test_shanghai_evening_and_early_morning(self):
        self.appoint("2026-11-05 23:30", "2026-11-06 00:15")
        self.assertEqual(self.visit.date_planned, date(2026, 11, 5))
        self.appoint("2026-11-06 00:30", "2026-11-06 01:00")
        self.assertEqual(self.visit.appointment_start, datetime(2026, 11, 5, 16, 30))
        self.assertEqual(self.visit.date_planned, date(2026, 11, 6))

    def test_berlin_before_and_after_the_clocks_change(self):
        # Clocks go back on 25 October 2026: 00:30 is 22:30 UTC before, 23:30 after.
        self.estate.resource_calendar_id.tz = "Europe/Berlin"
        self.visit.action_appoint("2026-10-24 22:30:00")
        self.assertEqual(self.visit.date_planned, date(2026, 10, 25))
        self.visit.action_appoint("2026-10-25 22:30:00")
        self.assertEqual(self.visit.date_planned, date(2026, 10, 25))
        self.visit.action_appoint("2026-10-25 23:30:00")
        self.assertEqual(self.visit.date_planned, date(2026, 10, 26))

    def test_the_words_follow_the_clock_of_the_estate(self):
        self.estate.resource_calendar_id.tz = "Europe/Berlin"
        summer = local("2027-03-27 10:00", BERLIN)
        self.visit.action_appoint(summer)
        self.assertIn("March 27, 2027 10:00–10:30", self.visit._slot_text())
        self.visit.action_appoint(local("2027-03-28 10:00", BERLIN))
        self.assertIn("March 28, 2027 10:00–10:30", self.visit._slot_text())
        self.assertEqual(self.visit.appointment_start, datetime(2027, 3, 28, 8, 0))
