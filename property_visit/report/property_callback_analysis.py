from odoo import api, fields, models
from odoo.tools import SQL

from ..rules import quota


class PropertyCallbackAnalysis(models.Model):
    """Callbacks to count by role and month, beside the shares that are wanted (B2).

    Every role with a share has a row in every month in which something was called back
    or handled, so that who made none is seen. A callback counts in the month in which
    it was made, one not made in that in which it was drawn.
    """

    _name = "property.callback.analysis"
    _description = "Analysis of callbacks"
    _inherit = ["property.rate.mixin"]
    _auto = False
    _rec_name = "role_id"
    _order = "month DESC, estate_id, property_kind, role_id"

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
    base_count = fields.Integer(
        string="Base",
        readonly=True,
        aggregator=None,
        help="What the share is taken of: callbacks made by all, or cases handled, as"
        " the share says; the same for all roles of a month.",
    )
    share = fields.Float(string="Share Made", readonly=True, aggregator=None)
    minimum_share = fields.Float(readonly=True, aggregator=None)
    is_met = fields.Boolean(string="Share Kept", compute="_compute_is_met")

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
        "helpdesk.ticket": ["property_kind", "estate_id", "handled_at"],
        "property.estate": ["procedure_id", "resource_calendar_id", "company_id"],
        "property.procedure": ["satisfied_from"],
        "property.callback.share": [
            "procedure_id",
            "role_id",
            "property_kind",
            "minimum_share",
            "base",
            "active",
        ],
    }

    @api.depends("done_count", "base_count", "minimum_share")
    def _compute_is_met(self):
        for row in self:
            facts = (row.done_count, row.base_count, row.minimum_share)
            row.is_met = bool(row.minimum_share and quota.is_met(*facts))

    @property
    def _table_query(self):
        return SQL(
            """
            WITH counted AS NOT MATERIALIZED (%(counted)s),
            handled AS NOT MATERIALIZED (%(handled)s),
            months AS (
                SELECT estate_id, property_kind, month FROM counted
                 UNION SELECT estate_id, property_kind, month FROM handled
            ), wanted AS (
                SELECT estate_id, property_kind, month, role_id FROM counted
                 UNION
                SELECT months.*, share.role_id FROM months
                  JOIN property_estate e ON e.id = months.estate_id
                  JOIN property_callback_share share
                    ON share.procedure_id = e.procedure_id AND share.active
                   AND share.property_kind = months.property_kind
            ), based AS (%(based)s)
            SELECT *, done_count::float / NULLIF(base_count, 0) AS share FROM based
            """,
            counted=self._counted(),
            handled=self._handled(),
            based=self._based(),
        )

    def _counted(self):
        """Callbacks by estate, kind, month and role."""
        return SQL(
            """
            SELECT visit.estate_id, visit.role_id, ticket.property_kind,
                   date_trunc('month', CASE WHEN visit.state = 'done' THEN visit.day
                       ELSE coalesce(visit.drawn_on, visit.day) END)::date AS month,
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
             GROUP BY 1, 2, 3, 4
            """
        )

    def _handled(self):
        """Cases by estate, kind and the local month in which they became handled."""
        return SQL(
            """
            SELECT ticket.estate_id, ticket.property_kind,
                   date_trunc('month', %s)::date AS month, count(*) AS handled
              FROM helpdesk_ticket ticket %s
             WHERE ticket.handled_at IS NOT NULL
             GROUP BY 1, 2, 3
            """,
            self._local_day(SQL("ticket.handled_at")),
            self._zone(SQL("ticket.estate_id")),
        )

    def _based(self):
        """Each row with what its share is taken of, empty for roles without one.

        Rows are numbered by what they are about, not one after the other: PostgreSQL
        then counts the cases of the estates that are asked for, and no others.
        """
        return SQL(
            """
            SELECT ((wanted.estate_id::bigint * 4096
                     + EXTRACT(YEAR FROM wanted.month)::int %% 256 * 12
                     + EXTRACT(MONTH FROM wanted.month)::int) * 64
                    + COALESCE(array_position(%(kinds)s, wanted.property_kind::text), 0)
                   ) * 4096 + COALESCE(wanted.role_id, 0) AS id,
                   wanted.*, share.minimum_share,
                   coalesce(counted.callbacks, 0)::int AS callbacks,
                   coalesce(counted.drawn_count, 0)::int AS drawn_count,
                   coalesce(counted.done_count, 0)::int AS done_count,
                   coalesce(counted.satisfied_count, 0)::int AS satisfied_count,
                   CASE share.base WHEN 'cases' THEN coalesce(handled.handled, 0)
                       WHEN 'callbacks' THEN sum(coalesce(counted.done_count, 0)) OVER (
                           PARTITION BY wanted.estate_id, wanted.property_kind,
                                        wanted.month)
                   END::int AS base_count
              FROM wanted
              JOIN property_estate estate ON estate.id = wanted.estate_id
              LEFT JOIN counted USING (estate_id, property_kind, month, role_id)
              LEFT JOIN handled USING (estate_id, property_kind, month)
              LEFT JOIN property_callback_share share
                ON share.procedure_id = estate.procedure_id AND share.active
               AND share.property_kind = wanted.property_kind
               AND share.role_id = wanted.role_id
            """,
            kinds=self.env["property.case.mixin"]
            ._fields["property_kind"]
            .get_values(self.env),
        )
