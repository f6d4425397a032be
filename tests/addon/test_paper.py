"""The filled forms (V2), as a reader of the paper meets them."""

import base64
import io

from common import local
from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools.safe_eval import safe_eval
from paper import FORMS, PaperCase
from PIL import Image


def picture(size=(300, 90), form="PNG"):
    image = io.BytesIO()
    Image.effect_noise(size, 60).save(image, form)
    return image.getvalue()


class FilledCase(PaperCase):
    """A door visit of 2 November with everything that a visit can hold."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.estate.name = "阳光花园"
        cls.household.partner_id.write({"name": "王淑芬", "phone": "138 0571 5992"})
        cls.visit = cls.make_visit(
            method_id=cls.method("door").id,
            companion_ids=cls.supervisor.ids,
            note="电梯多次停在六层",
            strengths="门卫认真",
            shortcomings="维修慢",
            satisfaction=4,
            signature=base64.b64encode(picture()),
            signed_by="王先生",
            duration=0.5,
        )
        cls.visit.private_note = "Old mother in hospital"
        cls.visit.action_attempt("not_home", "敲门无人应答")
        cls.visit.action_appoint(local("2026-11-02 08:15"))
        cls.said = cls.make_feedback(
            cls.visit, description="楼道灯不亮", kind="complaint", reply="已经更换"
        )
        cls.said.with_user(cls.butler).action_answer()
        cls.visit.date_done = local("2026-11-02 08:30")
        cls.visit.action_done()

    def assertSays(self, text, *words):
        for word in words:
            self.assertIn(word, text)


@tagged("post_install", "-at_install")
class TestFilled(FilledCase):
    def test_visit_record(self):
        pdf = self.pdf("visit_record", self.visit)
        (page,) = self.pages(pdf)
        self.assertSays(
            page, "Visit record", "阳光花园", self.visit.name, "November 2026"
        )
        self.assertSays(page, "A 101", "王淑芬", "Owner", "138 0571 5992")
        self.assertSays(page, "November 2, 2026 08:30", "30 min", "At the door")
        self.assertSays(page, "November 2, 2026 08:15")
        self.assertSays(page, "Butler", "Supervisor")
        self.assertSays(page, "电梯多次停在六层", "门卫认真", "维修慢")
        self.assertSays(page, "Environment", "Complaint", "楼道灯不亮", "已经更换")
        self.assertSays(page, "November 2, 2026 09:00", "Nobody home", "敲门无人应答")
        self.assertSays(page, "√ Satisfied", "王先生", "Page 1 / 1")
        self.assertEqual(page.count("√"), 1)
        self.assertNotIn("hospital", page)
        self.assertEqual(self.pictures(pdf), 1)

    def test_feedback_slip(self):
        (page,) = self.pages(self.pdf("feedback_slip", self.visit))
        self.assertSays(page, "Feedback slip", "阳光花园", "王淑芬", "Page 1 / 1")
        self.assertSays(page, "楼道灯不亮", "Complaint", "Environment", "Engineering")
        self.assertNotIn("hospital", page)

    def test_tenant_visit_record(self):
        pdf = self.pdf("tenant_record", self.visit)
        (page,) = self.pages(pdf)
        self.assertSays(page, "Tenant visit record", "Environment 楼道灯不亮 已经更换")
        self.assertSays(page, "Security –", "√ Satisfied", "Page 1 / 1")
        self.assertNotIn("Publicity", page, "only shopping centres are asked about it")
        self.assertNotIn("hospital", page)
        self.assertEqual(self.pictures(pdf), 1)

    def test_callback_record(self):
        self.visit.ticket_id = self.env["helpdesk.ticket"].create(
            {"name": "厨房漏水", "description": "Kitchen", "team_id": self.team.id}
        )
        pdf = self.pdf("callback_record", self.visit)
        (page,) = self.pages(pdf)
        self.assertSays(page, "Callback record", "厨房漏水", "电梯多次停在六层")
        self.assertSays(page, self.visit.ticket_id.number, "√ Satisfied")
        self.assertNotIn("hospital", page)
        self.assertEqual(self.pictures(pdf), 1)

    def test_callback_record_prints_what_was_answered(self):
        """Inspected, conduct, charges, what is wrong; signed by the household (B3)."""
        self.visit.write(
            {
                "purpose": "callback",
                "inspected_on_site": True,
                "staff_conduct": "fair",
                "charges_checked": False,
                "fault_found": True,
                "fault_description": "阀门还在滴水",
            }
        )
        pdf = self.pdf("callback_record", self.visit)
        (page,) = self.pages(pdf)
        self.assertSays(page, "The matter is settled Yes √ No")
        self.assertSays(page, "The work was inspected on site √ Yes No")
        self.assertSays(page, "Conduct of the staff who came Fair")
        self.assertSays(page, "The charges agree with the price list Yes √ No")
        self.assertSays(page, "To be put right", "阀门还在滴水")
        self.assertEqual(self.pictures(pdf), 1, "the signature")

    def test_reply_slip_says_who_answered_and_when(self):
        (page,) = self.pages(self.pdf("reply_slip", self.said))
        self.assertSays(page, "Reply slip", "阳光花园", "王淑芬", "A 101")
        self.assertSays(page, "楼道灯不亮", "已经更换", "November 2, 2026 09:00")
        self.assertSays(page, f"Answered by {self.butler.name}", "Engineering")

    def test_reply_slip_before_the_answer_has_room_for_it(self):
        said = self.make_feedback(self.visit, description="Too dark")
        text = self.read("reply_slip", said)
        self.assertSays(text, "Too dark", "Our answer")
        self.assertNotIn(self.butler.name, text)
        self.assertNotIn("–", text.split("Reply slip", 1)[1])

    def test_feedback_slip_of_one_thing_said(self):
        self.make_feedback(self.visit, description="Something else")
        text = self.read("feedback_slip_feedback", self.said)
        self.assertIn("楼道灯不亮", text)
        self.assertNotIn("Something else", text)

    def test_unsigned_there_is_no_picture(self):
        self.visit.signature = False
        self.assertEqual(self.pictures(self.pdf("visit_record", self.visit)), 0)

    def test_private_notes_are_printed_for_nobody(self):
        for form in FORMS.keys() - {"reply_slip"}:
            for user in (self.butler, self.manager, self.env.user):
                self.assertNotIn("hospital", self.html(form, self.visit, user))

    def test_the_accent_is_the_company_colour(self):
        self.estate.company_id.primary_color = "#ab12cd"
        self.assertIn("color: #ab12cd", self.html("visit_record", self.visit))

    def test_the_department_prints_the_reply_slip_of_what_it_was_sent(self):
        text = self.read("reply_slip", self.said, self.department)
        self.assertSays(text, "楼道灯不亮", "已经更换", self.butler.name)


@tagged("post_install", "-at_install")
class TestPhotos(FilledCase):
    def attach(self, name, content, **values):
        self.visit.photo_ids = [
            Command.create(
                {
                    "name": name,
                    "raw": content,
                    "res_model": "property.visit",
                    "res_id": self.visit.id,
                    **values,
                }
            )
        ]

    def test_photos_are_printed_small(self):
        self.attach("stairs.jpg", picture((3000, 2000), "JPEG"))
        self.attach("yard.png", picture((900, 1200)))
        pdf = self.pdf("visit_record", self.visit)
        self.assertEqual(self.pictures(pdf), 3)
        self.assertLess(len(pdf), 500_000)

    def test_what_is_no_readable_picture_is_left_out(self):
        self.attach("broken.jpg", b"no picture", mimetype="image/jpeg")
        self.attach("list.txt", b"plain text", mimetype="text/plain")
        self.assertEqual(self.pictures(self.pdf("visit_record", self.visit)), 1)

    def test_a_photo_that_the_reader_may_not_see_is_left_out(self):
        secret = self.env["ir.attachment"].create(
            {
                "name": "secret.png",
                "raw": picture(),
                "res_model": "property.visit",
                "res_id": self.make_visit(self.far_household).id,
            }
        )
        self.visit.photo_ids = secret
        form = self.env["property.visit.form"].with_user(self.butler)
        self.assertFalse(form._photos(self.visit.with_user(self.butler)))


@tagged("post_install", "-at_install")
class TestFiles(FilledCase):
    def test_every_form_is_in_the_menu_of_its_records_and_names_its_file(self):
        plan = self.env["property.visit.plan"].create(
            {
                "estate_id": self.estate.id,
                "role_id": self.role("butler").id,
                "date_from": "2026-11-01",
            }
        )
        about = {
            "property.visit": (self.visit, "2026-11-02"),
            "property.feedback": (self.said, "A 101 王淑芬 2026-11-02"),
            "property.household": (self.household, "A 101 王淑芬"),
            "property.estate": (self.estate, "阳光花园"),
            "property.visit.plan": (plan, "阳光花园"),
        }
        reports = self.env["ir.actions.report"].search(
            [
                ("report_name", "=like", "property\\_visit.report\\_%"),
                ("model", "in", list(about)),
            ]
        )
        self.assertEqual(len(reports), 19)
        for report in reports:
            with self.subTest(report.report_name):
                record, words = about[report.model]
                self.assertEqual(report.binding_model_id.model, report.model)
                name = safe_eval(report.print_report_name, {"object": record})
                self.assertIn(words, name)
                self.assertTrue(report.paperformat_id)

    def test_a_butler_prints_every_form_of_their_household(self):
        for form in FORMS:
            text = self.read(f"{form}_household", self.household, self.butler)
            self.assertIn("王淑芬", text)
