from odoo import api, models


class PropertyCalendarPartMixin(models.AbstractModel):
    """Parts of a working time: who changes them moves what was counted by them (T4)."""

    _name = "property.calendar.part.mixin"
    _description = "Part of a working time"

    @api.model_create_multi
    def create(self, vals_list):
        parts = super().create(vals_list)
        parts.calendar_id._property_working_time_changed()
        return parts

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


class ResourceCalendarAttendance(models.Model):
    _name = "resource.calendar.attendance"
    _inherit = ["resource.calendar.attendance", "property.calendar.part.mixin"]
