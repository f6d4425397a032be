from odoo import models


class HelpdeskTicket(models.Model):
    """That a case is closed is told to its household, in its language (C8, H8)."""

    _inherit = "helpdesk.ticket"

    def _track_template(self, tracking):
        """Send our letter in place of helpdesk_mgmt's, which greets the wrong person.

        It goes to the partner and begins with the name of whoever handled the ticket.
        A stage with a letter of its own keeps that.
        """
        letters = super()._track_template(tracking)
        letter, options = letters.get("stage_id", (None, None))
        usual = self.env.ref("helpdesk_mgmt.closed_ticket_template", False)
        if letter and letter == usual and self[0].household_id:
            ours = self.env.ref("property_visit.mail_template_case_closed")
            letters["stage_id"] = (ours.sudo(), options)
        return letters
