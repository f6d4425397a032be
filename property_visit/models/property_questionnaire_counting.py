from odoo import models
from odoo.fields import Domain
from odoo.tools import SQL

COUNTS = ("answered:sum", "satisfied:sum", "blank:sum", "not_shown:sum")


class PropertyQuestionnaire(models.Model):
    """How the answers of a whole campaign are counted, of 10,000 forms, too.

    The analysis model expands every form to its items, which the pivots need and sums
    do not: here the answers alone are grouped, by the model's own conditions, and what
    is missing follows by subtraction. Both ways give the same figures.
    """

    _inherit = "property.questionnaire"

    def _count_all(self, items=None):
        """Counts of the whole campaign.

        :param items: `_items()`, from whoever has it already
        :return: dict (question id, row id or None) → (answered, satisfied, blank, not
            shown)
        """
        slow = self._slow_questions()
        counted = self._count_quickly(items or self._items())
        counted |= (
            self._count_some(Domain("question_id", "in", slow.ids)) if slow else {}
        )
        return counted

    def _slow_questions(self):
        """Those with several lines on one form, and those not every form asks.

        Asked on a condition, drawn by lot, or added since the campaign was issued: core
        notes on each form which questions it was made of.
        """
        asked = Domain("survey_id", "=", self.survey_id.id)
        asked &= Domain("is_page", "=", False)
        if self.issued_at:
            asked &= (
                Domain("survey_id.questions_selection", "=", "random")
                | Domain("question_type", "=", "multiple_choice")
                | Domain("triggering_answer_ids", "!=", False)
                | Domain("create_date", ">=", self.issued_at)
            )
        return self.env["survey.question"].sudo().search(asked)

    def _count_quickly(self, items):
        """Counts of what every form asks and answers with one line at most."""
        self._flush_answers()
        rows = self.env.execute_query(self._answers())
        answers = {(question, row): figures for question, row, *figures in rows}
        forms = answers.pop((None, None))[0]
        counted = {}
        for _name, _rated, item in items:
            answered, satisfied = answers.get(item, (0, 0))
            counted[item] = (answered, satisfied, forms - answered, 0)
        return counted

    def _count_some(self, domain):
        """The same of a part of the campaign, through the analysis model."""
        own = Domain("questionnaire_id", "=", self.id) & Domain(domain)
        groups = (
            self.env["property.questionnaire.analysis"]
            .sudo()
            ._read_group(own, ["question_id", "row_id"], COUNTS)
        )
        return {
            (question.id, row.id or None): tuple(figures)
            for question, row, *figures in groups
        }

    def _flush_answers(self):
        depends = self.env["property.questionnaire.analysis"]._depends
        for model, names in depends.items():
            self.env[model].flush_model(names)

    def _answers(self):
        """Equal lines are added up first, their meaning is looked at afterwards.

        The row without question tells how many forms there are.
        """
        analysis = self.env["property.questionnaire.analysis"]
        return SQL(
            """
            WITH form AS MATERIALIZED (
                SELECT ui.id FROM property_questionnaire_recipient r
                  JOIN survey_user_input ui ON ui.id = r.user_input_id
                       AND ui.state = 'done' AND NOT COALESCE(ui.test_entry, FALSE)
                 WHERE r.state = 'answered' AND r.questionnaire_id = %(campaign)s)
            SELECT NULL::int, NULL::int, count(*), 0 FROM form
             UNION ALL
            SELECT l.question_id, l.matrix_row_id, SUM(l.times)::int,
                   COALESCE(SUM(l.times) FILTER (WHERE %(satisfied)s), 0)::int
              FROM (SELECT question_id, matrix_row_id, suggested_answer_id, value_scale,
                           CASE WHEN suggested_answer_id IS NULL THEN answer_type END
                                AS answer_type, FALSE AS skipped, count(*) AS times
                      FROM form JOIN survey_user_input_line
                        ON survey_user_input_line.user_input_id = form.id
                     WHERE skipped IS NOT TRUE
                     GROUP BY 1, 2, 3, 4, 5) l
              JOIN survey_question q ON q.id = l.question_id AND %(answer)s
              LEFT JOIN survey_question_answer choice
                     ON choice.id = l.suggested_answer_id
             GROUP BY l.question_id, l.matrix_row_id
            """,
            answer=analysis._is_answer(),
            satisfied=analysis._is_satisfied(),
            campaign=self.id,
        )
