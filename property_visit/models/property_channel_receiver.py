from odoo import fields, models


class PropertyChannelReceiver(models.Model):
    """Who receives at an estate what comes by a channel (C1)."""

    _name = "property.channel.receiver"
    _description = "Receiver of a channel"
    _order = "estate_id, channel_id"
    _rec_name = "user_id"

    estate_id = fields.Many2one("property.estate", required=True, index=True)
    channel_id = fields.Many2one("helpdesk.ticket.channel", required=True)
    user_id = fields.Many2one("res.users", string="Receiver", required=True)
    active = fields.Boolean(default=True)
    reach = fields.Char(
        string="Address or Phone", help="Where households reach this channel."
    )

    _one_receiver = models.UniqueIndex(
        "(estate_id, channel_id) WHERE active",
        "This channel has a receiver at the estate already.",
    )


class HelpdeskTicketChannel(models.Model):
    _inherit = "helpdesk.ticket.channel"

    receiver_ids = fields.One2many("property.channel.receiver", "channel_id")
