"""Every letter of ours, whole and in the reader's language, however little is known."""

import re

from common import local
from link_world import LinkCase
from lxml import html
from odoo.fields import Command
from odoo.tests import tagged

NOTHING = re.compile(r"\bFalse\b|\bNone\b|\{\{|t-out|object\.|property_visit\.")
WHOLE = "p|strong|td|a|h1"  # what has words, or is not there
# Two words of English after one another are a sentence that nobody translated.
ENGLISH = re.compile(r"[A-Za-z]{2,} [A-Za-z]{2,}")
CHINESE = re.compile(r"[\u4e00-\u9fff]")


class LetterCase(LinkCase):
    """What people and things are called is Chinese, as it is at Chinese companies."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("zh_CN")
        ours = cls.env["ir.module.module"].search([("name", "=", "property_visit")])
        ours._update_translations(["zh_CN"])
        cls.company = cls.estate.company_id
        cls.company.write({"name": "安和物业", "email": "service@example.com"})
        cls.estate.name = "阳光花园"
        cls.estate.partner_id.phone = "0756 000 0030"
        cls.butler.name, cls.department.name = "赵管家", "工程部"
        cls.manager.email = "manager@example.com"
        cls.wang.write({"name": "王先生", "email": "wang@example.com"})
        (cls.case | cls.open_case).name = "客厅天花板漏水"
        (cls.case | cls.open_case).user_id = cls.butler
        cls.case.remedy = "已更换水管"
        cls.proposal.description = "换成白色的门"
        cls.answered.write({"description": "楼道很脏", "reply": "已安排每日清扫"})
        cls.visit.write(
            {
                "appointment_start": local("2026-11-04 14:00"),
                "appointment_stop": local("2026-11-04 14:30"),
                "appointment_state": "proposed",
            }
        )
        cls.recipient = cls.make_recipient()
        cls.report = cls.make_report()

    @classmethod
    def make_recipient(cls):
        questionnaire = cls.env["property.questionnaire"].create(
            {
                "name": "业主满意度调查",
                "survey_id": cls.env.ref("property_visit.survey_owner").id,
                "estate_ids": [Command.set(cls.estate.ids)],
                "date_close": "2026-11-30",
            }
        )
        questionnaire.action_issue()
        return questionnaire.recipient_ids.filtered(
            lambda recipient: recipient.household_id == cls.household
        )

    @classmethod
    def make_report(cls):
        return cls.env["property.service.report"].create(
            {
                "kind": "weekly",
                "estate_id": cls.estate.id,
                "date_from": "2026-10-26",
                "date_to": "2026-11-01",
                "user_id": cls.butler.id,
                "findings": "本周一切正常",
                "recipient_ids": [Command.set(cls.department.ids)],
            }
        )

    @classmethod
    def know_little(cls):
        """No butler, no method, no hour, no phone, no language, no words of ours."""
        cls.household.building_id.butler_id = False
        cls.household.butler_id = False
        cls.estate.partner_id.phone = False
        cls.wang.write({"lang": False, "phone": False, "name": "王" * 60})
        cls.visit.write(
            {
                "user_id": False,
                "method_id": False,
                "appointment_start": False,
                "appointment_stop": False,
                "appointment_state": "none",
            }
        )
        (cls.case | cls.open_case).user_id = False
        cls.case.remedy = False
        cls.answered.reply = False
        cls.recipient.questionnaire_id.write({"date_close": False, "user_id": False})
        cls.report.write({"user_id": False, "findings": False})

    # ------------------------------------------------------------------ words

    def letters(self):
        """Each mail template of ours with a record to write about."""
        about = {
            "announcement": self.visit,
            "visit_thanks": self.done,
            "case_closed": self.case,
            "case_proposal": self.open_case,
            "case_result": self.case,
            "feedback_outcome": self.answered,
            "questionnaire": self.recipient,
            "questionnaire_reminder": self.recipient,
            "service_report": self.report,
        }
        shipped = self.env["ir.model.data"].search(
            [("module", "=", "property_visit"), ("model", "=", "mail.template")]
        )
        ours = {name.removeprefix("mail_template_") for name in shipped.mapped("name")}
        self.assertEqual(ours, set(about), "a letter that nobody reads here")
        return about

    def write_letter(self, name, record):
        """(subject, body) as a manager, whose own language is English, writes them."""
        template = self.env.ref(f"property_visit.mail_template_{name}")
        template = template.with_user(self.manager).sudo().with_context(lang="en_US")
        fields = ("subject", "body_html", "email_from", "partner_to")
        letter = template._generate_template(record.ids, fields)[record.id]
        self.assertTrue(letter["partner_ids"], f"{name} is for nobody")
        self.assertIn("@", letter["email_from"])
        self.assertNotIn("OdooBot", letter["email_from"])
        return letter["subject"], str(letter["body_html"])

    def assertWhole(self, subject, body):
        """No gap where something was to be said, no button that leads nowhere."""
        page = html.fromstring(f"<div>{body}</div>")
        words = f"{subject} {page.text_content()}"
        self.assertNotRegex(words, NOTHING)
        self.assertNotRegex(words, r"\( ?\)|（ ?）|“”|: ,|^ *[,:：]")
        for element in page.xpath("|".join(f"//{tag}" for tag in WHOLE.split("|"))):
            self.assertTrue(element.text_content().strip(), html.tostring(element))
        for link in page.xpath("//a"):
            self.assertRegex(link.get("href", ""), "^(https?|tel|mailto):")
        return words

    def assertChinese(self, words):
        self.assertRegex(words, CHINESE)
        self.assertNotRegex(words, ENGLISH)


@tagged("post_install", "-at_install")
class TestLetters(LetterCase):
    def read_all(self, check):
        for name, record in self.letters().items():
            with self.subTest(name):
                check(self.assertWhole(*self.write_letter(name, record)))

    def speak(self, lang):
        """Residents and staff alike."""
        people = self.wang | self.env["res.users"].search([]).partner_id
        people.lang = lang

    def test_all_in_chinese(self):
        self.speak("zh_CN")
        self.read_all(self.assertChinese)

    def test_all_in_english(self):
        self.speak("en_US")
        self.read_all(lambda words: self.assertRegex(words, ENGLISH))

    def test_the_household_s_wish_comes_before_the_person_s_language(self):
        self.speak("en_US")
        self.household.language = "zh_CN"
        letters = self.letters()
        del letters["service_report"]  # is for staff
        for name, record in letters.items():
            with self.subTest(name):
                self.assertChinese(self.assertWhole(*self.write_letter(name, record)))

    def test_all_where_little_is_known(self):
        """Nobody's language is known: the company's is spoken, not the writer's."""
        self.speak("zh_CN")
        self.company.partner_id.lang = "zh_CN"
        self.know_little()
        self.read_all(self.assertChinese)
        self.company.partner_id.lang = "en_US"
        self.department.lang = "en_US"
        self.read_all(lambda words: self.assertRegex(words, ENGLISH))

    def test_text_messages(self):
        for lang, check in (
            ("zh_CN", self.assertNotRegex),
            ("en_US", self.assertRegex),
        ):
            self.household.language = lang
            texts = {
                purpose: self.given(purpose, record)
                for purpose, record in self.asked().items()
            }
            texts["questionnaire"] = self.recipient._message()
            for purpose, text in texts.items():
                with self.subTest(purpose, lang=lang):
                    words, link = text.split("http")
                    self.assertNotRegex(words, NOTHING)
                    check(words, ENGLISH)
                    self.assertRegex(link, "/[vq]/")

    def given(self, purpose, record):
        """The text that staff are given to send by SMS or WeChat."""
        action = record.with_context(link_purpose=purpose).action_give_link()
        return self.env[action["res_model"]].browse(action["res_id"]).text


