"""Who may import what, how the import scales, and how it is told (H1, H5)."""

import json

from common import PropertyCase
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from register_files import RegisterImport, register


@tagged("post_install", "-at_install")
class TestImportRights(RegisterImport, PropertyCase):
    def test_a_manager_imports_into_their_own_estates(self):
        content = register({"小区": "Sunny Garden", "楼栋": "C"})
        wizard = self.bring_in(content, self.manager)
        self.assertCounts(wizard, created=1)
        self.assertEqual(self.at("101", "C", "Sunny Garden").estate_id, self.estate)

    def test_a_manager_creates_no_estate_and_reaches_no_others(self):
        for estate in ("海景花园", "Far Garden"):
            before = self.register_size()
            wizard = self.wizard(register({"小区": estate}), self.manager)
            for action in (wizard.action_preview, wizard.action_import):
                self.assertIn(
                    f"You do not look after {estate}", str(self.refusal(action))
                )
            self.assertEqual(self.register_size(), before)

    def test_an_administrator_sees_the_estate_they_created(self):
        self.bring_in(register({}))
        household = self.at("101").with_user(self.admin)
        self.assertEqual(household.estate_id.with_user(self.admin).name, "海景花园")
        self.assertEqual(household.partner_id.name, "王磊")

    def test_others_may_not_import(self):
        for user in (self.butler, self.supervisor, self.department):
            with self.assertRaises(AccessError):
                self.wizard(register({}), user)

    def test_nobody_sees_the_file_of_another(self):
        wizard = self.wizard(register({"业户姓名": None}))
        wizard.action_preview()
        with self.assertRaises(AccessError):
            wizard.with_user(self.manager).read(["file"])
        with self.assertRaises(AccessError):
            wizard.line_ids.with_user(self.manager).read(["reason"])

    def test_an_estate_of_the_same_name_in_another_company_is_left_alone(self):
        other = self.env["res.company"].create({"name": "Other company"})
        theirs = self.make_estate("海景花园", company_id=other.id)
        self.bring_in(register({}))
        self.assertFalse(theirs.building_ids)
        self.assertEqual(self.at("101").estate_id.company_id, self.env.company)

    def test_queries_grow_by_batches_and_not_by_rows(self):
        """Ten times the rows cost less than one query for every ten of them."""
        self.bring_in(register({"房号": "warm"}))
        counts = []
        for building, number in (("2栋", 50), ("3栋", 500)):
            rows = [
                {
                    "楼栋": building,
                    "房号": str(n),
                    "联系电话": f"138{n:08d}",
                    "备注": "餐饮",
                }
                for n in range(number)
            ]
            wizard = self.wizard(register(*rows))
            self.env.flush_all()
            before = self.env.cr.sql_log_count
            wizard.action_import()
            self.env.flush_all()
            counts.append(self.env.cr.sql_log_count - before)
            self.assertCounts(wizard, created=number)
        self.assertLess(counts[1] - counts[0], 45, counts)

    def test_ten_thousand_rows_tell_how_far_they_are(self):
        rows = [
            {"楼栋": f"{n // 500}栋", "房号": str(n), "联系电话": f"138{n:08d}"}
            for n in range(10_000)
        ]
        wizard = self.wizard(register(*rows)).with_context(tell_progress=True)
        Bus = self.env["bus.bus"]
        last = Bus.search([], order="id desc", limit=1).id
        with self.enter_registry_test_mode():
            wizard.action_import()
        self.assertCounts(wizard, created=10_000)
        told = [
            json.loads(notification.message)
            for notification in Bus.search([("id", ">", last)], order="id")
        ]
        progress = [
            message["payload"]
            for message in told
            if message["type"] == "property_visit.import_progress"
        ]
        self.assertEqual(
            [payload["done"] for payload in progress], list(range(0, 10_001, 500))
        )
        self.assertEqual({payload["total"] for payload in progress}, {10_000})
        self.assertEqual({payload["import_id"] for payload in progress}, {wizard.id})

    def test_the_user_is_told_in_their_language(self):
        wizard = self.wizard(register({"业户姓名": None}), filename="花名册.xlsx")
        wizard.action_preview()
        self.assertEqual(wizard.rejected_filename, "花名册 - rejected rows.xlsx")
        with self.assertRaises(UserError):
            self.wizard(b"").action_preview()
