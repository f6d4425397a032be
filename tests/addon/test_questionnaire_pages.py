"""A household's link in a browser: answered once, by its own token, in time (Q1)."""

from common import local
from odoo.tests import new_test_user, tagged
from questionnaire_pages import QuestionnairePageCase

SCRIPT = "<script>alert('x')</script><img src=x onerror=alert(1)>"


@tagged("post_install", "-at_install")
class TestQuestionnairePages(QuestionnairePageCase):
    # ------------------------------------------------------------------ answering

    def test_a_household_answers_by_its_link_and_blanks_stay_blank(self):
        answer = self.begin()
        _, page = self.rpc("submit", answer, **self.given(power="satisfied", ideas=""))
        self.assertIn("Thank you", page["survey_content"])
        self.assertEqual(
            (self.recipient.state, self.recipient.channel), ("answered", "link")
        )
        lines = answer.user_input_line_ids
        given = lines.filtered(lambda line: not line.skipped)
        self.assertEqual(given.suggested_answer_id, self.choice("power", "satisfied"))

    def test_the_code_on_paper_leads_to_the_same_answer(self):
        answer = self.begin(f"/q/{self.recipient.token}/p")
        self.assertEqual(self.recipient.channel, "qr")
        self.get(f"/q/{self.recipient.token.upper()}")
        self.assertEqual(self.recipient.user_input_id, answer)

    def test_the_page_says_for_which_household(self):
        page = self.get(f"/q/{self.recipient.token}")
        self.assertIn("Sunny Garden", page.text)
        self.assertIn("A 101", page.text)

    def test_a_second_try_gets_a_friendly_page_and_changes_nothing(self):
        answer = self.begin()
        self.rpc("submit", answer, **self.given(power="satisfied"))
        page = self.get(f"/q/{self.recipient.token}")
        self.assertIn("your household has answered", page.text)
        _, refusal = self.rpc("submit", answer, **self.given(power="dissatisfied"))
        self.assertEqual(refusal, {"error": "unauthorized"})
        lines = answer.user_input_line_ids.filtered(lambda line: not line.skipped)
        self.assertEqual(lines.suggested_answer_id, self.choice("power", "satisfied"))

    def test_core_cannot_be_made_to_give_a_second_answer(self):
        answer = self.begin()
        self.rpc("submit", answer, **self.given(power="satisfied"))
        before = self.env["survey.user_input"].search_count([])
        survey, token = self.survey.access_token, answer.access_token
        self.get(f"/survey/retry/{survey}/{token}")
        self.get(f"/survey/start/{survey}")
        self.authenticate("test_butler", "test_butler")
        self.get(f"/survey/start/{survey}")
        self.get(f"/survey/retry/{survey}/{token}")
        self.assertEqual(self.env["survey.user_input"].search_count([]), before)

    def test_a_script_in_the_free_text_is_kept_and_does_no_harm(self):
        answer = self.begin()
        self.rpc("submit", answer, **self.given(ideas=SCRIPT))
        self.assertIn(SCRIPT, answer.user_input_line_ids.mapped("value_text_box"))
        url = f"/survey/print/{self.survey.access_token}"
        page = self.get(f"{url}?answer_token={answer.access_token}")
        self.assertNotIn("<script>alert('x')", page.text)
        self.assertNotIn("<img src=x", page.text)
        self.assertIn("&lt;script&gt;alert", page.text)

    def test_signed_in_staff_and_members_answer_by_the_link_too(self):
        wife = self.env["res.partner"].create({"name": "Mrs Wang"})
        new_test_user(
            self.env, "wife_portal", groups="base.group_portal", partner_id=wife.id
        )
        for login in ("wife_portal", "test_butler"):
            with self.subTest(login=login):
                self.authenticate(login, login)
                page = self.get(f"/q/{self.recipient.token}")
                self.assertIn("Start Survey", page.text)

    # ------------------------------------------------------------------ refusals

    def test_a_wrong_link_tells_nothing(self):
        texts = set()
        for token in (
            "a" * 14,
            "x",
            "%00",
            "é" * 14,
            "'; --",
            self.recipient.token[:-1],
        ):
            with self.subTest(token=token):
                page = self.get(f"/q/{token}")
                self.assertEqual(page.status_code, 404)
                self.assertIn("We do not know this link", page.text)
                texts.add("Sunny Garden" in page.text)
        self.assertEqual(texts, {False})

    def test_who_guesses_has_to_wait(self):
        self.env["ir.config_parameter"].set_param("property_visit.link_attempts", "3")
        for _ in range(3):
            self.assertEqual(self.get("/q/" + "b" * 14).status_code, 404)
        page = self.get(f"/q/{self.recipient.token}")
        self.assertEqual(page.status_code, 429)
        self.assertNotIn("Sunny Garden", page.text)

    def test_after_closing_nothing_is_taken_and_nothing_is_lost(self):
        answer = self.begin()
        self.questionnaire.action_close()
        page = self.get(f"/q/{self.recipient.token}")
        self.assertEqual(page.status_code, 200)
        self.assertIn("The questionnaire is closed", page.text)
        _, refusal = self.rpc("submit", answer, **self.given(power="satisfied"))
        self.assertEqual(refusal, {"error": "answer_deadline"})
        self.assertFalse(answer.user_input_line_ids)
        self.assertEqual(self.recipient.state, "waiting")

    def test_after_the_last_day_nothing_is_taken_before_the_scheduler_runs(self):
        answer = self.begin()
        self.questionnaire.date_close = "2026-11-05"
        with self.on(local("2026-11-06 00:10")):
            _, refusal = self.rpc("submit", answer, **self.given(power="satisfied"))
        self.assertEqual(refusal, {"error": "answer_deadline"})

    def test_who_has_moved_out_is_told_politely_and_does_not_count(self):
        answer = self.begin()
        self.household.action_move_out("2026-11-02")
        page = self.get(f"/q/{self.recipient.token}")
        self.assertIn("for those who live here now", page.text)
        _, refusal = self.rpc("submit", answer, **self.given(power="satisfied"))
        self.assertEqual(refusal, {"error": "answer_deadline"})
        self.assertEqual(self.questionnaire.returned_count, 0)

    def test_another_households_token_does_not_open_the_first_ones_answer(self):
        answer = self.begin()
        self.rpc("submit", answer, **self.given(power="satisfied"))
        other = self.of(self.neighbour)
        self.get(f"/q/{other.token}")
        self.assertNotEqual(other.user_input_id, answer)
        self.assertEqual(other.user_input_id.state, "new")

    # ------------------------------------------------------------------ portal

    def test_residents_find_the_questionnaires_of_their_household_alone(self):
        self.let_wang_sign_in()
        self.authenticate("wang_portal", "wang_portal")
        page = self.get("/my/questionnaires")
        self.assertIn(f"/q/{self.recipient.token}", page.text)
        self.assertNotIn(self.of(self.neighbour).token, page.text)
        self.send_off(self.recipient)
        page = self.get("/my/questionnaires")
        self.assertNotIn(f"/q/{self.recipient.token}", page.text)
        self.assertIn("Answered", page.text)

    def test_who_has_moved_out_finds_none(self):
        self.let_wang_sign_in()
        self.household.action_move_out("2026-11-02")
        self.authenticate("wang_portal", "wang_portal")
        page = self.get("/my/questionnaires")
        self.assertIn("no questionnaire for your household", page.text)
