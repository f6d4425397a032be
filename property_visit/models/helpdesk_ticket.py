from odoo import api, fields, models

from .res_partner import PEOPLE


class HelpdeskTicket(models.Model):
    _name = "helpdesk.ticket"
    _inherit = ["helpdesk.ticket", "property.case.mixin"]

    feedback_ids = fields.One2many("property.feedback", "ticket_id", groups=PEOPLE)

    @api.depends("number", "name")
    def _compute_display_name(self):
        """A form that is still empty is called a new one, not "/ - False"."""
        named = super()._compute_display_name()
        self.filtered(lambda ticket: not ticket.name).display_name = False
        return named
