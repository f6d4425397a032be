"""A register is imported as its office wrote it, again and again (H1, H2)."""

import base64
import json

from common import PropertyCase
from odoo.tests import tagged
from register_files import (
    GOOD,
    HEADINGS,
    SAMPLE,
    RegisterImport,
    register,
    rows_of,
    workbook,
)


@tagged("post_install", "-at_install")
class TestImportSample(RegisterImport, PropertyCase):
    """The register of the example office: 1,200 rows, 39 of them wrong."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.content = SAMPLE.read_bytes()

    def test_preview_tells_and_changes_nothing(self):
        before = self.register_size()
        wizard = self.wizard(self.content)
        wizard.action_preview()
        self.assertCounts(wizard, created=1161, rejected=39)
        self.assertEqual(wizard.state, "preview")
        self.assertEqual(len(wizard.estate_ids), 3)
        self.assertTrue(all(wizard.estate_ids.mapped("is_new")))
        self.assertEqual(self.register_size(), before)

    def test_three_estates_by_their_types(self):
        wizard = self.bring_in(self.content)
        self.assertCounts(wizard, created=1161, rejected=39)
        estates = wizard.estate_ids.estate_id
        self.assertCountEqual(
            [(e.estate_type_id.code, e.procedure_id.code) for e in estates],
            [
                ("residential", "butler"),
                ("commercial_complex", "office"),
                ("office", "office"),
            ],
        )
        self.assertEqual(len(estates.household_ids), 1161)
        buildings = estates.building_ids.filtered(
            lambda building: building.estate_id.estate_type_id.code == "residential"
        )
        names = buildings.sorted(lambda b: (b.sequence, b.id)).mapped("name")
        self.assertEqual(names, [f"{number}栋" for number in range(1, 13)])

    def test_segments_and_second_numbers(self):
        households = self.bring_in(self.content).estate_ids.estate_id.household_ids
        codes = households.segment_ids.mapped("code")
        self.assertCountEqual(codes, ["key", "anchor", "catering"])
        in_segment = {
            code: len(households.filtered_domain([("segment_ids.code", "=", code)]))
            for code in codes
        }
        self.assertEqual(in_segment, {"key": 39, "catering": 30, "anchor": 10})
        self.assertEqual(len(households.filtered("other_phones")), 12)
        self.assertEqual(len(households.filtered(lambda h: not h.phone)), 29)

    def test_the_same_file_twice_creates_and_updates_nothing(self):
        self.bring_in(self.content)
        before = self.register_size()
        self.assertCounts(self.bring_in(self.content), unchanged=1161, rejected=39)
        self.assertEqual(self.register_size(), before)

    def test_reasons_name_row_and_heading_of_the_file(self):
        wizard = self.wizard(self.content)
        wizard.action_preview()
        reasons = {line.row: (line.column, line.reason) for line in wizard.line_ids}
        self.assertEqual(len(reasons), 39)
        self.assertEqual(reasons[38], ("业户姓名", "The name is missing."))
        self.assertEqual(
            reasons[294], ("房号", "Row 48 of the file names the same unit.")
        )
        self.assertEqual(
            reasons[90], ("入住日期", "There is no day 2023-02-30 in the calendar.")
        )

    def test_rejected_rows_corrected_and_imported_again(self):
        wizard = self.bring_in(self.content)
        headings, *rows = rows_of(base64.b64decode(wizard.rejected_file))
        original = rows_of(self.content)
        self.assertEqual(headings, [*original[2], "Reason"])
        self.assertEqual(len(rows), 39)
        column = {heading: index for index, heading in enumerate(headings)}
        rooms = 0
        for number, row in zip(wizard.line_ids.mapped("row"), rows, strict=True):
            typed = [c for c in original[number - 1] if c is not None]
            self.assertLessEqual(set(map(str, typed)), set(map(str, row)))
            row[column["业户姓名"]] = row[column["业户姓名"]] or "补登"
            row[column["入住状态"]] = "已入住"
            row[column["入住日期"]] = "2024-03-05"
            if "房号" in row[-1]:  # missing, or that of another row
                rooms += 1
                row[column["房号"]] = f"补{rooms}"
        again = self.bring_in(workbook(headings, *rows))
        self.assertCounts(again, created=39)
        self.assertFalse(again.rejected_file)


@tagged("post_install", "-at_install")
class TestImport(RegisterImport, PropertyCase):
    def test_a_household_has_what_its_row_says(self):
        self.bring_in(
            register(
                {
                    "单元": "1单元",
                    "房号": 1001.0,
                    "联系电话": "138-1234-5678、139 8765 4321",
                    "身份": "租户",
                    "备注": "重点关注，家有老人",
                }
            )
        )
        household = self.at("1单元-1001")
        self.assertEqual(household.partner_id.name, "王磊")
        self.assertEqual(household.phone, "13812345678")
        self.assertEqual(household.other_phones, "13987654321")
        self.assertEqual(household.relation, "tenant")
        self.assertEqual(household.member_ids.relation, "tenant")
        self.assertEqual(household.member_ids.partner_id, household.partner_id)
        self.assertEqual(household.occupancy, "occupied")
        self.assertEqual(str(household.move_in_date), "2024-03-05")
        self.assertEqual(household.segment_ids.mapped("code"), ["key"])
        self.assertEqual(household.remark, "重点关注，家有老人")

    def test_english_headings_in_another_order(self):
        rows = [
            ["Register of households"],
            ["Remarks", "Owner", "Room no.", "Status", "Phone", "Building", "Estate"],
            ["餐饮", "Zara", "12", "Occupied", "555-0101", "Tower A", "Sea View"],
            [None, "Li Wei", 13, "not moved in", None, "Tower A", None],
        ]
        wizard = self.bring_in(workbook(*rows))
        self.assertCounts(wizard, created=2)
        self.assertEqual(wizard.estate_ids.estate_type_id.code, "other")
        shop, flat = (
            self.at("12", "Tower A", "Sea View"),
            self.at("13", "Tower A", "Sea View"),
        )
        self.assertEqual(shop.segment_ids.mapped("code"), ["catering"])
        self.assertFalse(shop.remark, "the segment says it all")
        self.assertEqual(flat.occupancy, "not_moved_in")
        self.assertEqual(flat.relation, "owner")

    def test_a_wizard_with_a_procedure_gives_it_to_new_estates(self):
        wizard = self.bring_in(register({}), procedure_id=self.procedure.id)
        self.assertEqual(wizard.estate_ids.estate_id.procedure_id, self.procedure)

    def test_one_person_in_several_rows_is_one_contact(self):
        known = self.env["res.partner"].create(
            {"name": "王磊", "phone": "+86 138 1234 5678"}
        )
        alone = {"业户姓名": "李梅", "联系电话": None}
        shop = {"业户姓名": "陈晨", "联系电话": "13900000000"}
        self.bring_in(
            register(
                {},
                {"房号": "102"},
                {"房号": "103", **alone},
                {"房号": "104", **alone},
                {"房号": "105", **shop},
                {"房号": "106", **shop},
            )
        )
        people = {unit: self.at(unit).partner_id for unit in map(str, range(101, 107))}
        self.assertEqual(people["101"], known)
        self.assertEqual(people["102"], known)
        self.assertNotEqual(people["103"], people["104"], "many bear one name")
        self.assertEqual(people["105"], people["106"])

    def test_buildings_join_in_natural_order(self):
        first = register({"楼栋": "10栋"}, {"楼栋": "2栋"})
        self.bring_in(first)
        self.bring_in(register({"楼栋": "3栋"}, {"楼栋": "12栋"}, {"楼栋": "1栋"}))
        buildings = self.at("101", "2栋").estate_id.building_ids
        names = buildings.sorted(lambda b: (b.sequence, b.id)).mapped("name")
        self.assertEqual(names, ["1栋", "2栋", "3栋", "10栋", "12栋"])

    def test_the_import_is_on_record_at_the_estate(self):
        wizard = self.bring_in(register({}, {"房号": "102"}))
        message = wizard.estate_ids.estate_id.message_ids[0]
        self.assertIn("2 households created", message.body)
        self.assertEqual(message.author_id, self.admin.partner_id)

    def test_today_is_the_users(self):
        """At 1:30 in Shanghai it is still yesterday in UTC."""
        moved_in = register({"入住日期": "2026-11-03"})
        with self.on("2026-11-02 17:30"):
            self.assertCounts(self.bring_in(moved_in), created=1)
        with self.on("2026-11-02 15:30"):
            self.assertCounts(self.bring_in(moved_in), rejected=1)

    def test_wizard_answers_with_itself_and_plain_json(self):
        wizard = self.wizard(register({}))
        for action in (wizard.action_preview(), wizard.action_import()):
            self.assertEqual(json.loads(json.dumps(action))["res_id"], wizard.id)
        self.assertEqual(
            self.env["property.household"].search(
                wizard.action_open_households()["domain"]
            ),
            self.at("101"),
        )

    def test_headings_and_good_row_belong_together(self):
        self.assertLessEqual(GOOD.keys(), set(HEADINGS))
