"""Printing in tests: a real PDF, and what a reader finds in it."""

import re
import subprocess
import tempfile
from pathlib import Path

from common import PropertyCase
from odoo.tests import HttpCase

FORMS = {
    "visit_record": "Visit record",
    "feedback_slip": "Feedback slip",
    "tenant_record": "Tenant visit record",
    "callback_record": "Callback record",
    "reply_slip": "Reply slip",
}


class PaperCase(PropertyCase, HttpCase):
    """Prints through wkhtmltopdf; HttpCase serves it the stylesheet."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # Read in English, whatever the database speaks.
        cls.env = cls.env(context=dict(cls.env.context, lang="en_US"))
        cls.env.company.partner_id.lang = "en_US"  # of what is written to nobody yet
        # Our pages have no scripts to wait for, and the tests no second to lose.
        cls.env["ir.config_parameter"].set_param("report.print_delay", "50")

    def report(self, form):
        return self.env.ref(f"property_visit.action_report_{form}")

    def pdf(self, form, records, user=None):
        """The printed form, as `user` gets it (the superuser unless told otherwise)."""
        reports = self.env["ir.actions.report"].with_user(user or self.env.user)
        content, kind = reports.with_context(
            force_report_rendering=True
        )._render_qweb_pdf(self.report(form), records.ids)
        self.assertEqual((kind, content[:4]), ("pdf", b"%PDF"))
        return content

    def html(self, form, records, user=None):
        reports = self.env["ir.actions.report"].with_user(user or self.env.user)
        return reports._render_qweb_html(self.report(form), records.ids)[0].decode()

    def read(self, form, records, user=None):
        """The words of the form with its HTML taken away, blanks made single."""
        text = re.sub(r"<[^>]+>", " ", self.html(form, records, user))
        return " ".join(text.split())

    def pages(self, pdf):
        """The text of each page, blanks made single."""
        text = self.tool(pdf, "pdftotext", "-layout", "{}", "-")
        return [" ".join(page.split()) for page in text.split("\f")[:-1]]

    def pictures(self, pdf):
        """How many pictures the file holds; transparency is no picture of its own."""
        rows = self.tool(pdf, "pdfimages", "-list", "{}").splitlines()[2:]
        return sum(row.split()[2] == "image" for row in rows)

    def tool(self, pdf, *command):
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder, "form.pdf")
            file.write_bytes(pdf)
            return subprocess.run(
                [part.format(file) for part in command],
                capture_output=True,
                check=True,
                text=True,
            ).stdout
