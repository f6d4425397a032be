from odoo import fields, models


class PropertyProcedure(models.Model):
    """Whether households are asked for a rating after each visit (M3)."""

    _inherit = "property.procedure"

    thanks_by_mail = fields.Boolean(
        string="Thank After a Visit",
        tracking=True,
        help="Households with a mail address are thanked for a visit and asked to rate"
        " it, unless they were asked on the spot.",
    )


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    property_link_days = fields.Integer(
        string="Links Are Valid For",
        config_parameter="property_visit.link_days",
        default=14,
        help="Days for which a household can answer by a link; the link to confirm a"
        " visit ends with its day.",
    )
