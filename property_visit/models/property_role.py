from odoo import fields, models


class PropertyRole(models.Model):
    """A post in the management of an estate, such as butler or deputy manager."""

    _name = "property.role"
    _description = "Role"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    code = fields.Char(required=True)
    sequence = fields.Integer(
        default=10, help="Rank on the ladder: who is told earlier comes first."
    )
    active = fields.Boolean(default=True)

    _code_unique = models.Constraint(
        "UNIQUE(code)", "Each role needs a code of its own."
    )
