from odoo import fields, models


class PropertyVisitMethod(models.Model):
    """How a household is contacted (V1)."""

    _name = "property.visit.method"
    _description = "Visit method"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    code = fields.Char(required=True)
    sequence = fields.Integer(default=10)
    icon = fields.Char(help="Font Awesome class shown on cards.")
    active = fields.Boolean(default=True)
    needs_appointment = fields.Boolean(
        help="Cannot be done without an agreed appointment or a reason (P9)."
    )
    uses_contact_hours = fields.Boolean(
        help="Contact windows without methods of their own apply to it (P10)."
    )

    _code_unique = models.Constraint(
        "UNIQUE(code)", "Each method needs a code of its own."
    )
