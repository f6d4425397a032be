from bisect import bisect_right
from collections import defaultdict
from typing import NamedTuple

from odoo import api, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ..rules import levelling, period
from . import planner_sql
from .planner_days import PlannerDays
from .planner_report import PlannerReport

BATCH_HOUSEHOLDS = 10_000
ANALYZE_FROM = 10_000


class PlanRow(NamedTuple):
    """A plan as one run sees it; `user_id` 0 is nobody, days are local dates."""

    plan_id: int
    estate_id: int
    user_id: int
    role_id: int
    holder: bool
    start: object
    until: object
    today: object


class PropertyVisitPlanner(models.AbstractModel):
    """Whom did we not see? Compares wanted contacts with visits, creates the rest.

    One statement per policy decides who and which slot, `rules.levelling` says how many
    on which day, one statement inserts. Clauses in brackets are those of the semantics.
    """

    _name = "property.visit.planner"
    _description = "Visit planner"

    # ------------------------------------------------------------------ entry points

    @api.model
    def _generate(self, plans, now):
        """Create the visits that monthly plans lack (R1–R3).

        :param plans: monthly `property.visit.plan` records
        :param now: naive UTC datetime, read once by the caller
        :return: `PlannerReport`
        :raise UserError: another generation of one of the estates is running
        """
        self._lock(plans.estate_id)
        self.env.flush_all()
        report = PlannerReport()
        today = {estate.id: estate._today(now) for estate in plans.estate_id}
        for rows in self._by_month(plans, today):
            self._run(rows, SQL.identifier("property_visit"), report)
        self.env["property.visit"].invalidate_model()
        self._note_report(plans, report, now)
        if report.created >= ANALYZE_FROM:
            self.env.cr.execute("ANALYZE property_visit")
        return report

    @api.model
    def _preview(self, plans, now):
        """What `_generate` would do now; nothing is kept."""
        with self.env.cr.savepoint() as savepoint:
            report = self._generate(plans, now)
            savepoint.rollback()
        self.env.invalidate_all(flush=False)
        return report

    @api.model
    def _forecast(self, plans):
        """What the monthly runs of annual plans would create (R1).

        The twelve runs are really made, on an empty table, each visit done in time.

        :return: dict (plan id, policy id, first of month) → number
        """
        expected = {}
        if not plans:
            return expected
        self.env.flush_all()
        table = SQL.identifier("planner_forecast")
        self.env.cr.execute(
            """CREATE TEMP TABLE planner_forecast (LIKE property_visit INCLUDING DEFAULTS)
               ON COMMIT DROP"""
        )
        for month in period.months_between(
            min(plans.mapped("date_from")), max(plans.mapped("date_to"))
        ):
            rows = self._rows(
                plans, month, dict.fromkeys(plans.estate_id.ids, month.start)
            )
            self._run(rows, table, PlannerReport())
            self.env.cr.execute("UPDATE planner_forecast SET state = 'done'")
        self.env.cr.execute(
            """SELECT plan_id, policy_id, date_trunc('month', day)::date, count(*)
                 FROM planner_forecast GROUP BY 1, 2, 3"""
        )
        expected = {tuple(key): count for *key, count in self.env.cr.fetchall()}
        self.env.cr.execute("DROP TABLE planner_forecast")
        return expected

    @api.model
    def _batches(self, estates):
        """Cut estates into batches of at least 10,000 households (R2)."""
        counts = estates._count("property.household", [])
        batch, size = estates.browse(), 0
        for estate in estates:
            batch, size = batch | estate, size + counts.get(estate, 0)
            if size >= BATCH_HOUSEHOLDS:
                yield batch
                batch, size = estates.browse(), 0
        if batch:
            yield batch

    # ------------------------------------------------------------------ preparing

    def _lock(self, estates):
        """Try-lock every estate in id order; the loser creates nothing (R2)."""
        self.env.cr.execute(
            """SELECT id FROM unnest(%s::int[]) AS estate(id)
                WHERE NOT pg_try_advisory_xact_lock(
                    hashtext('property.visit.planner'), id)""",
            [sorted(estates.ids)],
        )
        if busy := [estate_id for (estate_id,) in self.env.cr.fetchall()]:
            names = self.env["property.estate"].browse(busy).mapped("name")
            raise UserError(
                self.env._(
                    "Visits are being planned for %s by somebody else: nothing was"
                    " created, try again when that is finished.",
                    ", ".join(names),
                )
            )

    def _by_month(self, plans, today):
        """Rows of plans, one list a period, earlier periods first."""
        for (start, _end), same in sorted(
            plans.grouped(lambda plan: (plan.date_from, plan.date_to)).items()
        ):
            yield self._rows(same, period.month(start), today)

    def _rows(self, plans, slot, today):
        holders = self.env["property.estate.staff"]._holders(
            plans.estate_id, plans.role_id, slot.start
        )
        rows = []
        for plan in plans:
            held_by = holders.get((plan.estate_id.id, plan.role_id.id), [0])[0]
            rows.append(
                PlanRow(
                    plan.id,
                    plan.estate_id.id,
                    plan.user_id.id or 0,
                    plan.role_id.id,
                    held_by == (plan.user_id.id or 0),
                    slot.start,
                    slot.end,
                    today[plan.estate_id.id],
                )
            )
        return rows

    # ------------------------------------------------------------------ one run

    def _run(self, rows, table, report):
        """Plan one month: additions first, dated; then the others; then level (D4)."""
        run = _Run(self.env, rows, table)
        execute = self.env.cr.execute
        execute(planner_sql.CREATE_TABLES)
        execute(planner_sql.fill_plans(rows))
        run.fill_slots()
        execute("ANALYZE planner_plan, planner_slot")
        run.read_load()
        for policy in run.additions:
            if run.decide(policy):
                run.level(policy)
                execute(planner_sql.date_contacts())
                run.put_in_cells(policy)
        for policy in run.policies - run.additions:
            run.decide(policy)
        execute("ANALYZE planner_contact")
        run.level(run.policies, report)
        execute("ANALYZE planner_share")
        execute(planner_sql.insert_visits(table))
        report.created += self.env.cr.rowcount
        run.report_shortage(report)
        execute(planner_sql.DROP_TABLES)

    def _note_report(self, plans, report, now):
        """Say on each plan what its own generation found."""
        for plan in plans:
            plan.write(
                {
                    "generated_at": now,
                    "generation_report": report.text(self.env, plan.id),
                }
            )


