from odoo import fields, models


class HelpdeskTicket(models.Model):
    """What a department found and what it left, in pictures (C7)."""

    _name = "helpdesk.ticket"
    _inherit = ["helpdesk.ticket", "property.photo.mixin"]
    _file_fields = ("photo_before_ids", "photo_after_ids")

    photo_before_ids = fields.Many2many(
        "ir.attachment",
        "property_ticket_photo_before_rel",
        "ticket_id",
        "attachment_id",
        string="Photos Before",
        copy=False,
        groups="base.group_user",
    )
    photo_after_ids = fields.Many2many(
        "ir.attachment",
        "property_ticket_photo_after_rel",
        "ticket_id",
        "attachment_id",
        string="Photos After",
        copy=False,
        groups="base.group_user",
    )
