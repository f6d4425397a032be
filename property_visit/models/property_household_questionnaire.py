from odoo import models
from odoo.fields import Domain

from ..rules.campaign import TAKES_ANSWERS


class PropertyHousehold(models.Model):
    """Who moves out while a questionnaire runs is left out of its base (Q1)."""

    _inherit = "property.household"

    def write(self, vals):
        done = super().write(vals)
        if vals.get("occupancy") == "moved_out" or vals.get("active") is False:
            self._leave_questionnaires()
        return done

    def _leave_questionnaires(self):
        waiting = (
            self.env["property.questionnaire.recipient"]
            .sudo()
            .search(
                Domain("household_id", "in", self.ids)
                & Domain("state", "=", "waiting")
                & Domain("questionnaire_id.state", "in", TAKES_ANSWERS)
            )
        )
        waiting._leave_out(self.env._("Moved out"))
