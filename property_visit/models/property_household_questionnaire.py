from odoo import fields, models
from odoo.fields import Domain

from ..rules.campaign import TAKES_ANSWERS


class PropertyHousehold(models.Model):
    """Who moves out while a questionnaire runs is left out of its base (Q1).

    Who turns out to live there still is asked again, by the same link.
    """

    _inherit = "property.household"

    questionnaire_count = fields.Integer(
        compute="_compute_questionnaire_count",
        groups="property_visit.group_property_butler",
    )

    def _compute_questionnaire_count(self):
        counts = self._count_by_household("property.questionnaire.recipient")
        for household in self:
            household.questionnaire_count = counts.get(household, 0)

    def action_open_questionnaires(self):
        """What this household was asked, and whether it has answered."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "property_visit.property_questionnaire_recipient_action"
        )
        action["domain"] = [("household_id", "=", self.id)]
        action["context"] = {"search_default_group_questionnaire": 1}
        return action

    def write(self, vals):
        done = super().write(vals)
        if "occupancy" in vals or "active" in vals:
            staying = self.filtered(lambda h: h.active and h.occupancy != "moved_out")
            (self - staying)._asked("waiting")._leave_out(self.env._("Moved out"))
            staying._asked("left_out")._take_in()
        return done

    def _asked(self, state):
        """What they were asked and can still answer, in this state; as superuser."""
        recipients = self.env["property.questionnaire.recipient"].sudo()
        return recipients.search(
            Domain("household_id", "in", self.ids)
            & Domain("state", "=", state)
            & Domain("questionnaire_id.state", "in", TAKES_ANSWERS)
        )
