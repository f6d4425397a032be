from odoo import api, models


class ResourceCalendarAttendance(models.Model):
    """Hours of work: whoever changes them moves what was counted by them (T4)."""

    _inherit = "resource.calendar.attendance"

    @api.model_create_multi
    def create(self, vals_list):
        attendances = super().create(vals_list)
        attendances.calendar_id._property_working_time_changed()
        return attendances

    def write(self, vals):
        before = self.calendar_id
        result = super().write(vals)
        (before | self.calendar_id)._property_working_time_changed()
        return result

    def unlink(self):
        calendars = self.calendar_id
        result = super().unlink()
        calendars.exists()._property_working_time_changed()
        return result
