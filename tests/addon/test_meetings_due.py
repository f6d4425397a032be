"""P5: residents meet as often as the procedure says; each meeting is promised."""

from datetime import date

from common import local
from ledger import LedgerCase
from odoo.tests import tagged
from psycopg2 import IntegrityError

SPRING = "2027-01-02 01:00:00"


@tagged("post_install", "-at_install")
class TestMeetingsDue(LedgerCase):
    """Monday 2 November 2026: the fourth quarter ends on 31 December."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.director = cls.make_user("manager", "director")
        cls.hold(cls.director, "director")
        cls.procedure.residents_meeting_months = 3
        cls.make_rule(
            name="Residents",
            event="meeting_due",
            kept_by="minutes",
            unit="agreed",
            amount=0,
            role_id=cls.role("director").id,
        )
        (cls.env["property.estate"].search([]) - cls.estate).active = False

    def night(self, moment="2026-11-02 01:00:00"):
        """The nightly run; return the estate's residents' meetings, oldest first."""
        with self.on(moment):
            self.env["property.meeting"]._cron_open_meetings()
            self.env.flush_all()
        return self.env["property.meeting"].search(
            [("estate_id", "=", self.estate.id), ("kind", "=", "residents")],
            order="date",
        )

    def promise_of(self, meeting):
        return self.env["property.commitment"].search(
            [("res_model", "=", meeting._name), ("res_id", "=", meeting.id)]
        )

    def make_meeting(self, day, **values):
        return self.env["property.meeting"].create(
            {
                "kind": "residents",
                "estate_id": self.estate.id,
                "date": local(f"{day} 19:00"),
                "attendee_user_ids": self.butler.ids,
                **values,
            }
        )

    def test_one_meeting_a_quarter_is_planned_and_promised_by_the_director(self):
        meeting = self.night()
        self.assertEqual((meeting.state, meeting.day), ("planned", date(2026, 12, 31)))
        promise = self.promise_of(meeting)
        self.assertEqual(promise.user_id, self.director)
        self.assertEqual(promise.date_due, local("2026-12-31 23:59:59"))
        self.assertEqual(self.night(), meeting, "told again, nothing is planned")
        self.assertEqual(len(self.night(SPRING)), 2)

    def test_finished_minutes_keep_the_promise(self):
        meeting = self.night()
        meeting.attendee_user_ids = self.butler
        with self.on("2026-12-20 12:00:00"):
            meeting.action_finish()
        promise = self.promise_of(meeting)
        self.assertEqual((promise.state, promise.is_late), ("kept", False))

    def test_put_off_into_the_next_quarter_it_is_late_and_the_next_is_planned(self):
        meeting = self.night()
        meeting.date = local("2027-01-20 19:00")
        both = self.night(SPRING)
        self.assertEqual(len(both), 2)
        with self.on("2027-01-02 01:00:00"):
            self.assertTrue(self.promise_of(meeting).is_late)

    def test_a_meeting_that_somebody_planned_is_the_one_of_the_quarter(self):
        planned = self.make_meeting("2026-11-20")
        self.assertEqual(self.night(), planned)
        self.assertEqual(self.promise_of(planned).state, "open")

    def test_a_meeting_that_was_held_owes_nothing_more(self):
        held = self.make_meeting("2026-10-20")
        held.action_finish()
        self.assertEqual(self.night(), held)
        self.assertFalse(self.promise_of(held))

    def test_half_a_year_or_never(self):
        self.procedure.residents_meeting_months = 6
        self.assertEqual(len(self.night()), 1)
        self.assertEqual(len(self.night(SPRING)), 2)
        self.assertEqual(len(self.night("2027-04-02 01:00:00")), 2)
        self.procedure.residents_meeting_months = 0
        self.assertEqual(len(self.night("2027-08-02 01:00:00")), 2)
        with self.assertRaises(IntegrityError), self.env.cr.savepoint():
            self.procedure.residents_meeting_months = 5
            self.env.flush_all()

    def test_the_quarter_is_the_one_at_the_estate(self):
        """31 December 16:30 in UTC is the new year in Shanghai."""
        meeting = self.night("2026-12-31 16:30:00")
        self.assertEqual(meeting.date_due, date(2027, 3, 31))

    def test_the_management_office_meets_its_residents_each_quarter(self):
        office = self.env.ref("property_visit.procedure_office")
        self.assertEqual(office.residents_meeting_months, 3)
        rule = office.commitment_rule_ids.filtered(lambda r: r.event == "meeting_due")
        self.assertEqual(rule.role_id, self.role("director"))
        self.assertTrue(rule.step_ids)
