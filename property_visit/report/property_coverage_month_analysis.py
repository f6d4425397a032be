from dateutil.relativedelta import relativedelta
from odoo import fields, models
from odoo.tools import SQL

from ..rules import period

MONTHS = 13  # the running one and twelve that are over


class PropertyCoverageMonthAnalysis(models.Model):
    """Coverage as it stood at the end of each month of a year (M3).

    The running month counts up to today at the estate. Each row is one that
    `property.coverage.analysis` has on that day, so that both agree. A contact wanted
    once a quarter counts in the month its slot ends: before that it is not missing.
    """

    _name = "property.coverage.month.analysis"
    _description = "Coverage by month"
    _inherit = ["property.coverage.mixin", "property.rate.mixin"]
    _auto = False
    _rec_name = "household_id"
    _order = "month DESC, seen, estate_id, household_id, id"
    _rates = {"coverage:avg": ("seen", "wanted")}

    month = fields.Date(readonly=True)
    estate_id = fields.Many2one("property.estate", readonly=True)
    building_id = fields.Many2one("property.building", readonly=True)
    household_id = fields.Many2one("property.household", readonly=True)
    partner_id = fields.Many2one("res.partner", string="Stakeholder", readonly=True)
    user_id = fields.Many2one("res.users", string="Person", readonly=True)
    role_id = fields.Many2one("property.role", readonly=True)
    policy_id = fields.Many2one("property.visit.policy", readonly=True)
    wanted = fields.Integer(readonly=True)
    seen = fields.Integer(readonly=True)
    coverage = fields.Float(readonly=True, aggregator="avg")

    _depends = {
        "property.coverage.analysis": ["seen", "wanted"],
        "property.estate": ["procedure_id", "active"],
        "property.household": ["estate_id", "butler_id", "occupancy", "active"],
        "property.visit": ["household_id", "role_id", "state", "day", "active"],
    }

    @property
    def _table_query(self):
        now = fields.Datetime.now()
        estates = self.env["property.estate"].with_context(active_test=True)._all()
        todays = {estate: estate._today(now) for estate in estates.sudo()}
        # A row has one number, whoever is asked for: months are those of all estates.
        latest = max(todays.values(), default=now.date())
        coverage = self.env["property.coverage.analysis"].with_context(
            coverage_on=fields.Date.to_string(latest), coverage_counts=True
        )
        asked = (coverage._asked_for(estates) & estates).sudo()
        looks = [
            _month_ends(month, {estate: todays[estate] for estate in asked})
            for month in self._months(latest)
        ]
        return SQL(
            """SELECT c.id * %(months)s + c.look AS id,
                      date_trunc('month', c.looked_at)::date AS month,
                      c.estate_id, c.building_id, c.household_id, c.partner_id,
                      c.user_id, c.role_id, c.policy_id, c.wanted, c.seen, c.coverage
                 FROM (%(rows)s) c""",
            months=MONTHS,
            rows=coverage._rows(coverage._slots_on(looks, todays, due_only=True)),
        )

    def _months(self, today):
        """First days of the months counted; the context may name others."""
        this = period.month(today).start
        past = [this - relativedelta(months=number) for number in range(MONTHS)]
        return self.env.context.get("coverage_months") or past


def _month_ends(month, todays):
    """Dict estate → last day of the month, up to today; without those yet to begin."""
    last = month + relativedelta(months=1, days=-1)
    return {
        estate: min(last, today) for estate, today in todays.items() if today >= month
    }
