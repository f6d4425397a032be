"""Questionnaires in tests: the shipped owner survey, asked at Sunny Garden."""

from common import PropertyCase
from odoo.fields import Command


class QuestionnaireCase(PropertyCase):
    """101 and 102 live in Sunny Garden, 901 in Far Garden; three items are rated."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.survey = cls.env.ref("property_visit.survey_owner")
        cls.make_promise_rule()
        cls.questionnaire = cls.make_questionnaire()

    @classmethod
    def make_promise_rule(cls, **values):
        return cls.env["property.commitment.rule"].create(
            {
                "name": "Statistics",
                "procedure_id": cls.procedure.id,
                "event": "questionnaire_closed",
                "kept_by": "statistics",
                "amount": 5,
                "unit": "working_days",
                "role_id": cls.role("supervisor").id,
                **values,
            }
        )

    @classmethod
    def make_questionnaire(cls, estates=None, **values):
        return cls.env["property.questionnaire"].create(
            {
                "name": "Owner survey 2026",
                "survey_id": cls.survey.id,
                "estate_ids": [Command.set((estates or cls.estate).ids)],
                **values,
            }
        )

    @classmethod
    def question(cls, code):
        return cls.env.ref(f"property_visit.survey_owner_{code}")

    @classmethod
    def choice(cls, code, answer):
        return cls.env.ref(f"property_visit.survey_owner_{code}_{answer}")

    def of(self, household, questionnaire=None):
        """The recipient of a household."""
        return (questionnaire or self.questionnaire).recipient_ids.filtered(
            lambda recipient: recipient.household_id == household
        )

    def send_off(self, recipient, channel="link", **answers):
        """The household answers: item code → code of its choice, or text."""
        answer = recipient._answer(channel)
        for code, given in answers.items():
            question = self.question(code)
            if question.question_type == "simple_choice":
                given = self.choice(code, given).id
            answer._save_lines(question, given)
        answer._mark_done()
        return answer
