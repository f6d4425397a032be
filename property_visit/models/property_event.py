from datetime import datetime

from odoo import api, fields, models
from odoo.fields import Domain

from ..rules import occasion, period
from ..rules.working_time import day_end
from .property_event_rule import CODES


class PropertyEvent(models.Model):
    """An event that calls for a visit: one row for each rule it concerns (P12).

    `_happen` is the one way in; how the visits are made is in
    `property_event_visits.py`.
    """

    _name = "property.event"
    _description = "Event"
    _order = "date desc, id desc"
    _rec_name = "rule_id"

    rule_id = fields.Many2one(
        "property.event.rule", required=True, ondelete="restrict", index=True
    )
    code = fields.Selection(CODES, string="Event", required=True)
    is_confidential = fields.Boolean(help="As H5 says, for visitor, butler, manager.")
    estate_id = fields.Many2one("property.estate", required=True, index=True)
    household_id = fields.Many2one("property.household", required=True, index=True)
    ticket_id = fields.Many2one("helpdesk.ticket", index="btree_not_null")
    date = fields.Date(required=True, help="The local day it happened.")
    happened_at = fields.Datetime(required=True)
    source_ref = fields.Char(required=True, help="What tells one event from another.")
    note = fields.Text()
    due_at = fields.Datetime(help="Empty until it rains, where rain decides.")
    visit_id = fields.Many2one("property.visit", index="btree_not_null")
    state = fields.Selection(
        [
            ("waiting", "Waiting for rain"),
            ("visit", "A visit is made"),
            ("over", "No visit is made any more"),
        ],
        required=True,
        default="waiting",
        index=True,
    )
    active = fields.Boolean(default=True)

    _source_unique = models.UniqueIndex(
        "(rule_id, household_id, source_ref)", "That event is known already."
    )
    _siblings = models.Index("(household_id, code, date)")

    @api.model
    def _happen(
        self, code, households, date=None, source_ref=None, note=None, ticket=None
    ):
        """Something happened: make the visits that the rules of the estates want.

        Told again, the same event makes nothing. Who tells it need not have a right to
        make visits: hence the superuser.

        :param code: a key of `property_event_rule.CODES`
        :param households: the `property.household` it happened to, one or several
        :param date: local date or naive UTC datetime, now by default
        :param source_ref: what tells this event from others of its code, its local day
            by default
        :param note: what the visitor should know; nothing confidential (H5)
        :param ticket: the `helpdesk.ticket` that is called back
        :return: the new events
        """
        events = self.sudo().browse()
        living = households.sudo().filtered(lambda h: h.occupancy != "moved_out")
        ticket = ticket or self.env["helpdesk.ticket"]
        for estate, group in living.grouped("estate_id").items():
            facts = self._facts(estate, date, ticket, note)
            facts["source_ref"] = source_ref or f"{code} {facts['date']}"
            rules = estate.procedure_id.event_rule_ids._for_event(code, ticket.sudo())
            events |= events._note_down(rules, group, facts)
        events._make_visits()
        return events.sudo(self.env.su)

    def action_open_visit(self):
        """Show the visit this event made; nothing while it waits for rain (P12).

        :return: an action, or False
        """
        return bool(self.visit_id) and self.visit_id.get_formview_action()

    def _facts(self, estate, date, ticket, note):
        moment = date or fields.Datetime.now()
        if not isinstance(moment, datetime):
            moment = period.day_start_utc(moment, estate.tz)
        return {
            "estate_id": estate.id,
            "happened_at": moment,
            "date": period.local_day(moment, estate.tz),
            "ticket_id": ticket.id,
            "note": note,
        }

    def _note_down(self, rules, households, facts):
        """Create the events that are not known yet, one for each rule and household."""
        known = {
            (event.rule_id, event.household_id)
            for event in self.with_context(active_test=False).search(
                Domain("rule_id", "in", rules.ids)
                & Domain("household_id", "in", households.ids)
                & Domain("source_ref", "=", facts["source_ref"])
            )
        }
        return self.create(
            [
                {
                    **facts,
                    "rule_id": rule.id,
                    "code": rule.code,
                    "is_confidential": rule.is_confidential,
                    "household_id": household.id,
                }
                for rule in rules
                for household in households
                if (rule, household) not in known
            ]
        )

    # ------------------------------------------------------------------ time

    def _due(self):
        """When the visit is due as naive UTC, None before the rain it waits for."""
        rule, estate = self.rule_id, self.estate_id
        day = occasion.last_day(self.date, rule.offset, rule.unit)
        if day:
            return day_end(day, estate.tz)
        return estate._calendar()._property_due(
            self.happened_at, rule.offset, rule.unit, rain_days=self._rain_days()
        )

    def _rain_days(self):
        if self.rule_id.unit != "first_rain":
            return ()
        days = self.env["property.rain.day"].search(
            [("estate_id", "=", self.estate_id.id), ("date", ">", self.date)]
        )
        return sorted(days.mapped("date"))

    def _span(self):
        """First and last local day on which the visit can be made."""
        estate = self.estate_id
        due_day = period.local_day(self.due_at, estate.tz)
        return occasion.span(self.date, due_day, estate._today(), self.rule_id._grace())

    def _promised_for(self):
        """The moment the promise is due: the due time, or the end of the grace."""
        if self.rule_id.timing == "within":
            return self.due_at
        return day_end(self._span()[1], self.estate_id.tz)
