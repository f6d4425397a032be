"""What is agreed before a visit, and what follows from what is said (P9, V4)."""

from common import local
from odoo.tests import tagged
from recordings import RecordingCase


@tagged("post_install", "-at_install")
class TestAppointment(RecordingCase):
    """P9: agreed in advance, in the calendar, kept."""

    def test_an_appointment_is_in_everybodys_calendar(self):
        visit = self.make_visit()
        visit.with_user(self.butler).action_appoint(
            local("2026-11-10 23:30"), local("2026-11-11 00:15")
        )
        event = visit.calendar_event_id
        self.assertEqual(
            (event.start, event.stop),
            (local("2026-11-10 23:30"), local("2026-11-11 00:15")),
        )
        self.assertEqual(
            event.partner_ids, self.butler.partner_id | self.household.partner_id
        )
        self.assertEqual(visit.date_planned.isoformat(), "2026-11-10")

    def test_another_time_moves_the_same_event(self):
        visit = self.make_visit()
        visit.action_appoint(local("2026-11-10 10:00"))
        event = visit.calendar_event_id
        visit.action_appoint(local("2026-11-12 10:00"))
        self.assertEqual(visit.calendar_event_id, event)
        self.assertEqual(event.stop, local("2026-11-12 10:30"))

    def test_it_ends_with_the_visit(self):
        for step, arguments in (
            ("action_cancel", ["Away"]),
            ("action_move", ["2026-11-12"]),
            ("action_withdraw_appointment", []),
        ):
            with self.subTest(step=step):
                visit = self.make_visit()
                visit.action_appoint(local("2026-11-10 10:00"))
                event = visit.calendar_event_id
                getattr(visit, step)(*arguments)
                self.assertFalse(event.active)
                self.assertFalse(visit.calendar_event_id)

    def test_an_appointment_kept_needs_no_reason(self):
        visit = self.make_visit(method_id=self.method("door").id)
        visit.action_appoint(local("2026-11-02 08:30"))
        visit.date_done = local("2026-11-02 08:40")
        visit.action_done()
        self.assertEqual((visit.state, visit.appointment_state), ("done", "agreed"))


@tagged("post_install", "-at_install")
class TestFeedback(RecordingCase):
    """V3, C1: what was said, and the case it becomes."""

    def test_a_feedback_becomes_a_ticket_with_one_button(self):
        visit = self.log()
        feedback = self.make_feedback(
            visit, kind="complaint", description="The lift is stuck\nAgain"
        )
        opened = feedback.with_user(self.butler).action_create_ticket()
        ticket = feedback.ticket_id
        self.assertEqual(
            (opened["res_model"], opened["res_id"]), ("helpdesk.ticket", ticket.id)
        )
        self.assertEqual(ticket.name, "The lift is stuck")
        self.assertEqual(ticket.household_id, self.household)
        self.assertEqual(ticket.estate_id, self.estate)
        self.assertEqual(ticket.partner_id, self.household.partner_id)
        self.assertEqual(ticket.team_id, self.team)
        self.assertEqual(ticket.property_kind, "complaint")
        with self.assertRefused("already as ticket"):
            feedback.action_create_ticket()

    def test_what_kind_of_ticket(self):
        for category, kind, expected in (
            ("engineering", "complaint", "repair"),
            ("engineering", "need", "repair"),
            ("environment", "need", "entrusted"),
            ("environment", "praise", "praise"),
        ):
            with self.subTest(category=category, kind=kind):
                feedback = self.make_feedback(
                    category_id=self.category(category).id, kind=kind
                )
                feedback.action_create_ticket()
                self.assertEqual(feedback.ticket_id.property_kind, expected)

    def test_a_feedback_belongs_where_its_visit_was(self):
        feedback = self.make_feedback(self.log())
        self.assertEqual(feedback.household_id, self.household)
        self.assertEqual(feedback.estate_id, self.estate)
        self.assertEqual(feedback.date.isoformat(), "2026-11-02")
        with self.assertRefused("do not belong together"):
            feedback.household_id = self.neighbour

    def test_an_answer_is_written_down(self):
        feedback = self.make_feedback()
        with self.assertRefused("what the household was answered"):
            feedback.action_answer()
        feedback.reply = "Swept on Friday"
        feedback.action_answer()
        self.assertEqual(feedback.state, "answered")
