from odoo import fields, models
from odoo.tools import SQL

from ..models.property_feedback import KINDS
from ..rules.lifecycle import HANDLED


class PropertyFeedbackAnalysis(models.Model):
    """What households said, to count by category, kind and outcome (V3, C11).

    Praise asks for nothing: it is counted, but enters neither the rate of what was
    answered nor that of what was decided.
    """

    _name = "property.feedback.analysis"
    _description = "Analysis of feedback"
    _inherit = ["property.segment.mixin", "property.rate.mixin"]
    _auto = False
    _rec_name = "feedback_id"
    _order = "day DESC, id DESC"
    _rates = {
        "handled_rate:avg": ("handled", "raised"),
        "decided_rate:avg": ("decided", "raised"),
    }

    feedback_id = fields.Many2one("property.feedback", readonly=True)
    day = fields.Date(readonly=True, help="The local day it was said.")
    estate_id = fields.Many2one("property.estate", readonly=True)
    building_id = fields.Many2one("property.building", readonly=True)
    visit_id = fields.Many2one("property.visit", readonly=True)
    user_id = fields.Many2one("res.users", string="Heard By", readonly=True)
    category_id = fields.Many2one("property.feedback.category", readonly=True)
    kind = fields.Selection(KINDS, readonly=True)
    team_id = fields.Many2one(
        "helpdesk.ticket.team", string="Department", readonly=True
    )
    ticket_id = fields.Many2one("helpdesk.ticket", readonly=True)
    state = fields.Selection(
        [("open", "Open"), ("answered", "Answered"), ("closed", "Closed")],
        readonly=True,
    )
    decision = fields.Selection(
        [
            ("none", "Not decided"),
            ("adopted", "Adopted"),
            ("rejected", "Rejected"),
            ("deferred", "Deferred"),
        ],
        readonly=True,
    )
    items = fields.Integer(string="Times Said", readonly=True)
    valid = fields.Integer(readonly=True)
    complaints = fields.Integer(readonly=True, help="Valid ones.")
    praise = fields.Integer(readonly=True)
    raised = fields.Integer(readonly=True, help="Everything valid but praise.")
    handled = fields.Integer(
        readonly=True, help="Answered or closed, or handled as a case."
    )
    decided = fields.Integer(readonly=True)
    adopted = fields.Integer(readonly=True)
    rejected = fields.Integer(readonly=True)
    deferred = fields.Integer(readonly=True)
    repeated = fields.Integer(readonly=True, help="Part of a repeated problem (C10).")
    handled_rate = fields.Float(
        readonly=True, aggregator="avg", help="Handled of what was raised (C11)."
    )
    decided_rate = fields.Float(readonly=True, aggregator="avg")

    _depends = {
        "property.feedback": [
            "active",
            "category_id",
            "date",
            "decision",
            "estate_id",
            "household_id",
            "is_valid",
            "kind",
            "nonconformity_ids",
            "state",
            "team_id",
            "ticket_id",
            "visit_id",
        ],
        "property.household": ["building_id"],
        "property.visit": ["user_id"],
        "helpdesk.ticket": ["handling_state"],
    }

    @property
    def _table_query(self):
        return SQL("%s %s", self._select(), self._from())

    def _select(self):
        raised = SQL("(f.is_valid AND f.kind <> 'praise')")
        return SQL(
            """
            SELECT f.id, f.id AS feedback_id, f.date AS day, f.estate_id, h.building_id,
                   f.household_id, f.visit_id, v.user_id, f.category_id, f.kind,
                   f.team_id, f.ticket_id, f.state, f.decision, 1 AS items,
                   f.is_valid::int AS valid,
                   (f.is_valid AND f.kind = 'complaint')::int AS complaints,
                   (f.kind = 'praise')::int AS praise,
                   %(raised)s::int AS raised,
                   (%(raised)s AND %(handled)s)::int AS handled,
                   (%(raised)s AND f.decision <> 'none')::int AS decided,
                   (f.decision = 'adopted')::int AS adopted,
                   (f.decision = 'rejected')::int AS rejected,
                   (f.decision = 'deferred')::int AS deferred,
                   EXISTS (SELECT FROM property_nonconformity_feedback_rel n
                            WHERE n.feedback_id = f.id)::int AS repeated,
                   %(handled)s::int::float AS handled_rate,
                   (f.decision <> 'none')::int::float AS decided_rate
            """,
            raised=raised,
            handled=SQL(
                "(f.state <> 'open' OR COALESCE(t.handling_state, '') IN %s)", HANDLED
            ),
        )

    def _from(self):
        return SQL(
            """FROM property_feedback f
               LEFT JOIN property_household h ON h.id = f.household_id
               LEFT JOIN property_visit v ON v.id = f.visit_id
               LEFT JOIN helpdesk_ticket t ON t.id = f.ticket_id
              WHERE f.active"""
        )
