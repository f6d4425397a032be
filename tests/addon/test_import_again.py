"""A later register changes what changed, and never takes a unit from anybody (H1)."""

import base64
from unittest.mock import patch

from common import PropertyCase
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Command
from odoo.tests import tagged
from register_files import RegisterImport, register, rows_of, workbook

OTHER = {"业户姓名": "李梅", "联系电话": "13900000000"}


@tagged("post_install", "-at_install")
class TestImportAgain(RegisterImport, PropertyCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.bring_in(register({}, {"房号": "102", **OTHER, "备注": "主力店"}))
        cls.wang, cls.li = cls.at("101"), cls.at("102")

    def test_changed_values_are_updated_and_blanks_erase_nothing(self):
        segment = self.segment("difficult")
        self.li.write({"segment_ids": [Command.link(segment.id)]})
        wizard = self.bring_in(
            register(
                {
                    "入住状态": "未入住",
                    "入住日期": None,
                    "联系电话": None,
                    "身份": None,
                },
                {
                    "房号": "102",
                    **OTHER,
                    "联系电话": "13711111111",
                    "身份": "租户",
                    "备注": "餐饮 二楼后门",
                },
            )
        )
        self.assertCounts(wizard, updated=2)
        self.assertEqual(self.wang.occupancy, "not_moved_in")
        self.assertEqual(str(self.wang.move_in_date), "2024-03-05")
        self.assertEqual(self.wang.phone, "13812345678")
        self.assertEqual(self.li.phone, "13711111111")
        self.assertEqual(self.li.relation, "tenant")
        self.assertEqual(self.li.member_ids.relation, "tenant")
        self.assertEqual(self.li.remark, "餐饮 二楼后门")
        self.assertCountEqual(
            self.li.segment_ids.mapped("code"), ["anchor", "catering", "difficult"]
        )

    def test_a_blank_relation_makes_no_owner_of_a_tenant(self):
        self.wang.relation = "tenant"
        self.assertCounts(self.bring_in(register({"身份": None})), unchanged=1)
        self.assertEqual(self.wang.relation, "tenant")

    def test_a_second_number_is_added_and_stays(self):
        twice = register({"联系电话": "13812345678/0571-88881234"})
        self.assertCounts(self.bring_in(twice), updated=1)
        self.assertEqual(self.wang.other_phones, "057188881234")
        self.assertCounts(self.bring_in(twice), unchanged=1)
        self.assertCounts(self.bring_in(register({})), unchanged=1)

    def test_a_number_written_otherwise_is_the_same(self):
        self.wang.phone = "+86 138-1234-5678"
        self.assertCounts(self.bring_in(register({})), unchanged=1)

    def test_two_numbers_of_a_contact_with_two_units_do_not_fight(self):
        """Each unit's row would change back what the other's changed."""
        both = register({}, {"房号": "201"})
        self.bring_in(both)
        self.assertEqual(self.at("201").partner_id, self.wang.partner_id)
        differ = register({}, {"房号": "201", "联系电话": "13711111111"})
        self.assertCounts(self.bring_in(differ), updated=1, unchanged=1)
        self.assertCounts(self.bring_in(differ), unchanged=2)
        self.assertEqual(self.wang.phone, "13812345678")
        self.assertEqual(self.at("201").other_phones, "13711111111")

    def test_another_occupant_is_rejected_until_the_first_moves_out(self):
        wizard = self.bring_in(register({**OTHER, "备注": "新业主"}))
        self.assertCounts(wizard, rejected=1)
        line = wizard.line_ids
        self.assertEqual((line.row, line.column), (2, "业户姓名"))
        self.assertIn("王磊 holds this unit: record their moving out", line.reason)
        self.assertEqual(self.at("101"), self.wang)

        self.wang.action_move_out("2026-10-31")
        headings, row = rows_of(base64.b64decode(wizard.rejected_file))
        self.assertCounts(self.bring_in(workbook(headings, row)), created=1)
        self.assertEqual(self.at("101").mapped("partner_id.name"), ["王磊", "李梅"])

    def test_moving_out_by_the_register(self):
        left = register({"入住状态": "已搬离"})
        self.assertCounts(self.bring_in(left), updated=1)
        self.assertEqual(self.wang.occupancy, "moved_out")
        self.assertEqual(str(self.wang.move_out_date), "2026-11-02")
        self.assertEqual(str(self.wang.member_ids.date_to), "2026-11-02")
        self.assertCounts(self.bring_in(left), unchanged=1)
        self.assertCounts(self.bring_in(register(OTHER)), created=1)
        self.assertCounts(self.bring_in(left), unchanged=1)

    def test_history_of_a_unit_that_has_been_taken_since(self):
        past = register({"业户姓名": "孙前", "入住状态": "已搬离"})
        self.assertCounts(self.bring_in(past), created=1)
        self.assertEqual(self.at("101").mapped("occupancy"), ["occupied", "moved_out"])
        self.assertCounts(self.bring_in(past), unchanged=1)

    def test_moving_in_after_moving_out_is_rejected(self):
        self.wang.action_move_out("2026-10-31")
        late = register({"入住状态": "已搬离", "入住日期": "2026-11-01"})
        wizard = self.bring_in(late)
        self.assertCounts(wizard, rejected=1)
        self.assertIn("2026-10-31", wizard.line_ids.reason)

    def test_archived_estates_and_buildings_are_not_doubled(self):
        self.wang.building_id.active = False
        wizard = self.bring_in(register({"房号": "103"}))
        self.assertEqual(wizard.line_ids.column, "楼栋")
        self.assertIn("1栋 is archived: restore it first", wizard.line_ids.reason)
        self.wang.estate_id.active = False
        wizard = self.bring_in(register({"房号": "103"}))
        self.assertEqual(wizard.line_ids.column, "小区")

    def test_names_written_otherwise_are_the_same(self):
        same = {
            "小区": " 海景 花园",
            "楼栋": "１栋",
            "房号": "１０１",
            "业户姓名": "王　磊",
        }
        self.assertCounts(self.bring_in(register(same)), unchanged=1)

    def test_a_row_that_breaks_leaves_nothing_behind(self):
        """The second batch fails after estate, building and the first are written."""
        rows = [{"小区": "新城", "房号": str(n), "联系电话": None} for n in range(501)]
        content, before = register(*rows), self.register_size()
        household = type(self.env["property.household"])
        create = household.create

        def fail_on_the_last(records, vals_list):
            if any(values["unit"] == "500" for values in vals_list):
                raise ValidationError("broken")
            return create(records, vals_list)

        wizard = self.wizard(content)
        with patch.object(household, "create", fail_on_the_last):
            self.assertEqual(str(self.refusal(wizard.action_import)), "broken")
        self.assertEqual(self.register_size(), before)
        self.assertEqual(wizard.state, "draft")
        self.assertCounts(self.bring_in(content), created=501)

    def test_no_file(self):
        wizard = self.env["property.household.import"].with_user(self.admin).create({})
        with self.assertRaisesRegex(UserError, "Choose the .xlsx file"):
            wizard.action_import()
