from odoo import models


class HelpdeskTicket(models.Model):
    """Rating a case: asked for once, by its household alone (C8, H5).

    helpdesk_mgmt_rating posts the request, with its secret address, where all staff of
    the case read it, and again with each write of the stage.
    """

    _inherit = "helpdesk.ticket"

    def _send_ticket_rating_mail(self, force_send=False):
        """As upstream for what is no case; a case is asked about by mail alone, once.

        While a request is unanswered there is no second one.
        """
        cases = self.filtered("household_id")
        for case in cases.filtered(lambda case: case._is_to_be_rated()):
            case._mail_rating_request(force_send)
        others = super(HelpdeskTicket, self - cases)
        return others._send_ticket_rating_mail(force_send)

    def _is_to_be_rated(self):
        return (
            self.rating_status == "stage_change"
            and self.stage_id.rating_mail_template_id
            and self.partner_id.email
            and not self.sudo().rating_ids.filtered(lambda r: not r.consumed)
        )

    def _mail_rating_request(self, force_send):
        template = self.stage_id.sudo().rating_mail_template_id
        # The letter of helpdesk_mgmt_rating knows no wish of a household (H8).
        spoken = template.with_context(template_preview_lang=self._link_lang("solved"))
        spoken.send_mail(
            self.id,
            force_send=force_send,
            email_layout_xmlid="mail.mail_notification_light",
            # A mail of the ticket would be read, address and all, in its chatter.
            email_values={"model": False, "res_id": False, "auto_delete": True},
        )
        self.sudo().message_post(
            body=self.env._("%s was asked to rate this.", self.partner_id.name),
            subtype_xmlid="mail.mt_note",
        )

    def _is_resident_today(self, partner):
        """Whether a case is somebody's own: as partner, or by household today (H1)."""
        self.ensure_one()
        members = partner.sudo().household_member_ids
        today = members.filtered(lambda member: member._is_current())
        return partner == self.partner_id or self.household_id in today.household_id

    def message_post(self, **kwargs):
        """A rating comes by its own way: not along with a message, by whomever."""
        if not self.env.su:
            kwargs.pop("rating_value", None)
        return super().message_post(**kwargs)

    def _get_allowed_message_params(self):
        return super()._get_allowed_message_params() - {"rating_value"}
