from odoo import fields, models


class PropertyDuty(models.Model):
    """Who is on duty at an estate on a day when nobody works (M7, E5)."""

    _name = "property.duty"
    _description = "Duty roster"
    _order = "date desc, estate_id, id"
    _rec_name = "user_id"

    estate_id = fields.Many2one("property.estate", required=True, index=True)
    date = fields.Date(required=True)
    user_id = fields.Many2one("res.users", required=True)
    active = fields.Boolean(default=True)

    _day_unique = models.UniqueIndex(
        "(estate_id, date, user_id) WHERE active",
        "This person is on duty there that day already.",
    )
