"""What is recorded, and which slot it serves (N3, V2, P11)."""

from common import local
from odoo.tests import tagged
from recordings import NOVEMBER, OCTOBER, RecordingCase


@tagged("post_install", "-at_install")
class TestDone(RecordingCase):
    """N3: a visit serves the slot of its local day."""

    def test_done_stamps_policy_and_slot(self):
        visit = self.make_visit(date_done=local("2026-11-02 08:30"))
        self.assertFalse(visit.policy_id)
        visit.with_user(self.butler).action_done()
        self.assertEqual(visit.state, "done")
        self.assertEqual(visit.policy_id, self.policy)
        self.assertEqual(self.slot_of(visit), NOVEMBER)
        self.assertEqual(visit.day.isoformat(), "2026-11-02")
        self.assertEqual(self.household.last_visit_date, visit.day)

    def test_done_by_writing_the_state_stamps_as_well(self):
        visit = self.make_visit(date_done=local("2026-11-02 08:30"))
        visit.with_user(self.butler).write({"state": "done"})
        self.assertEqual(self.slot_of(visit), NOVEMBER)

    def test_done_in_another_slot_serves_that_one(self):
        visit = self.planned(date_done=local("2026-10-30 10:00"))
        visit.action_done()
        self.assertEqual(self.slot_of(visit), OCTOBER)

    def test_the_second_contact_of_a_slot_holds_nothing(self):
        first, second = self.log("2026-11-01 10:00"), self.log("2026-11-02 08:30")
        self.assertEqual(self.slot_of(first), NOVEMBER)
        self.assertIsNone(self.slot_of(second))
        self.assertEqual(second.policy_id, self.policy)

    def test_an_unplanned_contact_ends_the_planned_one(self):
        planned = self.planned()
        logged = self.log()
        self.assertVisits(
            planned | logged,
            [("101", "2026-11-10", "cancelled"), ("101", "2026-11-02", "done")],
        )
        self.assertEqual(planned.served_by_id, logged)
        self.assertIn(logged.name, planned.cancel_reason)
        self.assertEqual(self.slot_of(logged), NOVEMBER)
        self.assertIsNone(self.slot_of(planned))

    def test_whoever_covers_ends_the_colleagues_visit(self):
        planned = self.planned()
        logged = self.household.with_user(self.colleague).log_visit(
            {
                "date_done": local("2026-11-02 08:30"),
                "method_id": self.method("outdoor").id,
            }
        )
        self.assertEqual(logged.user_id, self.colleague)
        self.assertEqual(planned.state, "cancelled")

    def test_a_touched_visit_stays(self):
        appointed = self.planned()
        appointed.action_appoint(local("2026-11-10 15:00"))
        logged = self.log()
        self.assertEqual(appointed.state, "appointed")
        self.assertEqual(self.slot_of(appointed), NOVEMBER)
        self.assertIsNone(self.slot_of(logged))
        tried = self.planned(self.neighbour)
        tried.action_attempt()
        self.log(household=self.neighbour)
        self.assertEqual(tried.state, "planned")

    def test_only_routine_visits_of_the_role_in_the_slot_end(self):
        callback = self.make_visit(purpose="callback", date_planned="2026-11-11")
        managers = self.make_visit(
            role_id=self.role("manager").id, date_planned="2026-11-11"
        )
        later = self.make_visit(date_planned="2026-12-01")
        neighbours = self.planned(self.neighbour)
        self.log()
        for visit in (callback, managers, later, neighbours):
            self.assertEqual(visit.state, "planned")

    def test_a_choosy_addition_is_served_by_its_methods_only(self):
        """N2: an addition that names methods is served by these alone (as P8)."""
        at_the_door = self.make_policy(methods=["door"], in_addition=True)
        planned = self.make_visit(
            policy_id=at_the_door.id,
            slot_start=NOVEMBER[0],
            slot_end=NOVEMBER[1],
            date_planned="2026-11-10",
            method_id=self.method("door").id,
        )
        by_phone = self.log(method="phone")
        self.assertEqual(planned.state, "planned")
        self.assertEqual(by_phone.policy_id, self.policy)
        self.log(method="door", no_appointment_reason="Met on the stairs")
        self.assertEqual(planned.state, "cancelled")

    def test_a_choosy_addition_done_by_another_method_is_not_served(self):
        """It serves what the household follows otherwise, and frees its own slot."""
        at_the_door = self.make_policy(methods=["door"], in_addition=True)
        visit = self.planned(date_done=local("2026-11-02 08:30"))
        visit.policy_id = at_the_door
        visit.action_done()
        self.assertEqual(visit.policy_id, self.policy)
        self.assertEqual(self.slot_of(visit), NOVEMBER)

    def test_only_the_slot_of_the_day_is_served(self):
        """A weekly contact beside a monthly one: the other weeks are still wanted."""
        weekly = self.make_policy(interval_unit="week", in_addition=True)
        this_week, next_week = (
            self.make_visit(
                policy_id=weekly.id,
                slot_start=monday,
                slot_end=next_monday,
                date_planned=monday,
            )
            for monday, next_monday in (
                ("2026-11-02", "2026-11-09"),
                ("2026-11-09", "2026-11-16"),
            )
        )
        self.log()
        self.assertEqual(this_week.state, "cancelled")
        self.assertEqual(next_week.state, "planned")

    def test_a_stakeholder_met_by_chance(self):
        """N3, N6: the chair's monthly visit is served at that estate only."""
        chair = self.env["res.partner"].create({"name": "Chair Liu"})
        monthly = self.make_policy("manager", subject="stakeholder")
        estates = self.estate | self.far_estate
        estates.stakeholder_ids = chair
        planned, elsewhere = (
            self.env["property.visit"].create(
                {
                    "estate_id": estate.id,
                    "partner_id": chair.id,
                    "policy_id": monthly.id,
                    "role_id": self.role("manager").id,
                    "user_id": self.manager.id,
                    "slot_start": NOVEMBER[0],
                    "slot_end": NOVEMBER[1],
                    "date_planned": "2026-11-20",
                    "purpose": "stakeholder",
                }
            )
            for estate in estates
        )
        met = planned.copy(
            {
                "date_done": local("2026-11-02 08:30"),
                "method_id": self.method("outdoor").id,
            }
        )
        met.with_user(self.manager).action_done()
        self.assertEqual(met.policy_id, monthly)
        self.assertEqual(self.slot_of(met), NOVEMBER)
        self.assertEqual(planned.state, "cancelled")
        self.assertEqual(elsewhere.state, "planned")

    def test_the_first_policy_that_fits_counts(self):
        key = self.make_policy(sequence=1, times=2, segment_ids=self.segment("key").ids)
        self.household.segment_ids = self.segment("key")
        self.assertEqual(self.log().policy_id, key)
        self.assertEqual(self.log(household=self.neighbour).policy_id, self.policy)

    def test_what_was_logged_is_not_planned_again(self):
        self.log()
        self.assertVisits(
            self.plan_month("2026-11"),
            [("101", "2026-11-02", "done"), ("102", "2026-11-02", "planned")],
        )


