from odoo import api, fields, models
from odoo.tools import SQL

from ..rules import lifecycle


class PropertyVisitPlan(models.Model):
    """What a supervisor sees of plans first, and where their buttons lead."""

    _inherit = "property.visit.plan"

    is_over_capacity = fields.Boolean(
        compute="_compute_is_over_capacity",
        search="_search_is_over_capacity",
        help="Some day holds more open visits than the estate's daily capacity (P14).",
    )
    done_ratio = fields.Integer(
        compute="_compute_done_ratio",
        string="Done %",
        help="Done of all that are not cancelled, in per cent.",
    )

    @api.depends("over_capacity_count")
    def _compute_is_over_capacity(self):
        for plan in self:
            plan.is_over_capacity = plan.over_capacity_count > 0

    def _search_is_over_capacity(self, operator, value):
        if operator != "in":
            return NotImplemented
        return [("visit_ids", "any", self._over_capacity_domain())]

    @api.model
    def _over_capacity_domain(self):
        return [
            ("planning_hint", "=", "over_capacity"),
            ("state", "in", lifecycle.OPEN),
        ]

    def _order_field_to_sql(self, alias, field_name, direction, nulls, query):
        """Plans above capacity can stand first: the count is ordered by, not stored."""
        if field_name != "over_capacity_count":
            return super()._order_field_to_sql(
                alias, field_name, direction, nulls, query
            )
        self.env["property.visit"].flush_model(["plan_id", "planning_hint", "state"])
        return SQL(
            """(SELECT count(*) FROM property_visit v WHERE v.plan_id = %s AND v.active
                   AND v.planning_hint = 'over_capacity' AND v.state IN %s) %s %s""",
            SQL.identifier(alias, "id"),
            lifecycle.OPEN,
            direction,
            nulls,
        )

    @api.depends("coverage")
    def _compute_done_ratio(self):
        for plan in self:
            plan.done_ratio = round(100 * plan.coverage)

    def action_open_months(self):
        """The expected work of an annual plan, months across."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "property_visit.property_visit_plan_month_action"
        )
        action["domain"] = [("plan_id", "=", self.id)]
        return action

    def action_open_load(self):
        """People across, days along: how the visits of the period are spread."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "property_visit.property_visit_load_action"
        )
        action["domain"] = [
            ("estate_id", "=", self.estate_id.id),
            ("role_id", "=", self.role_id.id),
            ("date_planned", ">=", self.date_from),
            ("date_planned", "<=", self.date_to),
            ("state", "!=", "cancelled"),
        ]
        return action

    def action_open_over_capacity(self):
        """The visits of this plan on days above the capacity."""
        action = self.action_open_visits()
        action["domain"] += self._over_capacity_domain()
        return action
