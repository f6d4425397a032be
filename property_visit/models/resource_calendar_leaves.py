from odoo import api, fields, models
from odoo.fields import Domain


class ResourceCalendarLeaves(models.Model):
    """Public holidays: where they come from, and what they move (T3, T4)."""

    _inherit = "resource.calendar.leaves"

    property_country_id = fields.Many2one(
        "res.country",
        string="Holiday of",
        readonly=True,
        help="Loaded as a public holiday of this country; empty when made by hand.",
    )
    property_provisional = fields.Boolean(
        string="Provisional",
        readonly=True,
        help="The authorities have not published this year's days off yet: load them"
        " again when they have.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        leaves = super().create(vals_list)
        leaves._property_tell(leaves._property_calendars())
        return leaves

    def write(self, vals):
        before = self._property_calendars()
        result = super().write(vals)
        self._property_tell(before)
        return result

    def unlink(self):
        calendars = self._property_calendars()
        result = super().unlink()
        self.browse()._property_tell(calendars)
        return result

    def _property_tell(self, calendars):
        """Let the calendars that these leaves close, or closed before, know."""
        calendars = calendars | self._property_calendars()
        if calendars:
            calendars._property_working_time_changed()

    def _property_calendars(self):
        """The calendars that leaves of nobody in particular close."""
        common = self.sudo().filtered(lambda leave: not leave.resource_id)
        everywhere = common.filtered(lambda leave: not leave.calendar_id)
        if not everywhere:
            return common.calendar_id
        companies = [False, *everywhere.company_id.ids]
        domain = Domain("company_id", "in", companies)
        if not all(leave.company_id for leave in everywhere):
            domain = Domain.TRUE
        Calendar = self.env["resource.calendar"].sudo()
        return common.calendar_id | Calendar.with_context(active_test=False).search(
            domain
        )
