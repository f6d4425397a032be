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

    # ------------------------------------------------------------------ another one

    def finish(self, meeting, moment):
        with self.on(moment):
            meeting.action_finish()
            self.env.flush_all()

    def test_residents_who_met_unplanned_have_met(self):
        """Its minutes keep the promise; what nobody prepared is put away, not lost."""
        planned = self.night()
        self.finish(self.make_meeting("2026-11-20"), "2026-11-21 01:00:00")
        promise = self.promise_of(planned)
        self.assertEqual((promise.state, promise.was_late), ("kept", False))
        self.assertFalse(planned.active)
        self.assertEqual(planned.state, "planned")
        self.assertIn("2026", planned.message_ids[0].body)
        self.assertFalse(self.night("2026-11-22 01:00:00") & planned)
        self.assertEqual(len(self.night(SPRING)), 2, "held, and the next quarter's")

    def test_a_meeting_that_is_prepared_stays_without_being_owed(self):
        planned = self.night()
        planned.place = "Hall"
        self.finish(self.make_meeting("2026-11-20"), "2026-11-21 01:00:00")
        self.assertTrue(planned.active)
        self.assertEqual(self.promise_of(planned).state, "kept")
        planned.attendee_user_ids = self.butler
        planned.action_finish()
        self.assertEqual(self.promise_of(planned).mapped("state"), ["kept"])

    def test_only_residents_of_that_estate_and_quarter_keep_it(self):
        planned = self.night()
        others = (
            self.make_meeting("2026-11-20", kind="tenants"),
            self.make_meeting("2026-09-30"),
            self.make_meeting("2026-11-20", estate_id=self.far_estate.id),
        )
        for other in others:
            self.finish(other, "2026-11-21 01:00:00")
        self.assertEqual(self.promise_of(planned).state, "open")
        self.assertTrue(planned.active)

    def test_minutes_of_the_quarter_that_come_after_it_are_late(self):
        planned = self.night()
        self.finish(self.make_meeting("2026-12-31"), "2027-01-05 01:00:00")
        promise = self.promise_of(planned)
        self.assertEqual((promise.state, promise.was_late), ("kept", True))

    def test_who_took_the_minutes_need_not_reach_the_planned_one(self):
        planned = self.night()
        held = self.make_meeting("2026-11-20", user_id=self.butler.id)
        self.finish(held.with_user(self.butler), "2026-11-21 01:00:00")
        self.assertEqual(self.promise_of(planned).state, "kept")

    def test_an_archived_meeting_is_owed_no_more(self):
        planned = self.night()
        planned.with_user(self.supervisor).action_archive()
        self.assertEqual(self.promise_of(planned).state, "cancelled")
        self.assertFalse(self.night("2026-11-22 01:00:00"), "somebody decided so")
        planned.with_user(self.supervisor).action_unarchive()
        self.assertEqual(
            self.promise_of(planned).sorted("id").mapped("state"), ["cancelled", "open"]
        )
        self.assertEqual(
            self.promise_of(planned).sorted("id")[1].date_due,
            local("2026-12-31 23:59:59"),
        )

    def test_one_put_away_is_not_owed_when_it_is_taken_out_again(self):
        planned = self.night()
        self.finish(self.make_meeting("2026-11-20"), "2026-11-21 01:00:00")
        planned.action_unarchive()
        self.assertEqual(self.promise_of(planned).mapped("state"), ["kept"])

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
