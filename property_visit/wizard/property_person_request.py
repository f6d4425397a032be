import base64
import io

from odoo import api, fields, models
from odoo.exceptions import AccessError
from openpyxl import Workbook

SHOWN = (
    "char",
    "text",
    "html",
    "selection",
    "date",
    "datetime",
    "integer",
    "float",
    "boolean",
    "many2one",
)
TECHNICAL = {"id", "write_uid", "write_date", "create_uid", "access_token", "token"}


class PropertyPersonRequest(models.TransientModel):
    """A person asks what is kept of them, or to be forgotten (H7)."""

    _name = "property.person.request"
    _description = "Request of a person about their data"

    partner_id = fields.Many2one(
        "res.partner", string="Person", required=True, readonly=True
    )
    found = fields.Text(compute="_compute_found", string="What Is Kept")
    file = fields.Binary(readonly=True, attachment=False)
    filename = fields.Char(readonly=True)

    @api.model_create_multi
    def create(self, vals_list):
        """:raise AccessError: the person lived at an estate that is not the user's."""
        requests = super().create(vals_list)
        for request in requests:
            request.partner_id._check_person_request()
        return requests

    @api.depends("partner_id")
    def _compute_found(self):
        names = self.env["ir.model"].sudo()
        for request in self:
            records = request.partner_id._person_records()
            request.found = "\n".join(
                f"{names._get(name).name}: {len(found)}"
                for name, found in records.items()
            )

    @api.model
    def _action_open(self, partner):
        """The dialog for a person."""
        request = self.create({"partner_id": partner.id})
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Request of a Person"),
            "res_model": self._name,
            "res_id": request.id,
            "view_mode": "form",
            "target": "new",
        }

    def action_remove(self):
        """Make the person unknown; the statistics stay.

        :raise UserError: they live here still, or work here
        """
        self.ensure_one()
        person = self.partner_id
        name, email = person.name, person.email or f"{person.id}@unknown"
        found = self.found
        person._remove_person()
        self.env["privacy.log"].sudo().create(
            {
                "anonymized_name": name,
                "anonymized_email": email,
                "user_id": self.env.uid,
                "records_description": found,
                "execution_details": self.env._("Personal data removed"),
            }
        )
        return {"type": "ir.actions.act_window_close"}

    def action_download(self):
        """A workbook with a sheet for each kind of record that the user may read."""
        self.ensure_one()
        self.partner_id._check_person_request()
        book = Workbook()
        book.remove(book.active)
        self._fill_sheet(book, self.partner_id)
        for name, records in self.partner_id._person_records().items():
            try:
                readable = self.env[name].browse(records.ids)._filtered_access("read")
            except AccessError:
                continue
            if readable:
                self._fill_sheet(book, readable)
        stream = io.BytesIO()
        book.save(stream)
        self.write(
            {
                "file": base64.b64encode(stream.getvalue()),
                "filename": f"person-{self.partner_id.id}.xlsx",
            }
        )
        return {
            "type": "ir.actions.act_url",
            "url": f"/web/content/{self._name}/{self.id}/file"
            "?download=true&filename_field=filename",
            "target": "self",
        }

    def _fill_sheet(self, book, records):
        title = self.env["ir.model"].sudo()._get(records._name).name
        sheet = book.create_sheet(
            title[:31].translate(dict.fromkeys(map(ord, "[]:*?/\\")))
        )
        names = [
            name
            for name in records.fields_get(attributes=["type"])
            if name not in TECHNICAL
            and records._fields[name].store
            and records._fields[name].type in SHOWN
        ]
        labels = records.fields_get(names, ["string"])
        sheet.append([labels[name]["string"] for name in names])
        for record in records:
            sheet.append([self._cell(record, name) for name in names])

    def _cell(self, record, name):
        """As the form shows it; a text that looks like a formula is none."""
        field = record._fields[name]
        text = field.convert_to_export(record[name], record)
        text = "" if text is None or text is False else str(text)
        return f"'{text}" if text[:1] in ("=", "+", "-", "@") else text
