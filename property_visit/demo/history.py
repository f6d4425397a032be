"""A year at the estates: people move, months are planned, worked and closed."""

from datetime import timedelta
from random import Random

from dateutil.relativedelta import relativedelta

from ..rules import period
from . import visit_words
from .field_work import FieldWork
from .next_days import NextDays
from .register import households

# Months ago in which a household leaves; its unit is let again the month after.
LEAVE = (9, 6, 3)
ARRIVE = tuple(ago - 1 for ago in LEAVE)
MOVE_IN = (7, 2)
MORNING = timedelta(hours=9)


class History:
    """The twelve months before the one of `today`, and that one up to yesterday."""

    def __init__(self, estates, today):
        self.env, self.estates, self.today = estates.env, estates, today
        self.dice = Random("property_visit")
        self.work = FieldWork(estates, self.dice, today)
        self.newcomers = iter(visit_words.NEWCOMERS)
        self.units_to_let = []

    def pass_by(self):
        """Live through the months as they came, and look one month ahead."""
        this_month = period.month(self.today)
        first = this_month.start - relativedelta(months=12)
        self._refresh_segments()
        for year in range(first.year, self.today.year + 1):
            self._approve_year(year)
        months = period.months_between(first, this_month.end)
        for ago, month in zip(range(12, -1, -1), months, strict=True):
            self._change_register(ago, month)
            self._live(month)
        self._look_ahead(period.month(this_month.end))
        self._refresh_segments()

    def _live(self, month):
        """Plan one month, make its visits, and close it when it is over."""
        if month.end > self.today:
            self._refresh_segments()
        plans = self._plan(month)
        self._approve(plans)
        plans._take("start")
        visits = self.env["property.visit"].search([("plan_id", "in", plans.ids)])
        self.work.carry_out(visits, month)
        if month.end <= self.today:
            plans._take("close")
        else:
            NextDays(self.work).arrange(visits)

    def _refresh_segments(self):
        self.env["property.household"]._cron_refresh_segments()

    # ------------------------------------------------------------------ plans

    def _plan(self, month):
        """The month's plans with what the planner made of them on its first day."""
        plans = self.env["property.visit.plan"]._for_month(self.estates, month.start)
        self.env["property.visit.planner"]._generate(plans, self._morning(month.start))
        return plans

    def _approve(self, plans):
        """A supervisor of the estate approves plans on the day before they begin."""
        plans._take("submit")
        for estate, same in plans.grouped("estate_id").items():
            same._take(
                "approve",
                reviewer_id=self.work.holder(estate, "supervisor").id,
                reviewed_at=self._morning(same[0].date_from - timedelta(days=1)),
            )

    def _approve_year(self, year):
        plans = self.env["property.visit.plan"]._for_year(self.estates, year)
        plans.action_forecast()
        self._approve(plans)
        plans._take("start" if year == self.today.year else "close")

    def _look_ahead(self, month):
        """Next month's drafts; one of them waits for its review."""
        self._plan(month)[:1]._take("submit")

    def _morning(self, day):
        return period.day_start_utc(day, self.estates[0].tz) + MORNING

    # ------------------------------------------------------------------ register

    def _change_register(self, ago, month):
        """Who left, who came, and who moved into a unit that had stood empty."""
        if ago in LEAVE:
            self._leave(month)
        if ago in ARRIVE:
            self._arrive(month)
        if ago in MOVE_IN:
            self._move_in(month)

    def _leave(self, month):
        """Somebody of long standing, of whom nothing special is known, moves out."""
        ordinary = self._households("occupied").filtered(
            lambda household: (
                not (
                    household.agreement_number
                    or household.private_note_ids
                    or household.segment_ids.filtered(lambda s: not s.is_computed)
                    or household.partner_id.user_ids
                )
            )
        )
        if ordinary:
            household = self.dice.choice(ordinary)
            household.action_move_out(month.start + timedelta(days=9))
            self.units_to_let.append(household)

    def _arrive(self, month):
        """A tenant takes the unit that was left last month."""
        if not self.units_to_let:
            return
        left = self.units_to_let.pop()
        name = next(self.newcomers)
        partner = left.partner_id.copy(
            {"name": name, "phone": "190 0000 3001", "email": False}
        )
        left.create(
            {
                "building_id": left.building_id.id,
                "unit": left.unit,
                "partner_id": partner.id,
                "relation": "tenant",
                "move_in_date": month.start + timedelta(days=4),
            }
        )

    def _move_in(self, month):
        """An owner moves into a unit that had stood empty."""
        waiting = self._households("not_moved_in")
        if waiting:
            self.dice.choice(waiting).write(
                {
                    "occupancy": "occupied",
                    "move_in_date": month.start + timedelta(days=6),
                }
            )

    def _households(self, occupancy):
        return households(self.estates, ("occupancy", "=", occupancy))
