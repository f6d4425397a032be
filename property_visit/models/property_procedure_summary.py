from odoo import fields, models


class PropertyProcedure(models.Model):
    """When a month is summed up, and what its complaints are measured against."""

    _inherit = "property.procedure"

    summary_lead_days = fields.Integer(
        string="Summary Opens Days Before Month-End",
        default=7,
        tracking=True,
        help="The monthly summary opens by itself so many days before the month is"
        " over, so that it is decided in time (M1).",
    )
    complaint_target = fields.Float(
        default=1.0,
        tracking=True,
        help="Valid complaints per household and year, percent at most (C11).",
    )

    _summary_lead_days_check = models.Constraint(
        "CHECK(summary_lead_days BETWEEN 0 AND 27)",
        "A summary opens 0 to 27 days before its month is over.",
    )
