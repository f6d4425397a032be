from odoo import fields, models


class PropertyProcedure(models.Model):
    """Who decides on cases, and how long a department may take (C2a, C5, C6)."""

    _inherit = "property.procedure"

    deciding_role_id = fields.Many2one(
        "property.role",
        string="Decides on Cases",
        tracking=True,
        help="Major cases, those a department cannot solve, and suggestions (C6, C12).",
    )
    is_triage_decided = fields.Boolean(
        string="Dispatched by the Deciding Role",
        tracking=True,
        help="The deciding role names the department of every case (C2a).",
    )
    remedy_days = fields.Integer(
        string="Days Until the Remedy Is Told",
        default=3,
        help="The longest time a department may set itself from its receipt (C5).",
    )


class PropertyEstate(models.Model):
    _inherit = "property.estate"

    arrival_hours = fields.Float(
        string="Hours Until Arrival",
        help="How soon somebody is on site when that is needed (C15). Empty: nothing"
        " is promised.",
    )