@tagged("post_install", "-at_install")
class TestLocalDay(RecordingCase):
    """W2: a visit belongs to the date on the wall at the estate."""

    def test_after_midnight_in_shanghai(self):
        """00:30 on the first is still 16:30 of the day before in UTC."""
        with self.on("2026-11-30 17:00"):
            before = self.log("2026-11-30 23:30")
            after = self.log("2026-12-01 00:30")
        self.assertEqual(self.slot_of(before), NOVEMBER)
        self.assertEqual(self.slot_of(after), ("2026-12-01", "2027-01-01"))
        self.assertEqual(after.day.isoformat(), "2026-12-01")

    def test_across_the_change_of_clocks(self):
        """On 25 October 2026 Berlin goes back: midnight is 22:00, then 23:00 UTC."""
        estate = self.make_estate("Linden", tz="Europe/Berlin")
        building = self.make_building(estate, "L", butler=self.butler)
        for unit, moment, day in (
            ("1", "2026-10-24 22:30", "2026-10-25"),
            ("2", "2026-10-25 22:30", "2026-10-25"),
            ("3", "2026-10-25 23:00", "2026-10-26"),
        ):
            household = self.make_household(unit, building=building)
            visit = household.log_visit(
                {"date_done": moment, "method_id": self.method("outdoor").id}
            )
            self.assertEqual(visit.day.isoformat(), day)

    def test_the_zone_of_the_company_where_the_estate_has_no_calendar(self):
        self.estate.resource_calendar_id = False
        self.estate.company_id.resource_calendar_id = self.make_calendar("Asia/Tokyo")
        self.assertEqual(self.estate.tz, "Asia/Tokyo")
        with self.on("2026-11-30 16:00"):
            visit = self.log("2026-11-30 23:30")  # Shanghai time: 0:30 in Tokyo
        self.assertEqual(visit.day.isoformat(), "2026-12-01")
