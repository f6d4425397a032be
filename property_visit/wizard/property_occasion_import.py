from odoo import api, fields, models

from ..rules import occasion_sheet
from ..rules.register_words import key
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
    line_ids = fields.One2many(
        "property.occasion.import.line", "import_id", readonly=True
    )
    unchanged_count = fields.Integer(string="Known Already", readonly=True)

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
        sheet = occasion_sheet.Sheet(self.kind, self._event_words())
        return self._read_workbook(fields.Date.context_today(self), sheet)

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
                **self._rejected_values(register, rejected),
            }
        )

    def _reopen(self):
        return {**super()._reopen(), "name": self.env._("Import Deliveries and Events")}


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
