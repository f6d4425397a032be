"""Repairs of the last months that were called back about, by role (B2–B4)."""

from datetime import timedelta
from random import Random

from dateutil.relativedelta import relativedelta
from odoo.tools import SQL

from ..rules import period
from .case_words import BY_CHANCE, FAULT, REPAIRS
from .register import households

# Months ago: who called back how often. In the second one the supervisor fell short.
MADE = {
    2: {"manager": 1, "supervisor": 3, "repair_lead": 6},
    1: {"manager": 1, "supervisor": 1, "repair_lead": 8},
}
SATISFACTION = (5, 4, 4, 5)


class Callbacks:
    """Calls back about repairs wherever roles have a share of it, before `today`."""

    def __init__(self, estates, today):
        self.env, self.today = estates.env, today
        self.estates = estates.filtered("procedure_id.share_ids")
        self.dice = Random("property_visit callbacks")

    def make(self):
        """Two months of callbacks, and one this week that found a fault."""
        for estate in self.estates:
            living = list(households(estate, ("occupancy", "=", "occupied")))
            for ago, shares in MADE.items():
                first = self.today.replace(day=1) - relativedelta(months=ago)
                roles = [role for role, n in shares.items() for _time in range(n)]
                self.dice.shuffle(roles)
                for index, role in enumerate(roles):
                    day = self._working(first + timedelta(days=5 + 2 * index))
                    self._call_back(self.dice.choice(living), role, day)
        for estate in self.estates[:1]:
            living = households(estate, ("occupancy", "=", "occupied"))
            self._find_fault(living[:1], self._working(self.today - timedelta(days=1)))

    def _call_back(self, household, role, day, **values):
        ticket = self._repair(household, day - timedelta(days=3))
        done_at = self._at(household, day, 10)
        return self.env["property.visit"].create(
            {
                "estate_id": household.estate_id.id,
                "household_id": household.id,
                "ticket_id": ticket.id,
                "purpose": "callback",
                "method_id": self.env.ref("property_visit.method_door").id,
                "role_id": self.env.ref(f"property_visit.role_{role}").id,
                "user_id": self._holder(household.estate_id, role, day).id,
                "date_planned": day,
                "date_done": done_at,
                "state": "done",
                "no_appointment_reason": BY_CHANCE,
                "inspected_on_site": True,
                "charges_checked": True,
                "staff_conduct": "good",
                "satisfaction": self.dice.choice(SATISFACTION),
                **values,
            }
        )

    def _find_fault(self, household, day):
        """The work has to be done again: a notice waits to be issued (B4)."""
        self._call_back(
            household,
            "repair_lead",
            day,
            satisfaction=2,
            fault_found=True,
            fault_description=FAULT,
        )

    def _repair(self, household, day):
        """A repair that was done on a day, as the register shows it afterwards."""
        team = household.estate_id.team_id
        title, text = self.dice.choice(REPAIRS)
        ticket = self.env["helpdesk.ticket"].create(
            {
                "name": title,
                "description": text,
                "household_id": household.id,
                "partner_id": household.partner_id.id,
                "company_id": household.estate_id.company_id.id,
                "property_kind": "repair",
                "team_id": team.id,
                "user_id": team.user_id.id,
                "stage_id": self.env.ref("helpdesk_mgmt.helpdesk_ticket_stage_done").id,
            }
        )
        handled_at = self._at(household, day, 16)
        ticket.handled_at = handled_at
        self._backdate(ticket, handled_at)
        return ticket

    def _backdate(self, ticket, handled_at):
        self.env.flush_all()
        self.env.cr.execute(
            SQL(
                """UPDATE helpdesk_ticket
                      SET create_date = %(came)s, assigned_date = %(came)s,
                          closed_date = %(done)s
                    WHERE id = %(id)s""",
                came=handled_at - timedelta(hours=26),
                done=handled_at,
                id=ticket.id,
            )
        )
        ticket.invalidate_recordset()

    def _holder(self, estate, role, day):
        return estate._holding(self.env.ref(f"property_visit.role_{role}"), day)[:1]

    def _working(self, day):
        """The day itself, or the Friday before a weekend."""
        return day - timedelta(days=max(0, day.weekday() - 4))

    def _at(self, household, day, hour):
        tz = household.estate_id.tz
        return period.day_start_utc(day, tz) + timedelta(hours=hour)
