"""The planner's SQL and the oracle in `rules/` agree on registers nobody has seen.

Each example draws policies, households, stakeholders and a history, plans a month,
lets things happen in mid-slot, plans again, and compares every contact (R4), its day
(D1, D3) and the levels of the days (D4) after each run.
"""

import os
from collections import Counter
from datetime import date, datetime, time

from common import PropertyCase
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from odoo.addons.property_visit.rules.cadence import Slot
from odoo.addons.property_visit.rules.period import month
from odoo.tests import tagged
from planner_world import PlannerWorld, working_days

# As in the tests of the rules: the same examples each time, unless one goes searching.
SEARCHING = os.environ.get("HYPOTHESIS_PROFILE") == "search"
EXAMPLES = 1500 if SEARCHING else 60

CADENCES = [
    (1, 1, "month"),
    (2, 1, "month"),
    (3, 1, "month"),
    (1, 2, "month"),
    (1, 1, "quarter"),
    (2, 1, "quarter"),
    (3, 1, "year"),
    (1, 1, "week"),
    (1, 2, "week"),
]
DAYS = st.dates(date(2026, 8, 20), date(2026, 12, 10))
MONTHS = st.sampled_from([date(2026, 9, 1), date(2026, 10, 1), date(2026, 11, 1)])
ROLES = st.sampled_from(["butler", "butler", "manager"])
METHODS = ["door", "phone", "letter"]

policies = st.fixed_dictionaries(
    {
        "role": ROLES,
        "sequence": st.integers(1, 3),
        "subject": st.sampled_from(["household"] * 4 + ["stakeholder"]),
        "cadence": st.sampled_from(CADENCES),
        "occupancy": st.sampled_from([False, "occupied", "not_moved_in"]),
        "segments": st.sets(st.integers(0, 1), max_size=1),
        "methods": st.sets(st.sampled_from(METHODS), max_size=2),
        "in_addition": st.booleans(),
        "rotate": st.sampled_from([0, 0, 0, 1, 3]),
    }
)
households = st.fixed_dictionaries(
    {
        "building": st.integers(0, 2),
        "unit": st.sampled_from(["1", "10", "2", "甲", "A"]),
        "occupancy": st.sampled_from(["occupied"] * 4 + ["not_moved_in", "moved_out"]),
        "entry": st.sampled_from([False, False])
        | st.dates(date(2026, 9, 1), date(2026, 10, 31)),
        "leaving": st.just(False) | st.dates(date(2026, 11, 1), date(2026, 12, 10)),
        "segments": st.sets(st.integers(0, 1), max_size=2),
    }
)
visits = st.fixed_dictionaries(
    {
        "of": st.integers(0, 11),
        "role": ROLES,
        "state": st.sampled_from(
            ["planned", "appointed", "done", "missed", "cancelled"]
        ),
        "day": DAYS,
        "method": st.sampled_from(METHODS),
    }
)
changes = st.fixed_dictionaries(
    {
        "what": st.sampled_from(["done", "cancelled", "missed", "moved", "segment"]),
        "which": st.integers(0, 200),
        "shift": st.integers(-20, 40),
    }
)
worlds = st.fixed_dictionaries(
    {
        "policies": st.lists(policies, min_size=1, max_size=4),
        "households": st.lists(households, min_size=1, max_size=12),
        "stakeholders": st.integers(0, 2),
        "visits": st.lists(visits, max_size=8),
        "capacity": st.sampled_from([0, 0, 1, 2]),
        "runs": st.lists(st.tuples(MONTHS, DAYS), min_size=1, max_size=3),
        "changes": st.lists(changes, max_size=6),
    }
)


