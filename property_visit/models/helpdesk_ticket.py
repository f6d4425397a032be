from odoo import fields, models

from .res_partner import PEOPLE


class HelpdeskTicket(models.Model):
    _name = "helpdesk.ticket"
    _inherit = ["helpdesk.ticket", "property.case.mixin"]

    feedback_ids = fields.One2many("property.feedback", "ticket_id", groups=PEOPLE)
