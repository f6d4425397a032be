from datetime import datetime

from common import local
from ledger import LedgerCase
from odoo.tests import tagged
from phone import ChinesePhoneCase


@tagged("post_install", "-at_install")
class TestPhoneTours(ChinesePhoneCase, LedgerCase):
    """A butler's five main ways, on a phone, in Chinese; it is 9:00 on 2 November."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env.ref("base.module_property_visit")._update_translations(["zh_CN"])
        cls.butler.lang = "zh_CN"
        cls.estate.partner_id = cls.env["res.partner"].create(
            {"name": "阳光花园", "street": "长安街 1 号", "city": "北京"}
        )
        cls.household.partner_id.phone = "13800000000"
        cls.make_rule(unit="agreed")
        cls.visit = cls.make_visit()

    def walk(self, way):
        self.start_tour(
            "/odoo/property-my-day", f"property_visit_phone_{way}", login="test_butler"
        )
        self.env.invalidate_all()

    def test_all_fine(self):
        self.walk("all_fine")
        self.assertEqual((self.visit.state, self.visit.satisfaction), ("done", 5))

    def test_a_question_and_when_it_is_answered(self):
        self.walk("feedback")
        said = self.visit.feedback_ids
        self.assertEqual(
            (said.kind, said.description), ("question", "电梯什么时候修好?")
        )
        self.assertGreater(said.reply_due, datetime(2026, 11, 2))
        self.assertEqual(said.promise_ids.state, "open")

    def test_nobody_is_home(self):
        self.walk("couldnt_reach")
        self.assertEqual(self.visit.attempt_ids.outcome, "not_home")

    def test_another_day(self):
        self.walk("move")
        self.assertEqual(f"{self.visit.day}", "2026-11-03")

    def test_an_appointment(self):
        self.walk("appoint")
        self.assertEqual(self.visit.state, "appointed")
        self.assertEqual(self.visit.appointment_start, local("2026-11-02 14:00"))
