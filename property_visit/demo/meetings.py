"""Minutes of the demonstration's meetings; what is open comes up at the next one."""

from datetime import timedelta

from odoo.fields import Command

from ..rules import period
from .meeting_words import MEETINGS
from .register import households

SUNDAY = 6
GUESTS = 3
ANSWERED_AFTER, REPLY_IN = 6, 4


class Meetings:
    """The meetings at some estates, seen from `today` (a local date)."""

    def __init__(self, estates, today):
        self.env, self.estates, self.today = estates.env, estates, today

    def meet(self):
        """In the order of their days: each finds what earlier ones left open."""
        for told in sorted(MEETINGS, key=lambda meeting: meeting.days):
            meeting = self._call(told)
            if told.days < 0:
                self._raise(meeting, told)
                meeting.action_finish()
                self._settle(meeting, told)

    def _call(self, told):
        estate = self.estates[told.estate]
        staff = self._staff(estate, told.staff)
        owners = households(estate, ("occupancy", "=", "occupied")).partner_id
        guests = estate.stakeholder_ids.filtered(lambda partner: not partner.is_company)
        if told.kind != "owners_committee":
            guests |= owners[told.hour :][:GUESTS]
        return self.env["property.meeting"].create(
            {
                "kind": told.kind,
                "estate_id": estate.id,
                "date": self._at(estate, told.days, told.hour),
                "duration": 1.5,
                "place": told.place,
                "chair_id": staff[:1].id,
                "user_id": staff[1:2].id,
                "attendee_user_ids": [Command.set(staff.ids)],
                "attendee_ids": [Command.set(guests.ids)],
                "item_ids": [
                    Command.create({"name": name, "minutes": minutes, "sequence": n})
                    for n, (name, minutes) in enumerate(told.agenda, 1)
                ],
            }
        )

    def _raise(self, meeting, told):
        """What is open is promised an answer (V4)."""
        due = self._at(meeting.estate_id, REPLY_IN, 17)
        for number, (remark, state, decision) in enumerate(told.raised):
            category = f"property_visit.feedback_category_{remark.category}"
            self.env["property.feedback"].create(
                {
                    "meeting_id": meeting.id,
                    "partner_id": meeting.attendee_ids[number:][:1].id,
                    "category_id": self.env.ref(category).id,
                    "kind": remark.kind,
                    "description": remark.text,
                    "proposal": remark.proposal,
                    "decision": decision,
                    "reply_due": due if state == "open" else False,
                }
            )

    def _settle(self, meeting, told):
        """Some days later; what was closed by then is on no list any more."""
        at = meeting.date + timedelta(days=min(ANSWERED_AFTER, -told.days - 1))
        raised = meeting.feedback_ids.sorted("id")
        for item, (remark, state, _) in zip(raised, told.raised, strict=True):
            if state != "open":
                item.write({"reply": remark.reply, "state": state, "answered_at": at})

    def _at(self, estate, days, hour):
        """A local hour that many days from today, not on a Sunday, as naive UTC."""
        day = self.today + timedelta(days=days)
        day -= timedelta(days=day.weekday() == SUNDAY)
        return period.day_start_utc(day, estate.tz) + timedelta(hours=hour)

    def _staff(self, estate, roles):
        """Who holds these roles, in their order."""
        held = [
            estate.staff_ids.filtered(lambda s, role=role: s.role_id.code == role)
            for role in roles
        ]
        return self.env["property.estate.staff"].concat(*held).user_id
