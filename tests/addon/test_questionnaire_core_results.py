"""Core's own survey pages do not contradict a questionnaire's figures silently."""

from odoo.tests import Form, HttpCase, new_test_user, tagged
from questionnaire_world import QuestionnaireCase

OTHER_FIGURES = "with forms begun and not sent off"


@tagged("post_install", "-at_install")
class TestCoreResults(QuestionnaireCase, HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.editor = new_test_user(
            cls.env,
            "survey_editor",
            groups="survey.group_survey_manager,property_visit.group_property_manager",
        )
        cls.plain = cls.env["survey.survey"].create({"title": "Lunch"})
        cls.env["survey.question"].create(
            {"survey_id": cls.plain.id, "title": "What?", "question_type": "char_box"}
        )

    def results(self, survey):
        self.authenticate("survey_editor", "survey_editor")
        return self.url_open(f"/survey/results/{survey.id}").text

    def test_the_results_page_says_that_it_differs(self):
        self.assertIn(OTHER_FIGURES, self.results(self.survey))
        self.assertNotIn(OTHER_FIGURES, self.results(self.plain))

    def test_what_it_says_is_true(self):
        """Core counts what is begun, and divides rows and several choices otherwise."""
        self.give(
            [
                {"Power": 0, "Liked": {0, 1}},
                {"Water": 4, "Liked": {0}},
                {"Power": 0, "state": "in_progress"},
            ]
        )
        lines = self.env["survey.user_input.line"].search(
            [("survey_id", "=", self.survey.id)]
        )
        core = {
            data["question"].title: data
            for data in self.survey.question_ids._prepare_statistics(lines)
        }
        self.assertEqual(len(core["Items"]["answer_input_done_ids"]), 3)
        self.assertEqual(len(core["Liked"]["answer_line_done_ids"]), 3)
        ours = {count.item: count for count in self.campaign._statistics()}
        self.assertEqual(ours["Power"].answered, 1)
        self.assertEqual(ours["Liked"].answered, 2)

    def test_the_survey_leads_to_its_questionnaires(self):
        form = Form(self.survey.with_user(self.editor))
        self.assertEqual(form.property_questionnaire_count, 1)
        action = self.survey.action_open_property_questionnaires()
        found = self.env["property.questionnaire"].search(action["domain"])
        self.assertEqual(found, self.campaign)
        self.assertEqual(self.plain.property_questionnaire_count, 0)

    def test_our_page_says_it_too(self):
        self.assertIn(OTHER_FIGURES, " ".join(self.campaign.figures_html.split()))
