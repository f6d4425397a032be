from datetime import timedelta

from odoo import api, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ..rules import period
from .planner_report import PlannerReport
from .planner_run import PlannerRun, PlanRow

BATCH_HOUSEHOLDS = 10_000
# Without fresh statistics the next run reads as if the table were still empty.
ANALYZE_FROM = 10_000


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
        for rows in self._by_period(plans, today):
            PlannerRun(self.env, rows, SQL.identifier("property_visit")).plan(report)
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
        if not plans:
            return {}
        self.env.flush_all()
        self.env.cr.execute(
            """CREATE TEMP TABLE planner_forecast
               (LIKE property_visit INCLUDING DEFAULTS) ON COMMIT DROP"""
        )
        for month in period.months_between(
            min(plans.mapped("date_from")), max(plans.mapped("date_to"))
        ):
            self._forecast_month(plans, month)
        self.env.cr.execute(
            """SELECT plan_id, policy_id, date_trunc('month', day)::date, count(*)
                 FROM planner_forecast GROUP BY 1, 2, 3"""
        )
        expected = {tuple(key): count for *key, count in self.env.cr.fetchall()}
        self.env.cr.execute("DROP TABLE planner_forecast")
        return expected

    def _forecast_month(self, plans, month):
        plans = plans.filtered(
            lambda plan: plan.date_from <= month.start < plan.date_to
        )
        today = dict.fromkeys(plans.estate_id.ids, month.start)
        rows = self._rows(plans, *month, today)
        PlannerRun(self.env, rows, SQL.identifier("planner_forecast")).plan()
        self.env.cr.execute("UPDATE planner_forecast SET state = 'done'")

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

    def _by_period(self, plans, today):
        """Rows of plans, one list a period, earlier periods first."""
        by_period = plans.grouped(lambda plan: (plan.date_from, plan.date_to))
        for start, last in sorted(by_period):
            until = last + timedelta(days=1)
            yield self._rows(by_period[start, last], start, until, today)

    def _rows(self, plans, start, until, today):
        """The plans as a run sees them; their person is right if it holds the role."""
        holders = self.env["property.estate.staff"]._holders(
            plans.estate_id, plans.role_id, start
        )
        rows = []
        for plan in plans:
            estate_id, role_id = plan.estate_id.id, plan.role_id.id
            user_id = plan.user_id.id or 0
            holder = holders.get((estate_id, role_id), [0])[0]
            rows.append(
                PlanRow(
                    plan.id,
                    estate_id,
                    user_id,
                    role_id,
                    holder == user_id,
                    start,
                    until,
                    today[estate_id],
                )
            )
        return rows

    # ------------------------------------------------------------------ reporting

    def _note_report(self, plans, report, now):
        """Say on each plan what its own generation found."""
        for plan in plans:
            plan.sudo().write(
                {
                    "generated_at": now,
                    "generation_facts": report.facts(plan.id),
                }
            )
