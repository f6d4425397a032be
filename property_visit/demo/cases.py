"""Cases that are on somebody's desk today: overdue, on hold, climbed, reopened."""

from datetime import timedelta
from random import Random

from odoo import fields
from odoo.tools import SQL

from ..models.property_event_rule import CASES
from .case_words import BY_CHANCE, NOT_SOLVED, SOLVED, STORIES
from .register import households

HOUR = timedelta(hours=1)


class Cases:
    """Lets each story happen to a household, by the steps that people take."""

    def __init__(self, estates):
        self.env, self.estates = estates.env, estates
        self.dice = Random("property_visit cases")
        self.now = fields.Datetime.now()

    def arise(self):
        """One story after the other, each at a household of its own."""
        living = list(households(self.estates, ("occupancy", "=", "occupied")))
        chosen = self.dice.sample(living, min(len(STORIES), len(living)))
        for story, household in zip(STORIES, chosen, strict=False):
            self._tell(story, household)

    def _tell(self, story, household):
        ticket = self._register(story, household)
        for round_ in range(story.reopened):
            self._solve_in_vain(ticket, days_ago=2 * (story.reopened - round_))
        promise = self._owed(ticket)
        if not promise:
            return  # this procedure promises no first answer
        self._shift(ticket, promise, self.now + story.due * HOUR)
        if story.paused:
            promise._pause(story.paused)
        self._climb(promise)

    def _register(self, story, household):
        team = household.estate_id.team_id
        return self.env["helpdesk.ticket"].create(
            {
                "name": story.title,
                "description": story.text,
                "household_id": household.id,
                "partner_id": household.partner_id.id,
                "company_id": household.estate_id.company_id.id,
                "property_kind": story.kind,
                "severity": story.severity,
                "is_leak": story.is_leak,
                "team_id": team.id,
                "user_id": team.user_id.id or household.butler_id.id,
                "channel_id": self.env.ref(
                    "helpdesk_mgmt.helpdesk_ticket_channel_phone"
                ).id,
            }
        )

    def _solve_in_vain(self, ticket, days_ago):
        """It was handled and called back about, and the household said no (C8)."""
        handled_at = self.now - timedelta(days=days_ago)
        ticket.remedy = SOLVED
        ticket._act("handle", handled_at=handled_at)
        callback = self._call_for(ticket, handled_at)
        if not callback:
            ticket._reopen(NOT_SOLVED, handled_at)
            return
        callback.write(
            {
                "state": "done",
                "user_id": ticket.household_id.butler_id.id,
                "date_done": handled_at + 24 * HOUR,
                "no_appointment_reason": BY_CHANCE,
                "contact_reason": BY_CHANCE,
                "satisfaction": 2,
                "problem_persists": True,
                "note": NOT_SOLVED,
            }
        )

    def _call_for(self, ticket, handled_at):
        """The callback that follows, without the mails of `_after_handled`."""
        ticket._promise_of("ticket_handled", handled_at)
        ticket._settle("result", handled_at + HOUR)
        events = self.env["property.event"]._happen(
            CASES[ticket.property_kind],
            ticket.household_id,
            handled_at,
            f"{ticket.number} {handled_at}",
            ticket=ticket,
        )
        return events.visit_id.filtered(lambda visit: visit._is_open())[:1]

    def _owed(self, ticket):
        running = self.env["property.commitment"]._of(ticket)
        return running.filtered(lambda promise: promise.rule_id.kept_by == "answer")[:1]

    def _shift(self, ticket, promise, due):
        """As if it had come in just so long ago that the answer is due then."""
        start = promise.date_start + (due - promise.date_due)
        running = self.env["property.commitment"]._of(ticket)
        running.date_start = start
        running._count_due()
        if not ticket.reopen_count:
            self._backdate(ticket, start)

    def _backdate(self, ticket, start):
        self.env.flush_all()
        self.env.cr.execute(
            SQL(
                "UPDATE helpdesk_ticket SET create_date = %s WHERE id = %s",
                start,
                ticket.id,
            )
        )
        ticket.invalidate_recordset(["create_date"])

    def _climb(self, promise):
        """Take the steps that are due; nobody is mailed about the past."""
        promise._escalate(self.now)
        promise.log_ids.digested_at = self.now
