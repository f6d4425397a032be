from odoo import api, fields, models
from odoo.fields import Command


class PropertyHouseholdImport(models.TransientModel):
    """Import of a household register from an .xlsx file (H1).

    This file has the fields and the two steps, preview and import; beside it
    `_compare` says what a register would change, `_apply` changes it, and
    `_reason` and `_refusal` put faults into sentences.
    """

    _name = "property.household.import"
    _inherit = ["property.import.mixin"]
    _description = "Import of a household register"

    procedure_id = fields.Many2one(
        "property.procedure",
        help="The procedure of estates that are new. Empty: that of their type.",
    )
    company_id = fields.Many2one(
        "res.company", required=True, default=lambda self: self.env.company
    )
    estate_ids = fields.One2many(
        "property.household.import.estate", "import_id", readonly=True
    )
    line_ids = fields.One2many(
        "property.household.import.line", "import_id", readonly=True
    )
    updated_count = fields.Integer(string="Updated", readonly=True)
    unchanged_count = fields.Integer(string="Unchanged", readonly=True)

    @api.onchange("file", "procedure_id", "company_id")
    def _onchange_file(self):
        """What was found out about another file no longer counts."""
        self.state = "draft"

    # ------------------------------------------------------------------ actions

    def action_preview(self):
        """Say what an import would do, and change nothing but this wizard.

        :return: the action that shows this wizard again
        :raise UserError: the file is no register, or names an estate that the user
            may not create
        """
        self.ensure_one()
        register = self._read()
        changes = self._compare(register)
        self._show(register, changes, "preview")
        return self._reopen()

    def action_import(self):
        """Import all rows that are not rejected; nothing at all if that fails (H1).

        :return: the action that shows this wizard again
        :raise UserError: as `action_preview`
        """
        self.ensure_one()
        register = self._read()
        with self.env.cr.savepoint():
            changes = self._compare(register)
            self._apply(changes)
        self._show(register, changes, "done")
        return self._reopen()

    def action_open_households(self):
        """The households of the estates that the file names, also those who left."""
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "property_visit.property_household_action"
        )
        action["domain"] = [("estate_id", "in", self.estate_ids.estate_id.ids)]
        action["context"] = {}
        return action

    # ------------------------------------------------------------------ file

    def _read(self):
        """The register in the file; dates are judged by the user's today."""
        return self._read_workbook(self._today())

    def _today(self):
        """The local date of the user, or of the company for users without a zone."""
        zone = self.env.context.get("tz") or self.env.user.tz
        calendar = self.company_id.resource_calendar_id
        return fields.Date.context_today(self.with_context(tz=zone or calendar.tz))

    # ------------------------------------------------------------------ outcome

    def _show(self, register, changes, state):
        """Fill the figures and tables of this wizard."""
        self.write(
            {
                "state": state,
                "created_count": len(changes.created),
                "updated_count": len(changes.updated),
                "unchanged_count": len(changes.unchanged),
                "estate_ids": [Command.clear(), *self._estate_lines(changes)],
                **self._rejected_values(register, changes.rejected),
            }
        )

    def _estate_lines(self, changes):
        return [
            Command.create(
                {
                    "name": place.name,
                    "estate_id": place.estate.id,
                    "estate_type_id": place.estate_type.id,
                    "is_new": place.is_new,
                    "building_count": len(place.buildings),
                    "household_count": place.household_count,
                }
            )
            for place in changes.places.values()
        ]

    def _reopen(self):
        return {**super()._reopen(), "name": self.env._("Import Register")}


class PropertyHouseholdImportLine(models.TransientModel):
    """One thing wrong with one row of the file."""

    _name = "property.household.import.line"
    _description = "Rejected row of a household register"
    _order = "row, id"

    import_id = fields.Many2one(
        "property.household.import", required=True, index=True, ondelete="cascade"
    )
    row = fields.Integer(help="Number of the row in the file.")
    column = fields.Char(help="Heading of the column in the file.")
    reason = fields.Char()


class PropertyHouseholdImportEstate(models.TransientModel):
    """An estate that the file names, with what is accepted of it."""

    _name = "property.household.import.estate"
    _description = "Estate of a household register"
    _order = "id"

    import_id = fields.Many2one(
        "property.household.import", required=True, index=True, ondelete="cascade"
    )
    name = fields.Char()
    estate_id = fields.Many2one("property.estate")
    estate_type_id = fields.Many2one("property.estate.type")
    is_new = fields.Boolean(string="New")
    building_count = fields.Integer(string="Buildings")
    household_count = fields.Integer(string="Households")
