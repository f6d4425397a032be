"""How planned visits went: made, missed, cancelled, agreed, met by chance."""

from datetime import timedelta

from ..models.planner_days import PlannerDays
from ..rules import period
from . import visit_words
from .hearing import Hearing

DONE, MISSED = 0.91, 0.07  # the rest is cancelled
BY_CHANCE = 0.04
HOUSEHOLD_METHODS = {"door": 45, "phone": 38, "outdoor": 8, "message": 6, "office": 3}
STAKEHOLDER_METHODS = {"office": 40, "phone": 30, "meeting": 30}
# Minutes after midnight, clear of the contact windows and of meal times.
HOURS = [*range(9 * 60 + 30, 10 * 60 + 51, 10), *range(14 * 60 + 10, 16 * 60 + 51, 10)]
MONDAY = 0


class FieldWork:
    """What the people of some estates do with the visits they were given."""

    def __init__(self, estates, dice, today):
        self.env, self.dice, self.today = estates.env, dice, today
        self.estates = estates
        self.methods = {
            method.code: method
            for method in self.env["property.visit.method"].search([])
        }
        self.hearing = Hearing(estates, dice, today)

    def carry_out(self, visits, month):
        """Let the planned visits of a month that were due before today happen."""
        self.month = month
        self.days = PlannerDays(month.start, month.end)
        due = visits.filtered(
            lambda visit: visit._is_open() and visit.date_planned < self.today
        ).sorted(lambda visit: (visit.date_planned, visit.id))
        for visit in due:
            self._happen(visit)
        for estate in self.estates:
            self._inspect(estate)
            if month.start.month % 3 == 0:
                self._meet(estate)
        self.hearing.register()

    def holder(self, estate, role):
        """Who holds a role, by its code, at an estate; maybe nobody."""
        staff = estate.staff_ids.filtered(
            lambda s: s.role_id.code == role and not s.date_to
        )
        return staff[:1].user_id

    # ------------------------------------------------------------------ outcomes

    def _happen(self, visit):
        if self._is_chance(visit):
            self._meet_by_chance(visit)
        if not visit._is_open():
            return  # served by that
        roll = self.dice.random()
        if roll < DONE:
            visit.write({"state": "done", **self._done_values(visit)})
            return
        self._try_in_vain(visit)
        if self.month.end > self.today:
            return  # still open, and late
        if roll < DONE + MISSED:
            visit.action_miss()
        else:
            visit.action_cancel(self.dice.choice(visit_words.CANCEL_REASONS))

    def _is_chance(self, visit):
        return (
            visit.household_id
            and visit.role_id.code == "butler"
            and visit.date_planned > self.month.start + timedelta(days=4)
            and self.dice.random() < BY_CHANCE
        )

    def _meet_by_chance(self, visit):
        """Met outdoors before the planned day: that visit is not needed any more."""
        day = visit.date_planned - timedelta(days=2)
        visit.household_id.log_visit(
            {
                "user_id": visit.user_id.id,
                "role_id": visit.role_id.id,
                "method_id": self.methods["outdoor"].id,
                "date_done": self.moment(visit.estate_id, day),
                "note": self.dice.choice(visit_words.CALM),
                "satisfaction": 4,
            }
        )

    def _try_in_vain(self, visit):
        """Those still open may have been tried up to the limit, old ones less (V5)."""
        most = 3 if self.month.end > self.today else 2
        self.env["property.visit.attempt"].create(
            [
                {
                    "visit_id": visit.id,
                    "user_id": visit.user_id.id or self.env.uid,
                    "method_id": (visit.method_id or self.methods["phone"]).id,
                    "outcome": self.dice.choice(["no_answer", "not_home"]),
                    "date": self.moment(visit.estate_id, visit.date_planned),
                    "note": self.dice.choice(visit_words.ATTEMPT_NOTES),
                }
                for _attempt in range(self.dice.randint(0, most))
            ]
        )

    # ------------------------------------------------------------------ one visit made

    def _done_values(self, visit):
        day = self._day(visit)
        method = self._method(visit, day)
        start = self.moment(visit.estate_id, day)
        return {
            "method_id": method.id,
            "date_done": start + timedelta(minutes=self.dice.randint(0, 5)),
            "duration": self.dice.choice([0.25, 0.25, 0.5, 0.5, 0.75]),
            **self._agreement(method, start, day),
            **self._companions(visit, method),
            **self.hearing.listen(visit, day, method),
        }

    def _day(self, visit):
        """The planned day or one of the next working days, inside month and slot."""
        late = [
            day
            for day in self.days.working(
                visit.estate_id,
                visit.date_planned,
                min(self.today, self.month.end, visit.slot_end or self.month.end),
            )
            if day <= visit.date_planned + timedelta(days=4)
        ]
        if late and self.dice.random() < 0.3:
            return self.dice.choice(late)
        return visit.date_planned

    def _method(self, visit, day):
        """The visit's own, what the household likes, or one of the usual ones."""
        if visit.method_id:
            return visit.method_id
        if not visit.household_id:
            return self._weighted(STAKEHOLDER_METHODS)
        liked = visit.household_id.preferred_method_id
        method = self._weighted(HOUSEHOLD_METHODS)
        if liked and self.dice.random() < 0.6:
            method = liked
        on_monday = method.uses_contact_hours and day.weekday() == MONDAY
        if on_monday and self.dice.random() < 0.8:
            return self.methods["door"]
        return method

    def _weighted(self, methods):
        code = self.dice.choices(list(methods), list(methods.values()))[0]
        return self.methods[code]

    def _agreement(self, method, start, day):
        """What the contact guard asks for: an appointment, or a reason (P9, P10)."""
        if method.uses_contact_hours and day.weekday() == MONDAY:
            return {"contact_reason": self.dice.choice(visit_words.MONDAY_REASONS)}
        if not method.needs_appointment:
            return {}
        if self.dice.random() < 0.08:
            reason = self.dice.choice(visit_words.NO_APPOINTMENT_REASONS)
            return {"no_appointment_reason": reason}
        return self.appointment(start)

    def appointment(self, start):
        return {
            "appointment_start": start,
            "appointment_stop": start + timedelta(minutes=30),
            "appointment_state": "agreed",
        }

    def _companions(self, visit, method):
        health = self.holder(visit.estate_id, "health_butler")
        if method.code != "door" or not health or self.dice.random() > 0.1:
            return {}
        return {"companion_ids": [(6, 0, health.ids)]}

    def moment(self, estate, day):
        """A time of that local day at which nobody minds, as naive UTC."""
        minutes = timedelta(minutes=self.dice.choice(HOURS))
        return period.day_start_utc(day, estate.tz) + minutes

    # ------------------------------------------------------------------ by themselves

    def _inspect(self, estate):
        """The manager's round of the month (P15)."""
        self._record(
            estate,
            7,
            purpose="inspection",
            method_id=self.methods["inspection"].id,
            duration=1.5,
            note=self.dice.choice(visit_words.INSPECTION_NOTES),
        )

    def _meet(self, estate):
        """The meeting of the quarter with the representatives (P5)."""
        self._record(
            estate,
            15,
            purpose="meeting",
            method_id=self.methods["meeting"].id,
            duration=2,
            note=self.dice.choice(visit_words.MEETING_NOTES),
            attendee_ids=[(6, 0, estate.stakeholder_ids.ids)],
        )

    def _record(self, estate, nth, **values):
        """A visit of the manager's on the nth working day, if that has been."""
        day = self.days.working(estate, self.month.start, self.month.end)[nth]
        manager = self.holder(estate, "manager")
        if day >= self.today or not manager:
            return
        self.env["property.visit"].create(
            {
                **values,
                "estate_id": estate.id,
                "user_id": manager.id,
                "role_id": self.env.ref("property_visit.role_manager").id,
                "date_planned": day,
                "date_done": self.moment(estate, day),
                "state": "done",
            }
        )
