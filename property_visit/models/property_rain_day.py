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
        string="Noted By",
        required=True,
        default="manual",
    )
    millimetres = fields.Float(
        string="Rain (mm)", readonly=True, help="As the weather service told it."
    )
    active = fields.Boolean(default=True)

    _day_unique = models.UniqueIndex(
        "(estate_id, date)", "That day is noted for this estate already."
    )

    @api.model_create_multi
    def create(self, vals_list):
        days = super().create(vals_list)
        days._recount_promises()
        return days

    def write(self, vals):
        """Promises that wait for rain follow a day that is corrected or archived."""
        before = self.estate_id
        done = super().write(vals)
        if not vals.keys().isdisjoint(("estate_id", "date", "active")):
            self._recount_promises(before)
        return done

    def _recount_promises(self, elsewhere=()):
        """Count anew what waits for rain here, and where the days were before."""
        estates = self.estate_id.union(*elsewhere)
        self.env["property.commitment"]._recount(
            [
                ("estate_id", "in", estates.ids),
                ("rule_id.unit", "=", "first_rain"),
            ]
        )
