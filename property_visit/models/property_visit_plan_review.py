from odoo import fields, models
from odoo.exceptions import AccessError, UserError

from ..rules import errors, lifecycle

REVIEWED = ("approve", "refuse", "start", "close", "reset")


class PropertyVisitPlan(models.Model):
    """Plans are submitted, and reviewed by a supervisor (P1)."""

    _inherit = "property.visit.plan"

    def write(self, vals):
        """A state is reached by an action of the table only, whoever writes it (P1).

        :raise UserError: the state does not allow the step
        :raise AccessError: somebody else than a supervisor reviews
        """
        if "state" in vals:
            self._check_state_change(vals["state"])
        return super().write(vals)

    def _check_state_change(self, state):
        """Only the table's ways lead to a state, and reviewing takes a reviewer."""
        for plan in self.filtered(lambda plan: plan.state != state):
            ways = [
                action
                for action in lifecycle.actions(plan.state, lifecycle.PLAN_TRANSITIONS)
                if lifecycle.next_state(plan.state, action, lifecycle.PLAN_TRANSITIONS)
                == state
            ]
            if not ways:
                raise UserError(plan._refusal(state))
            if all(way in REVIEWED for way in ways):
                plan._check_reviewer()

    def _check_reviewer(self):
        if self.env.su or self.env.user.has_group(
            "property_visit.group_property_supervisor"
        ):
            return
        raise AccessError(
            self.env._(
                "A plan is reviewed by a supervisor: submit it and let one decide."
            )
        )

    def _refusal(self, state):
        states = dict(self._fields["state"]._description_selection(self.env))
        return self.env._(
            "The plan %(plan)s is %(state)s and cannot become %(next)s from there.",
            plan=self.name,
            state=states[self.state],
            next=states.get(state, state),
        )

    def action_submit(self):
        """Hand the plans to the supervisor; annual ones with their expected work."""
        self.filtered(
            lambda plan: plan.plan_type == "annual" and not plan.month_ids
        ).action_forecast()
        self._take("submit")

    def action_approve(self):
        """Approve submitted plans (P1).

        :raise UserError: one of them is not submitted
        :raise AccessError: the user is no supervisor; so of the four steps below
        """
        self._take(
            "approve", reviewer_id=self.env.uid, reviewed_at=fields.Datetime.now()
        )

    def action_refuse(self):
        """Give submitted plans back to be drafted anew (P1)."""
        self._take("refuse")

    def action_start(self):
        """Begin approved plans; nightly those whose time has come begin so."""
        self._take("start")

    def action_close(self):
        """End plans; nothing is planned by them any more."""
        self._take("close")

    def action_reset(self):
        """Take back what was submitted or approved, as long as it is not running."""
        self._take("reset")

    def _take(self, action, **values):
        for plan in self:
            try:
                state = lifecycle.next_state(
                    plan.state, action, lifecycle.PLAN_TRANSITIONS
                )
            except errors.TransitionRefused as refusal:
                raise UserError(
                    self.env._(
                        "The plan %(plan)s is %(state)s: that step does not follow.",
                        plan=plan.name,
                        state=dict(
                            self._fields["state"]._description_selection(self.env)
                        )[plan.state],
                    )
                ) from refusal
            plan.state = state
            plan.sudo().write(values)
