from collections import defaultdict

from odoo import models
from odoo.tools import SQL

from ..rules.scoring import ratio


class PropertyQuestionnaire(models.Model):
    """What was ticked where nothing is rated: of those who answered, each once (Q4)."""

    _inherit = "property.questionnaire"

    def _choice_rows(self):
        """Questions that rate nothing, with how many chose what.

        Several choices are taken of the households that answered, not of the ticks:
        together they may be more than all.

        :return: list of dicts `name` `answered` `choices`, these with `name` `times`
            and `rate`, between 0 and 1
        """
        self.ensure_one()
        self.check_access("read")
        asked = [item for item in self._items() if not item.is_rated]
        if not asked:
            return []
        answered, chosen = self._count_choices([item.key[0] for item in asked])
        return [
            {
                "name": item.name.partition(" ")[2],
                "answered": answered[item.key],
                "choices": [
                    _share(name, chosen[item.key].get(key, 0), answered[item.key])
                    for key, name in self._choices_of(item.key[0])
                ],
            }
            for item in asked
            if item.key in answered
        ]

    def _choices_of(self, question_id):
        """Pairs (key of the choice, its words), in the order of the form."""
        question = self.env["survey.question"].sudo().browse(question_id)
        if question.question_type == "scale":
            points = range(question.scale_min, question.scale_max + 1)
            return [((None, point), str(point)) for point in points]
        choices = [((one.id, None), one.value) for one in question.suggested_answer_ids]
        if question.comment_count_as_answer:
            choices.append(((None, None), self.env._("In their own words")))
        return choices

    def _count_choices(self, question_ids):
        """Households by item, and by item and choice.

        :return: dict (question id, row id) → n; dict of the same → dict (choice id,
            point on the scale) → n
        """
        self._flush_answers()
        answered, chosen = {}, defaultdict(dict)
        rows = self.env.execute_query(self._choosing(question_ids))
        for question, row, choice, point, is_sum, count in rows:
            if is_sum:
                answered[question, row] = count
            else:
                chosen[question, row][choice, point] = count
        return answered, chosen

    def _choosing(self, question_ids):
        point = SQL("CASE WHEN q.question_type = 'scale' THEN l.value_scale::int END")
        return SQL(
            """
            SELECT question_id, matrix_row_id, choice, point,
                   GROUPING(choice) > 0 AS is_sum, count(DISTINCT form)
              FROM (SELECT ui.id AS form, q.id AS question_id, l.matrix_row_id,
                           l.suggested_answer_id AS choice, %(point)s AS point
                      FROM property_questionnaire_recipient r
                      JOIN survey_user_input ui ON ui.id = r.user_input_id
                           AND ui.state = 'done' AND NOT COALESCE(ui.test_entry, FALSE)
                      JOIN survey_user_input_line l ON l.user_input_id = ui.id
                      JOIN survey_question q ON q.id = l.question_id
                     WHERE r.state = 'answered' AND r.questionnaire_id = %(campaign)s
                       AND q.id IN %(questions)s AND %(is_answer)s) ticked
             GROUP BY GROUPING SETS ((question_id, matrix_row_id),
                                     (question_id, matrix_row_id, choice, point))
            """,
            point=point,
            campaign=self.id,
            questions=tuple(question_ids),
            is_answer=self.env["property.questionnaire.analysis"]._is_answer(),
        )


def _share(name, times, base):
    return {"name": name, "times": times, "rate": ratio(times, base)}
