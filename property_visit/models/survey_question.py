from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain


class SurveyQuestion(models.Model):
    """What households have answered stays the question that it was (H7, Q4)."""

    _inherit = "survey.question"

    property_satisfied_from = fields.Integer(
        string="Satisfied From",
        help="On a scale: the lowest point that counts as satisfied; 0: the question is"
        " not rated.",
    )

    def write(self, vals):
        kept = {"question_type", "matrix_subtype", "survey_id"} & set(vals)
        self._told_otherwise(kept, vals)._check_unanswered()
        judged = {"property_satisfied_from", "comment_count_as_answer"} & set(vals)
        judged_otherwise = self._told_otherwise(judged, vals)
        done = super().write(vals)
        judged_otherwise._note_new_judgement()
        return done

    def _told_otherwise(self, names, vals):
        """Those of these to which `vals` says something else about `names`."""
        return self.filtered(
            lambda question: any(
                question._fields[name].convert_to_write(question[name], question)
                != vals[name]
                for name in names
            )
        )

    @api.ondelete(at_uninstall=False)
    def _unlink_except_answered(self):
        self._check_unanswered()

    def _check_unanswered(self):
        """Neither retyped nor deleted: it would take households' answers along.

        :raise UserError: a household has answered it, or left it blank
        """
        lines = self.env["survey.user_input.line"]
        if line := lines._of_households(Domain("question_id", "in", self.ids)):
            raise UserError(
                self.env._(
                    "Households have answered “%(question)s” already: it stays as it"
                    " is. Ask anew in a copy of the survey.",
                    question=line.question_id.title,
                )
            )

    def _note_new_judgement(self):
        """Say on each campaign answered that its figures are counted otherwise now.

        What was published stays; the report and later comparisons follow (Q4, Q7).
        """
        answered = "recipient_ids.user_input_id.user_input_line_ids.question_id"
        campaigns = self.env["property.questionnaire"].sudo()
        for campaign in campaigns.search([(answered, "in", self.ids)]):
            asked = self.filtered(lambda q, own=campaign.survey_id: q.survey_id == own)
            campaign.message_post(
                body=self.env._(
                    "What counts as satisfied was changed on %s: these figures are"
                    " counted anew. What was published stays as it was.",
                    ", ".join(asked.mapped("title")),
                )
            )


class SurveyQuestionAnswer(models.Model):
    """Which choices, or columns of a matrix, count as satisfied (Q4)."""

    _inherit = "survey.question.answer"

    property_satisfied = fields.Boolean(
        string="Satisfied", help="A household that chooses this is satisfied (Q4)."
    )

    @api.model_create_multi
    def create(self, vals_list):
        choices = super().create(vals_list)
        choices.filtered("property_satisfied").question_id._note_new_judgement()
        return choices

    def write(self, vals):
        told = vals.get("property_satisfied")
        other = self.filtered(
            lambda choice: told is not None and choice.property_satisfied != told
        )
        done = super().write(vals)
        other.question_id._note_new_judgement()
        return done

    @api.ondelete(at_uninstall=False)
    def _unlink_except_chosen(self):
        """A choice deleted would leave blank what households have answered.

        :raise UserError: a household has chosen it, or answered the row of a matrix
        """
        lines = self.env["survey.user_input.line"]
        chosen = Domain("suggested_answer_id", "in", self.ids)
        if lines._of_households(chosen | Domain("matrix_row_id", "in", self.ids)):
            raise UserError(
                self.env._(
                    "Households have chosen “%(answer)s” already: it stays. Ask anew in"
                    " a copy of the survey.",
                    answer=", ".join(self.mapped("value")),
                )
            )
