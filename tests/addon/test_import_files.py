"""Whatever a file is, one sentence says what is wrong, and nothing changes (H1)."""

import base64
import io
import zipfile
from datetime import datetime, timedelta

import xlsxwriter
from common import QUIET, PropertyCase
from odoo.addons.property_visit.wizard import register_workbook
from odoo.tests import HttpCase, new_test_user, tagged
from odoo.tools import mute_logger
from register_files import HEADINGS, SAMPLE, RegisterImport, register, workbook

NO_WORKBOOK = "The file is no .xlsx workbook, or it is damaged"
PASSWORD = "The file is protected by a password"
NOBODY = "The file names no household"
OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504)


def archive(**members):
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in members.items():
            file.writestr(name, content)
    return output.getvalue()


def without_a_part(content, part):
    """A workbook that lost one of its files."""
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        kept = [name for name in book.namelist() if name != part]
        return archive(**{name: book.read(name) for name in kept})


def blank_paper():
    """Ten million bytes of blank, coloured cells, as one big selection makes them."""
    output = io.BytesIO()
    book = xlsxwriter.Workbook(output, {"constant_memory": True})
    sheet, colour = book.add_worksheet(), book.add_format({"bg_color": "red"})
    for row in range(9000):
        for column in range(40):
            sheet.write_blank(row, column, None, colour)
    book.close()
    return output.getvalue()


def far_corner():
    """Two cells, and a million rows of 16,384 columns between them."""
    output = io.BytesIO()
    book = xlsxwriter.Workbook(output)
    sheet = book.add_worksheet()
    sheet.write(0, 0, "x")
    sheet.write(1_048_575, 16_383, "y")
    book.close()
    return output.getvalue()


@tagged("post_install", "-at_install")
class TestImportFiles(RegisterImport, PropertyCase):
    def assertSentence(self, content, sentence):
        """Both actions refuse the file with the sentence, and change nothing."""
        before = self.register_size()
        wizard = self.wizard(content)
        for action in (wizard.action_preview, wizard.action_import):
            self.assertIn(sentence, str(self.refusal(action)))
        self.assertEqual(self.register_size(), before)
        self.assertEqual(wizard.state, "draft")

    def test_no_workbook(self):
        sample = SAMPLE.read_bytes()
        files = {
            "text": "小区,楼栋,房号".encode(),
            "old .xls": OLE + "Workbook".encode("utf-16-le"),
            "ten million blanks": b" " * 10_000_000,
            "zip": archive(**{"readme.txt": "x"}),
            "truncated": sample[:-2000],
            "beginning": sample[:2000],
            "no workbook inside": without_a_part(sample, "xl/workbook.xml"),
        }
        for kind, content in files.items():
            with self.subTest(kind):
                self.assertSentence(content, NO_WORKBOOK)

    def test_damaged_inside(self):
        whole = SAMPLE.read_bytes()
        with zipfile.ZipFile(io.BytesIO(whole)) as book:
            parts = {name: book.read(name) for name in book.namelist()}
        sheet = parts["xl/worksheets/sheet1.xml"]
        parts["xl/worksheets/sheet1.xml"] = sheet[: len(sheet) // 2]
        self.assertSentence(archive(**parts), NO_WORKBOOK)

    def test_password(self):
        encrypted = OLE + "EncryptedPackage".encode("utf-16-le")
        self.assertSentence(encrypted, PASSWORD)

    def test_password_of_a_zip(self):
        locked = bytearray(archive(**{"a": "x"}))
        locked[6] |= 1  # the flag in the member's own header
        locked[locked.index(b"PK\x01\x02") + 8] |= 1  # and in the directory
        self.assertSentence(bytes(locked), PASSWORD)

    def test_nobody_in_it(self):
        files = {
            "empty sheet": workbook(),
            "headings alone": workbook(HEADINGS),
            "coloured paper": blank_paper(),
            "no sheet": without_a_part(SAMPLE.read_bytes(), "xl/worksheets/sheet1.xml"),
        }
        for kind, content in files.items():
            with self.subTest(kind):
                self.assertSentence(content, NOBODY)

    def test_missing_headings_are_named(self):
        headings = [h for h in HEADINGS if h not in ("业户姓名", "入住状态")]
        self.assertSentence(
            workbook(["2026年业户表"], headings),
            "No row holds the headings of a register: a column is missing for name"
            " and occupancy.",
        )
        self.assertSentence(far_corner(), "missing for estate, building, room, name")

    def test_zip_bomb(self):
        bomb = archive(**{"xl/worksheets/sheet1.xml": bytes(65 * 1024 * 1024)})
        self.assertLess(len(bomb), 100_000)
        self.assertSentence(bomb, "The workbook unpacks to more than 64 MB")

    def test_too_many_rows(self):
        limit = register_workbook.MAX_ROWS
        self.addCleanup(setattr, register_workbook, "MAX_ROWS", limit)
        register_workbook.MAX_ROWS = 100
        rows = [{"房号": str(number)} for number in range(200)]
        self.assertSentence(register(*rows), "The sheet has more than 100 rows")

    def test_the_first_sheet_with_headings_counts(self):
        output = io.BytesIO()
        book = xlsxwriter.Workbook(output)
        book.add_worksheet("说明").write(0, 0, "请先阅读")
        sheet = book.add_worksheet("业户")
        sheet.write_row(0, 0, ["小区", "楼栋", "房号", "姓名", "状态"])
        sheet.write_row(1, 0, ["海景花园", "1栋", "101", "王磊", "已入住"])
        book.add_worksheet("旧").write_row(0, 0, HEADINGS)
        book.close()
        self.assertCounts(self.bring_in(output.getvalue()), created=1)


@tagged("post_install", "-at_install")
class TestImportOverTheApi(RegisterImport, HttpCase):
    """Another system sends the file by JSON-2, with an API key."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        user = new_test_user(
            cls.env,
            "import_api",
            groups="property_visit.group_property_admin",
            context=QUIET,
        )
        keys = cls.env["res.users.apikeys"].with_user(user)
        tomorrow = datetime.now() + timedelta(days=1)
        key = keys._generate(scope="rpc", name="test", expiration_date=tomorrow)
        cls.headers = {"Authorization": f"Bearer {key}"}

    def call(self, method, **arguments):
        url = f"/json/2/property.household.import/{method}"
        return self.url_open(url, json=arguments, headers=self.headers)

    def send(self, content):
        values = {"file": base64.b64encode(content).decode(), "filename": "r.xlsx"}
        return self.call("create", vals_list=[values]).json()

    def test_a_register(self):
        ids = self.send(register({}, {"房号": "102", "业户姓名": None}))
        self.assertEqual(self.call("action_import", ids=ids).status_code, 200)
        fields = ["created_count", "rejected_count"]
        [found] = self.call("read", ids=ids, fields=fields).json()
        self.assertEqual([found[name] for name in fields], [1, 1])

    @mute_logger("odoo.http")
    def test_a_bad_file(self):
        before = self.register_size()
        ids = self.send(b"no workbook")
        answer = self.call("action_import", ids=ids)
        self.assertEqual(answer.status_code, 422)
        self.assertIn(NO_WORKBOOK, answer.json()["message"])
        self.assertEqual(self.register_size(), before)

    @mute_logger("odoo.http")
    def test_what_is_not_even_base64(self):
        ids = self.call("create", vals_list=[{"file": "no base64"}]).json()
        answer = self.call("action_import", ids=ids)
        self.assertIn(NO_WORKBOOK, answer.json()["message"])
