from odoo import fields, models
from odoo.exceptions import UserError

from ..rules.campaign import TAKES_ANSWERS

# What would stand between a household and its one answer.
WITHOUT = ("users_login_required", "is_attempts_limited", "is_time_limited")


class SurveySurvey(models.Model):
    """Questions that households are asked, each household once (Q1)."""

    _inherit = "survey.survey"

    property_kind = fields.Selection(
        [("owner", "Annual owner survey"), ("topic", "On one topic")],
        string="Asked Of Households",
        index="btree_not_null",
        help="Offered for questionnaires to households.",
    )
    property_overall_question_id = fields.Many2one(
        "survey.question",
        string="Overall Question",
        domain="[('survey_id', '=', id),"
        " ('question_type', 'in', ('simple_choice', 'scale'))]",
        copy=False,
        help="Whether the household is satisfied altogether (Q4).",
    )
    property_questionnaire_ids = fields.One2many(
        "property.questionnaire", "survey_id", groups="base.group_user"
    )
    property_questionnaire_count = fields.Integer(
        compute="_compute_property_questionnaire_count",
        compute_sudo=True,
        string="Questionnaires",
        groups="base.group_user",
    )

    def _compute_property_questionnaire_count(self):
        groups = self.env["property.questionnaire"]._read_group(
            [("survey_id", "in", self.ids)], ["survey_id"], ["__count"]
        )
        counted = dict(groups)
        for survey in self:
            survey.property_questionnaire_count = counted.get(survey, 0)

    def action_open_property_questionnaires(self):
        """The questionnaires that asked these questions, as the user may read them."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "property_visit.property_questionnaire_action"
        )
        action["domain"] = [("survey_id", "=", self.id)]
        return action

    def write(self, vals):
        if any(vals.get(name) for name in WITHOUT) or not vals.get("active", True):
            self._check_nobody_is_asked()
        return super().write(vals)

    def _check_nobody_is_asked(self):
        """Households that hold a link answer by it, whoever edits the survey (Q1).

        :raise UserError: names a campaign that takes answers
        """
        asked = self.sudo().property_questionnaire_ids.filtered(
            lambda campaign: campaign.state in TAKES_ANSWERS
        )
        if asked:
            raise UserError(
                self.env._(
                    "Households are answering “%s” by their links: close it before you"
                    " change who may answer, how often or how long.",
                    asked[0].name,
                )
            )

    def copy(self, default=None):
        """The question about the whole is the same one of the copy (Q4)."""
        copies = super().copy(default)
        for survey, twin in zip(self, copies, strict=True):
            overall = survey.property_overall_question_id
            twins = dict(zip(survey.question_ids, twin.question_ids, strict=False))
            twin.property_overall_question_id = twins.get(overall)
        return copies

    def _check_answer_creation(self, *args, test_entry=False, **kwargs):
        """Answers come from households alone: by none of core's ways beside (Q1).

        :raise UserError: a household's survey is opened otherwise than by its link
        """
        asked = self.sudo().with_context(active_test=False).property_questionnaire_ids
        by_household = self.env.context.get("property_recipient")
        if asked and not test_entry and not by_household:
            raise UserError(
                self.env._("This questionnaire is answered by each household's link.")
            )
        return super()._check_answer_creation(*args, test_entry=test_entry, **kwargs)

    def _ask_by_link_only(self):
        """Shut what would let others answer, or the household twice."""
        self.sudo().write({"access_mode": "token", **dict.fromkeys(WITHOUT, False)})