class _Run:
    """The state of one run over one month."""

    def __init__(self, env, rows, table):
        self.env = env
        self.table = table
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

    def fill_slots(self):
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
            self.env.cr.execute(planner_sql.fill_slots(rows))

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

    def read_load(self):
        """Count the open visits that each person has on each day already."""
        self.loads = defaultdict(dict)
        self.env.cr.execute(planner_sql.load(self.table, self.until))
        for plan_id, user_id, day, number in self.env.cr.fetchall():
            self.loads[user_id or -plan_id][day] = number

    def decide(self, policy):
        """Decide one policy; return how many contacts it wants."""
        sources = [self.table]
        if policy.role_id in self.additions.role_id:
            sources.append(SQL.identifier("planner_contact"))
        self.env.cr.execute(planner_sql.decide(policy, sources))
        return self.env.cr.rowcount

    # ------------------------------------------------------------------ days

    def level(self, policies, report=None):
        """Write into `planner_share` how many of each group stand on which day."""
        self.env.cr.execute("TRUNCATE planner_share")
        if not policies:
            return
        self.env.cr.execute(planner_sql.groups(policies))
        second_best, by_person = set(), defaultdict(list)
        for *key, number in self.env.cr.fetchall():
            row = self.rows[key[1]]
            days, fallback = self._contact_days(row, *key)
            if fallback:
                second_best.add(tuple(key))
            by_person[row.user_id or -row.plan_id].append(
                levelling.Group(
                    tuple(key),
                    tuple(days),
                    number,
                    self.estates[row.estate_id].daily_visit_capacity,
                )
            )
        shares = []
        for person, groups in by_person.items():
            levelled = levelling.level(groups, self.loads[person])
            shares += _share_rows(levelled, second_best, report)
        if shares:
            self.env.cr.execute(planner_sql.fill_shares(shares))

    def _contact_days(self, row, policy_id, _plan_id, _slot_start, first, until, cell):
        estate = self.estates[row.estate_id]
        policy = self.env["property.visit.policy"].browse(policy_id)
        days, fallback = self.days.contact_days(estate, policy, first, until)
        if cell is not None:
            days = [day for day in days if self._cell(row.role_id, day) == cell]
        return days, fallback

    def put_in_cells(self, policy):
        """Keep a dated addition inside the slots of its role that it blocks.

        Levelling may still move it, but not across a border of another policy's slot:
        that would unmake what was decided because of its day.
        """
        borders = self.borders[policy.role_id.id]
        for start, end in zip(borders, [*borders[1:], self.days.end], strict=True):
            self.env.cr.execute(
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

    def report_shortage(self, report):
        """Say where a rotation found fewer than it should take (N8)."""
        for policy in self.additions.filtered(lambda p: p.selection == "rotate"):
            self.env.cr.execute(planner_sql.shortage(policy, self.table))
            for plan_id, missing in self.env.cr.fetchall():
                report.short[plan_id] += missing


def _share_rows(levelled, second_best, report):
    """Rows for `planner_share`, counted in the report on the way."""
    rows = []
    for key, shares in levelled.items():
        starts, days, hints = [], [], []
        place = 1
        for share in shares:
            hint = _hint(share, key in second_best)
            if report is not None:
                report.count(key[1], share.number, hint)
            starts.append(place)
            days.append(share.day)
            hints.append(hint or "NULL")
            place += share.number
        rows.append((*key, _array(starts), _array(days), _array(hints)))
    return rows


def _hint(share, second_best):
    """What a reader of the plan should know about these contacts."""
    if share.overflow:
        return "over_capacity"
    return "no_contact_day" if second_best else None


def _array(values):
    """An array literal of numbers, dates or plain words."""
    return "{%s}" % ",".join(map(str, values))
