from odoo import api, fields, models
from odoo.exceptions import ValidationError

from .property_contact_window import WEEKDAYS


class PropertyExtraDay(models.Model):
    """A make-up working day (调休): a date worked as another weekday (T3)."""

    _name = "property.extra.day"
    _inherit = ["property.calendar.part.mixin"]
    _description = "Make-up Working Day"
    _order = "date desc, id"

    name = fields.Char(required=True)
    calendar_id = fields.Many2one(
        "resource.calendar", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="calendar_id.company_id")
    date = fields.Date(required=True)
    weekday = fields.Selection(
        WEEKDAYS,
        required=True,
        string="Worked as",
        help="The weekday whose hours are worked on that date.",
    )
    active = fields.Boolean(default=True)
    country_id = fields.Many2one(
        "res.country",
        string="Make-up Day of",
        readonly=True,
        help="Loaded with the public holidays of this country; empty when made by"
        " hand.",
    )

    _date_unique = models.UniqueIndex(
        "(calendar_id, date) WHERE active",
        "This working time already has a make-up day then.",
    )

    @api.constrains("calendar_id")
    def _check_calendar(self):
        for day in self:
            if day.calendar_id.flexible_hours:
                raise ValidationError(
                    self.env._(
                        "%s is flexible: it has no weekday hours that a make-up day"
                        " could be worked by.",
                        day.calendar_id.name,
                    )
                )
