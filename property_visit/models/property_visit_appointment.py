import base64
from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import format_date

from ..rules import period
from .arguments import read_moment

USUAL_LENGTH = timedelta(minutes=30)


class PropertyVisit(models.Model):
    """Appointments: agreed in advance, in everybody's calendar, announced (P9)."""

    _inherit = "property.visit"

    appointment_start = fields.Datetime(copy=False, tracking=True)
    appointment_stop = fields.Datetime(copy=False)
    appointment_state = fields.Selection(
        [
            ("none", "None"),
            ("proposed", "Proposed"),
            ("agreed", "Agreed"),
            ("declined", "Declined"),
        ],
        default="none",
        required=True,
        copy=False,
    )
    calendar_event_id = fields.Many2one(
        "calendar.event", index="btree_not_null", copy=False
    )
    announced_at = fields.Datetime(copy=False, readonly=True)
    no_appointment_reason = fields.Char(
        string="Why Without Appointment", copy=False, tracking=True
    )

    _appointment_check = models.Constraint(
        "CHECK(appointment_stop IS NULL OR appointment_start IS NULL"
        " OR appointment_stop > appointment_start)",
        "An appointment has to end after it begins.",
    )
    _appointed_check = models.Constraint(
        "CHECK(state <> 'appointed' OR appointment_start IS NOT NULL)",
        "An appointment needs a day and a time.",
    )

    @api.model
    def _own_facts(self):
        return super()._own_facts() | {"announced_at"}

    def action_appoint(self, start=None, stop=None):
        """Agree a time with the household; calendar and invitation follow (P9).

        :param start, stop: UTC datetimes (or text); the fields of the visit when empty,
            half an hour when there is no end
        :raise UserError: no start is given, the end is not after it, or the visit has
            ended already
        """
        start, stop = read_moment(self.env, start), read_moment(self.env, stop)
        for visit in self:
            begin = start or visit.appointment_start
            if not begin:
                raise UserError(self.env._("Give the day and time that was agreed."))
            visit._appoint(begin, stop or visit._usual_end(begin))

    def _usual_end(self, begin):
        """The end on record where it still fits, else half an hour later."""
        end = self.appointment_stop
        return end if end and end > begin else begin + USUAL_LENGTH

    def _appoint(self, begin, end):
        if end <= begin:
            raise UserError(self.env._("An appointment has to end after it begins."))
        self.write(
            {
                "state": self._next_state("appoint"),
                "appointment_start": begin,
                "appointment_stop": end,
                "appointment_state": "agreed",
                "date_planned": period.local_day(begin, self.estate_id.tz),
                "planning_hint": False,
            }
        )
        self._put_in_calendar()

    def action_withdraw_appointment(self):
        """The agreed time falls through; the visit stays planned for its day."""
        for visit in self:
            visit._withdraw_event()
            visit.write(
                {
                    "state": visit._next_state("withdraw"),
                    "appointment_start": False,
                    "appointment_stop": False,
                    "appointment_state": "none",
                }
            )

    # ------------------------------------------------------------------ calendar

    def _put_in_calendar(self):
        """Create or move the calendar event; Odoo mails the household its .ics."""
        values = self._prepare_event()
        if self.calendar_event_id:
            self.calendar_event_id.sudo().write(values)
            return
        Event = self.env["calendar.event"].sudo()
        # Invited after it is linked: the invitation is in the time of our estate.
        event = Event.with_context(no_mail_to_attendees=True).create(values)
        self.calendar_event_id = event
        if event.start > fields.Datetime.now():
            Event.browse(event.id).attendee_ids._send_invitation_emails()

    def _prepare_event(self):
        people = self.user_id | self.companion_ids
        return {
            "name": self.env._("Visit %s", self.household_id.unit or self.name),
            "start": self.appointment_start,
            "stop": self.appointment_stop,
            "user_id": self.user_id.id or self.env.uid,
            "partner_ids": [
                (6, 0, (people.partner_id | self.contact_id | self.attendee_ids).ids)
            ],
            "location": self._place(),
            "privacy": "private",
        }

    def _place(self):
        return " ".join(
            filter(
                None,
                [self.estate_id.name, self.building_id.name, self.household_id.unit],
            )
        )

    def _withdraw_event(self):
        """Take the appointment out of every calendar; it is archived, not lost."""
        self.calendar_event_id.sudo().action_archive()
        self.filtered("calendar_event_id").calendar_event_id = False

    # ------------------------------------------------------------------ announcing

    def action_announce(self):
        """Tell households beforehand when they will be visited (P9).

        Those with a mail address get a message, with the appointment as .ics once it
        is agreed; all are marked, and the rest can be called or given the printed
        notice.

        :return: a notification with how many were mailed and how many were not
        """
        self.check_access("write")
        template = self.env.ref("property_visit.mail_template_announcement")
        open_visits = self.filtered(lambda visit: visit._is_open())
        by_mail = open_visits.filtered(lambda visit: visit.contact_id.email)
        for visit in by_mail:
            visit._mail_announcement(template)
        open_visits.sudo().announced_at = fields.Datetime.now()
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "info",
                "message": self.env._(
                    "%(mailed)s announced by mail, %(others)s have no mail address:"
                    " call them or print the notice.",
                    mailed=len(by_mail),
                    others=len(open_visits) - len(by_mail),
                ),
            },
        }

    def _mail_announcement(self, template):
        """Send the announcement; the appointment comes along as a calendar file."""
        event = self.calendar_event_id.sudo()
        files = [
            (f"{self.name}.ics", base64.b64encode(content))
            for content in event._get_ics_file().values()
        ]
        template.send_mail(self.id, email_values={"attachments": files})

    def _slot_text(self):
        """Day and time to expect the visit, in the estate's zone and the language."""
        self.ensure_one()
        if not self.appointment_start:
            return format_date(self.env, self.date_planned, date_format="full")
        start, stop = (
            period.local_moment(moment, self.estate_id.tz)
            for moment in (
                self.appointment_start,
                self.appointment_stop or self.appointment_start + USUAL_LENGTH,
            )
        )
        day = format_date(self.env, start.date(), date_format="full")
        return f"{day} {start:%H:%M}–{stop:%H:%M}"
