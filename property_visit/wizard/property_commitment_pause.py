from odoo import fields, models


class PropertyCommitmentPauseWizard(models.TransientModel):
    """Why promises have to wait (L2)."""

    _name = "property.commitment.pause.wizard"
    _description = "Pause promises"

    commitment_ids = fields.Many2many(
        "property.commitment",
        required=True,
        default=lambda self: self.env.context.get("active_ids"),
    )
    reason = fields.Char(required=True)

    def action_pause(self):
        """Pause the chosen promises.

        :raise UserError: one of them is overdue or not open
        """
        self.commitment_ids.check_access("write")
        self.commitment_ids.sudo()._pause(self.reason)
        return {"type": "ir.actions.act_window_close"}
