from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from .property_commitment import RUNNING


class PropertyQuestionnaire(models.Model):
    """What the screens of a campaign show and open."""

    _inherit = "property.questionnaire"

    promise_ids = fields.One2many(
        "property.commitment",
        "res_id",
        domain=[("res_model", "=", "property.questionnaire")],
        string="Promises",
    )
    statistics_due = fields.Datetime(
        compute="_compute_statistics_due",
        help="By when the statistics are promised; empty when they are not due (Q5).",
    )
    is_unjudged = fields.Boolean(
        compute="_compute_is_unjudged",
        help="Items are rated, but none says whether a form is satisfied (Q4).",
    )

    @api.depends("promise_ids.state", "promise_ids.date_due")
    def _compute_statistics_due(self):
        for questionnaire in self:
            running = questionnaire.sudo().promise_ids.filtered(
                lambda promise: promise.state in RUNNING and promise.date_due
            )
            questionnaire.statistics_due = min(running.mapped("date_due"), default=None)

    @api.depends("survey_id", "form_rule", "overall_question_id")
    def _compute_is_unjudged(self):
        """A survey that rates nothing asks for opinions: it wants no judgement."""
        for questionnaire in self:
            rated = {item.key[0] for item in questionnaire._items() if item.is_rated}
            is_overall = questionnaire.form_rule == "overall"
            overall = questionnaire.overall_question_id.id
            questionnaire.is_unjudged = (
                bool(rated) and is_overall and overall not in rated
            )

    def action_open_recipients(self):
        """The households asked; those that have not answered first."""
        return self._action_recipients({"search_default_waiting": 1})

    def action_open_answered(self):
        """The households that have answered."""
        return self._action_recipients({"search_default_answered": 1})

    def action_open_left_out(self):
        """The households that are left out, with the reason."""
        return self._action_recipients({"search_default_left_out": 1})

    def _action_recipients(self, context):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "property_visit.property_questionnaire_recipient_action"
        )
        action["domain"] = [("questionnaire_id", "=", self.id)]
        action["context"] = {**context, "search_default_group_building": 1}
        return action

    def action_open_promises(self):
        """What was promised when this was closed."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "property_visit.property_commitment_action"
        )
        action["domain"] = [("res_model", "=", self._name), ("res_id", "=", self.id)]
        action["context"] = {}
        return action

    def action_print_forms(self):
        """Paper forms for everybody the user may see who has not answered (Q8).

        :raise UserError: everybody has answered, or no answers are taken
        """
        self.ensure_one()
        recipients = self.env["property.questionnaire.recipient"].search(
            Domain("questionnaire_id", "=", self.id) & Domain("state", "=", "waiting")
        )
        if not recipients or not self._takes_answers():
            raise UserError(self.env._("There is nobody to print a form for."))
        report = self.env.ref("property_visit.action_report_questionnaire")
        return report.report_action(recipients)
