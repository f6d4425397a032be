from odoo import fields, models


class PropertyEstateType(models.Model):
    """Kind of estate (H4); shipped as data, extended by users."""

    _name = "property.estate.type"
    _description = "Estate type"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    code = fields.Char(required=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    default_procedure_id = fields.Many2one(
        "property.procedure",
        help="The procedure a new estate of this type is run by.",
    )

    _code_unique = models.Constraint(
        "UNIQUE(code)", "Each estate type needs a code of its own."
    )
