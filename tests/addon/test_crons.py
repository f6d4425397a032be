"""What starts by itself: each job as the scheduler calls it (P1, N5, H2)."""

from datetime import date

from common import PropertyCase
from odoo.tests import tagged


@tagged("post_install", "-at_install")
class TestCrons(PropertyCase):
    """Monday 2 November 2026, 9:00 at the estate, unless a test moves the clock."""

    def run_cron(self, name, moment=None):
        """Run a job of ours as the scheduler does, at a moment in UTC (ISO text)."""
        cron = self.env.ref(f"property_visit.ir_cron_{name}")
        self.env.flush_all()
        with self.on(moment or "2026-11-02 01:00:00"), self.enter_registry_test_mode():
            cron.method_direct_trigger()
        self.env.invalidate_all()

    def plans(self, plan_type="monthly"):
        return self.env["property.visit.plan"].search(
            [("estate_id", "=", self.estate.id), ("plan_type", "=", plan_type)]
        )

    def make_plan(self, month, state):
        """A plan of the butler for a month ("2026-11"), brought to a state."""
        plan = self.env["property.visit.plan"].create(
            {
                "estate_id": self.estate.id,
                "user_id": self.butler.id,
                "role_id": self.role("butler").id,
                "date_from": f"{month}-01",
            }
        )
        for action in {"approved": ["submit", "approve"], "submitted": ["submit"]}.get(
            state, []
        ):
            getattr(plan, f"action_{action}")()
        return plan

    # ------------------------------------------------------------------ next month

    def test_on_the_25th_next_month_is_planned_for_every_butler_and_estate(self):
        self.run_cron("generate_monthly_plans", "2026-11-25 01:00:00")
        self.assertEqual(self.plans().mapped("date_from"), [date(2026, 12, 1)])
        self.assertEqual(self.plans().state, "draft")
        units = self.visits_of("2026-12").household_id.mapped("unit")
        self.assertEqual(units, ["101", "102"])
        self.assertEqual(len(self.visits_of("2026-12", self.far_estate)), 1)

    def test_planning_next_month_twice_adds_nothing(self):
        self.run_cron("generate_monthly_plans", "2026-11-25 01:00:00")
        before = self.visits_of("2026-12")
        self.run_cron("generate_monthly_plans", "2026-11-25 02:00:00")
        self.assertEqual(self.visits_of("2026-12"), before)

    def test_january_is_planned_in_december(self):
        self.run_cron("generate_monthly_plans", "2026-12-25 01:00:00")
        self.assertEqual(self.plans().mapped("date_from"), [date(2027, 1, 1)])

    # ------------------------------------------------------------------ plans

    def test_an_approved_plan_starts_on_its_first_local_day(self):
        plan = self.make_plan("2026-12", "approved")
        self.run_cron("follow_calendar", "2026-11-30 15:00:00")  # 23:00 there
        self.assertEqual(plan.state, "approved")
        self.run_cron("follow_calendar", "2026-11-30 17:00:00")  # 1:00 on the 1st
        self.assertEqual(plan.state, "running")

    def test_a_plan_nobody_approved_does_not_start(self):
        plan = self.make_plan("2026-11", "submitted")
        self.run_cron("follow_calendar")
        self.assertEqual(plan.state, "submitted")

    def test_a_running_plan_is_closed_when_its_month_is_over(self):
        plan = self.make_plan("2026-11", "approved")
        self.run_cron("follow_calendar")
        self.run_cron("follow_calendar", "2026-11-30 15:00:00")
        self.assertEqual(plan.state, "running")
        self.run_cron("follow_calendar", "2026-11-30 17:00:00")
        self.assertEqual(plan.state, "closed")

    # ------------------------------------------------------------------ missed

    def test_what_was_not_made_in_its_month_is_missed(self):
        visits = self.plan_month("2026-11")
        self.run_cron("miss", "2026-11-30 15:00:00")
        self.assertEqual(set(visits.mapped("state")), {"planned"})
        self.run_cron("miss", "2026-11-30 17:00:00")
        self.assertEqual(set(visits.mapped("state")), {"missed"})

    def test_an_agreed_appointment_is_not_missed_by_itself(self):
        visit = self.plan_month("2026-11")[0]
        visit.with_context(no_mail_to_attendees=True).action_appoint(
            "2026-11-20 02:00:00"
        )
        self.run_cron("miss", "2026-12-02 01:00:00")
        self.assertEqual(visit.state, "appointed")

    def test_a_visit_that_belongs_to_no_plan_and_no_slot_stays_open(self):
        visit = self.make_visit(date_planned="2026-10-05", purpose="callback")
        self.run_cron("miss", "2026-12-02 01:00:00")
        self.assertEqual(visit.state, "planned")

    # ------------------------------------------------------------------ segments

    def in_segment(self, code):
        return self.env["property.household"].search(
            [("segment_ids", "in", self.segment(code).ids)]
        )

    def test_a_household_is_new_for_three_months(self):
        self.household.move_in_date = "2026-08-03"
        self.run_cron("refresh_segments", "2026-11-02 01:00:00")
        self.assertEqual(self.in_segment("new"), self.household)
        self.run_cron("refresh_segments", "2026-11-03 01:00:00")
        self.assertFalse(self.in_segment("new"))

    def test_three_valid_complaints_make_a_household_complaint_prone(self):
        for _complaint in range(2):
            self.make_feedback(kind="complaint", date="2026-10-01")
        third = self.make_feedback(kind="complaint", date="2026-10-02", is_valid=False)
        self.run_cron("refresh_segments")
        self.assertFalse(self.in_segment("complaint_prone"))
        third.is_valid = True
        self.run_cron("refresh_segments")
        self.assertEqual(self.in_segment("complaint_prone"), self.household)

    def test_complaints_of_more_than_a_year_ago_are_forgotten(self):
        for _complaint in range(3):
            self.make_feedback(kind="complaint", date="2025-11-02")
        self.run_cron("refresh_segments", "2026-11-01 01:00:00")
        self.assertEqual(self.in_segment("complaint_prone"), self.household)
        self.run_cron("refresh_segments", "2026-11-02 01:00:00")
        self.assertFalse(self.in_segment("complaint_prone"))

    def test_segments_set_by_hand_stay(self):
        self.household.segment_ids = self.segment("key")
        self.run_cron("refresh_segments")
        self.assertEqual(self.in_segment("key"), self.household)

    # ------------------------------------------------------------------ people

    def test_who_begins_today_sees_the_estate_and_who_left_does_not(self):
        staff = self.hold(
            self.stranger, "health_butler", since="2026-11-10", until="2026-11-20"
        )
        self.run_cron("refresh_people", "2026-11-09 01:00:00")
        self.assertNotIn(staff.user_id, self.estate.user_ids)
        self.run_cron("refresh_people", "2026-11-10 01:00:00")
        self.assertIn(staff.user_id, self.estate.user_ids)
        self.run_cron("refresh_people", "2026-11-21 01:00:00")
        self.assertNotIn(staff.user_id, self.estate.user_ids)
