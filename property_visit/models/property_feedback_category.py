from odoo import fields, models


class PropertyFeedbackCategory(models.Model):
    """What households speak about (V3)."""

    _name = "property.feedback.category"
    _description = "Feedback category"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    code = fields.Char(required=True)
    sequence = fields.Integer(default=10)
    color = fields.Integer()
    icon = fields.Char(help="Font Awesome class shown on chips.")
    estate_type_ids = fields.Many2many(
        "property.estate.type", help="Empty: every estate type."
    )
    team_id = fields.Many2one(
        "helpdesk.ticket.team", help="The department that such matters go to."
    )
    active = fields.Boolean(default=True)

    _code_unique = models.Constraint(
        "UNIQUE(code)", "Each category needs a code of its own."
    )
