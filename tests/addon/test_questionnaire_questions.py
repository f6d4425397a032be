"""What households have answered stays the question that it was (H7, Q4)."""

from odoo.exceptions import UserError
from odoo.tests import tagged
from questionnaires import QuestionnaireCase


@tagged("post_install", "-at_install")
class TestAnsweredQuestions(QuestionnaireCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.questionnaire.action_issue()
        cls.answered = cls.question("cleaning")
        cls.chosen = cls.choice("cleaning", "satisfied")

    def setUp(self):
        super().setUp()
        self.send_off(self.of(self.household), cleaning="satisfied", worries="")

    def as_manager(self, record):
        return record.with_user(self.manager)

    def test_an_answered_question_is_neither_deleted_nor_retyped(self):
        question = self.as_manager(self.answered)
        with self.assertRaisesRegex(UserError, "Households have answered"):
            question.unlink()
        with self.assertRaisesRegex(UserError, "Households have answered"):
            question.question_type = "text_box"
        with self.assertRaisesRegex(UserError, "Households have answered"):
            question.survey_id = self.env.ref("property_visit.survey_topic")
        self.assertEqual(self.questionnaire._statistics()[3].answered, 1)

    def test_one_that_they_left_blank_stays_too(self):
        with self.assertRaisesRegex(UserError, "Households have answered"):
            self.as_manager(self.question("worries")).unlink()

    def test_a_choice_of_theirs_is_not_deleted(self):
        with self.assertRaisesRegex(UserError, "Households have chosen"):
            self.as_manager(self.chosen).unlink()
        self.as_manager(self.choice("cleaning", "neutral")).unlink()

    def test_a_slip_of_the_pen_is_mended_and_the_type_written_again(self):
        question = self.as_manager(self.answered)
        question.write({"title": "Cleaning", "question_type": question.question_type})
        self.assertEqual(question.title, "Cleaning")

    def test_what_nobody_has_answered_is_free(self):
        survey = self.survey.copy()
        question = self.as_manager(survey.question_ids[0])
        question.question_type = "text_box"
        question.unlink()
