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


class PropertyEstate(models.Model):
    _inherit = "property.estate"

    def _reception(self):
        """Where households reach the reception of complaints, for the portal (C1).

        :return: list of dicts `channel` and `reach` (texts), those of the channels
            first; the estate's own phone and address where no channel names one
        """
        self.ensure_one()
        receivers = self.env["property.channel.receiver"].sudo()
        found = receivers.search(
            [("estate_id", "=", self.id), ("reach", "!=", False)]
        ).sorted(lambda receiver: (receiver.channel_id.sequence, receiver.id))
        if found:
            return [
                {"channel": receiver.channel_id.name, "reach": receiver.reach}
                for receiver in found
            ]
        partner = self.sudo().partner_id
        address = " ".join((partner.contact_address_inline or "").split())
        named = [(self.env._("Phone"), partner.phone), (self.env._("Office"), address)]
        return [{"channel": name, "reach": reach} for name, reach in named if reach]

    def _receptions(self):
        """Pairs (estate, reception) of those where there is something to show."""
        pairs = [(estate.sudo(), estate._reception()) for estate in self]
        return [(estate, reception) for estate, reception in pairs if reception]


class HelpdeskTicketChannel(models.Model):
    _inherit = "helpdesk.ticket.channel"

    receiver_ids = fields.One2many("property.channel.receiver", "channel_id")
