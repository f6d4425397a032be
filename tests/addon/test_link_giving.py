"""How a link reaches a household: mail, text to copy, code on paper (P9, C8, Q7)."""

import base64
import io
from urllib.parse import urlsplit

import zxingcpp
from link_world import LinkCase
from lxml import html
from odoo.exceptions import AccessError
from odoo.tests import tagged
from PIL import Image


@tagged("post_install", "-at_install")
class TestLetters(LinkCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.wang.email = "wang@example.com"

    def body(self, template, record):
        """The body of a letter, as written by the office."""
        template = self.env.ref(f"property_visit.mail_template_{template}")
        rendered = template._generate_template(record.ids, ["body_html", "partner_to"])
        letter = rendered[record.id]
        self.assertEqual(letter.get("partner_ids"), self.wang.ids)
        return str(letter["body_html"])

    def links(self, text):
        """Paths of the links in a text of markup."""
        urls = html.fromstring(text).xpath("//a/@href")
        return [urlsplit(url).path for url in urls if "/v/" in url]

    def test_every_letter_carries_what_answers_its_question(self):
        letters = {
            ("announcement", self.visit): "yes",
            ("visit_thanks", self.done): "5",
            ("case_result", self.case): "yes",
            ("case_proposal", self.open_case): "yes",
            ("feedback_outcome", self.answered): "yes",
        }
        for (template, record), answer in letters.items():
            with self.subTest(template):
                (path,) = self.links(self.body(template, record))
                self.assertThanked(self.answer(path, answer))
                self.assertFalse(self.links(self.body(template, record)))

    def test_each_proposal_has_a_link_of_its_own(self):
        self.make_proposal("A brown door")
        self.assertEqual(len(self.links(self.body("case_proposal", self.open_case))), 2)

    def test_telling_the_household_asks_it(self):
        action = self.case.with_user(self.butler).action_tell()
        composer = (
            self.env["mail.compose.message"]
            .with_user(self.butler)
            .with_context(**action["context"])
            .create({})
        )
        self.assertEqual(composer.partner_ids, self.wang)
        (path,) = self.links(composer.body)
        self.assertIn("The pipe was replaced", composer.body)
        composer.action_send_mail()
        self.assertThanked(self.answer(path, "yes"))

    def test_thanks_go_out_where_the_procedure_wants_it(self):
        quiet = self.make_visit(purpose="event", date_done=self.done.date_done)
        quiet.action_done()
        self.procedure.thanks_by_mail = True
        asked_already = self.make_visit(
            purpose="event", date_done=self.done.date_done, satisfaction=4
        )
        thanked = self.make_visit(purpose="event", date_done=self.done.date_done)
        unreachable = self.make_visit(
            self.neighbour, purpose="event", date_done=self.done.date_done
        )
        (asked_already | thanked | unreachable).action_done()
        mails = self.env["mail.mail"].search([("model", "=", "property.visit")])
        self.assertEqual(mails.mapped("res_id"), thanked.ids)
        self.assertEqual(mails.recipient_ids, self.wang)


@tagged("post_install", "-at_install")
class TestGivenOut(LinkCase):
    def give(self, record, purpose, user=None):
        record = record.with_user(user or self.butler)
        action = record.with_context(link_purpose=purpose).action_give_link()
        return self.env[action["res_model"]].browse(action["res_id"])

    def read_code(self, picture):
        (code,) = zxingcpp.read_barcodes(Image.open(io.BytesIO(picture)))
        return code.text

    def test_text_and_code_lead_to_the_question(self):
        for purpose, record in self.asked().items():
            with self.subTest(purpose):
                user = self.manager if purpose == "proposal" else self.butler
                share = self.give(record, purpose, user)
                self.assertIn(share.url, share.text)
                self.assertEqual(
                    self.read_code(base64.b64decode(share.code)), share.url
                )
                opened = self.url_open(urlsplit(share.url).path)
                self.assertEqual(opened.status_code, 200)

    def test_text_is_in_the_language_of_the_household(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        self.household.language = "zh_CN"
        share = self.give(self.visit, "confirm")
        self.assertIn(f"{self.visit.date_planned:%Y年}", share.text)

    def test_who_gives_it_out_is_noted(self):
        self.give(self.done, "rate")
        note = self.done.message_ids[0]
        self.assertEqual(note.author_id, self.butler.partner_id)
        self.assertIn("given out", note.body)

    def test_nothing_to_answer(self):
        for record, purpose in (
            (self.visit, "rate"),
            (self.done, "confirm"),
            (self.open_case, "solved"),
            (self.visit, "solved"),
            (self.visit, "anything"),
        ):
            with self.assertRefused("nothing to answer"):
                self.give(record, purpose)

    def test_only_by_who_may_write_it(self):
        for record, purpose in ((self.visit, "confirm"), (self.case, "solved")):
            with self.assertRaises(AccessError):
                self.give(record, purpose, self.stranger)

    def test_dialogs_are_of_those_who_opened_them(self):
        share = self.give(self.visit, "confirm")
        for user in (self.colleague, self.supervisor, self.stranger):
            with self.assertRaises(AccessError):
                share.with_user(user).read(["url"])
        portal = self.make_user("base.group_portal", "resident")
        for model in ("property.link.share", "property.link.attempt"):
            for user in (portal, self.env.ref("base.public_user")):
                with self.assertRaises(AccessError):
                    self.env[model].with_user(user).search([])
        with self.assertRaises(AccessError):
            self.env["property.link.attempt"].with_user(self.admin).search([])

    def test_letter_from_the_dialog(self):
        share = self.give(self.proposal, "proposal", self.manager)
        action = share.with_user(self.manager).action_mail()
        self.assertEqual(action["context"]["default_model"], "helpdesk.ticket")
        self.assertEqual(action["context"]["default_res_ids"], self.open_case.ids)


@tagged("post_install", "-at_install")
class TestOnPaper(LinkCase):
    def codes(self, visit):
        """What the codes on the printed announcement say."""
        report = self.env["ir.actions.report"]
        content, _kind = report._render_qweb_html(
            "property_visit.report_visit_notice", visit.ids
        )
        pictures = html.fromstring(content).xpath("//*[@class='pv_code']//img/@src")
        found = []
        for source in pictures:
            picture = base64.b64decode(source.partition(",")[2])
            (code,) = zxingcpp.read_barcodes(Image.open(io.BytesIO(picture)))
            found.append(code.text)
        return found

    def test_announcement_carries_the_code(self):
        (url,) = self.codes(self.visit)
        self.assertThanked(self.answer(urlsplit(url).path, "yes"))

    def test_no_code_where_nothing_is_to_be_answered(self):
        self.visit.sudo().household_answer = "confirmed"
        self.assertFalse(self.codes(self.visit))
