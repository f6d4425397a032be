from odoo import fields, models
from odoo.fields import Domain


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


class SurveyUserInputLine(models.Model):
    """One answer on a form, of a household or of anybody else."""

    _inherit = "survey.user_input.line"

    def _of_households(self, domain):
        """One of these lines on a form of a household, sudo; empty if there is none."""
        asked = Domain("user_input_id.property_recipient_ids", "!=", False)
        return self.sudo().search(Domain(domain) & asked, limit=1)
