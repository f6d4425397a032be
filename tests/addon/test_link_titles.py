"""What the tab of a page without login says: what it is, and of which estate."""

import re

from link_world import LinkCase
from odoo.tests import tagged
from questionnaire_pages import QuestionnairePageCase

HERE = ("post_install", "-at_install")


def title(page):
    return re.search(r"<title>\s*(.*?)\s*</title>", page.text, re.DOTALL).group(1)


@tagged(*HERE)
class TestLinkTitles(LinkCase):
    def test_each_question_is_its_title(self):
        for purpose, record in self.asked().items():
            with self.subTest(purpose=purpose):
                shown = title(self.url_open(self.path(purpose)))
                self.assertIn(record._link_page(purpose)["question"], shown)
                self.assertIn("Sunny Garden", shown)

    def test_thanks(self):
        path = self.path("outcome")
        self.assertEqual(title(self.answer(path, "yes")), "Thank you · Sunny Garden")
        self.assertEqual(title(self.url_open(path)), "This link is not valid any more")

    def test_refusals(self):
        """A void link names no estate; neither do guesses and colleagues."""
        path = self.path("rate")
        self.authenticate("test_manager", "test_manager")
        self.assertEqual(
            title(self.url_open(path)), "This question is for the household"
        )
        self.env["ir.config_parameter"].set_param("property_visit.link_attempts", "1")
        self.url_open("/v/rate/nothing")
        self.assertEqual(title(self.url_open(path)), "Please try again later")

    def test_in_the_language_of_the_household(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        self.env["ir.module.module"]._load_module_terms(["property_visit"], ["zh_CN"])
        self.household.language = "zh_CN"
        page = self.answer(self.path("outcome"), "yes")
        self.assertEqual(title(page), "谢谢您 · Sunny Garden")


@tagged(*HERE)
class TestQuestionnaireTitles(QuestionnairePageCase):
    def test_while_answering(self):
        """From the start to the thanks, which core puts into the same page."""
        path = f"/q/{self.recipient.token}"
        self.assertEqual(title(self.get(path)), "Owner survey 2026 · Sunny Garden")
        answer = self.begin()
        self.rpc("submit", answer, **self.given(power="satisfied"))
        said = self.get(answer.get_print_url())
        self.assertEqual(title(said), "Owner survey 2026 · Sunny Garden")
        self.assertEqual(
            title(self.get(path)),
            "Thank you, your household has answered · Sunny Garden",
        )

    def test_refusals(self):
        path = f"/q/{self.recipient.token}"
        self.assertEqual(title(self.get("/q/nothing")), "We do not know this link")
        self.questionnaire.action_close()
        self.assertEqual(
            title(self.get(path)), "The questionnaire is closed · Sunny Garden"
        )
        self.env["ir.config_parameter"].set_param("property_visit.link_attempts", "1")
        self.assertEqual(title(self.get(path)), "Too many attempts")

    def test_who_has_moved_out(self):
        self.household.action_move_out("2026-11-02")
        self.assertEqual(
            title(self.get(f"/q/{self.recipient.token}")),
            "This questionnaire is for those who live here now · Sunny Garden",
        )
