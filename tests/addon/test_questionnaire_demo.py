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
        owner = found.filtered(lambda q: q.kind == "owner").sorted("date_open")
        cls.last_year, cls.owner = owner
        cls.topic = found.filtered(lambda q: q.kind == "topic")

    def test_the_finished_one_is_returned_by_seventy_in_a_hundred(self):
        self.assertEqual(
            (self.owner.state, self.owner.household_count), ("published", 20)
        )
        self.assertEqual(self.owner.return_rate, 70)
        self.assertEqual(self.owner.promise_ids.mapped("state"), ["kept"])
        self.assertFalse(self.owner.promise_ids.was_late)

    def test_it_went_the_whole_way_from_opinions_to_publication(self):
        self.assertTrue(self.owner.finished_at)
        opinions = self.owner.opinion_ids
        self.assertEqual(set(opinions.mapped("state")), {"registered"})
        self.assertTrue(all(opinions.feedback_id.mapped("reply")))
        self.assertTrue(self.owner.main_concerns)
        self.assertEqual(bool(self.owner.nonconformity_ids), self.owner.is_below_target)
        self.assertTrue(self.owner.publication_ids.on_portal)

    def test_it_is_compared_with_last_year(self):
        self.assertEqual(self.owner._previous(), self.last_year)
        self.assertEqual(self.last_year.return_rate, 60)

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
