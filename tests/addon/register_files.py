"""Registers as files, and the wizard that imports them, for tests."""

import base64
import io
from pathlib import Path

import openpyxl
import xlsxwriter
from odoo.exceptions import UserError

SAMPLE = Path(__file__).resolve().parents[1] / "data" / "household_register.xlsx"
HEADINGS = (
    *("小区", "类型", "楼栋", "单元", "房号", "业户姓名", "联系电话", "身份"),
    *("入住状态", "入住日期", "备注"),
)
GOOD = {
    "小区": "海景花园",
    "类型": "住宅",
    "楼栋": "1栋",
    "房号": "101",
    "业户姓名": "王磊",
    "联系电话": "13812345678",
    "身份": "业主",
    "入住状态": "已入住",
    "入住日期": "2024-03-05",
}


def workbook(*rows):
    """The bytes of an .xlsx with these rows of cells in its only sheet."""
    output = io.BytesIO()
    book = xlsxwriter.Workbook(output, {"default_date_format": "yyyy-mm-dd"})
    sheet = book.add_worksheet()
    for number, row in enumerate(rows):
        sheet.write_row(number, 0, row)
    book.close()
    return output.getvalue()


def register(*changes):
    """An .xlsx: a heading row, and the good row once for each dict of changed cells."""
    rows = [{**GOOD, **change} for change in changes]
    return workbook(HEADINGS, *([row.get(h) for h in HEADINGS] for row in rows))


def rows_of(content):
    """The rows of cell values of the first sheet of an .xlsx."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    return [list(row) for row in book.worksheets[0].iter_rows(values_only=True)]


class RegisterImport:
    """Mixed into a test case with an `env` and an `admin`."""

    @classmethod
    def wizard(cls, content, user=None, **values):
        """The wizard of a user, the administrator by default, with a file."""
        model = cls.env["property.household.import"].with_user(user or cls.admin)
        return model.create(
            {"file": base64.b64encode(content), "filename": "register.xlsx", **values}
        )

    @classmethod
    def bring_in(cls, content, user=None, **values):
        """Import a file; return the wizard."""
        wizard = cls.wizard(content, user, **values)
        wizard.action_import()
        return wizard

    def assertCounts(self, wizard, created=0, updated=0, unchanged=0, rejected=0):
        found = {
            name: wizard[f"{name}_count"]
            for name in ("created", "updated", "unchanged", "rejected")
        }
        expected = {
            "created": created,
            "updated": updated,
            "unchanged": unchanged,
            "rejected": rejected,
        }
        self.assertEqual(found, expected)

    @staticmethod
    def refusal(action):
        """The error of an action, without the savepoint of assertRaises around it."""
        try:
            action()
        except UserError as error:
            return error
        return None

    @classmethod
    def at(cls, unit, building="1栋", estate="海景花园"):
        """The households that ever had a unit, the latest last."""
        return cls.env["property.household"].search(
            [
                ("unit", "=", unit),
                ("building_id.name", "=", building),
                ("estate_id.name", "=", estate),
            ],
            order="id",
        )

    @classmethod
    def register_size(cls):
        """How many records an import could have left behind."""
        models = (
            *("property.estate", "property.building", "property.household"),
            *("property.household.member", "res.partner"),
        )
        return {model: cls.env[model].search_count([]) for model in models}
