from odoo import fields, models


class SurveyUserInput(models.Model):
    """The answer of a household: sent off once, and kept (Q1, H7)."""

    _inherit = "survey.user_input"

    property_recipient_ids = fields.One2many(
        "property.questionnaire.recipient", "user_input_id", groups="base.group_user"
    )

    def _mark_done(self):
        """The household's form is returned with it."""
        done = super()._mark_done()
        self.sudo().property_recipient_ids._returned()
        return done
