from odoo import api, fields, models


class PropertyRainDay(models.Model):
    """A day with rain at an estate: leaks are checked after the first one (B1, T1)."""

    _name = "property.rain.day"
    _description = "Day with rain"
    _order = "date desc, estate_id, id"
    _rec_name = "date"

    estate_id = fields.Many2one("property.estate", required=True, index=True)
    date = fields.Date(required=True, default=fields.Date.context_today)
    source = fields.Selection(
        [("manual", "By hand"), ("provider", "Weather service")],
        required=True,
        default="manual",
    )
    active = fields.Boolean(default=True)

    _day_unique = models.UniqueIndex(
        "(estate_id, date)", "That day is noted for this estate already."
    )

    @api.model_create_multi
    def create(self, vals_list):
        days = super().create(vals_list)
        self.env["property.commitment"]._recount(
            [
                ("estate_id", "in", days.estate_id.ids),
                ("rule_id.unit", "=", "first_rain"),
            ]
        )
        return days
