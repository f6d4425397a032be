from odoo import fields, models
from odoo.tools import SQL

RATED_TYPES = ("simple_choice", "multiple_choice", "scale", "matrix")


class PropertyQuestionnaireAnalysis(models.Model):
    """What each household answered to each item, to count (Q3, Q4).

    One row for a form returned and an item: a question with choices or a scale, or one
    row of a matrix. A form that left the item blank, and one that was not asked, are
    apart from those that answered. Test entries and answers without a household asked
    are not here; neither are households left out.
    """

    _name = "property.questionnaire.analysis"
    _description = "Analysis of questionnaires"
    _inherit = ["property.segment.mixin", "property.rate.mixin"]
    _auto = False
    _rec_name = "item"
    _order = "questionnaire_id DESC, item, id"
    _rates = {"satisfaction_rate:avg": ("satisfied", "rated")}

    questionnaire_id = fields.Many2one("property.questionnaire", readonly=True)
    recipient_id = fields.Many2one("property.questionnaire.recipient", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    date = fields.Date(string="Opened On", readonly=True)
    estate_id = fields.Many2one("property.estate", readonly=True)
    building_id = fields.Many2one("property.building", readonly=True)
    question_id = fields.Many2one("survey.question", readonly=True)
    row_id = fields.Many2one(
        "survey.question.answer", string="Row of a Matrix", readonly=True
    )
    item = fields.Char(string="Survey Item", readonly=True)
    forms = fields.Integer(string="Forms Returned", readonly=True)
    answered = fields.Integer(string="Answers Given", readonly=True)
    rated = fields.Integer(
        readonly=True, help="Answered, where an answer means satisfied."
    )
    satisfied = fields.Integer(readonly=True)
    blank = fields.Integer(string="Left Blank", readonly=True)
    not_shown = fields.Integer(
        readonly=True, help="The form did not ask it: a condition did not hold."
    )
    satisfaction_rate = fields.Float(readonly=True, aggregator="avg")

    _depends = {
        "property.questionnaire": ["company_id", "date_open"],
        "property.questionnaire.recipient": [
            "building_id",
            "estate_id",
            "household_id",
            "questionnaire_id",
            "state",
            "user_input_id",
        ],
        "survey.user_input": ["predefined_question_ids", "state", "test_entry"],
        "survey.user_input.line": [
            "answer_type",
            "matrix_row_id",
            "question_id",
            "skipped",
            "suggested_answer_id",
            "user_input_id",
            "value_scale",
        ],
        "survey.question": [
            "comment_count_as_answer",
            "is_page",
            "property_satisfied_from",
            "question_type",
            "sequence",
            "survey_id",
            "title",
            "triggering_answer_ids",
        ],
        "survey.question.answer": [
            "matrix_question_id",
            "property_satisfied",
            "question_id",
            "sequence",
            "value",
        ],
    }

    @property
    def _table_query(self):
        return SQL(
            """
            SELECT a.*, (NOT a.is_answered AND a.is_shown)::int AS blank,
                   (NOT a.is_answered AND NOT a.is_shown)::int AS not_shown
              FROM (SELECT %s FROM (%s) given %s) a
            """,
            self._select(),
            self._given(),
            self._join(),
        )

    def _select(self):
        """One row as it is read; ids are those of the form and of the item."""
        return SQL(
            """
            given.recipient_id::bigint * 2147483648 + item.key AS id,
            given.questionnaire_id, given.recipient_id, c.company_id,
            c.date_open AS date, r.estate_id, r.building_id, r.household_id,
            given.question_id, given.row_id, item.name AS item, 1 AS forms,
            given.is_answered, given.is_answered::int AS answered,
            (given.is_answered AND item.is_rated)::int AS rated,
            (given.is_satisfied AND item.is_rated)::int AS satisfied,
            CASE WHEN given.is_answered AND item.is_rated
                 THEN given.is_satisfied::int::float END AS satisfaction_rate,
            given.is_answered OR %s AS is_shown
            """,
            self._is_shown(),
        )

    def _join(self):
        return SQL(
            """
            JOIN (%s) item ON item.question_id = given.question_id
                          AND item.row_id IS NOT DISTINCT FROM given.row_id
            JOIN property_questionnaire_recipient r ON r.id = given.recipient_id
            JOIN property_questionnaire c ON c.id = given.questionnaire_id
            """,
            self._items(),
        )

    def _items(self):
        """The items of every survey, numbered as they are asked."""
        return SQL(
            """
            SELECT q.survey_id, q.id AS question_id, line.id AS row_id,
                   COALESCE(2 * line.id + 1, 2 * q.id) AS key,
                   to_char(ROW_NUMBER() OVER (PARTITION BY q.survey_id ORDER BY
                           q.sequence, q.id, line.sequence, line.id),
                           CASE WHEN COUNT(*) OVER (PARTITION BY q.survey_id) > 99
                                THEN 'FM000' ELSE 'FM00' END) || ' ' ||
                   COALESCE(line.value->>%(lang)s, line.value->>'en_US',
                            q.title->>%(lang)s, q.title->>'en_US') AS name,
                   CASE WHEN q.question_type = 'scale'
                        THEN COALESCE(q.property_satisfied_from, 0) <> 0
                        ELSE EXISTS (SELECT FROM survey_question_answer choice
                                      WHERE choice.question_id = q.id
                                        AND choice.property_satisfied)
                    END AS is_rated
              FROM survey_question q
              LEFT JOIN survey_question_answer line ON line.matrix_question_id = q.id
             WHERE NOT COALESCE(q.is_page, FALSE) AND q.question_type IN %(types)s
               AND (line.id IS NOT NULL OR q.question_type <> 'matrix')
            """,
            lang=self.env.lang or "en_US",
            types=RATED_TYPES,
        )

    def _given(self):
        """Form by form and item by item: was it answered, was it satisfied."""
        return SQL(
            """
            SELECT r.id AS recipient_id, r.questionnaire_id, ui.id AS input_id,
                   q.id AS question_id, line.id AS row_id,
                   count(l.id) > 0 AS is_answered,
                   COALESCE(bool_or(%(satisfied)s), FALSE) AS is_satisfied
              FROM property_questionnaire_recipient r
              JOIN survey_user_input ui ON ui.id = r.user_input_id
                   AND ui.state = 'done' AND NOT COALESCE(ui.test_entry, FALSE)
              JOIN survey_question q ON q.survey_id = ui.survey_id
                   AND NOT COALESCE(q.is_page, FALSE) AND q.question_type IN %(types)s
              LEFT JOIN survey_question_answer line ON line.matrix_question_id = q.id
              LEFT JOIN survey_user_input_line l ON l.user_input_id = ui.id
                   AND l.question_id = q.id
                   AND COALESCE(l.matrix_row_id, 0) = COALESCE(line.id, 0)
                   AND %(answer)s
              LEFT JOIN survey_question_answer choice
                     ON choice.id = l.suggested_answer_id
             WHERE r.state = 'answered'
             GROUP BY r.id, ui.id, q.id, line.id
            """,
            types=RATED_TYPES,
            answer=self._is_answer(),
            satisfied=self._is_satisfied(),
        )

    def _is_answer(self):
        """Whether the line `l` answers the question `q`; a comment may count as one."""
        return SQL(
            """(%s OR (l.skipped IS NOT TRUE AND l.answer_type = 'char_box'
                       AND q.comment_count_as_answer AND q.question_type <> 'matrix'))
            """,
            self._is_choice(),
        )

    def _is_choice(self):
        """Whether the line `l` answers with a choice, or a point on a scale."""
        return SQL(
            """(l.skipped IS NOT TRUE
                AND (l.suggested_answer_id IS NOT NULL OR l.answer_type = 'scale'))"""
        )

    def _is_satisfied(self):
        """Whether the line `l`, whose choice is `choice`, means satisfied."""
        return SQL(
            """(CASE WHEN q.question_type = 'scale'
                     THEN l.value_scale >= q.property_satisfied_from
                     ELSE choice.property_satisfied END)"""
        )

    def _is_shown(self):
        """Whether the form asked an item: it was drawn, and its condition held."""
        question = self.env["survey.question"]
        trigger = question._fields["triggering_answer_ids"]
        drawn = self.env["survey.user_input"]._fields["predefined_question_ids"]
        return SQL(
            """(
            (NOT EXISTS (SELECT FROM %(trigger)s t
                          WHERE t.%(asked)s = given.question_id)
             OR EXISTS (SELECT FROM %(trigger)s t JOIN survey_user_input_line chosen
                          ON chosen.suggested_answer_id = t.%(answer)s
                       WHERE t.%(asked)s = given.question_id
                         AND chosen.user_input_id = given.input_id))
            AND (EXISTS (SELECT FROM %(drawn)s d WHERE d.%(form)s = given.input_id
                            AND d.%(drawn_question)s = given.question_id)
                 OR NOT EXISTS (SELECT FROM %(drawn)s d
                                 WHERE d.%(form)s = given.input_id)))
            """,
            trigger=SQL.identifier(trigger.relation),
            asked=SQL.identifier(trigger.column1),
            answer=SQL.identifier(trigger.column2),
            drawn=SQL.identifier(drawn.relation),
            form=SQL.identifier(drawn.column1),
            drawn_question=SQL.identifier(drawn.column2),
        )
