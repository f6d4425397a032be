from odoo import models
from odoo.fields import Domain


class ResourceCalendar(models.Model):
    """Who changes working time moves the open promises counted by it (L3)."""

    _inherit = "resource.calendar"

    def _property_working_time_changed(self):
        result = super()._property_working_time_changed()
        self.env["property.commitment"]._recount(self._promise_domain())
        return result

    def _promise_domain(self):
        """Promises of the estates judged by these calendars; by any, for none left."""
        if not self:
            return Domain.TRUE
        own = Domain("estate_id.resource_calendar_id", "in", self.ids)
        company = Domain("estate_id.company_id.resource_calendar_id", "in", self.ids)
        return own | (Domain("estate_id.resource_calendar_id", "=", False) & company)
