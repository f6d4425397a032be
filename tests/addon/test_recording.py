"""What is recorded, which slot it serves, how visits end (N3–N5, V2–V5, P9, P11)."""

from common import PropertyCase, local
from odoo.tests import tagged

NOVEMBER = ("2026-11-01", "2026-12-01")
OCTOBER = ("2026-10-01", "2026-11-01")


class RecordingCase(PropertyCase):
    def slot_of(self, visit):
        """The slot a visit holds, as ISO days; None when it holds none."""
        if not visit.slot_start:
            return None
        return visit.slot_start.isoformat(), visit.slot_end.isoformat()

    def planned(self, household=None, day="2026-11-10", **values):
        """A visit as the planner leaves it: of the policy, in its November slot."""
        return self.make_visit(
            household,
            policy_id=self.policy.id,
            slot_start=NOVEMBER[0],
            slot_end=NOVEMBER[1],
            date_planned=day,
            **values,
        )

    def log(
        self, moment="2026-11-02 08:30", household=None, method="outdoor", **values
    ):
        """An unplanned contact at a local time."""
        return (household or self.household).log_visit(
            {
                "date_done": local(moment),
                "method_id": self.method(method).id,
                "user_id": self.butler.id,
                **values,
            }
        )


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


@tagged("post_install", "-at_install")
class TestEnding(RecordingCase):
    """N5, V5: missed, cancelled, tried in vain."""

    def test_the_table_of_steps(self):
        """Each step from each state: the state it leads to, or None where refused."""
        table = {
            "planned": ("appointed", "done", "missed", "cancelled", "planned", None),
            "appointed": ("appointed", "done", "missed", "cancelled", "planned", None),
            "done": (None,) * 6,
            "missed": (None, None, None, None, None, "planned"),
            "cancelled": (None,) * 6,
        }
        steps = {
            "action_appoint": ["2026-11-10 02:00:00"],
            "action_done": [],
            "action_miss": [],
            "action_cancel": ["Away"],
            "action_move": ["2026-11-12"],
            "action_reopen": [],
        }
        for state, outcomes in table.items():
            for (step, arguments), outcome in zip(steps.items(), outcomes, strict=True):
                with self.subTest(state=state, step=step):
                    visit = self.in_state(state)
                    if outcome:
                        getattr(visit, step)(*arguments)
                        self.assertEqual(visit.state, outcome)
                    else:
                        with self.assertRefused("that step does not follow"):
                            getattr(visit, step)(*arguments)
                        self.assertEqual(visit.state, state)

    def in_state(self, state):
        visit = self.make_visit(date_done=local("2026-11-02 08:30"))
        if state == "appointed":
            visit.action_appoint("2026-11-09 02:00:00")
        elif state != "planned":
            step = {"done": "done", "missed": "miss", "cancelled": "cancel"}[state]
            visit.cancel_reason = "Away" if state == "cancelled" else False
            getattr(visit, f"action_{step}")()
        return visit

    def test_missed_frees_the_slot(self):
        missed = self.planned(day="2026-11-02")
        missed.action_miss()
        made = self.plan_month("2026-11") - missed
        self.assertIn("101", made.mapped("household_id.unit"))
        with self.assertRefused("serves the slot"):
            missed.action_reopen()

    def test_cancelled_holds_the_slot(self):
        cancelled = self.planned(day="2026-11-02")
        cancelled.action_cancel("Abroad until Christmas")
        made = self.plan_month("2026-11") - cancelled
        self.assertEqual(made.mapped("household_id.unit"), ["102"])

    def test_nightly_the_ended_are_missed(self):
        """A slot ends with its last local day, not with that of UTC."""
        ended = self.planned(day="2026-11-27")
        appointed = self.planned(self.neighbour, day="2026-11-27")
        appointed.action_appoint(local("2026-11-27 10:00"))
        unplanned = self.make_visit(purpose="callback", date_planned="2026-11-20")
        for moment, state in (
            ("2026-11-30 23:00", "planned"),
            ("2026-12-01 00:30", "missed"),
        ):
            with self.on(local(moment)), self.enter_registry_test_mode():
                self.env.ref("property_visit.ir_cron_miss").method_direct_trigger()
            self.env.invalidate_all()
            self.assertEqual(ended.state, state, moment)
        self.assertEqual(appointed.state, "appointed")
        self.assertEqual(unplanned.state, "planned")

    def test_nightly_the_plan_that_ended(self):
        plan = self.env["property.visit.plan"].create(
            {
                "estate_id": self.estate.id,
                "user_id": self.butler.id,
                "role_id": self.role("butler").id,
                "date_from": "2026-11-01",
            }
        )
        visit = self.make_visit(plan_id=plan.id, date_planned="2026-11-30")
        with self.on(local("2026-12-01 00:30")), self.enter_registry_test_mode():
            self.env.ref("property_visit.ir_cron_miss").method_direct_trigger()
        self.env.invalidate_all()
        self.assertEqual(visit.state, "missed")

    def test_the_third_attempt_reaches_the_supervisor_once(self):
        visit = self.make_visit().with_user(self.butler)
        for attempt in range(1, 6):
            visit.action_attempt("not_home")
            expected = 1 if attempt >= 3 else 0
            activities = self.activities_of(visit)
            self.assertEqual(len(activities), expected, f"attempt {attempt}")
        self.assertEqual(activities.user_id, self.supervisor)
        self.assertEqual(visit.attempt_count, 5)

    def test_attempts_entered_together_are_counted(self):
        visit = self.make_visit()
        self.env["property.visit.attempt"].create([{"visit_id": visit.id}] * 2)
        self.assertFalse(self.activities_of(visit))
        self.env["property.visit.attempt"].create([{"visit_id": visit.id}] * 2)
        self.assertEqual(len(self.activities_of(visit)), 1)

    def test_how_many_attempts_is_a_setting(self):
        self.procedure.attempt_limit = 1
        visit = self.make_visit()
        visit.action_attempt()
        self.assertEqual(len(self.activities_of(visit)), 1)

    def test_nobody_is_tried_after_the_end(self):
        visit = self.in_state("done")
        with self.assertRefused("that step does not follow"):
            visit.action_attempt()
        self.assertFalse(visit.attempt_ids)

    def activities_of(self, visit):
        return self.env["mail.activity"].search(
            [("res_model", "=", "property.visit"), ("res_id", "=", visit.id)]
        )


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


@tagged("post_install", "-at_install")
class TestMovingOut(RecordingCase):
    """H1: the occupancy closes, its history stays, the unit is free."""

    def test_moving_out_closes_what_is_open(self):
        done, planned = self.log("2026-10-30 10:00"), self.planned()
        managers = self.make_visit(
            user_id=self.manager.id, role_id=self.role("manager").id
        )
        self.household.with_user(self.butler).action_move_out("2026-11-02")
        self.assertEqual(self.household.occupancy, "moved_out")
        self.assertEqual(self.household.member_ids.date_to.isoformat(), "2026-11-02")
        self.assertEqual(
            [visit.state for visit in (done, planned, managers)],
            ["done", "cancelled", "cancelled"],
        )
        self.assertEqual(planned.cancel_reason, "The household moved out.")

    def test_the_next_household_takes_the_unit(self):
        self.household.action_move_out("2026-11-01")
        successor = self.make_household("101", "Sun", move_in_date="2026-11-02")
        self.assertEqual(successor.previous_count, 1)
        self.assertFalse(successor.visit_ids)
        self.assertEqual(self.household.butler_id, self.butler)
