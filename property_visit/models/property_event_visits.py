from datetime import timedelta
from functools import cache

from odoo import api, models
from odoo.fields import Command, Domain

from ..rules import occasion, period
from .planner_days import PlannerDays


class PropertyEvent(models.Model):
    """Events become visits: one event one visit, level over the days (P12, P14)."""

    _inherit = "property.event"

    def _make_visits(self):
        """Make or find the visit of each event, where it can be known when (P12)."""
        for event in self:
            event.due_at = event._due()
        ready = self.filtered("due_at").sorted(lambda event: (event.due_at, event.id))
        over = ready.filtered(lambda event: event._is_over())
        over.state = "over"
        leaders = (ready - over)._join_siblings()
        for (rule, estate), events in leaders.grouped(
            lambda event: (event.rule_id, event.estate_id)
        ).items():
            events._plan(rule, estate)
        (ready - over - leaders)._follow_leader()

    def _is_over(self):
        first, last = self.date, period.local_day(self.due_at, self.estate_id.tz)
        if self.household_id.occupancy == "moved_out":
            return True
        return occasion.is_history(first, last, self.estate_id._today())

    # ------------------------------------------------------------------ siblings

    def _join_siblings(self):
        """Those that need a visit of their own; others share that of one event."""
        taken = {event._key() for event in self._earlier_siblings()}
        leaders = self.browse()
        for event in self:
            if event._key() not in taken:
                taken.add(event._key())
                leaders |= event
        return leaders

    def _earlier_siblings(self):
        """Events of the same households and days whose visit is still to be made."""
        return self.search(
            Domain("household_id", "in", self.household_id.ids)
            & Domain("code", "in", self.mapped("code"))
            & Domain("date", "in", self.mapped("date"))
            & Domain("id", "not in", self.ids)
            & Domain("visit_id.state", "in", ("planned", "appointed"))
        )

    def _key(self):
        """What two events share that are one: the first visit, or one later day."""
        rule = self.rule_id
        part = "first" if rule.part == "first" else (rule.unit, self.due_at)
        return (self.household_id, self.code, self.date, self.ticket_id, part)

    def _follow_leader(self):
        siblings = self | self._earlier_siblings()
        visits = {event._key(): event.visit_id for event in siblings if event.visit_id}
        for event in self:
            visit = visits[event._key()]
            last = event._span()[1]
            event.write({"visit_id": visit.id, "state": "visit"})
            visit.date_deadline = min(visit.date_deadline or last, last)

    # ------------------------------------------------------------------ visits

    def _plan(self, rule, estate):
        """Make the visits of one rule at one estate, neighbours on the same days."""
        events = self.sorted(lambda event: event._walk())
        days, holding = events._spread(), cache(estate._holding)
        visits = self.env["property.visit"].create(
            [event._prepare_visit(days[event], holding) for event in events]
        )
        events.state = "visit"
        for event, visit in zip(events, visits, strict=True):
            event.visit_id = visit
        if rule.is_promised:
            is_callback = rule.purpose == "callback"
            events._promise_visits("callback_due" if is_callback else "visit_due")

    def _walk(self):
        building = self.household_id.building_id
        return (building.sequence, building.id, self.household_id.unit, self.id)

    def _spread(self):
        """Dict event → day, level over the days that those alike may use (P14)."""
        spans = [event._span() for event in self]
        stretch = PlannerDays(
            min(first for first, _last in spans),
            max(last for _first, last in spans) + timedelta(days=1),
        )
        alike = {}
        for event, span in zip(self, spans, strict=True):
            alike.setdefault((*span, event._windows()), []).append(event)
        return {
            event: day
            for key, events in alike.items()
            for event, day in zip(
                events,
                occasion.spread(events[0]._days(stretch, *key), len(events)),
                strict=True,
            )
        }

    def _days(self, stretch, first, last, windows):
        """Working days of a span that contact windows leave open, as D1 has it.

        Without any, all working days of the span; without these its last day.
        """
        span = (first, last + timedelta(days=1))
        return (
            stretch.open(self.estate_id, windows, *span)
            or stretch.working(self.estate_id, *span)
            or [last]
        )

    def _method(self):
        return self.rule_id.method_id or self.household_id.preferred_method_id

    def _windows(self):
        """The contact windows that bind this visit's method and household (P10)."""
        windows = self.rule_id.procedure_id.window_ids
        return windows._for_contact(self._method(), self.household_id.segment_ids)

    def _prepare_visit(self, day, holding):
        """Values of the visit; `holding` remembers who holds a role at the estate."""
        rule = self.rule_id
        role, user = self._visitor(holding)
        return {
            "household_id": self.household_id.id,
            "purpose": rule.purpose,
            "method_id": self._method().id,
            "role_id": role.id,
            "user_id": user.id,
            "companion_ids": [Command.set((self._companions(holding) - user).ids)],
            "date_planned": day,
            "date_deadline": self._span()[1],
            "ticket_id": self.ticket_id.id,
        }

    def _promise_visits(self, kind):
        """Promise the visits of one rule, those alike in one pass (L4).

        :param kind: what `_promise` calls the event
        """
        alike = self.grouped(lambda event: (event.happened_at, event._promised_for()))
        for (start, due), events in alike.items():
            self.env["property.commitment"]._promise(
                kind, events.visit_id, start, due=due
            )

    # ------------------------------------------------------------------ people

    def _visitor(self, holding):
        """Role and person: the first role that is held; by shares nobody yet."""
        roles = self.rule_id.role_ids.sorted("sequence") or self._role("butler")
        nobody = self.env["res.users"]
        if self.rule_id.by_share and self.ticket_id and self._shares():
            return roles[0], nobody
        for role in roles:
            if user := self._holder(role, holding):
                return role, user
        return roles[0], nobody

    def _role(self, code):
        """A role of ours; `ref` would ask each time whether it still exists."""
        known = self.env["ir.model.data"]._xmlid_to_res_id(
            f"property_visit.role_{code}", raise_if_not_found=True
        )
        return self.env["property.role"].browse(known)

    def _shares(self):
        return self.estate_id.procedure_id.share_ids._for_case(self.ticket_id)

    def _holder(self, role, holding):
        """Who holds a role for this household on the day, one person or nobody (N7)."""
        if role.code == "butler":
            return self.household_id.butler_id
        return holding(role)[:1]

    def _companions(self, holding):
        people = self.env["res.users"]
        for role in self.rule_id.companion_role_ids:
            people |= self._holder(role, holding)
        if self.rule_id.with_department:
            people |= self._department_head(holding)
        return people

    def _department_head(self, holding):
        """Who supervises the department that handled the case (P13).

        The leader of its team; where it has none, the head of departments at the
        estate, else the estate's supervisor.
        """
        if leader := self.ticket_id.team_id.user_id:
            return leader
        for code in ("department_head", "supervisor"):
            if user := self._holder(self._role(code), holding):
                return user
        return self.env["res.users"]

    # ------------------------------------------------------------------ rain, reopening

    @api.model
    def _follow_rain(self, estates):
        """It rained: make the visits that waited for it (B1)."""
        self.sudo().search(
            [("estate_id", "in", estates.ids), ("state", "=", "waiting")]
        )._make_visits()

    def _call_off(self, reason):
        """Nobody needs these visits any more: open ones are cancelled."""
        self.filtered(lambda event: event.state == "waiting").state = "over"
        self.visit_id.filtered(lambda visit: visit._is_open())._cancel(reason)

    @api.model
    def _call_off_case(self, ticket, reason):
        """Cancel what is still to be called back about a case."""
        self.sudo().search([("ticket_id", "=", ticket.id)])._call_off(reason)
