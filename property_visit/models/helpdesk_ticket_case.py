from odoo import fields, models
from odoo.exceptions import UserError

from ..rules.lifecycle import CASE_STAGES


class HelpdeskTicket(models.Model):
    """Handling and helpdesk stage go together; moving the card takes the step (C8)."""

    _inherit = "helpdesk.ticket"

    proposal_ids = fields.One2many("property.case.proposal", "ticket_id")
    slip_ids = fields.One2many(
        "property.contact.slip", "ticket_id", groups="base.group_user"
    )

    def _first_state(self):
        state = super()._first_state()
        return "closed" if state and self.closed else state

    def _receiver(self):
        named = self.channel_id.sudo().receiver_ids.filtered(
            lambda receiver: receiver.estate_id == self.estate_id
        )
        return named.user_id or super()._receiver()

    def _check_handled(self):
        """What the household may choose is carried out once it agreed (C8a)."""
        checked = super()._check_handled()
        states = self.proposal_ids.mapped("state")
        if states and "agreed" not in states:
            raise UserError(
                self.env._("The household has not agreed to a proposed solution yet.")
            )
        return checked

    # ------------------------------------------------------------------ stages

    def _check_begins_open(self):
        """Old matters come in closed by an import alone, not by hand."""
        if not self.env.su and "closed" in self.mapped("handling_state"):
            raise UserError(
                self.env._("Register the case in an open stage: closing is a step.")
            )

    def _move_to_stage(self, stage):
        """Somebody moves the card: take the step that this means.

        :raise UserError: the step is not possible, or needs more than a move
        """
        wanted = stage._case_state()
        here = CASE_STAGES[self.handling_state]
        if not wanted or wanted == here:
            return
        if wanted == "closed":
            self._close_by_stage()
        elif here == "closed":
            text = self.env._("Moved from a closed stage back to an open one.")
            self._reopen(text, fields.Datetime.now())
        elif wanted == "handled":
            self.action_handle()
        elif wanted == "solving" and here == "received":
            self.action_start()
        else:
            raise UserError(self._refusal())

    def _close_by_stage(self):
        if self.env.user.share:
            # The resident's own word, on the portal: nobody has to ask again.
            reason = self.env._("Closed by the household itself.")
            self.sudo()._close_because(reason)
        elif self.duplicate_id:
            reason = self.env._("Goes on as %s.", self.duplicate_id.number)
            self.sudo()._close_because(reason)
        else:
            self.action_close()

    def _keep_in_step(self):
        """Put cases into a stage of their state, where they are in another."""
        for ticket in self.filtered("handling_state"):
            wanted = CASE_STAGES[ticket.handling_state]
            if ticket.stage_id._case_state() in (wanted, False) and (
                ticket.closed == (wanted == "closed")
            ):
                continue
            stages = ticket.team_id._get_applicable_stages().grouped("property_state")
            if fitting := stages.get(wanted):
                ticket.sudo().stage_id = fitting[0]
