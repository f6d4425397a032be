"""How visits end: missed, cancelled, in vain, with the household (N5, V5)."""

from common import local
from odoo.tests import tagged
from recordings import RecordingCase


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
class TestLate(RecordingCase):
    """W2: whether a planned day is over is decided by the date at the estate."""

    def late(self, visits, tz):
        """Which of these are late, asked by somebody in a time zone: twice alike."""
        ours = self.env["property.visit"].with_context(tz=tz)
        ours.invalidate_model(["is_late"])
        found = ours.search([("is_late", "=", True), ("id", "in", visits.ids)])
        self.assertEqual(found, visits.with_env(ours.env).filtered("is_late"))
        return found

    def test_each_estate_has_its_own_midnight(self):
        """17:00 UTC is one in the morning in Shanghai and noon in New York."""
        overseas = self.make_estate("Hudson Garden", tz="America/New_York")
        building = self.make_building(overseas, "H", butler=self.butler)
        abroad = self.make_household("1", building=building)
        here = self.make_visit(date_planned="2026-11-02")
        there = self.make_visit(abroad, date_planned="2026-11-02")
        for tz in ("UTC", "Asia/Shanghai", "America/New_York"):
            with self.subTest(asked_in=tz), self.on("2026-11-02 17:00"):
                self.assertEqual(self.late(here | there, tz), here)
            with self.subTest(asked_in=tz), self.on("2026-11-03 06:00"):
                self.assertEqual(self.late(here | there, tz), here | there)


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
