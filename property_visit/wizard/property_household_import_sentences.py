from odoo import models
from odoo.tools import format_list

from ..rules import errors


class PropertyHouseholdImport(models.TransientModel):
    """Faults of a register as sentences in the user's language."""

    _inherit = "property.household.import"

    def _refusal(self, error):
        match error:
            case errors.EmptyRegister():
                return self.env._(
                    "The file names no household: choose the workbook that holds the"
                    " register."
                )
            case errors.RegisterTooLarge(unit="rows"):
                return self.env._(
                    "The sheet has more than %s rows: split the register into several"
                    " files.",
                    error.limit,
                )
            case errors.RegisterTooLarge():
                return self.env._(
                    "The workbook unpacks to more than %s MB: copy the rows of the"
                    " register into a new workbook and choose that.",
                    error.limit,
                )
            case errors.NoHeadingRow():
                return self._no_heading_row(error.missing)
        return super()._refusal(error)

    def _no_heading_row(self, missing):
        names = {
            "estate": self.env._("estate"),
            "building": self.env._("building"),
            "room": self.env._("room"),
            "name": self.env._("name"),
            "occupancy": self.env._("occupancy"),
        }
        return self.env._(
            "No row holds the headings of a register: a column is missing for %s.",
            format_list(self.env, [names[field] for field in missing]),
        )

    def _reason(self, fault):
        """What is wrong with a cell of a row.

        :param fault: `rules.register.Fault`
        :return: one sentence, without row and column
        """
        if fault.code.endswith("_missing"):
            return self._missing(fault.code.removesuffix("_missing"))
        if fault.code.startswith("date_"):
            return self._wrong_date(fault)
        facts = fault.facts
        match fault.code:
            case "occupancy_unknown":
                return self._wrong_occupancy(facts["value"])
            case "duplicate":
                return self.env._(
                    "Row %s of the file names the same unit.", facts["row"]
                )
            case "other_occupant":
                return self.env._(
                    "%s holds this unit: record their moving out first, then import"
                    " this row again.",
                    facts["name"],
                )
        return self.env._(
            "%s is archived: restore it first, then import this row again.",
            facts["name"],
        )

    def _missing(self, field):
        return {
            "estate": self.env._("The estate is missing."),
            "building": self.env._("The building is missing."),
            "room": self.env._("The room is missing."),
            "name": self.env._("The name is missing."),
        }[field]

    def _wrong_occupancy(self, value):
        if value:
            return self.env._(
                "“%s” is no occupancy: write occupied, not moved in or moved out.",
                value,
            )
        return self.env._(
            "The occupancy is missing: write occupied, not moved in or moved out."
        )

    def _wrong_date(self, fault):
        value = fault.facts["value"]
        match fault.code:
            case "date_future":
                return self.env._(
                    "%s lies in the future: an occupied unit was moved into today or"
                    " earlier.",
                    value,
                )
            case "date_after_leaving":
                return self.env._(
                    "%(value)s is after the day they moved out, %(date)s.",
                    value=value,
                    date=fault.facts["date"],
                )
        return super()._wrong_date(fault)
