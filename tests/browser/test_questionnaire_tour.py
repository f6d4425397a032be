from odoo.tests import tagged
from phone import ChinesePhoneCase
from questionnaires import QuestionnaireCase

CHINESE = {
    "power": "供电",
    "worries": "您最担心的是什么？",
}


@tagged("post_install", "-at_install")
class TestQuestionnaireTour(ChinesePhoneCase, QuestionnaireCase):
    """A resident scans the code on paper and answers on a phone, in Chinese (Q1)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["ir.module.module"]._load_module_terms(["survey"], ["zh_CN"])
        cls.household.language = "zh_CN"
        for code, title in CHINESE.items():
            cls.question(code).with_context(lang="zh_CN").title = title
        very = cls.choice("power", "very_satisfied").with_context(lang="zh_CN")
        very.value = "非常满意"
        chinese = cls.survey.with_context(lang="zh_CN")
        chinese.description_done = "<p>谢谢！</p>"
        cls.questionnaire.action_issue()

    def test_a_household_answers_from_the_code_on_paper(self):
        recipient = self.of(self.household)
        self.start_tour(f"/q/{recipient.token}/p", "property_visit_questionnaire_tour")
        self.assertEqual((recipient.state, recipient.channel), ("answered", "qr"))
        lines = recipient.user_input_id.user_input_line_ids
        given = lines.filtered(lambda line: not line.skipped)
        self.assertEqual(
            given.suggested_answer_id, self.choice("power", "very_satisfied")
        )
        said = "电梯太慢 <script>alert(1)</script>"
        self.assertEqual(given.filtered("value_text_box").value_text_box, said)
        self.assertEqual(len(lines) - len(given), 9)
