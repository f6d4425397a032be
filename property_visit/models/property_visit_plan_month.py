from odoo import fields, models


class PropertyVisitPlanMonth(models.Model):
    """What an annual plan expects of one policy in one month (P1, R1)."""

    _name = "property.visit.plan.month"
    _description = "Expected work of a month"
    _order = "month, policy_id, id"

    plan_id = fields.Many2one(
        "property.visit.plan", required=True, index=True, ondelete="cascade"
    )
    policy_id = fields.Many2one("property.visit.policy", required=True)
    month = fields.Date(required=True)
    expected = fields.Integer(required=True)
    estate_id = fields.Many2one(related="plan_id.estate_id", store=True, index=True)
    user_id = fields.Many2one(related="plan_id.user_id", store=True)
