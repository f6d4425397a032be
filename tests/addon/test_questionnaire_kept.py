"""Whoever changes what counts as satisfied is seen to have done so (H7, Q4)."""

from odoo.fields import Command
from odoo.tests import tagged
from questionnaires import QuestionnaireCase


@tagged("post_install", "-at_install")
class TestChangedJudgement(QuestionnaireCase):
    """101 has answered the item on the power supply."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.power = cls.question("power")
        cls.questionnaire.action_issue()
        cls.untouched = cls.make_questionnaire(name="Not asked yet")
        cls.send_off(cls, cls.of(cls, cls.household), power="very_satisfied")

    def notes(self, campaign=None):
        self.env.cr.precommit.run()
        found = (campaign or self.questionnaire).message_ids
        return " ".join(found.filtered("body").mapped("body"))

    def said(self):
        return "Power supply" in self.notes()

    def test_a_choice_that_means_something_else_now(self):
        self.choice("power", "very_satisfied").property_satisfied = False
        self.assertTrue(self.said())
        self.assertNotIn("Power supply", self.notes(self.untouched))

    def test_a_further_choice_that_means_satisfied(self):
        fine = {"value": "Fine", "property_satisfied": True}
        self.power.suggested_answer_ids = [Command.create(fine)]
        self.assertTrue(self.said())

    def test_a_comment_that_counts_now(self):
        self.power.write(
            {"comments_allowed": True, "comment_count_as_answer": True},
        )
        self.assertTrue(self.said())

    def test_what_says_the_same_or_is_new_is_no_news(self):
        self.choice("power", "very_satisfied").property_satisfied = True
        self.power.title = "Power supply, day and night"
        item = {
            "title": "Parking",
            "survey_id": self.survey.id,
            "question_type": "simple_choice",
            "suggested_answer_ids": [
                Command.create({"value": "Good", "property_satisfied": True})
            ],
        }
        self.env["survey.question"].create(item)
        self.assertFalse(self.said())
        self.assertNotIn("Parking", self.notes())

    def test_the_rule_and_the_targets_of_the_campaign(self):
        self.env.cr.precommit.run()  # what comes with the creation is no change
        for name, value in (
            ("form_rule", "average"),
            ("satisfied_from", 10.0),
            ("overall_question_id", self.question("water").id),
            ("issue_target", 1.0),
            ("return_target", 1.0),
            ("satisfaction_target", 1.0),
        ):
            with self.subTest(name):
                self.questionnaire.write({name: value})
                self.env.flush_all()
                self.env.cr.precommit.run()
                tracked = self.questionnaire.message_ids.tracking_value_ids
                self.assertIn(name, tracked.field_id.mapped("name"))
