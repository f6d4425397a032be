"""The questionnaires of the demonstration keep the rules that they show (Q1, Q5)."""

from datetime import date

from odoo.addons.property_visit.demo.questionnaires import Questionnaires
from odoo.tests import tagged
from questionnaires import QuestionnaireCase


@tagged("post_install", "-at_install")
class TestQuestionnaireDemo(QuestionnaireCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for number in range(201, 219):
            cls.make_household(str(number))
        cls.questionnaire.active = False
        Questionnaires(cls.estate, date(2026, 11, 2)).ask()
        found = cls.env["property.questionnaire"].search([])
        cls.owner = found.filtered(lambda q: q.kind == "owner")
        cls.topic = found.filtered(lambda q: q.kind == "topic")

    def test_the_finished_one_is_returned_by_seventy_in_a_hundred(self):
        self.assertEqual(
            (self.owner.state, self.owner.household_count), ("published", 20)
        )
        self.assertEqual(self.owner.return_rate, 70)
        self.assertEqual(self.owner.promise_ids.mapped("state"), ["kept"])
        self.assertFalse(self.owner.promise_ids.was_late)

    def test_the_running_one_has_some_answers_and_waits_for_more(self):
        self.assertEqual(self.topic.state, "collecting")
        self.assertEqual((self.topic.returned_count, self.topic.waiting_count), (8, 12))

    def test_answers_lie_in_the_time_of_the_questionnaire_and_some_are_blank(self):
        for questionnaire in self.owner | self.topic:
            answered = questionnaire.recipient_ids.filtered("user_input_id")
            days = answered.mapped(lambda r: r.returned_at.date())
            self.assertGreaterEqual(min(days), questionnaire.date_open)
            self.assertLessEqual(
                max(days), min(questionnaire.date_close, date(2026, 11, 2))
            )
            lines = answered.user_input_id.user_input_line_ids
            self.assertTrue(lines.filtered("skipped"))
            self.assertTrue(lines.filtered("value_text_box"))
