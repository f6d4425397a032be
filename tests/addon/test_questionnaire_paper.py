"""The paper form: questions with boxes, and a code that a phone can read (Q8)."""

import subprocess
import tempfile
from pathlib import Path

import zxingcpp
from odoo.tests import tagged
from paper import PaperCase
from PIL import Image
from questionnaires import QuestionnaireCase


@tagged("post_install", "-at_install")
class TestQuestionnairePaper(QuestionnaireCase, PaperCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.questionnaire.date_close = "2026-11-30"
        cls.questionnaire.action_issue()

    def codes(self, pdf):
        """What a camera reads on each page, at the sharpness of an office printer."""
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder, "form.pdf")
            file.write_bytes(pdf)
            command = ["pdftoppm", "-png", "-r", "150", file, Path(folder, "page")]
            subprocess.run(command, check=True)
            pages = [Image.open(page) for page in sorted(Path(folder).glob("*.png"))]
            return [[c.text for c in zxingcpp.read_barcodes(page)] for page in pages]

    def test_every_household_has_its_own_form_and_code_in_one_file(self):
        recipients = self.questionnaire.recipient_ids.sorted("id")
        pdf = self.pdf("questionnaire", recipients, self.butler)
        self.assertEqual(self.codes(pdf), [[r.qr_url] for r in recipients])
        pages = self.pages(pdf)
        self.assertIn("A 101", pages[0])
        self.assertIn("A 102", pages[1])
        self.assertIn("Sunny Garden", pages[0])
        self.assertIn("30", pages[0])

    def test_items_with_the_same_choices_share_one_table_of_boxes(self):
        items = self.of(self.household)._paper_items()
        self.assertEqual([item["kind"] for item in items], ["rated", "lines", "lines"])
        self.assertEqual(len(items[0]["rows"]), 9)
        html = self.html("questionnaire", self.of(self.household))
        self.assertEqual(html.count('class="pv_box"'), 9 * 5)

    def test_every_kind_of_question_finds_its_place(self):
        topic = self.make_questionnaire(
            survey_id=self.env.ref("property_visit.survey_topic").id, kind="topic"
        )
        topic.action_issue()
        items = self.of(self.household, topic)._paper_items()
        kinds = [item["kind"] for item in items]
        self.assertEqual(kinds, ["rated", "scale", "rated", "choice", "lines"])
        self.assertEqual(items[1]["columns"], [1, 2, 3, 4, 5])

    def test_who_has_answered_gets_no_form(self):
        self.send_off(self.of(self.household))
        action = self.questionnaire.with_user(self.butler).action_print_forms()
        printed = action["context"]["active_ids"]
        self.assertEqual(printed, self.of(self.neighbour).ids)
        self.send_off(self.of(self.neighbour))
        with self.assertRefused("nobody to print"):
            self.questionnaire.action_print_forms()
