from odoo import fields, models

from .property_contact_window import WEEKDAYS


class PropertyProcedure(models.Model):
    """When the week is reported on (M2)."""

    _inherit = "property.procedure"

    week_report_weekday = fields.Selection(
        WEEKDAYS,
        string="Weekly Report On",
        default="4",
        tracking=True,
        help="The day of the department meeting that the weekly report is made for;"
        " empty: none is made.",
    )


class PropertyEstate(models.Model):
    """Who gets the weekly report (M2)."""

    _inherit = "property.estate"

    week_report_user_ids = fields.Many2many(
        "res.users",
        "property_estate_week_report_rel",
        "estate_id",
        "user_id",
        string="Weekly Report To",
        help="Empty: the manager, the deputy and the heads of department of that day.",
    )
