from odoo import api, fields, models


class HelpdeskTicket(models.Model):
    """A ticket of a household is promised an answer and a solution (C3, C4).

    Tickets without a household behave exactly as before.
    """

    _inherit = "helpdesk.ticket"

    commitment_ids = fields.One2many(
        "property.commitment",
        "res_id",
        domain=[("res_model", "=", "helpdesk.ticket")],
        string="Promises",
    )

    @api.model_create_multi
    def create(self, vals_list):
        tickets = super().create(vals_list)
        for ticket in tickets.filtered("household_id"):
            ticket._promise_handling(fields.Datetime.now())
        return tickets

    def write(self, vals):
        closed_before = {ticket.id: ticket.closed for ticket in self}
        done = super().write(vals)
        if "stage_id" in vals:
            now = fields.Datetime.now()
            for ticket in self.filtered("household_id"):
                ticket._follow_stage(closed_before[ticket.id], now)
        return done

    def _promise_handling(self, start):
        self.env["property.commitment"]._promise("ticket_received", self, start)

    def _follow_stage(self, was_closed, now):
        """Closing keeps the promise of a solution; reopening makes new ones (L3)."""
        if self.closed and not was_closed:
            self.env["property.commitment"]._keep_for(self, "solution", now)
        elif was_closed and not self.closed:
            self._promise_handling(now)

    def _message_post_after_hook(self, message, msg_vals):
        """The first answer counts from the real message to the household."""
        result = super()._message_post_after_hook(message, msg_vals)
        if self.household_id and self._answers_household(message):
            self.env["property.commitment"]._keep_for(self, "answer", message.date)
        return result

    def _answers_household(self, message):
        """Whether a message went from one of us to the person who wrote."""
        return (
            message.message_type in ("comment", "email_outgoing")
            and not message.is_internal
            and not message.subtype_id.internal
            and any(user._is_internal() for user in message.author_id.user_ids)
            and message.author_id != self.partner_id
        )
