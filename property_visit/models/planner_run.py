from bisect import bisect_right
from collections import defaultdict
from datetime import date
from typing import NamedTuple

from odoo.tools import SQL

from ..rules import levelling
from . import planner_dating, planner_sql, planner_tables
from .planner_days import PlannerDays
from .planner_report import PlannerReport


class PlanRow(NamedTuple):
    """A plan as one run sees it; `user_id` 0 is nobody, days are local dates."""

    plan_id: int
    estate_id: int
    user_id: int
    role_id: int
    holder: bool
    start: date
    until: date
    today: date


class PlannerRun:
    """One run over one period, for plans of any number of people and estates."""

    def __init__(self, env, rows, table):
        """:param rows: `PlanRow` of one period; :param table: where visits are kept"""
        self.env = env
        self.table = table
        self.execute = env.cr.execute
        self.rows = {row.plan_id: row for row in rows}
        self.start, self.until = rows[0].start, rows[0].until
        estates = env["property.estate"].browse({row.estate_id for row in rows})
        self.estates = {estate.id: estate for estate in estates}
        roles = {row.role_id for row in rows}
        self.policies = estates.procedure_id.policy_ids.filtered(
            lambda policy: policy.role_id.id in roles
        ).sorted(lambda policy: (policy.sequence, policy.id))
        self.additions = self.policies.filtered("in_addition")
        self.slots = {
            policy.id: policy._cadence().slots(self.start, self.until)
            for policy in self.policies
        }
        ends = [slot for slots in self.slots.values() for slot in slots]
        self.days = PlannerDays(
            min((slot.start for slot in ends), default=self.start),
            max((slot.end for slot in ends), default=self.until),
        )
        self.borders = {role_id: self._slot_starts(role_id) for role_id in roles}
        self._literals = {}

    def plan(self, report=None):
        """Additions first, dated; then the others; then all days levelled (D4)."""
        report = report or PlannerReport()
        if not self.policies:
            return
        self.execute(planner_tables.CREATE_TABLES)
        self._fill_tables()
        self._read_load()
        for policy in self.additions:
            if self._decide(policy):
                self._level(policy)
                self.execute(planner_dating.date_contacts(policy))
                self._put_in_cells(policy)
        for policy in self.policies - self.additions:
            self._decide(policy)
        self.execute("ANALYZE planner_contact")
        self._level(self.policies, report)
        self.execute(planner_dating.insert_visits(self.policies, self.table))
        report.created += self.env.cr.rowcount
        self._report_shortage(report)
        self.execute(planner_tables.DROP_TABLES)

    # ------------------------------------------------------------------ deciding

    def _fill_tables(self):
        self.execute(planner_tables.fill_plans(self.rows.values()))
        self._fill_slots()
        self.execute("ANALYZE planner_plan, planner_slot")

    def _fill_slots(self):
        """Tell the statements which slots each plan has, with their days (D1, D2)."""
        rows = [
            (
                policy.id,
                row.plan_id,
                slot.start,
                slot.end,
                self._days(policy, row, slot),
            )
            for policy in self.policies
            for row in self.rows.values()
            if self._concerns(policy, row)
            for slot in self.slots[policy.id]
        ]
        if rows:
            self.execute(planner_tables.fill_slots(rows))

    def _concerns(self, policy, row):
        estate = self.estates[row.estate_id]
        return (
            policy.role_id.id == row.role_id
            and policy.procedure_id == estate.procedure_id
            and policy._fits_estate(estate)
        )

    def _days(self, policy, row, slot):
        """The slot's days as an array literal; the same for all plans of a calendar."""
        estate = self.estates[row.estate_id]
        key = (estate._calendar().id, policy.id, slot)
        if key not in self._literals:
            days = self.days.position_days(estate, policy, *slot)
            self._literals[key] = _array(days)
        return self._literals[key]

    def _read_load(self):
        """Count the open visits that each person has on each day already."""
        self.loads = defaultdict(dict)
        self.execute(planner_dating.load(self.table, self.until))
        for plan_id, user_id, day, number in self.env.cr.fetchall():
            self.loads[user_id or -plan_id][day] = number

    def _decide(self, policy):
        """Decide one policy; return how many contacts it wants."""
        sources = [self.table]
        if policy.role_id in self.additions.role_id:
            sources.append(SQL.identifier("planner_contact"))
        beyond = any(slot.end > self.until for slot in self.slots[policy.id])
        self.execute(planner_sql.decide(policy, sources, beyond))
        return self.env.cr.rowcount

    # ------------------------------------------------------------------ days

    def _level(self, policies, report=None):
        """Write into `planner_share` how many of each group stand on which day."""
        self.execute("TRUNCATE planner_share")
        if not policies:
            return
        self.execute(planner_dating.groups(policies))
        fallbacks, by_person = {}, defaultdict(list)
        for group_id, (*key, number) in enumerate(self.env.cr.fetchall(), 1):
            row = self.rows[key[1]]
            days, fallbacks[group_id] = self._contact_days(row, *key)
            capacity = self.estates[row.estate_id].daily_visit_capacity
            by_person[row.user_id or -row.plan_id].append(
                levelling.Group((group_id, row.plan_id), tuple(days), number, capacity)
            )
        shares = []
        for person, groups in by_person.items():
            levelled = levelling.level(groups, self.loads[person])
            shares += _share_rows(levelled, fallbacks, report)
        if shares:
            self.execute(planner_tables.fill_shares(shares))
            self.execute("ANALYZE planner_share")

    def _contact_days(self, row, policy_id, _plan_id, _slot_start, first, until, cell):
        estate = self.estates[row.estate_id]
        policy = self.env["property.visit.policy"].browse(policy_id)
        days, fallback = self.days.contact_days(estate, policy, first, until)
        if cell is not None:
            days = [day for day in days if self._cell(row.role_id, day) == cell]
        return days, fallback

    def _put_in_cells(self, policy):
        """Keep a dated addition inside the slots of its role that it blocks.

        Levelling may still move it, but not across a border of another policy's slot:
        that would unmake what was decided because of its day.
        """
        borders = self.borders[policy.role_id.id]
        for start, end in zip(borders, [*borders[1:], self.days.end], strict=True):
            self.execute(
                """UPDATE planner_contact SET cell = %s
                    WHERE policy_id = %s AND day >= %s AND day < %s""",
                [start, policy.id, start, end],
            )

    def _slot_starts(self, role_id):
        """Where a slot of any policy of the role begins, ascending."""
        return sorted(
            {
                slot.start
                for policy in self.policies
                if policy.role_id.id == role_id
                for slot in self.slots[policy.id]
            }
        )

    def _cell(self, role_id, day):
        borders = self.borders[role_id]
        return borders[bisect_right(borders, day) - 1]

    def _report_shortage(self, report):
        """Say where a rotation found fewer than it should take (N8)."""
        for policy in self.additions.filtered(lambda p: p.selection == "rotate"):
            self.execute(planner_sql.shortage(policy, self.table))
            for plan_id, missing in self.env.cr.fetchall():
                report.short[plan_id] += missing


def _share_rows(levelled, fallbacks, report):
    """Rows for `planner_share`, counted in the report on the way."""
    rows = []
    for (group_id, plan_id), shares in levelled.items():
        starts, days, hints = [], [], []
        place = 1
        for share in shares:
            hint = _hint(share, fallbacks[group_id])
            if report is not None:
                report.count(plan_id, share.number, hint)
            starts.append(place)
            days.append(share.day)
            hints.append(hint or "NULL")
            place += share.number
        rows.append((group_id, _array(starts), _array(days), _array(hints)))
    return rows


def _hint(share, second_best):
    """What a reader of the plan should know about these contacts."""
    if share.overflow:
        return "over_capacity"
    return "no_contact_day" if second_best else None


def _array(values):
    """An array literal of numbers, dates or plain words."""
    return f"{{{','.join(map(str, values))}}}"
