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

    def _count_all(self):
        """Counts of the whole campaign.

        :return: dict (question id, row id or None) → (answered, satisfied, blank, not
            shown)
        """
        forms, answers = self._count_answers()
        hidden = self._count_hidden() if forms else {}
        counted = {}
        for _name, _rated, item in self._items():
            answered, satisfied = answers.get(item, (0, 0))
            unasked = hidden.get(item, 0)
            blank = forms - answered - unasked
            counted[item] = answered, satisfied, blank, unasked
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

    def _count_answers(self):
        """Forms returned, and of each item those answered and satisfied."""
        self._flush_answers()
        forms = self.env.execute_query(SQL("SELECT count(*) %s", self._forms()))[0][0]
        rows = self.env.execute_query(self._answers())
        return forms, {
            (question, row): (answered, satisfied)
            for question, row, answered, satisfied in rows
        }

    def _flush_answers(self):
        depends = self.env["property.questionnaire.analysis"]._depends
        for model, names in depends.items():
            self.env[model].flush_model(names)

    def _forms(self):
        return SQL(
            """
            FROM property_questionnaire_recipient r
            JOIN survey_user_input ui ON ui.id = r.user_input_id
                 AND ui.state = 'done' AND NOT COALESCE(ui.test_entry, FALSE)
           WHERE r.state = 'answered' AND r.questionnaire_id = %s
            """,
            self.id,
        )

    def _answers(self):
        """A form has several lines for one item only where several may be chosen."""
        analysis = self.env["property.questionnaire.analysis"]
        return SQL(
            """
            SELECT l.question_id, l.matrix_row_id,
                   count(*) FILTER (WHERE %(one)s)
                   + count(DISTINCT r.id) FILTER (WHERE NOT %(one)s),
                   count(*) FILTER (WHERE %(one)s AND %(satisfied)s)
                   + count(DISTINCT r.id) FILTER (WHERE NOT %(one)s AND %(satisfied)s)
              FROM property_questionnaire_recipient r
              JOIN survey_user_input ui ON ui.id = r.user_input_id
                   AND ui.state = 'done' AND NOT COALESCE(ui.test_entry, FALSE)
              JOIN survey_user_input_line l ON l.user_input_id = ui.id
              JOIN survey_question q ON q.id = l.question_id AND %(answer)s
              LEFT JOIN survey_question_answer choice
                     ON choice.id = l.suggested_answer_id
             WHERE r.state = 'answered' AND r.questionnaire_id = %(campaign)s
             GROUP BY l.question_id, l.matrix_row_id
            """,
            one=SQL("q.question_type <> 'multiple_choice'"),
            answer=analysis._is_answer(),
            satisfied=analysis._is_satisfied(),
            campaign=self.id,
        )

    def _count_hidden(self):
        """Forms that did not ask an item; looked at only where that can be."""
        questions = self._sometimes_hidden()
        if not questions:
            return {}
        counted = self._count_some(Domain("question_id", "in", questions.ids))
        return {item: figures[-1] for item, figures in counted.items()}

    def _sometimes_hidden(self):
        """Questions asked on a condition, drawn by lot, or added since it was issued.

        Core notes on each form which questions it was made of.
        """
        survey = self.sudo().survey_id
        if survey.questions_selection == "random" or not self.issued_at:
            return survey.question_ids
        return survey.question_ids.filtered(
            lambda question: (
                question.triggering_answer_ids or question.create_date >= self.issued_at
            )
        )
