import base64
import binascii

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command

from ..rules import occasion_sheet
from ..rules.errors import RegisterError
from ..rules.register_words import key
from . import register_workbook
from .property_event_tell import ELSEWHERE


class PropertyOccasionImport(models.TransientModel):
    """Import of what happened outside: deliveries with their items, events (P8, P12).

    In the manner of the register's import: a preview that changes nothing, the rows
    that are refused with their reasons and as a file to correct, and the same file
    again changes nothing. Beside this file `_compare` and what follows it say and do
    what a list changes, `_reason` and `_refusal` put faults into sentences.
    """

    _name = "property.occasion.import"
    _inherit = ["property.import.mixin"]
    _description = "Import of deliveries and events"

    kind = fields.Selection(
        [("delivery", "Delivery receipts"), ("event", "Events")],
        string="What",
        required=True,
        default="delivery",
    )
    file = fields.Binary(attachment=False)
    filename = fields.Char()
    state = fields.Selection(
        [("draft", "File"), ("preview", "Check"), ("done", "Imported")],
        default="draft",
        required=True,
        readonly=True,
    )
    line_ids = fields.One2many(
        "property.occasion.import.line", "import_id", readonly=True
    )
    created_count = fields.Integer(string="New", readonly=True)
    unchanged_count = fields.Integer(string="Known Already", readonly=True)
    rejected_count = fields.Integer(string="Rejected", readonly=True)
    rejected_file = fields.Binary(attachment=False, readonly=True)
    rejected_filename = fields.Char(compute="_compute_rejected_filename")

    @api.depends("filename")
    @api.depends_context("lang")
    def _compute_rejected_filename(self):
        for wizard in self:
            name = (wizard.filename or self.env._("list")).removesuffix(".xlsx")
            wizard.rejected_filename = self.env._("%s - rejected rows.xlsx", name)

    @api.onchange("file", "kind")
    def _onchange_file(self):
        """What was found out about another file no longer counts."""
        self.state = "draft"

    # ------------------------------------------------------------------ actions

    def action_preview(self):
        """Say what an import would do, and change nothing but this wizard.

        :return: the action that shows this wizard again
        :raise UserError: the file is no such list
        """
        self.ensure_one()
        self._show(*self._compare(self._read()), "preview")
        return self._reopen()

    def action_import(self):
        """Import what is not rejected; nothing at all if that fails (P8, P12).

        :return: the action that shows this wizard again
        :raise UserError: as `action_preview`
        """
        self.ensure_one()
        register = self._read()
        with self.env.cr.savepoint():
            _register, fresh, known, rejected = self._compare(register)
            if self.kind == "delivery":
                self._create_receipts(fresh)
            else:
                self._tell_events(fresh)
        self._show(register, fresh, known, rejected, "done")
        return self._reopen()

    def action_open(self):
        """What the file was about: the receipts, or the events."""
        name = "delivery_receipt" if self.kind == "delivery" else "event"
        return self.env["ir.actions.act_window"]._for_xml_id(
            f"property_visit.property_{name}_action"
        )

    # ------------------------------------------------------------------ file

    def _read(self):
        content = self.with_context(bin_size=False).file
        if not content:
            raise UserError(self.env._("Choose the .xlsx file first."))
        try:
            content = base64.b64decode(content)
        except binascii.Error:
            content = b""  # no workbook either
        sheet = occasion_sheet.Sheet(self.kind, self._event_words())
        try:
            today = fields.Date.context_today(self)
            return register_workbook.read(content, today, sheet)
        except RegisterError as error:
            raise UserError(self._refusal(error)) from error

    def _event_words(self):
        """Codes and labels of what can be told, in this language and in English."""
        field = self.env["property.event"]._fields["code"]
        words = dict(occasion_sheet.EVENT_OF_WORD)
        for env in (self.env, self.with_context(lang="en_US").env):
            for code, label in field._description_selection(env):
                words.update({key(code): code, key(label): code})
        return {word: code for word, code in words.items() if code not in ELSEWHERE}

    # ------------------------------------------------------------------ outcome

    def _show(self, register, fresh, known, rejected, state):
        """Fill the figures and the table of this wizard."""
        self.write(
            {
                "state": state,
                "created_count": len(fresh),
                "unchanged_count": len(
                    {row.values.get("receipt") or row.number for row in known}
                ),
                "rejected_count": len(rejected),
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
                "rejected_file": self._rejected_file(register, rejected),
            }
        )

    def _reopen(self):
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Import Deliveries and Events"),
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
            "target": "new",
        }


class PropertyOccasionImportLine(models.TransientModel):
    """One thing wrong with one row of the file."""

    _name = "property.occasion.import.line"
    _description = "Rejected row of a list of deliveries or events"
    _order = "row, id"

    import_id = fields.Many2one(
        "property.occasion.import", required=True, index=True, ondelete="cascade"
    )
    row = fields.Integer(help="Number of the row in the file.")
    column = fields.Char(help="Heading of the column in the file.")
    reason = fields.Char()
