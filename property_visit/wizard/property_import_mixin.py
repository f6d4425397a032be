import base64
import binascii

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command

from ..rules import errors
from . import register_workbook, rejected_workbook


class PropertyImportMixin(models.AbstractModel):
    """Import of a workbook: first a look that changes nothing, then the import.

    Refused rows come back with their reasons, as a table and as a workbook to correct.
    Who inherits has `line_ids`, and says in `_reason` what is wrong with a cell.
    """

    _name = "property.import.mixin"
    _description = "Import of a workbook"

    file = fields.Binary(attachment=False)
    filename = fields.Char()
    state = fields.Selection(
        [("draft", "File"), ("preview", "Check"), ("done", "Imported")],
        default="draft",
        required=True,
        readonly=True,
    )
    created_count = fields.Integer(string="New", readonly=True)
    rejected_count = fields.Integer(string="Rejected", readonly=True)
    rejected_file = fields.Binary(attachment=False, readonly=True)
    rejected_filename = fields.Char(compute="_compute_rejected_filename")

    @api.depends("filename")
    @api.depends_context("lang")
    def _compute_rejected_filename(self):
        for wizard in self:
            name = (wizard.filename or self.env._("list")).removesuffix(".xlsx")
            wizard.rejected_filename = self.env._("%s - rejected rows.xlsx", name)

    def _read_workbook(self, *facts):
        """The rows of the file.

        :param facts: what `register_workbook.read` wants beside the file
        :raise UserError: no file is chosen, or it holds no such rows
        """
        content = self.with_context(bin_size=False).file
        if not content:
            raise UserError(self.env._("Choose the .xlsx file first."))
        try:
            content = base64.b64decode(content)
        except binascii.Error:
            content = b""  # no workbook either
        try:
            return register_workbook.read(content, *facts)
        except errors.RegisterError as error:
            raise UserError(self._refusal(error)) from error

    def _rejected_values(self, register, rejected):
        """Values that show the refused rows, with their reasons."""
        return {
            "rejected_count": len(rejected),
            "rejected_file": self._rejected_file(register, rejected),
            "line_ids": [
                Command.clear(),
                *(
                    Command.create(
                        {
                            "row": row.number,
                            "column": fault.column_heading,
                            "reason": self._reason(fault),
                        }
                    )
                    for row in rejected
                    for fault in row.faults
                ),
            ],
        }

    def _rejected_file(self, register, rejected):
        """Return the refused rows as a workbook to correct, base64; False if none."""
        if not rejected:
            return False
        reasons = {
            row.number: "\n".join(
                f"{fault.column_heading}: {self._reason(fault)}" for fault in row.faults
            )
            for row in rejected
        }
        content = rejected_workbook.write(register, reasons, self.env._("Reason"))
        return base64.b64encode(content)

    def _reopen(self):
        """The action that shows this wizard again."""
        return {
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
            "target": "new",
        }

    # ------------------------------------------------------------------ sentences

    def _refusal(self, error):
        """Why a file cannot be imported at all.

        :param error: `rules.errors.RegisterError`
        :return: one sentence that says what to do
        """
        if isinstance(error, errors.EncryptedWorkbook):
            return self.env._(
                "The file is protected by a password: remove the password in your"
                " spreadsheet program, save it and choose it again."
            )
        return self.env._(
            "The file is no .xlsx workbook, or it is damaged: open it in your"
            " spreadsheet program and save it as an Excel workbook (.xlsx)."
        )

    def _wrong_date(self, fault):
        value = fault.facts["value"]
        if fault.code == "date_impossible":
            return self.env._("There is no day %s in the calendar.", value)
        return self.env._(
            "“%s” cannot be read as a day: write it as 2024-03-05.", value
        )
