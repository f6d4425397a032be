from odoo import fields, models


class PropertyVisitCancel(models.TransientModel):
    """Ask why visits will not be made; their slots stay held (N5)."""

    _name = "property.visit.cancel"
    _inherit = ["property.visit.dialog"]
    _description = "Cancel visits"

    reason = fields.Char(required=True)

    def action_cancel(self):
        """Cancel the visits with the reason given.

        :raise UserError: one of them has ended already
        """
        self.visit_ids.action_cancel(self.reason)
