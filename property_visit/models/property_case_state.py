from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from ..rules import errors, lifecycle

STATES = [
    ("received", "Received"),
    ("dispatched", "Dispatched"),
    ("solving", "Being solved"),
    ("handled", "Handled"),
    ("callback", "Called back"),
    ("closed", "Closed"),
]
# What a reopened case has to prove anew.
UNPROVEN = {
    "handled_at": False,
    "satisfied_at": False,
    "accepted_at": False,
    "accepted_by_id": False,
    "close_reason": False,
}
MANAGER = "property_visit.group_property_manager"


class PropertyCaseMixin(models.AbstractModel):
    """A case goes from received to closed by its own steps, and by no side door (C8).

    The facts in `_own_facts` are written by these steps only: they ask the table in
    `rules/lifecycle.py`, then write as superuser.
    """

    _inherit = "property.case.mixin"

    handling_state = fields.Selection(
        STATES,
        string="Handling",
        compute="_compute_handling_state",
        store=True,
        precompute=True,
        copy=False,
        tracking=True,
        help="Empty for a ticket without household.",
    )
    handled_at = fields.Datetime(readonly=True, copy=False)
    satisfied_at = fields.Datetime(
        readonly=True,
        copy=False,
        help="When a callback found the household satisfied.",
    )
    close_reason = fields.Text(
        readonly=True,
        copy=False,
        tracking=True,
        help="Why it was closed although nobody found the household satisfied.",
        groups="base.group_user",
    )
    reopen_count = fields.Integer(string="Reopened", readonly=True, copy=False)

    @api.depends("household_id")
    def _compute_handling_state(self):
        for case in self:
            case.handling_state = case.handling_state or case._first_state()

    def _first_state(self):
        return "received" if self.household_id else False

    @api.model
    def _own_facts(self):
        """Names of the fields that only a step writes."""
        return {"handling_state", "reopen_count", *UNPROVEN}

    # ------------------------------------------------------------------ guards

    def _check_facts(self, vals):
        """Refuse what only a step may write, and steps that the table lacks.

        :raise AccessError: somebody writes a fact by hand
        :raise UserError: the state does not allow the step
        """
        if not self.env.su and not self._own_facts().isdisjoint(vals):
            raise AccessError(
                self.env._("This is written by the buttons of the case, not by hand.")
            )
        state = vals.get("handling_state")
        if state:
            self._check_state(state)
        if "household_id" in vals and not vals["household_id"]:
            self._check_keeps_household()

    def _check_state(self, state):
        for case in self.filtered(
            lambda case: case.handling_state and case.handling_state != state
        ):
            known = lifecycle.actions(case.handling_state, lifecycle.CASE_TRANSITIONS)
            if state not in {case._next_state(action) for action in known}:
                raise UserError(case._refusal())

    def _check_keeps_household(self):
        if self.filtered("handling_state"):
            raise UserError(
                self.env._("A case stays with a household: choose another one instead.")
            )

    def _next_state(self, action):
        try:
            return lifecycle.next_state(
                self.handling_state, action, lifecycle.CASE_TRANSITIONS
            )
        except errors.TransitionRefused as refusal:
            raise UserError(self._refusal()) from refusal

    def _refusal(self):
        labels = dict(self._fields["handling_state"]._description_selection(self.env))
        return self.env._(
            "%(case)s: this is not possible while the case is at “%(state)s”.",
            case=self.display_name,
            state=labels.get(self.handling_state, self.env._("no case")),
        )

    def _act(self, action, **facts):
        """Take one step, if the table allows it and the user may write the case."""
        self.check_access("write")
        for case in self:
            state = case._next_state(action)
            case.sudo().write({"handling_state": state, **facts})

    # ------------------------------------------------------------------ steps

    def action_start(self):
        """Work on it without a department: what can be finished at once is (C9)."""
        self._act("start")

    def action_handle(self):
        """The work is done and the callback can follow (C7, C8).

        :raise UserError: nobody wrote down what was done, the department has not
            accepted it, or the household has not agreed to a proposal
        """
        now = fields.Datetime.now()
        for case in self:
            case._next_state("handle")
            case._check_handled()
            case._act("handle", handled_at=now)
            case._settle("handled", now)
            case._after_handled(now)

    def _check_handled(self):
        """What has to be there before a case is handled; each rule adds its own."""

    def _after_handled(self, at):
        """Called when a case became handled, so that callbacks can be made.

        :param at: naive UTC datetime
        """
        self._promise_of("ticket_handled", at)

    def _callback_found(self, satisfied, visit, at):
        """What a callback found (C8, B2): satisfied, it may close; else it reopens.

        :param satisfied: whether the household is, and the problem is gone
        :param visit: the `property.visit` it was called back by, may be empty
        :param at: naive UTC datetime of the callback
        """
        self.ensure_one()
        if not satisfied:
            who = visit.display_name if visit else self.env._("The callback")
            text = self.env._("%s found the household not satisfied.", who)
            self._reopen(text, at)
        elif self.handling_state != "closed":
            self._act("satisfied", satisfied_at=at)

    def action_close(self):
        """Close what a callback found solved (C8)."""
        for case in self:
            if not case.satisfied_at:
                raise UserError(case._unproven())
            case._act("close")

    def _unproven(self):
        return self.env._(
            "%s: a callback has to find the household satisfied before the case is"
            " closed, or a manager writes down why it is closed all the same.",
            self.display_name,
        )

    def _close_because(self, reason):
        """Close without a satisfied household, as a manager, with a reason (C8).

        :raise UserError: no reason
        :raise AccessError: not a manager
        """
        if not (reason or "").strip():
            raise UserError(self.env._("Write down why the case is closed."))
        if not (self.env.su or self.env.user.has_group(MANAGER)):
            raise AccessError(
                self.env._("Only a manager closes a case that nobody called back on.")
            )
        self._act("waive", close_reason=reason)

    def _reopen(self, reason, at):
        """Take it up again; promises are made anew and the count goes up (C8, L3).

        :param reason: text for the chatter, required
        :param at: naive UTC datetime the new promises count from
        :raise UserError: no reason, or it has not been handled yet
        """
        if not (reason or "").strip():
            raise UserError(self.env._("Write down why the case is reopened."))
        for case in self:
            facts = {**UNPROVEN, "reopen_count": case.reopen_count + 1}
            case._act("reopen", **facts)
            case.message_post(body=reason)
            case._promise_handling(at)

    # ------------------------------------------------------------------ dialogs

    def action_ask(self):
        """Open the dialog of the step named in the context."""
        self.ensure_one()
        step = self.env.context.get("case_step")
        steps = self.env["property.case.dialog"]._fields["step"]
        labels = dict(steps._description_selection(self.env))
        return {
            "type": "ir.actions.act_window",
            "name": labels.get(step, ""),
            "res_model": "property.case.dialog",
            "view_mode": "form",
            "target": "new",
            "context": {
                "default_ticket_id": self.id,
                "default_step": step,
                "default_team_id": self.team_id.id,
            },
        }
