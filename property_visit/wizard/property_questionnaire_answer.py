from odoo import fields, models

from ..models.property_questionnaire_recipient import CHANNELS, STAFF_CHANNELS


class PropertyQuestionnaireAnswer(models.TransientModel):
    """Before answers are entered for a household: how they came (Q8)."""

    _name = "property.questionnaire.answer"
    _description = "Enter answers for a household"

    recipient_id = fields.Many2one(
        "property.questionnaire.recipient", required=True, readonly=True
    )
    household_id = fields.Many2one(related="recipient_id.household_id")
    channel = fields.Selection(
        [pair for pair in CHANNELS if pair[0] in STAFF_CHANNELS],
        string="How They Came",
        required=True,
        default="paper",
    )
    message = fields.Text(readonly=True)

    def action_enter(self):
        """Open the household's survey; who types is recorded.

        :raise UserError: it was answered in the meantime
        """
        self.ensure_one()
        return self.recipient_id._enter(self.channel)

    def _open(self, view, title):
        return {
            "type": "ir.actions.act_window",
            "name": title,
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
            "views": [(self.env.ref(view).id, "form")],
            "target": "new",
        }
