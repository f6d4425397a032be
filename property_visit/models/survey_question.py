from odoo import fields, models


class SurveyQuestion(models.Model):
    """From which point of a scale a household counts as satisfied (Q4)."""

    _inherit = "survey.question"

    property_satisfied_from = fields.Integer(
        string="Satisfied From",
        help="On a scale: the lowest point that counts as satisfied; 0: the question is"
        " not rated.",
    )


class SurveyQuestionAnswer(models.Model):
    """Which choices, or columns of a matrix, count as satisfied (Q4)."""

    _inherit = "survey.question.answer"

    property_satisfied = fields.Boolean(
        string="Satisfied", help="A household that chooses this is satisfied (Q4)."
    )
