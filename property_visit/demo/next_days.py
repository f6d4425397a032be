"""What lies ahead: agreed appointments, and what came up for today."""

from . import visit_words
from .register import households

APPOINTMENTS = 12
CAME_UP = 3  # for each butler, besides what was planned


class NextDays:
    """The days from today on, as the people of some estates have arranged them."""

    def __init__(self, work):
        self.work, self.env = work, work.env

    def arrange(self, visits):
        """Agree appointments for some of the open `visits`, add others for today."""
        coming = visits.filtered(
            lambda visit: (
                visit.state == "planned"
                and visit.household_id
                and visit.method_id.code != "phone"
                and visit.date_planned >= self.work.today
            )
        ).sorted(lambda visit: (visit.date_planned, visit.id))
        for visit in coming[: 2 * APPOINTMENTS : 2]:
            self._agree(visit)
        for butler in households(self.work.estates).butler_id.sorted("id"):
            self._come_up(butler)

    def _agree(self, visit):
        """A door visit at an agreed time, announced and in the calendar (P9)."""
        start = self.work.moment(visit.estate_id, visit.date_planned)
        visit.write(
            {
                "state": "appointed",
                "method_id": self.work.methods["door"].id,
                "announced_at": self.env.cr.now(),
                **self.work.appointment(start),
            }
        )
        # Not `_put_in_calendar`, which mails an invitation.
        event = self.env["calendar.event"].create(visit._prepare_event())
        visit.calendar_event_id = event

    def _come_up(self, butler):
        """Households of a butler who asked for something, or wait for a call back."""
        living = households(
            self.work.estates,
            ("butler_id", "=", butler.id),
            ("occupancy", "=", "occupied"),
        )
        for household in self._some(living):
            purpose, method = self.work.dice.choice(
                [("callback", "phone"), ("appointment_request", "door")]
            )
            visit = self.env["property.visit"].create(
                {
                    "household_id": household.id,
                    "user_id": butler.id,
                    "purpose": purpose,
                    "method_id": self.work.methods[method].id,
                    "date_planned": self.work.today,
                    "note": self.work.dice.choice(visit_words.CAME_UP),
                }
            )
            if method == "door":
                self._agree(visit)

    def _some(self, living):
        return self.work.dice.sample(list(living), min(CAME_UP, len(living)))
