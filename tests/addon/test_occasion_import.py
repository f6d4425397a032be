"""Deliveries and events from a file: seen before, imported once (P8, P12)."""

import base64
from datetime import date

from common import local
from occasions import OccasionCase
from odoo.exceptions import AccessError
from odoo.tests import tagged
from register_files import rows_of, workbook

DELIVERY = ("送货单号", "日期", "楼栋", "房号", "货品", "数量")
EVENT = ("事项", "日期", "客户", "来源编号", "备注")


@tagged("post_install", "-at_install")
class TestOccasionImport(OccasionCase):
    def wizard(self, kind, *rows, user=None):
        head = DELIVERY if kind == "delivery" else EVENT
        return (
            self.env["property.occasion.import"]
            .with_user(user or self.supervisor)
            .with_context(lang="en_US")  # whatever the database speaks
            .create(
                {
                    "kind": kind,
                    "file": base64.b64encode(workbook(head, *rows)),
                    "filename": "list.xlsx",
                }
            )
        )

    def assertCounts(self, wizard, *expected):
        names = ("created_count", "unchanged_count", "rejected_count")
        self.assertEqual(tuple(wizard[name] for name in names), expected)

    def receipts(self):
        return self.env["property.delivery.receipt"].search([])

    # ------------------------------------------------------------------ deliveries

    def test_a_receipt_with_its_lines_is_called_back_the_next_day(self):
        self.make_event_rule("delivered", 1, method="phone", purpose="callback")
        wizard = self.wizard(
            "delivery",
            ("D-1", "2026-11-02", "A", 101, "Water", "20 barrels"),
            (None, None, None, None, "Tea", 5),
            ("D-2", "2026-11-01", "A", 102, "Tea", 1),
        )
        wizard.action_preview()
        self.assertCounts(wizard, 2, 0, 0)
        self.assertFalse(self.receipts(), "nothing is changed by looking")
        wizard.action_import()
        first = self.receipts().filtered(lambda r: r.name == "D-1")
        self.assertEqual(first.household_id, self.household)
        self.assertEqual(
            [(line.item, line.quantity, line.unit) for line in first.line_ids],
            [("Water", 20, "barrels"), ("Tea", 5, False)],
        )
        self.assertEqual(first.visit_id.date_planned, date(2026, 11, 3))

    def test_the_same_file_again_changes_nothing(self):
        rows = [("D-1", "2026-11-02", "A", 101, "Water", 20)]
        self.wizard("delivery", *rows).action_import()
        again = self.wizard("delivery", *rows, ("D-2", *rows[0][1:]))
        again.action_import()
        self.assertCounts(again, 1, 1, 0)
        self.assertEqual(len(self.receipts().line_ids), 2)

    def test_refused_rows_say_why_and_come_as_a_file_to_correct(self):
        wizard = self.wizard(
            "delivery",
            ("D-1", "2026-11-02", "A", 101, "Water", 20),
            ("D-1", "2026-11-02", "A", 101, "Tea", "many"),
            ("D-2", "2026-11-02", "A", 999, "Tea", 1),
            ("D-3", "2026-11-02", "A", 102, "Tea", 1),
        )
        wizard.action_import()
        self.assertCounts(wizard, 1, 0, 3)
        reasons = {line.row: line.reason for line in wizard.line_ids}
        self.assertIn("whole receipt", reasons[2])
        self.assertIn("“many” is no quantity", reasons[3])
        self.assertIn("No household of yours is A 999", reasons[4])
        self.assertEqual(self.receipts().name, "D-3")
        head, *rows = rows_of(base64.b64decode(wizard.rejected_file))
        self.assertEqual(head[:6], list(DELIVERY))
        self.assertEqual([row[0] for row in rows], ["D-1", "D-1", "D-2"])

    def test_a_receipt_whose_customer_nobody_knows_is_refused_whole(self):
        wizard = self.wizard(
            "delivery",
            ("D-1", "2026-11-02", "A", 101, "Water", 20),
            ("D-1", "2026-11-02", "A", 999, "Tea", 1),
        )
        wizard.action_import()
        self.assertCounts(wizard, 0, 0, 2)
        self.assertFalse(self.receipts())

    def test_households_of_other_estates_are_not_found(self):
        wizard = self.wizard("delivery", ("D-1", "2026-11-02", "F", 901, "Water", 20))
        wizard.action_import()
        self.assertCounts(wizard, 0, 0, 1)

    # ------------------------------------------------------------------ events

    def test_arrears_from_the_accounts_call_for_visits_once(self):
        self.make_event_rule("fee_reminder", 3, method="door")
        rows = [
            ("欠费", "2026-11-02", "Wang", "F-1", "三个月"),
            ("fee_reminder", "2026-11-02", "Zhao", None, None),
        ]
        wizard = self.wizard("event", *rows)
        wizard.action_import()
        self.assertCounts(wizard, 2, 0, 0)
        events = self.Event.search([("code", "=", "fee_reminder")])
        self.assertEqual(events.household_id, self.household | self.neighbour)
        self.assertEqual(
            set(events.mapped("source_ref")), {"F-1", "fee_reminder 2026-11-02"}
        )
        self.assertEqual(len(events.visit_id), 2)
        wang = events.filtered(lambda e: e.household_id == self.household)
        self.assertIn("三个月", wang.visit_id.occasion)
        self.assertEqual(
            self.promises(wang.visit_id).date_due, local("2026-11-05 23:59:59")
        )
        again = self.wizard("event", *rows)
        again.action_import()
        self.assertCounts(again, 0, 2, 0)
        self.assertEqual(self.Event.search([("code", "=", "fee_reminder")]), events)

    def test_what_is_confidential_or_has_another_way_is_not_told_by_list(self):
        self.make_event_rule("bereavement", 3)
        wizard = self.wizard(
            "event",
            ("Bereavement", "2026-11-02", "Wang", None, None),
            ("incident", "2026-11-02", "Wang", None, None),
            ("A repair was done", "2026-11-02", "Wang", None, None),
        )
        wizard.action_import()
        self.assertCounts(wizard, 0, 0, 3)
        reasons = {line.row: line.reason for line in wizard.line_ids}
        self.assertIn("no event that is told here", reasons[2])
        self.assertIn("wants no visit", reasons[3])
        self.assertFalse(self.Event.search([("household_id", "=", self.household.id)]))

    def test_two_of_one_name_have_to_be_told_apart(self):
        self.make_event_rule("incident", 1)
        self.make_household("105", "Wang")
        wizard = self.wizard("event", ("incident", "2026-11-02", "Wang", None, None))
        wizard.action_preview()
        self.assertIn("Several households are Wang", wizard.line_ids.reason)

    # ------------------------------------------------------------------ files, people

    def test_what_is_no_such_list_is_refused_in_one_sentence(self):
        wizard = self.wizard("delivery")
        with self.assertRefused("has no row"):
            wizard.action_import()
        wizard.file = base64.b64encode(workbook(("单号", "货品"), ("1", "2")))
        with self.assertRefused("quantity, date, and room or customer"):
            wizard.action_preview()
        wizard.file = base64.b64encode(b"nothing")
        with self.assertRefused("no .xlsx workbook"):
            wizard.action_preview()
        wizard.file = False
        with self.assertRefused("Choose the .xlsx file"):
            wizard.action_preview()

    def test_supervisors_import_butlers_and_departments_do_not(self):
        row = ("D-1", "2026-11-02", "A", 101, "Water", 20)
        for user in (self.supervisor, self.manager, self.admin):
            self.wizard("delivery", row, user=user).action_preview()
        for user in (self.butler, self.department):
            with self.assertRaises(AccessError):
                self.wizard("delivery", row, user=user)
