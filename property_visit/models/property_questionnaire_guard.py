from odoo import api, models
from odoo.exceptions import AccessError, UserError


class PropertyQuestionnaire(models.Model):
    """Who may ask which estates, and what stays once forms are handed out."""

    _inherit = "property.questionnaire"

    @api.model_create_multi
    def create(self, vals_list):
        self._check_estates_reach(vals_list)
        return super().create(vals_list)

    def write(self, vals):
        self._check_estates_reach([vals])
        if not self.env.su and "state" in vals:
            raise UserError(
                self.env._("The state follows from what is done: use the buttons.")
            )
        if {"survey_id", "estate_ids", "company_id"} & set(vals):
            self._check_still_draft(vals)
        return super().write(vals)

    def _check_estates_reach(self, vals_list):
        """Nobody asks households of an estate beyond their reach."""
        estates = self.env["property.estate"]
        for vals in vals_list:
            if "estate_ids" in vals:
                probe = self.new({"estate_ids": vals["estate_ids"]})
                estates |= probe.estate_ids._origin
        estates.check_access("read")
        if self.env.su or self.env.user.has_group(
            "property_visit.group_property_admin"
        ):
            return
        if any(self.env.user not in estate.user_ids for estate in estates):
            raise AccessError(self.env._("Choose estates that you work at."))

    def _check_still_draft(self, vals):
        for questionnaire in self.filtered(lambda q: q.state != "draft"):
            if any(
                questionnaire._is_changed(name, vals[name])
                for name in ("survey_id", "estate_ids", "company_id")
                if name in vals
            ):
                raise UserError(
                    self.env._(
                        "%s is handed out already: its questions and estates stay.",
                        questionnaire.name,
                    )
                )

    def _is_changed(self, name, value):
        return self.new({name: value}, origin=self)[name]._origin != self[name]
