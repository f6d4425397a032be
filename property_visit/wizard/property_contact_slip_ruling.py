from odoo import fields, models


class PropertyContactSlipRuling(models.TransientModel):
    """What the office rules between two departments (C14)."""

    _name = "property.contact.slip.ruling"
    _description = "Ruling on a contact slip"

    slip_id = fields.Many2one("property.contact.slip", required=True, readonly=True)
    text = fields.Text(string="Ruling", required=True)

    def action_confirm(self):
        """Rule.

        :raise AccessError: the user is no manager
        """
        self.slip_id._rule(self.text)
        return {"type": "ir.actions.act_window_close"}
