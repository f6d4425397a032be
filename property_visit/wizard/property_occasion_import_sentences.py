from odoo import models
from odoo.tools import format_list

from ..rules import errors


class PropertyOccasionImport(models.TransientModel):
    """Faults of a list of deliveries or events as sentences in the user's language."""

    _inherit = "property.occasion.import"

    def _refusal(self, error):
        match error:
            case errors.EmptyRegister():
                return self.env._("The file has no row below its headings.")
            case errors.RegisterTooLarge():
                return self.env._("The file is too large: split it into several files.")
            case errors.NoHeadingRow():
                return self._no_heading_row(error.missing)
        return super()._refusal(error)

    def _no_heading_row(self, missing):
        names = {
            "receipt": self.env._("receipt number"),
            "item": self.env._("item"),
            "quantity": self.env._("quantity"),
            "date": self.env._("date"),
            "event": self.env._("event"),
            "room": self.env._("room or customer"),
        }
        return self.env._(
            "No row holds the headings of such a list: a column is missing for %s.",
            format_list(self.env, [names[field] for field in missing]),
        )

    def _reason(self, fault):
        """What is wrong with a cell of a row.

        :param fault: `rules.register.Fault`
        :return: one sentence, without row and column
        """
        facts = fault.facts
        if fault.code.startswith("who_"):
            return self._wrong_household(fault)
        if fault.code.startswith("date_"):
            return self._wrong_date(fault)
        match fault.code:
            case "receipt_missing":
                return self.env._("The receipt number is missing.")
            case "item_missing":
                return self.env._("The item is missing.")
            case "quantity_unreadable":
                return self.env._(
                    "“%s” is no quantity: write a number.", facts["value"]
                )
            case "receipt_incomplete":
                return self.env._(
                    "Another row of receipt %s is refused: correct it, then import the"
                    " whole receipt.",
                    facts["receipt"],
                )
            case "event_without_rule":
                return self.env._("The procedure of this estate wants no visit for it.")
        return self.env._(
            "“%(value)s” is no event that is told here: %(known)s.",
            value=facts["value"],
            known=format_list(self.env, self._event_labels()),
        )

    def _event_labels(self):
        codes = set(self._event_words().values())
        labels = self.env["property.event"]._fields["code"]
        found = labels._description_selection(self.env)
        return [label for code, label in found if code in codes]

    def _wrong_household(self, fault):
        if fault.code == "who_missing":
            return self.env._("The room or the customer is missing.")
        if fault.code == "who_unknown":
            return self.env._("No household of yours is %s.", fault.facts["who"])
        return self.env._(
            "Several households are %s: add estate, building and room.",
            fault.facts["who"],
        )

    def _wrong_date(self, fault):
        value = fault.facts["value"]
        match fault.code:
            case "date_missing":
                return self.env._("The date is missing.")
            case "date_future":
                return self.env._("%s lies in the future.", value)
        return super()._wrong_date(fault)
