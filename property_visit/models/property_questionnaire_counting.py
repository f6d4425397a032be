from typing import NamedTuple

from odoo import models
from odoo.fields import Domain
from odoo.tools import SQL

COUNTS = ("answered:sum", "satisfied:sum", "blank:sum", "not_shown:sum")


class Item(NamedTuple):
    """A question with choices or a scale, or one row of a matrix."""

    name: str  # with its number in front
    is_rated: bool
    is_plain: bool
    kind: str  # the type of the question
    key: tuple  # ids of the question, and of the row or None


class PropertyQuestionnaire(models.Model):
    """How the answers of a whole campaign are counted, of 10,000 forms, too.

    The analysis model expands every form to its items, which the pivots need and sums
    do not: here the answers alone are grouped, by the model's own conditions, and what
    is missing follows by subtraction. Both ways give the same figures.
    """

    _inherit = "property.questionnaire"

    def _items(self):
        """What is counted, in the order of the survey.

        :return: list of `Item`
        """
        self.env["survey.survey"].flush_model(["questions_selection"])
        self.env["survey.question"].flush_model()
        self.env["survey.question.answer"].flush_model()
        items = self.env["property.questionnaire.analysis"]._items()
        rows = self.env.execute_query(
            SQL(
                """
                SELECT item.name, item.is_rated, %(plain)s, q.question_type,
                       item.question_id, item.row_id
                  FROM (%(items)s) item
                  JOIN survey_question q ON q.id = item.question_id
                  JOIN survey_survey s ON s.id = item.survey_id
                 WHERE item.survey_id = %(survey)s ORDER BY item.name
                """,
                plain=self._is_plain(),
                items=items,
                survey=self.sudo().survey_id.id,
            )
        )
        return [Item(*row[:4], key=row[4:]) for row in rows]

    def _is_plain(self):
        """Whether every form was asked the question `q`, and answers with one line.

        Not so with several choices, or a comment that counts beside them; nor if asked
        on a condition, drawn by lot, or added since the campaign was issued: core notes
        on each form which questions it was made of.
        """
        trigger = self.env["survey.question"]._fields["triggering_answer_ids"]
        return SQL(
            """(s.questions_selection IS DISTINCT FROM 'random'
                AND q.question_type <> 'multiple_choice'
                AND q.comment_count_as_answer IS NOT TRUE
                AND NOT EXISTS (SELECT FROM %s t WHERE t.%s = q.id)
                AND COALESCE(q.create_date < %s, FALSE))""",
            SQL.identifier(trigger.relation),
            SQL.identifier(trigger.column1),
            self.issued_at or None,
        )

    def _count_all(self, items=None):
        """Counts of the whole campaign.

        :param items: `_items()`, from whoever has it already
        :return: dict (question id, row id or None) → (answered, satisfied, blank, not
            shown)
        """
        items = items or self._items()
        counted = self._count_quickly(items)
        rest = [item.key[0] for item in items if not item.is_plain]
        if rest:
            counted |= self._count_some(Domain("question_id", "in", rest))
        return counted

    def _count_quickly(self, items):
        """Counts of plain items."""
        self._flush_answers()
        rows = self.env.execute_query(self._answers({item.kind for item in items}))
        answers = {(question, row): figures for question, row, *figures in rows}
        forms = answers.pop((None, None))[0]
        counted = {}
        for item in items:
            answered, satisfied = answers.get(item.key, (0, 0))
            counted[item.key] = (answered, satisfied, forms - answered, 0)
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

    def _answers(self, kinds):
        """Equal lines are added up first, their meaning is looked at afterwards.

        The row without question tells how many forms there are.
        """
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
              FROM (%(lines)s) l
              JOIN survey_question q ON q.id = l.question_id
              LEFT JOIN survey_question_answer choice
                     ON choice.id = l.suggested_answer_id
             GROUP BY l.question_id, l.matrix_row_id
            """,
            lines=self._equal_lines(kinds),
            satisfied=self.env["property.questionnaire.analysis"]._is_satisfied(),
            campaign=self.id,
        )

    def _equal_lines(self, kinds):
        """How often the same was answered on the forms of `form`.

        :param kinds: types of the questions; lines are compared by rows and scales
            only where there are some, which costs a tenth of the time
        """
        keys = [SQL("question_id"), SQL("suggested_answer_id")]
        row, scale = SQL("NULL::int"), SQL("NULL::float")
        if "matrix" in kinds:
            keys.append(row := SQL("matrix_row_id"))
        if "scale" in kinds:
            keys.append(scale := SQL("value_scale"))
        return SQL(
            """SELECT question_id, %(row)s AS matrix_row_id, suggested_answer_id,
                      %(scale)s AS value_scale, count(*) AS times
                 FROM form JOIN survey_user_input_line l
                             ON l.user_input_id = form.id AND %(choice)s
                GROUP BY %(keys)s""",
            row=row,
            scale=scale,
            keys=SQL(", ").join(keys),
            choice=self.env["property.questionnaire.analysis"]._is_choice(),
        )
