from dateutil.relativedelta import relativedelta
from odoo import api, fields, models

from ..rules import period


class PropertyVisitPlan(models.Model):
    """Which plans an estate needs, and what the calendar does to them (P1, N7)."""

    _inherit = "property.visit.plan"

    @api.model
    def _for_month(self, estates, day):
        """The monthly plans of estates for the month of `day`; lacking ones are made.

        :param day: local date
        :return: monthly plans that are not closed
        """
        return self._for_period(estates, "monthly", period.month(day).start)

    @api.model
    def _for_year(self, estates, year):
        """The annual plans of estates for a year; lacking ones are made."""
        first = fields.Date.to_date(f"{year}-01-01")
        return self._for_period(estates, "annual", first)

    @api.model
    def _for_period(self, estates, plan_type, start):
        wanted = {
            (estate.id, role_id, user_id)
            for estate in estates
            for role_id, user_id in self._people(estate, start)
        }
        existing = self.with_context(active_test=False).search(
            [
                ("estate_id", "in", estates.ids),
                ("plan_type", "=", plan_type),
                ("date_from", "=", start),
            ]
        )
        held = {(p.estate_id.id, p.role_id.id, p.user_id.id or False) for p in existing}
        # Hundreds of plans at once: nobody is to get a mail for each.
        quiet = self.with_context(tracking_disable=True)
        made = quiet.create(
            [
                {
                    "estate_id": estate_id,
                    "role_id": role_id,
                    "user_id": user_id,
                    "plan_type": plan_type,
                    "date_from": start,
                }
                for estate_id, role_id, user_id in sorted(wanted - held)
            ]
        )
        made = made.with_env(self.env)
        return (existing.filtered("active") | made).filtered(
            lambda plan: plan.state != "closed"
        )

    @api.model
    def _people(self, estate, day):
        """Pairs (role id, user id or False) who have work by the policies (N7)."""
        policies = estate.procedure_id.policy_ids.filtered(
            lambda policy: policy._fits_estate(estate)
        )
        holders = self.env["property.estate.staff"]._holders(
            estate, policies.role_id, day
        )
        people = set()
        for role, wanted in policies.grouped("role_id").items():
            subjects = set(wanted.mapped("subject"))
            if role.code == "butler" and "household" in subjects:
                people |= {(role.id, user_id) for user_id in self._butlers_of(estate)}
                subjects.discard("household")
            if not estate.stakeholder_ids:
                subjects.discard("stakeholder")
            if subjects:
                people.add((role.id, holders.get((estate.id, role.id), [False])[0]))
        return people

    @api.model
    def _butlers_of(self, estate):
        groups = self.env["property.household"]._read_group(
            [("estate_id", "=", estate.id), ("occupancy", "!=", "moved_out")],
            ["butler_id"],
        )
        return {butler.id for (butler,) in groups}

    # ------------------------------------------------------------------ crons

    @api.model
    def _cron_generate_monthly_plans(self):
        """On the 25th: next month's plans and visits, some estates at a time."""
        today = fields.Date.context_today(self)
        day = today + relativedelta(months=1)
        estates = self.env["property.estate"]._all()
        self.env["ir.cron"]._commit_progress(remaining=len(estates))
        for batch in self.env["property.visit.planner"]._batches(estates):
            batch.action_generate_month(day)
            if not self.env["ir.cron"]._commit_progress(len(batch)):
                break

    @api.model
    def _cron_follow_calendar(self):
        """Nightly: start approved plans whose time has come, close those that ended."""
        plans = self.search([("state", "in", ("approved", "running"))])
        for plan in plans:
            today = plan.estate_id._today()
            if plan.date_to < today:
                plan.action_close()
            elif plan.state == "approved" and plan.date_from <= today:
                plan.action_start()
