from odoo import fields, models
from odoo.tools import SQL

from ..models.property_visit import PURPOSES, STATES
from ..rules import lifecycle


class PropertyVisitAnalysis(models.Model):
    """Visits to count: what was planned, made, missed, and how it was received."""

    _name = "property.visit.analysis"
    _description = "Analysis of visits"
    _inherit = ["property.segment.mixin", "property.rate.mixin"]
    _auto = False
    _rec_name = "visit_id"
    _order = "day DESC, id DESC"
    _rates = {
        "done_rate:avg": ("done", "due"),
        "satisfaction_rate:avg": ("satisfied", "asked"),
    }

    visit_id = fields.Many2one("property.visit", readonly=True)
    day = fields.Date(
        readonly=True,
        help="The local day it took place, else the day it is planned for.",
    )
    estate_id = fields.Many2one("property.estate", readonly=True)
    building_id = fields.Many2one("property.building", readonly=True)
    partner_id = fields.Many2one("res.partner", string="Stakeholder", readonly=True)
    user_id = fields.Many2one("res.users", string="Person", readonly=True)
    role_id = fields.Many2one("property.role", readonly=True)
    method_id = fields.Many2one("property.visit.method", readonly=True)
    policy_id = fields.Many2one("property.visit.policy", readonly=True)
    plan_id = fields.Many2one("property.visit.plan", readonly=True)
    purpose = fields.Selection(PURPOSES, readonly=True)
    state = fields.Selection(STATES, readonly=True)
    visits = fields.Integer(readonly=True)
    done = fields.Integer(readonly=True)
    missed = fields.Integer(readonly=True)
    open = fields.Integer(readonly=True)
    cancelled = fields.Integer(readonly=True)
    due = fields.Integer(
        string="Done or Missed", readonly=True, help="What the rate is taken of."
    )
    attempts = fields.Integer(string="Failed Attempts", readonly=True)
    asked = fields.Integer(
        string="Satisfaction Asked", readonly=True, help="Visits with an answer."
    )
    satisfied = fields.Integer(readonly=True, help="Satisfied or very satisfied.")
    done_rate = fields.Float(readonly=True, aggregator="avg")
    satisfaction_rate = fields.Float(readonly=True, aggregator="avg")

    _depends = {
        "property.household": ["building_id"],
        "property.visit": [
            "active",
            "day",
            "estate_id",
            "household_id",
            "method_id",
            "partner_id",
            "plan_id",
            "policy_id",
            "purpose",
            "role_id",
            "satisfaction",
            "state",
            "user_id",
        ],
        "property.visit.attempt": ["visit_id"],
        "property.estate": ["procedure_id"],
        "property.procedure": ["satisfied_from"],
    }

    @property
    def _table_query(self):
        return SQL("%s %s", self._select(), self._from())

    def _select(self):
        return SQL(
            """
            SELECT v.id, v.id AS visit_id, v.day, v.estate_id,
                   %(building)s AS building_id,
                   v.household_id, v.partner_id, v.user_id, v.role_id, v.method_id,
                   v.policy_id, v.plan_id, v.purpose, v.state, 1 AS visits,
                   (v.state = 'done')::int AS done,
                   (v.state = 'missed')::int AS missed,
                   (v.state IN %(open)s)::int AS open,
                   (v.state = 'cancelled')::int AS cancelled,
                   (v.state IN ('done', 'missed'))::int AS due,
                   (SELECT count(*) FROM property_visit_attempt a
                     WHERE a.visit_id = v.id)::int AS attempts,
                   %(asked)s::int AS asked,
                   (%(asked)s AND %(satisfied)s)::int AS satisfied,
                   (v.state = 'done')::int::float AS done_rate,
                   %(satisfied)s::int::float AS satisfaction_rate
            """,
            building=SQL("NULL::int" if self._only_counts() else "h.building_id"),
            open=lifecycle.OPEN,
            asked=SQL("(v.state = 'done' AND COALESCE(v.satisfaction, 0) > 0)"),
            satisfied=SQL("(v.satisfaction >= procedure.satisfied_from::int)"),
        )

    def _from(self):
        household = SQL("LEFT JOIN property_household h ON h.id = v.household_id")
        return SQL(
            """FROM property_visit v
               %s
               LEFT JOIN property_estate estate ON estate.id = v.estate_id
               LEFT JOIN property_procedure procedure
                 ON procedure.id = estate.procedure_id
              WHERE v.active""",
            SQL() if self._only_counts() else household,
        )

    def _only_counts(self):
        """Whether no household is asked for (`visit_counts` in the context).

        PostgreSQL then counts an estate's months from an index alone; joined, even
        for nothing, each visit is fetched for its household.
        """
        return self.env.context.get("visit_counts")
