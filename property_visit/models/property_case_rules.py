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
    result_role_id = fields.Many2one(
        "property.role",
        string="Told of Results",
        tracking=True,
        default=lambda self: self.env.ref(
            "property_visit.role_director", raise_if_not_found=False
        ),
        help="Reads the result of each case when it is handled (C8); where nobody holds"
        " the role, who decides on cases does. Empty: nobody is told.",
    )
    suggestion_copy_role_id = fields.Many2one(
        "property.role",
        string="Copy of Suggestions",
        tracking=True,
        default=lambda self: self.env.ref(
            "property_visit.role_general_manager", raise_if_not_found=False
        ),
        help="Gets a copy of the valid suggestions that an answer is promised to, as"
        " written to the department head (C12).",
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
    supervising_partner_id = fields.Many2one(
        "res.partner",
        string="Supervising Department",
        help="Gets the analyses of major faults (C13).",
    )
