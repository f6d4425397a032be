"""A campaign at Sunny Garden with every kind of item, answered by plain rows."""

import json

from common import PropertyCase
from odoo.fields import Command

RATING = ["Very satisfied", "Satisfied", "Neutral", "Dissatisfied", "Very dissatisfied"]
ROWS = ["Power", "Water", "Greening"]
ITEMS = [*ROWS, "Overall", "Why not", "Liked", "Scale", "Age"]


class QuestionnaireCase(PropertyCase):
    """Households 101–112 of two buildings are asked; `give` hands in their forms."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for number in range(103, 113):
            cls.make_household(
                str(number), building=cls.building_b if number > 107 else cls.building
            )
        cls.survey = cls.make_survey()
        cls.question = {
            question.title: question for question in cls.survey.question_ids
        }
        cls.survey.question_ids.flush_recordset()
        cls.env.cr.execute("UPDATE survey_question SET create_date = '2026-10-01'")
        cls.survey.question_ids.invalidate_recordset()
        cls.campaign = cls.make_campaign()
        cls.campaign.action_issue()
        cls.recipients = cls.campaign.recipient_ids.sorted("id")

    @classmethod
    def make_survey(cls):
        choices = [
            Command.create({"value": value, "property_satisfied": rank < 2})
            for rank, value in enumerate(RATING)
        ]
        plain = [Command.create({"value": value}) for value in ("Young", "Old")]
        survey = cls.env["survey.survey"].create({"title": "How is it?"})
        common = {"survey_id": survey.id, "suggested_answer_ids": choices}
        rows = [Command.create({"value": value}) for value in ROWS]
        questions = [
            {"title": "Items", "question_type": "matrix", "matrix_row_ids": rows},
            {
                "title": "Overall",
                "question_type": "simple_choice",
                "comments_allowed": True,
                "comment_count_as_answer": True,
            },
            {"title": "Why not", "question_type": "simple_choice"},
            {"title": "Liked", "question_type": "multiple_choice"},
            {
                "title": "Scale",
                "question_type": "scale",
                "scale_min": 1,
                "scale_max": 5,
                "property_satisfied_from": 4,
                "suggested_answer_ids": False,
            },
            {
                "title": "Age",
                "question_type": "simple_choice",
                "suggested_answer_ids": plain,
            },
            {"title": "Words", "question_type": "text_box"},
        ]
        made = cls.env["survey.question"].create(
            [
                {**common, "sequence": order, **question}
                for order, question in enumerate(questions)
            ]
        )
        overall, why = made[1], made[2]
        why.triggering_answer_ids = overall.suggested_answer_ids[3:]
        return survey

    @classmethod
    def make_campaign(cls, **values):
        values = {
            "name": "Survey 2026",
            "survey_id": cls.survey.id,
            "estate_ids": [Command.set(cls.estate.ids)],
            "date_open": "2026-11-02",
            "overall_question_id": cls.question["Overall"].id,
            **values,
        }
        return cls.env["property.questionnaire"].create(values)

    # ------------------------------------------------------------------ answers

    def give(self, forms, recipients=None):
        """Hand in forms, one per recipient, as rows that core's pages leave behind.

        :param forms: dicts item → rank of the choice (a set for `Liked`, 1–5 for
            `Scale`, "comment" or text), items left out are blank; `state` and `test` of
            the entry, `drawn` (None: nothing was drawn, else titles not drawn)
        """
        self.env.flush_all()
        recipients = recipients or self.recipients
        inputs = self._insert(
            "survey_user_input",
            [
                {
                    "survey_id": self.survey.id,
                    "access_token": f"given-{recipient.id}",
                    "state": form.get("state", "done"),
                    "test_entry": form.get("test", False),
                }
                for form, recipient in zip(forms, recipients, strict=False)
            ],
        )
        lines, drawn = [], []
        for form, entry in zip(forms, inputs, strict=True):
            base = {"user_input_id": entry, "survey_id": self.survey.id}
            lines += [{**base, **line} for line in self._lines(form)]
            drawn += self._drawn(form, entry)
        self._insert("survey_user_input_line", lines)
        self._insert(self._drawn_table(), drawn, returning="survey_question_id")
        for entry, recipient, form in zip(inputs, recipients, forms, strict=False):
            if form.get("state", "done") == "done":
                recipient.write({"user_input_id": entry, "state": "answered"})
            else:
                recipient.write({"user_input_id": entry})
        self.env.flush_all()
        self.env.invalidate_all()

    def take_back(self):
        """Nobody has answered."""
        self.env.flush_all()
        self.recipients.write({"user_input_id": False, "state": "waiting"})
        self.env.flush_all()
        self.env.cr.execute(
            "DELETE FROM survey_user_input WHERE survey_id = %s", [self.survey.id]
        )
        self.env.invalidate_all()

    def _drawn_table(self):
        return self.env["survey.user_input"]._fields["predefined_question_ids"].relation

    def _drawn(self, form, entry):
        left_out = form.get("drawn")
        if left_out is None:
            return []
        return [
            {"survey_user_input_id": entry, "survey_question_id": question.id}
            for title, question in self.question.items()
            if title not in left_out
        ]

    def _lines(self, form):
        matrix = self.question["Items"]
        for name, row in zip(ROWS, matrix.matrix_row_ids, strict=True):
            if form.get(name) is not None:
                yield self._choice(matrix, form[name]) | {"matrix_row_id": row.id}
        for title in ("Overall", "Why not", "Age"):
            if form.get(title) == "comment":
                yield {
                    "question_id": self.question[title].id,
                    "answer_type": "char_box",
                    "value_char_box": "Other",
                }
            elif form.get(title) is not None:
                yield self._choice(self.question[title], form[title])
        for rank in form.get("Liked", ()):
            yield self._choice(self.question["Liked"], rank)
        scale = self.question["Scale"].id
        if form.get("Scale") is not None:
            value = {"answer_type": "scale", "value_scale": form["Scale"]}
            yield {"question_id": scale, **value}
        else:
            yield {"question_id": scale, "skipped": True, "answer_type": None}
        if form.get("Words"):
            value = {"answer_type": "text_box", "value_text_box": form["Words"]}
            yield {"question_id": self.question["Words"].id, **value}

    def _choice(self, question, rank):
        return {
            "question_id": question.id,
            "answer_type": "suggestion",
            "suggested_answer_id": question.suggested_answer_ids[rank].id,
        }

    def _insert(self, table, rows, returning="id"):
        """Insert rows as they are; return their ids in order."""
        if not rows:
            return []
        names = sorted({name for row in rows for name in row})
        columns = ", ".join(names)
        self.env.cr.execute(
            f"INSERT INTO {table} ({columns}) SELECT {columns}"
            f" FROM json_populate_recordset(NULL::{table}, %s) RETURNING {returning}",
            [json.dumps([{name: row.get(name) for name in names} for row in rows])],
        )
        return [row[0] for row in self.env.cr.fetchall()]
