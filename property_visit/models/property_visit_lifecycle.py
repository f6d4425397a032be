from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ..rules import errors, lifecycle
from .arguments import read_date


class PropertyVisit(models.Model):
    """How a visit is late, or ends without taking place; who hears of it (N5, V5)."""

    _inherit = "property.visit"

    is_late = fields.Boolean(compute="_compute_is_late", search="_search_is_late")
    attempt_ids = fields.One2many("property.visit.attempt", "visit_id")
    attempt_count = fields.Integer(compute="_compute_attempt_count", string="Attempts")
    cancel_reason = fields.Char(copy=False, tracking=True)
    served_by_id = fields.Many2one(
        "property.visit", index="btree_not_null", copy=False, readonly=True
    )

    _cancel_check = models.Constraint(
        "CHECK(state <> 'cancelled' OR btrim(coalesce(cancel_reason, '')) <> '')",
        "A cancelled visit needs a reason: say why it will not be made.",
    )

    @api.depends("attempt_ids")
    def _compute_attempt_count(self):
        counts = self._count_of("property.visit.attempt")
        for visit in self:
            visit.attempt_count = counts.get(visit, 0)

    @api.depends("state", "date_planned", "estate_id")
    def _compute_is_late(self):
        for visit in self:
            visit.is_late = visit._is_open() and (
                visit.date_planned < visit.estate_id._today()
            )

    def _search_is_late(self, operator, value):
        if operator != "in":
            return NotImplemented
        return Domain("state", "in", lifecycle.OPEN) & self._over_domain()

    @api.model
    def _over_domain(self):
        """Domain of a planned day that is over, by each estate's own date (W2)."""
        now = fields.Datetime.now()
        estates = self.env["property.estate"].sudo().with_context(active_test=False)
        days = estates._all().grouped(lambda estate: estate._today(now))
        if len(days) == 1:  # as nearly always: the list needs no estates then
            return Domain("date_planned", "<", next(iter(days)))
        return Domain.OR(
            Domain("estate_id", "in", same.ids) & Domain("date_planned", "<", day)
            for day, same in days.items()
        )

    @api.model
    def _own_facts(self):
        return super()._own_facts() | {"served_by_id"}

    # ------------------------------------------------------------------ table

    def write(self, vals):
        """Whoever writes it: a visit that becomes done serves its day's slot (N3)."""
        if "state" not in vals:
            return super().write(vals)
        self._check_state_change(vals["state"])
        fresh = self.filtered(lambda visit: visit.state != "done")
        written = super().write(vals)
        if vals["state"] == "done":
            for visit in fresh:
                visit._serve_slot()
        return written

    def _check_state_change(self, state):
        """A state is reached by an action of the table only, whoever writes it."""
        for visit in self.filtered(lambda visit: visit.state != state):
            if not any(
                lifecycle.next_state(visit.state, action) == state
                for action in lifecycle.actions(visit.state)
            ):
                raise UserError(visit._refusal())

    def _next_state(self, action):
        self.ensure_one()
        try:
            return lifecycle.next_state(self.state, action)
        except errors.TransitionRefused as refusal:
            raise UserError(self._refusal()) from refusal

    def _refusal(self):
        states = dict(self._fields["state"]._description_selection(self.env))
        return self.env._(
            "The visit %(visit)s is %(state)s: that step does not follow.",
            visit=f"{self.name} {self.display_name}",
            state=states[self.state],
        )

    # ------------------------------------------------------------------ actions

    def action_cancel(self, reason=None):
        """Give a visit up; its slot stays held (N5).

        :param reason: text; the field `cancel_reason` when empty
        :raise UserError: no reason is given, or the visit has ended already
        """
        for visit in self:
            visit._cancel(reason or visit.cancel_reason)

    def _cancel(self, reason):
        for visit in self:
            if not (reason or "").strip():
                raise UserError(
                    self.env._("Say why the visit %s will not be made.", visit.name)
                )
            visit.write({"state": visit._next_state("cancel"), "cancel_reason": reason})
            visit._withdraw_event()

    def action_move(self, date):
        """Put a visit on another day; an agreed appointment is gone.

        :param date: local date or ISO text
        :raise UserError: it is no date, or the visit has ended already
        """
        day = read_date(self.env, date)
        if not day:
            raise UserError(self.env._("Say to which day the visit is moved."))
        for visit in self:
            visit._withdraw_event()
            visit.write(
                {
                    "state": visit._next_state("move"),
                    "date_planned": day,
                    "appointment_start": False,
                    "appointment_stop": False,
                    "appointment_state": "none",
                    "planning_hint": False,
                }
            )

    def action_miss(self):
        """Say that it did not take place; the slot is free again (N5)."""
        for visit in self:
            visit.state = visit._next_state("miss")

    def action_reopen(self):
        """Take a missed visit up again, where its slot is still free.

        :raise UserError: another visit serves its slot, or it was not missed
        """
        for visit in self:
            state = visit._next_state("reopen")
            if visit.slot_start and visit._key_holder(
                visit.policy_id, visit.slot_start
            ):
                raise UserError(
                    self.env._(
                        "Another visit serves the slot of %s already.", visit.name
                    )
                )
            visit.state = state

    def action_attempt(self, outcome="no_answer", note=None):
        """Record that the household could not be reached (V5).

        :param outcome: a key of `property.visit.attempt.outcome`
        :param note: free text
        :raise UserError: the visit has ended already
        """
        for visit in self:
            if not visit._is_open():
                raise UserError(visit._refusal())
        self.env["property.visit.attempt"].create(
            [
                {
                    "visit_id": visit.id,
                    "method_id": visit.method_id.id,
                    "outcome": outcome,
                    "note": note,
                }
                for visit in self
            ]
        )

    def _tell_about_attempts(self, made):
        """After so many failed attempts the supervisor hears of it, once (V5).

        :param made: how many attempts were recorded just now
        """
        self.ensure_one()
        limit = self.estate_id.procedure_id.attempt_limit
        count = self.sudo().attempt_count
        if count - made < limit <= count:
            self.sudo().activity_schedule(
                "mail.mail_activity_data_todo",
                summary=self.env._("Not reached after %s attempts", count),
                user_id=self._attempt_listener().id,
            )

    def _attempt_listener(self):
        """Who holds the role that hears of failed attempts, else the visit's person."""
        role = self.estate_id.procedure_id.attempt_role_id
        return self.estate_id._holding(role)[:1] or self.user_id or self.env.user

    # ------------------------------------------------------------------ nightly

    @api.model
    def _cron_miss(self):
        """Nightly: open visits, not appointed, whose plan or slot has ended (N5)."""
        # Somewhere it may be tomorrow already; each estate is judged by its own date.
        today = fields.Date.context_today(self) + timedelta(days=1)
        ended = self.search(
            [
                ("state", "=", "planned"),
                ("appointment_state", "!=", "agreed"),
                "|",
                ("plan_id.date_to", "<=", today),
                ("slot_end", "<=", today),
            ],
            order="estate_id, id",
        )
        self.env["ir.cron"]._commit_progress(remaining=len(ended))
        for estate, visits in ended.grouped("estate_id").items():
            visits._miss_ended(estate._today())
            if not self.env["ir.cron"]._commit_progress(len(visits)):
                break

    def _miss_ended(self, today):
        self.filtered(
            lambda visit: (
                (visit.plan_id and visit.plan_id.date_to < today)
                or (visit.slot_end and visit.slot_end <= today)
            )
        ).write({"state": "missed"})
