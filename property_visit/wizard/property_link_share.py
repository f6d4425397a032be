import base64

from odoo import api, fields, models
from odoo.tools import get_lang


class PropertyLinkShare(models.TransientModel):
    """A link for a household: as a text to send, as an address, as a code (P9, C8)."""

    _name = "property.link.share"
    _description = "Link for the household"

    res_model = fields.Char(required=True, readonly=True)
    res_id = fields.Integer(required=True, readonly=True)
    purpose = fields.Char(required=True, readonly=True)
    question = fields.Char(readonly=True)
    text = fields.Text(
        string="Text Message", readonly=True, help="For SMS, WeChat or any messenger."
    )
    url = fields.Char(string="Address", readonly=True)
    code = fields.Binary(string="QR Code", readonly=True)
    phone = fields.Char(readonly=True)
    email = fields.Char(readonly=True)
    language = fields.Char(readonly=True)

    @api.model
    def _make(self, record, purpose, url):
        """A dialog for one link, with its words in the language of the record's env."""
        page = record.sudo()._link_page(purpose)
        person = record.sudo()._link_partner(purpose)
        lang = get_lang(record.env)
        words = filter(None, [page.get("where"), page["question"], *page["facts"]])
        report = self.env["ir.actions.report"]
        code = report.barcode("QR", url, width=400, height=400, barLevel="M")
        return self.create(
            {
                "res_model": record._name,
                "res_id": record.id,
                "purpose": purpose,
                "question": page["question"],
                "text": f"{' · '.join(words)}\n{url}",
                "url": url,
                "code": base64.b64encode(code),
                "phone": person.phone,
                "email": person.email,
                "language": lang.name,
            }
        )

    def _action_open(self):
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Link for the Household"),
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
            "target": "new",
        }

    def action_mail(self):
        """Write the letter that carries the link.

        :return: the mail composer
        """
        self.ensure_one()
        asked = self.env[self.res_model].browse(self.res_id)
        record, template = asked._link_mail(self.purpose)
        record.check_access("write")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Write to the Household"),
            "res_model": "mail.compose.message",
            "view_mode": "form",
            "target": "new",
            "context": {
                "default_model": record._name,
                "default_res_ids": record.ids,
                "default_composition_mode": "comment",
                "default_template_id": self.env.ref(template).id,
                "default_subtype_id": self.env.ref("mail.mt_comment").id,
            },
        }
