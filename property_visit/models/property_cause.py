from odoo import fields, models


class PropertyCause(models.Model):
    """Why cases come in: a list that statistics count by (C7, C10)."""

    _name = "property.cause"
    _description = "Cause"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
