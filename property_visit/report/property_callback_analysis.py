from odoo import fields, models
from odoo.tools import SQL


class PropertyCallbackAnalysis(models.Model):
    """Callbacks to count by role and month, beside the shares that are wanted (B2)."""

    _name = "property.callback.analysis"
    _description = "Analysis of callbacks"
    _auto = False
    _rec_name = "role_id"
    _order = "month DESC, estate_id, role_id"

    estate_id = fields.Many2one("property.estate", readonly=True)
    role_id = fields.Many2one("property.role", readonly=True)
    property_kind = fields.Selection(
        selection=lambda self: (
            self.env["property.case.mixin"]
            ._fields["property_kind"]
            ._description_selection(self.env)
        ),
        string="About",
        readonly=True,
    )
    month = fields.Date(readonly=True)
    callbacks = fields.Integer(readonly=True, help="Wanted: made, open or missed.")
    drawn_count = fields.Integer(
        string="Drawn", readonly=True, help="Given to the role by the draw (S1)."
    )
    done_count = fields.Integer(string="Made", readonly=True)
    satisfied_count = fields.Integer(string="Satisfied", readonly=True)

    _depends = {
        "property.visit": [
            "estate_id",
            "role_id",
            "purpose",
            "ticket_id",
            "day",
            "drawn_on",
            "drawn_role_id",
            "state",
            "satisfaction",
            "active",
        ],
        "helpdesk.ticket": ["property_kind"],
        "property.estate": ["procedure_id"],
        "property.procedure": ["satisfied_from"],
    }

    @property
    def _table_query(self):
        return SQL(
            """
            SELECT min(visit.id) AS id,
                   visit.estate_id,
                   visit.role_id,
                   ticket.property_kind,
                   date_trunc('month', coalesce(visit.drawn_on, visit.day))::date
                       AS month,
                   count(*) AS callbacks,
                   count(visit.drawn_role_id) AS drawn_count,
                   count(*) FILTER (WHERE visit.state = 'done') AS done_count,
                   count(*) FILTER (
                       WHERE visit.state = 'done'
                         AND visit.satisfaction >= procedure.satisfied_from::int
                   ) AS satisfied_count
              FROM property_visit visit
              JOIN helpdesk_ticket ticket ON ticket.id = visit.ticket_id
              JOIN property_estate estate ON estate.id = visit.estate_id
              JOIN property_procedure procedure ON procedure.id = estate.procedure_id
             WHERE visit.purpose = 'callback'
               AND visit.active
               AND visit.state <> 'cancelled'
             GROUP BY visit.estate_id, visit.role_id, ticket.property_kind,
                      date_trunc('month', coalesce(visit.drawn_on, visit.day))
            """
        )
