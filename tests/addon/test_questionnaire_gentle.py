"""Nobody is reminded twice a day, and who answers for others is told so (Q8)."""

from common import local
from odoo.tests import tagged
from questionnaire_pages import QuestionnairePageCase


@tagged("post_install", "-at_install")
class TestGentle(QuestionnairePageCase):
    def remind(self):
        return self.questionnaire.action_remind()["params"]["message"]

    def test_who_was_reminded_today_is_left_in_peace(self):
        """A second press of the button mails whom the first one could not reach."""
        self.household.partner_id.email = "wang@example.com"
        with self.on(local("2026-11-10 10:00")):
            self.assertIn("1 households are mailed; 1 have no address", self.remind())
            with self.assertRefused("reminded today already"):
                self.remind()
            self.neighbour.partner_id.email = "zhao@example.com"
            self.assertIn("1 households are mailed; 0 have no address", self.remind())
        self.assertEqual(self.recipient.reminder_count, 1)
        with self.on(local("2026-11-11 10:00")):
            self.remind()
        self.assertEqual(self.recipient.reminder_count, 2)

    def test_with_no_address_at_all_the_butlers_are_named(self):
        (self.household | self.neighbour).partner_id.email = False
        self.assertIn("0 households are mailed; 2 have no address", self.remind())

    def test_staff_are_told_for_whom_they_answer(self):
        path = f"/q/{self.recipient.token}"
        behalf = "on this household's behalf"
        self.assertNotIn(behalf, self.get(path).text)
        self.authenticate("test_butler", "test_butler")
        self.recipient.with_user(self.butler)._enter("phone")
        page = self.get(path).text
        self.assertIn(behalf, page)
        self.assertIn("Phone", page)

    def test_nothing_invites_to_a_second_answer(self):
        answer = self.begin()
        _, page = self.rpc("submit", answer, **self.given(power="satisfied"))
        self.assertNotIn("/survey/retry/", page["survey_content"])
        said = self.get(answer.get_print_url() + "&review=True")
        self.assertNotIn("/survey/retry/", said.text)

    def test_residents_find_the_way_back(self):
        self.let_wang_sign_in()
        self.authenticate("wang_portal", "wang_portal")
        answer = self.begin()
        _, page = self.rpc("submit", answer, **self.given(power="satisfied"))
        self.assertIn('href="/my"', page["survey_content"])

    def test_a_reload_after_closing_is_our_page(self):
        answer = self.begin()
        self.questionnaire.action_close()
        survey, token = self.survey.access_token, answer.access_token
        for path in (f"/survey/{survey}/{token}", answer.get_start_url()):
            with self.subTest(path=path):
                page = self.get(path).text
                self.assertIn("The questionnaire is closed", page)
                self.assertIn("Sunny Garden", page)
