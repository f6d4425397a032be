from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError


class PropertyVisitPlanWizard(models.TransientModel):
    """Make the plans of estates for a month or a year (P1)."""

    _name = "property.visit.plan.wizard"
    _description = "Make visit plans"

    estate_ids = fields.Many2many(
        "property.estate",
        required=True,
        default=lambda self: self._default_estates(),
    )
    plan_type = fields.Selection(
        selection=lambda self: (
            self.env["property.visit.plan"]
            ._fields["plan_type"]
            ._description_selection(self.env)
        ),
        required=True,
        default="monthly",
    )
    month = fields.Date(
        default=lambda self: fields.Date.context_today(self),
        help="Any day of the month.",
    )
    year = fields.Integer(
        default=lambda self: fields.Date.context_today(self).year,
    )
    generate = fields.Boolean(
        string="Plan the visits at once",
        help="Otherwise only the plans are made, to be submitted and approved first.",
    )

    @api.model
    def _default_estates(self):
        if self.env.context.get("active_model") == "property.estate":
            return self.env.context.get("active_ids")
        estates = self.env["property.estate"].search([], limit=2)
        return estates if len(estates) == 1 else None

    @api.constrains("plan_type", "year")
    def _check_year(self):
        for wizard in self:
            if wizard.plan_type == "annual" and not 2000 <= wizard.year <= 2100:
                raise ValidationError(
                    self.env._("Give the year with four digits, for example 2026.")
                )

    def action_make(self):
        """Make the plans that are lacking, and plan their visits where asked to.

        :return: the action that shows the plans
        :raise UserError: the month is missing, or nobody has work there
        """
        self.ensure_one()
        plans = self._make_plans()
        if not plans:
            raise UserError(
                self.env._(
                    "The procedures of these estates ask nobody for visits in that"
                    " time, or its plans are closed already."
                )
            )
        if self.plan_type == "annual":
            plans.filtered(lambda plan: not plan.month_ids).action_forecast()
        elif self.generate:
            plans.action_generate()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "property_visit.property_visit_plan_action"
        )
        return {**action, "domain": [("id", "in", plans.ids)], "context": {}}

    def _make_plans(self):
        Plan = self.env["property.visit.plan"]
        if self.plan_type == "annual":
            return Plan._for_year(self.estate_ids, self.year)
        if not self.month:
            raise UserError(self.env._("Choose the month."))
        return Plan._for_month(self.estate_ids, self.month)
