from odoo import fields, models
from odoo.exceptions import UserError


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
        self.sudo().write(
            {
                "access_mode": "token",
                "users_login_required": False,
                "is_attempts_limited": False,
                "is_time_limited": False,
            }
        )