@tagged("post_install", "-at_install")
class TestLettersOnTheWay(LetterCase):
    """What is really sent, when it happens."""

    def sent(self, step):
        """Mails that a step puts on the way."""
        self.settle()
        before = self.env["mail.mail"].search([])
        step()
        self.settle()
        return self.env["mail.mail"].search([]) - before

    def settle(self):
        """What Odoo does of its own at the end of a transaction."""
        self.env.flush_all()
        self.env.cr.precommit.run()

    def test_closing_a_case_is_told_to_its_household(self):
        """And in its language; not to whoever was in charge, by name."""
        self.household.language = "zh_CN"
        self.case._household_finds(True)
        (mail,) = self.sent(self.case.action_close).filtered(
            lambda mail: self.wang in mail.recipient_ids
        )
        self.assertIn("王先生", mail.body_html)
        self.assertNotIn("赵管家", mail.body_html)
        self.assertIn("已更换水管", mail.body_html)
        self.assertRegex(mail.subject, CHINESE)

    def test_a_ticket_of_nobody_s_household_is_closed_as_ever(self):
        ticket = self.env["helpdesk.ticket"].create(
            {
                "name": "打印机",
                "description": "-",
                "partner_id": self.butler.partner_id.id,
            }
        )
        self.butler.email = "butler@example.com"
        stage = self.env.ref("helpdesk_mgmt.helpdesk_ticket_stage_done")
        mails = self.sent(lambda: ticket.write({"stage_id": stage.id}))
        self.assertIn(
            f"The ticket {ticket.number} has been closed.", mails.mapped("subject")
        )

    def test_staff_are_told_in_their_own_language(self):
        colleagues = self.manager | self.colleague
        colleagues.write({"lang": "zh_CN", "notification_type": "email"})
        self.manager.email = self.colleague.email = "staff@example.com"
        case = self.open_case
        case.first_responsible_id = self.butler
        offered = self.sent(
            lambda: case.with_user(self.butler)._hand_over(self.colleague)
        )
        self.assertRegex(offered.subject, CHINESE)
        self.assertNotRegex(offered.subject, ENGLISH)
        self.make_rule(unit="calendar_days")
        promise = self.promise(record=self.answered)
        digest = self.sent(lambda: promise._send_digest(self.manager))
        words = self.assertWhole(digest.subject, digest.body_html)
        self.assertChinese(words)
        self.assertIn("/odoo/property.commitment/", digest.body_html)
        self.assertNotRegex(words, r"\d:\d\d:\d\d")

    def test_the_invitation_to_the_portal(self):
        user = self.make_user("base.group_portal", "resident", lang="zh_CN")
        template = self.env.ref("auth_signup.portal_set_password_email")
        letter = template._generate_template(user.ids, ("subject",))[user.id]
        self.assertChinese(letter["subject"])
