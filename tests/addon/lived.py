"""A month lived through at random, and its figures counted by hand from raw records."""

from datetime import datetime, timedelta
from random import Random

from common import SHANGHAI, UTC
from months import MonthCase


class LivedMonth(MonthCase):
    """Ten weeks around October 2026, lived through at random moments of the day."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.make_case_rule("ticket_received", "handled", amount=48)
        cls.homes = cls.household | cls.neighbour
        for number in range(103, 109):
            cls.homes |= cls.make_household(str(number))
        cls.dice = Random("held back")
        cls.calls = Random("called back")

    def live_through(self):
        begin = datetime(2026, 9, 1)
        for _event in range(120):
            moment = begin + timedelta(minutes=self.dice.randrange(10 * 7 * 24 * 60))
            with self.on(moment):
                self.live(self.dice.choice(self.homes), moment)

    def live(self, household, moment):
        what = self.dice.choice(["visit", "visit", "said", "case"])
        if what == "visit":
            self.make_visit(
                household,
                date_done=moment,
                satisfaction=self.dice.choice([0, 2, 3, 4, 5]),
            ).action_done()
        elif what == "said":
            self.say(
                "Something",
                day=moment.replace(tzinfo=UTC).astimezone(SHANGHAI).date(),
                household=household,
                category_id=self.category(
                    self.dice.choice(["environment", "security"])
                ).id,
                kind=self.dice.choice(["complaint", "need", "praise"]),
                is_valid=self.dice.random() > 0.2,
                state=self.dice.choice(["open", "answered"]),
            )
        else:
            self.register(household)

    def register(self, household):
        case = self.make_case(
            household_id=household.id,
            partner_id=household.partner_id.id,
            property_kind=self.dice.choice(["complaint", "repair"]),
            is_valid=self.dice.random() > 0.2,
        )
        if self.dice.random() > 0.4:
            case.remedy = "Mended"
            case.action_start()
            case.action_handle()
            self.call_back(case)

    def call_back(self, case, later=None):
        """Days after: made, still open, missed or called off; half were drawn (S1)."""
        now = datetime.now()
        later = later or now + timedelta(minutes=self.calls.randrange(20 * 24 * 60))
        visit = self.make_visit(
            case.household_id,
            purpose="callback",
            ticket_id=case.id,
            date_planned=later.date(),
            drawn_on=self.calls.choice([False, now.date()]),
        )
        outcome = self.calls.choice(["done", "done", "planned", "missed", "cancelled"])
        with self.on(later):
            if outcome == "done":
                visit.satisfaction = self.calls.choice([0, 4, 5])
                visit.date_done = later
                visit.action_done()
            elif outcome == "cancelled":
                visit.action_cancel("They called us")
            elif outcome == "missed":
                visit.state = "missed"

    # ------------------------------------------------------------------ by hand

    def is_in(self, moment, first, stop):
        """Whether a UTC moment lies in local days [first, stop)."""
        return first <= moment.replace(tzinfo=UTC).astimezone(SHANGHAI).date() < stop

    def is_callback_in(self, visit, first, stop):
        """Made in local days [first, stop), or drawn, else planned, and not made."""
        if visit.state == "done":
            return self.is_in(visit.date_done, first, stop)
        return first <= (visit.drawn_on or visit.date_planned) < stop

    def by_hand(self, first, stop, now):
        """Every figure from the records themselves, one after the other."""
        mine = [("estate_id", "=", self.estate.id)]
        visits = self.env["property.visit"].search(mine)
        done = [v for v in visits if v.state == "done"]
        done = [v for v in done if self.is_in(v.date_done, first, stop)]
        asked = [v for v in done if v.satisfaction]
        said = self.env["property.feedback"].search(mine)
        said = [f for f in said if first <= f.date < stop]
        raised = [f for f in said if f.is_valid and f.kind != "praise"]
        cases = self.env["helpdesk.ticket"].search(mine)
        cases = [c for c in cases if self.is_in(c.create_date, first, stop)]
        calls = [v for v in visits if v.purpose == "callback" and v.ticket_id]
        calls = [v for v in calls if v.state != "cancelled"]
        calls = [v for v in calls if self.is_callback_in(v, first, stop)]
        made = [v for v in calls if v.state == "done"]
        kept = [p for p in self.Ledger.search(mine) if p.date_due]
        kept = [p for p in kept if self.is_in(p.date_due, first, stop)]
        late = [p for p in kept if (p.date_kept or now) > p.date_due]
        judged = [p for p in kept if p.date_kept or p in late]
        figures = {
            "visits_done": (len(done), None),
            "satisfaction": (sum(v.satisfaction >= 4 for v in asked), len(asked)),
            "coverage": (len({v.household_id for v in done}), len(self.homes)),
            "feedback": (len(said), None),
            "feedback_handled": (
                sum(f.state != "open" for f in raised),
                len(raised),
            ),
            "feedback_complaints": (
                sum(f.is_valid and f.kind == "complaint" for f in said),
                None,
            ),
            "praise": (sum(f.kind == "praise" for f in said), None),
            "on_time": (len(judged) - len(late), len(judged)),
            "late": (len(late), None),
            "overdue": (sum(not p.date_kept for p in late), None),
            "callbacks_made": (len(made), len(calls)),
            "callbacks_satisfied": (
                sum(v.satisfaction >= 4 for v in made),
                len(made),
            ),
        }
        for kind in ("complaint", "repair"):
            same = [c for c in cases if c.property_kind == kind]
            valid = [c for c in same if c.is_valid]
            figures |= {
                f"{kind}s_received": (len(same), None),
                f"{kind}s_valid": (len(valid), None),
                f"{kind}s_handled": (
                    sum(bool(c.handled_at) for c in valid),
                    len(valid),
                ),
            }
        return figures
