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
        changed = self.filtered(
            lambda question: any(
                question._fields[name].convert_to_write(question[name], question)
                != vals[name]
                for name in kept
            )
        )
        changed._check_unanswered()
        return super().write(vals)

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


class SurveyQuestionAnswer(models.Model):
    """Which choices, or columns of a matrix, count as satisfied (Q4)."""

    _inherit = "survey.question.answer"

    property_satisfied = fields.Boolean(
        string="Satisfied", help="A household that chooses this is satisfied (Q4)."
    )

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
