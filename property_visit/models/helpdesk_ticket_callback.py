from odoo import fields, models

from .property_event_rule import CASES


class HelpdeskTicket(models.Model):
    """What was handled is called back about (B1, B5, P13)."""

    _inherit = "helpdesk.ticket"

    callback_ids = fields.One2many(
        "property.visit", "ticket_id", string="Callbacks", groups="base.group_user"
    )

    def _after_handled(self, at):
        """Make the callbacks that the procedure wants; a second round starts anew."""
        result = super()._after_handled(at)
        events = self.env["property.event"]
        for ticket in self.filtered(
            lambda t: t.household_id and t.property_kind in CASES
        ):
            events._call_off_case(ticket, self.env._("The case was handled anew."))
            events._happen(
                CASES[ticket.property_kind],
                ticket.household_id,
                at,
                f"{ticket.number} {fields.Datetime.to_string(at)}",
                ticket=ticket,
            )
        return result
