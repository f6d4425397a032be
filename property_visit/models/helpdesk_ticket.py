from odoo import fields, models


class HelpdeskTicket(models.Model):
    _name = "helpdesk.ticket"
    _inherit = ["helpdesk.ticket", "property.case.mixin"]

    feedback_ids = fields.One2many("property.feedback", "ticket_id")