@tagged("post_install", "-at_install")
class TestPlannerAgainstOracle(PropertyCase):
    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        derandomize=not SEARCHING,
        suppress_health_check=list(HealthCheck),
    )
    @given(worlds)
    def test_planner_and_oracle_agree(self, drawn):
        with self.env.cr.savepoint() as savepoint:
            self._live_through(drawn)
            savepoint.rollback()
        self.env.invalidate_all(flush=False)

    def _live_through(self, drawn):
        world = PlannerWorld(self)
        world.estate.daily_visit_capacity = drawn["capacity"]
        for fact in drawn["policies"]:
            world.add_policy(fact)
        homes = [world.add_household(fact) for fact in drawn["households"]]
        for _ in range(drawn["stakeholders"]):
            world.add_stakeholder()
        with self.on("2026-12-31 00:00:00"):
            for fact in drawn["visits"]:
                world.add_visit(homes[fact["of"] % len(homes)], fact)
        changes = iter(drawn["changes"])
        for first, today in drawn["runs"]:
            self._run_and_compare(world, first, today)
            for change in [next(changes, None), next(changes, None)]:
                if change:
                    self._happen(world, change)

    def _run_and_compare(self, world, first, today):
        plans = self.env["property.visit.plan"]._for_month(world.estate, first)
        before = world.visits()
        existing = self._all_visits(world)
        now = datetime.combine(today, time(4))  # noon in Shanghai
        self.env["property.visit.planner"]._generate(plans, now)
        created = self._all_visits(world) - existing
        keys = {self._key(visit): visit for visit in created}
        dated = {key: visit.day for key, visit in keys.items()}
        expected = {}
        for plan in plans:
            expected |= world.expected(plan, before, month(first), today, dated)
        self.assertEqual(set(keys), set(expected))
        for key, contact in expected.items():
            self._check_day(world, keys[key], contact)
        for plan in plans:
            self._check_level(world, plan, keys, expected)
        again = self.env["property.visit.planner"]._generate(plans, now)
        self.assertEqual(again.created, 0, "the second run creates nothing (R3)")

    def _all_visits(self, world):
        return self.env["property.visit"].search([("estate_id", "=", world.estate.id)])

    def _key(self, visit):
        kind = "household" if visit.household_id else "stakeholder"
        subject = visit.household_id or visit.partner_id
        return visit.policy_id.id, kind, subject.id, visit.slot_start

    # ------------------------------------------------------------------ days

    def _days(self, world, policy, contact):
        """D3: allowed days, else working days, else the last calendar day."""
        until = date.fromordinal(contact.last.toordinal() + 1)
        span = Slot(contact.first, until)
        allowed = world.allowed_days(policy, span)
        return allowed or working_days(span) or [contact.last]

    def _check_day(self, world, visit, contact):
        days = self._days(world, visit.policy_id, contact)
        self.assertIn(visit.date_planned, days)
        self.assertEqual(visit.day, visit.date_planned)
        self.assertEqual(visit.slot_end, contact.slot_end)

    def _check_level(self, world, plan, keys, expected):
        """D4: nobody could stand on a day that has two fewer."""
        load = Counter(
            visit.date_planned
            for visit in self._all_visits(world)
            if visit._is_open()
            and visit.user_id == plan.user_id
            and (visit.user_id or visit.plan_id == plan)
        )
        capacity = world.estate.daily_visit_capacity
        for key, visit in keys.items():
            if visit.plan_id != plan or visit.policy_id.in_addition:
                continue  # additions are held in the slots that they block
            days = self._days(world, visit.policy_id, expected[key])
            free = [d for d in days if not capacity or load[d] < capacity]
            if visit.planning_hint == "over_capacity":
                self.assertEqual(visit.date_planned, days[-1])
                self.assertFalse(free, "overflow although a day had room")
            elif free:
                lowest = min(load[day] for day in free)
                self.assertLess(load[visit.date_planned] - lowest, 2)

    # ------------------------------------------------------------------ mid-slot

    def _happen(self, world, change):
        """Something changes between two runs."""
        if change["what"] == "segment":
            homes = world.households()
            home, key = homes[change["which"] % len(homes)], world.segments[0]
            home.segment_ids = (
                home.segment_ids - key
                if key in home.segment_ids
                else (home.segment_ids | key)
            )
            return
        found = self._all_visits(world).filtered(lambda v: v._is_open())
        if not found:
            return
        visit = found[change["which"] % len(found)]
        with self.on("2027-06-01 00:00:00"):
            self._change_visit(visit, change)

    def _change_visit(self, visit, change):
        day = date.fromordinal(visit.date_planned.toordinal() + change["shift"])
        if change["what"] == "done":
            visit.write(
                {
                    "date_done": datetime.combine(day, time(2)),
                    "method_id": visit.method_id.id or self.method("letter").id,
                    "no_appointment_reason": "met",
                    "contact_reason": "met",
                }
            )
            visit.action_done()
        elif change["what"] == "moved":
            visit.action_move(day)
        elif change["what"] == "cancelled":
            visit.action_cancel("not wanted")
        else:
            visit.action_miss()
