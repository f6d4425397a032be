from odoo import fields, models


class PropertySegment(models.Model):
    """A group of households (H2): set by hand, or held by a rule each night.

    The rules of the computed ones are in `property_household_segments.py`; their
    numbers are the two fields below, so that a manager can change them.
    """

    _name = "property.segment"
    _description = "Household segment"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    code = fields.Char(required=True)
    sequence = fields.Integer(default=10)
    color = fields.Integer()
    active = fields.Boolean(default=True)
    is_computed = fields.Boolean(
        string="Held by a rule", help="Members are worked out every night."
    )
    is_restricted = fields.Boolean(
        string="Restricted", help="Seen by managers only (H5)."
    )
    months = fields.Integer(help="The period the rule looks at.")
    minimum = fields.Integer(help="How many cases put a household in this segment.")

    _code_unique = models.Constraint(
        "UNIQUE(code)", "Each segment needs a code of its own."
    )
