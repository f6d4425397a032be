"""A resident's five main ways on a phone, in Chinese, in a real browser."""

from common import local
from odoo.tests import tagged
from phone import ChinesePhoneCase
from portal_world import PortalCase


@tagged("post_install", "-at_install")
class TestResidentTour(ChinesePhoneCase, PortalCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.user["wang"] = cls.env["res.users"].search([("login", "=", "wang_portal")])
        cls.user["wang"].lang = "zh_CN"

    def go(self, way):
        self.start_tour("/my", f"property_visit_resident_{way}", login="wang_portal")

    def test_confirm_a_visit(self):
        visit = self.make_visit(
            date_planned="2026-11-03",
            appointment_start=local("2026-11-03 14:00"),
            appointment_stop=local("2026-11-03 14:30"),
            appointment_state="proposed",
        )
        self.go("confirms")
        self.assertEqual(visit.household_answer, "confirmed")
        self.assertEqual(visit.state, "appointed")

    def test_report_a_repair_with_a_photo(self):
        self.go("reports")
        ticket = self.env["helpdesk.ticket"].search([("form_key", "!=", False)])
        self.assertEqual(ticket.name, "卫生间水龙头漏水")
        self.assertTrue(ticket.is_leak)
        self.assertEqual(
            ticket._get_portal_attachments().mapped("name"), ["photo-1.jpg"]
        )

    def test_say_not_solved(self):
        self.ticket.action_start()
        self.ticket.remedy = "更换了垫圈"
        self.ticket.action_handle()
        self.go("not_solved")
        self.assertEqual(self.ticket.handling_state, "solving")
        self.assertEqual(self.ticket.reopen_count, 1)

    def test_agree_to_a_proposal(self):
        proposal = self.env["property.case.proposal"].create(
            {"ticket_id": self.ticket.id, "description": "周六上午更换"}
        )
        self.go("agrees")
        self.assertEqual(proposal.state, "agreed")

    def test_read_a_notice(self):
        self.env["property.publication"].create(
            {
                "name": "业主满意度调查结果",
                "body": "<p>总体满意率 91.4%</p>",
                "estate_ids": [(6, 0, self.estate.ids)],
                "on_portal": True,
                "date": "2026-11-01",
            }
        )
        self.go("reads")
