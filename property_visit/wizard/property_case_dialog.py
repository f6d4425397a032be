from odoo import fields, models


class PropertyCaseDialog(models.TransientModel):
    """Asks what a step of a case needs: a reason, a text, a person, a department."""

    _name = "property.case.dialog"
    _description = "Step of a case"

    ticket_id = fields.Many2one("helpdesk.ticket", required=True, readonly=True)
    step = fields.Selection(
        [
            ("dispatch", "Dispatch"),
            ("receive", "Take Over"),
            ("send_up", "Cannot Solve"),
            ("decide", "Decide"),
            ("hand_over", "Hand Over"),
            ("close", "Close With a Reason"),
            ("reopen", "Reopen"),
        ],
        required=True,
        readonly=True,
    )
    # What one has to know to answer, for those who may read the case (H5).
    property_kind = fields.Selection(
        related="ticket_id.property_kind", related_sudo=False
    )
    name = fields.Char(related="ticket_id.name", string="Matter", related_sudo=False)
    findings = fields.Text(related="ticket_id.findings", related_sudo=False)
    triage_proposal = fields.Text(
        related="ticket_id.triage_proposal", related_sudo=False
    )
    sent_up_reason = fields.Text(related="ticket_id.sent_up_reason", related_sudo=False)
    handling = fields.Text(related="ticket_id.handling", related_sudo=False)
    text = fields.Text()
    team_id = fields.Many2one("helpdesk.ticket.team", string="Department")
    user_id = fields.Many2one(
        "res.users", string="Colleague", domain="[('share', '=', False)]"
    )
    tell_by = fields.Datetime(string="Household Is Told By")
    result = fields.Selection(
        [("adopted", "Adopted"), ("rejected", "Rejected"), ("deferred", "Deferred")]
    )

    def action_confirm(self):
        """Take the step with what was answered.

        :raise UserError: something is missing, or the step is not possible
        """
        self.ensure_one()
        getattr(self, f"_step_{self.step}")(self.ticket_id)
        return {"type": "ir.actions.act_window_close"}

    def _step_dispatch(self, ticket):
        ticket._dispatch(self.team_id, self.text)

    def _step_receive(self, ticket):
        ticket._receive(self.tell_by)

    def _step_send_up(self, ticket):
        ticket._send_up(self.text)

    def _step_decide(self, ticket):
        if ticket.property_kind == "suggestion":
            ticket._decide_suggestion(self.result, self.text)
        else:
            ticket._decide(self.text, self.team_id)

    def _step_hand_over(self, ticket):
        ticket._hand_over(self.user_id)

    def _step_close(self, ticket):
        ticket._close_because(self.text)

    def _step_reopen(self, ticket):
        ticket._reopen(self.text, fields.Datetime.now())
