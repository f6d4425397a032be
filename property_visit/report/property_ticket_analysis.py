from odoo import fields, models
from odoo.tools import SQL

from ..models.property_case_state import STATES
from ..rules.lifecycle import HANDLED


class PropertyTicketAnalysis(models.Model):
    """Cases to count by kind, cause and department (C10, C11).

    A case belongs to the local day it was registered. A duplicate is registered, but
    not valid: what it says counts with the case it repeats.
    """

    _name = "property.ticket.analysis"
    _description = "Analysis of complaints and repairs"
    _inherit = ["property.segment.mixin", "property.rate.mixin"]
    _auto = False
    _rec_name = "ticket_id"
    _order = "day DESC, id DESC"
    _rates = {
        "handled_rate:avg": ("handled", "valid"),
        "reopened_rate:avg": ("reopened", "handled"),
        "handling_hours:avg": ("hours", "timed"),
    }

    ticket_id = fields.Many2one("helpdesk.ticket", readonly=True)
    day = fields.Date(readonly=True, help="The local day it was registered.")
    estate_id = fields.Many2one("property.estate", readonly=True)
    building_id = fields.Many2one("property.building", readonly=True)
    property_kind = fields.Selection(
        selection=lambda self: self._case_selection("property_kind"),
        string="Kind",
        readonly=True,
    )
    severity = fields.Selection(
        selection=lambda self: self._case_selection("severity"), readonly=True
    )
    handling_state = fields.Selection(STATES, string="Handling", readonly=True)
    category_id = fields.Many2one("property.feedback.category", readonly=True)
    cause_id = fields.Many2one("property.cause", readonly=True)
    channel_id = fields.Many2one("helpdesk.ticket.channel", readonly=True)
    team_id = fields.Many2one(
        "helpdesk.ticket.team", string="Department", readonly=True
    )
    user_id = fields.Many2one("res.users", string="Person", readonly=True)
    tickets = fields.Integer(string="Registered", readonly=True)
    valid = fields.Integer(readonly=True)
    complaints = fields.Integer(readonly=True, help="Valid ones (C11).")
    repairs = fields.Integer(readonly=True, help="Valid ones.")
    handled = fields.Integer(readonly=True)
    open = fields.Integer(readonly=True, help="Valid and not handled yet.")
    reopened = fields.Integer(readonly=True, help="Reopened at least once (C8).")
    repeated = fields.Integer(
        readonly=True, help="Part of a repeated problem, or asked about again (C9)."
    )
    unspoken = fields.Integer(
        string="Without Feedback",
        readonly=True,
        help="Registered by itself, not from something said on a visit.",
    )
    hours = fields.Float(string="Hours Until Handled", readonly=True)
    timed = fields.Integer(string="Handled With a Time", readonly=True)
    handled_rate = fields.Float(readonly=True, aggregator="avg")
    reopened_rate = fields.Float(readonly=True, aggregator="avg")
    handling_hours = fields.Float(
        string="Average Hours Until Handled", readonly=True, aggregator="avg"
    )

    _depends = {
        "helpdesk.ticket": [
            "active",
            "category_id",
            "cause_id",
            "channel_id",
            "create_date",
            "duplicate_id",
            "estate_id",
            "handled_at",
            "handling_state",
            "household_id",
            "is_valid",
            "nonconformity_ids",
            "problem_category_id",
            "property_kind",
            "reopen_count",
            "repeat_contacts",
            "severity",
            "team_id",
            "user_id",
        ],
        "property.estate": ["company_id", "resource_calendar_id"],
        "property.feedback": ["is_valid", "ticket_id"],
        "property.household": ["building_id"],
        "resource.calendar": ["tz"],
    }

    def _case_selection(self, name):
        case = self.env["property.case.mixin"]
        return case._fields[name]._description_selection(self.env)

    @property
    def _table_query(self):
        return SQL("SELECT %s FROM (%s) t", self._select(), self._cases())

    def _select(self):
        return SQL(
            """t.*, 1 AS tickets,
               t.is_counted::int AS valid,
               (t.is_counted AND t.property_kind = 'complaint')::int AS complaints,
               (t.is_counted AND t.property_kind = 'repair')::int AS repairs,
               (t.is_counted AND t.is_handled)::int AS handled,
               (t.is_counted AND NOT t.is_handled)::int AS open,
               (t.is_counted AND t.was_reopened)::int AS reopened,
               (t.is_counted AND t.is_repeated)::int AS repeated,
               (t.hours IS NOT NULL)::int AS timed,
               t.is_handled::int::float AS handled_rate,
               t.was_reopened::int::float AS reopened_rate,
               t.hours AS handling_hours"""
        )

    def _cases(self):
        return SQL(
            """
            SELECT c.id, c.id AS ticket_id, %(day)s AS day, c.estate_id, h.building_id,
                   c.household_id, c.property_kind, c.severity, c.handling_state,
                   c.problem_category_id AS category_id, c.cause_id, c.channel_id,
                   c.team_id, c.user_id,
                   (c.is_valid IS NOT FALSE AND c.duplicate_id IS NULL
                    AND COALESCE(said.any_valid, TRUE)) AS is_counted,
                   COALESCE(c.handling_state IN %(handled)s, FALSE) AS is_handled,
                   COALESCE(c.reopen_count > 0, FALSE) AS was_reopened,
                   (COALESCE(c.repeat_contacts > 0, FALSE) OR EXISTS (
                       SELECT FROM property_nonconformity_ticket_rel n
                        WHERE n.ticket_id = c.id)) AS is_repeated,
                   (said.any_valid IS NULL)::int AS unspoken,
                   (EXTRACT(EPOCH FROM c.handled_at - c.create_date) / 3600)::float
                       AS hours
              FROM helpdesk_ticket c
              JOIN property_estate estate ON estate.id = c.estate_id
              LEFT JOIN property_household h ON h.id = c.household_id
              LEFT JOIN LATERAL (
                  SELECT bool_or(f.is_valid) AS any_valid FROM property_feedback f
                   WHERE f.ticket_id = c.id) said ON TRUE
              %(zone)s
             WHERE c.active AND c.property_kind IS NOT NULL
            """,
            day=self._local_day(SQL("c.create_date")),
            handled=HANDLED,
            zone=self._zone(SQL("c.estate_id")),
        )
