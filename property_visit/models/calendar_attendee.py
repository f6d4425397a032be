from odoo import models


class CalendarAttendee(models.Model):
    _inherit = "calendar.attendee"

    def _compute_mail_tz(self):
        """An appointment of ours is told in the time of its estate (W2).

        Few residents have a time zone of their own on record, and the clock at the
        door is the estate's.
        """
        done = super()._compute_mail_tz()
        visits = (
            self.env["property.visit"]
            .sudo()
            .search([("calendar_event_id", "in", self.event_id.ids)])
        )
        zones = {visit.calendar_event_id.id: visit.tz for visit in visits}
        for attendee in self:
            attendee.mail_tz = zones.get(attendee.event_id.id) or attendee.mail_tz
        return done
