from odoo import models
from odoo.fields import Command, Domain

from ..rules import register_cells as cells
from ..rules.register import Fault
from .register_changes import person_key, place_key


class PropertyOccasionImport(models.TransientModel):
    """What a list of deliveries or events would change, and how it is written."""

    _inherit = "property.occasion.import"

    # ------------------------------------------------------------------ comparing

    def _compare(self, register):
        """Sort the rows of a list by what would become of them.

        :return: register, new as dict what makes one → [(row, household)], rows known
            already, rejected rows
        """
        find = self._finder(register.rows)
        fresh, rejected = {}, []
        for row in register.rows:
            fault = None if row.faults else self._fault_of(row.values, find)
            if row.faults or fault:
                rejected.append(self._rejected(row, fault, register))
            else:
                [household] = find(row.values)
                fresh.setdefault(self._key(row.values, household), []).append(row)
        self._reject_rest(fresh, rejected, register)
        known = self._known(fresh)
        old = [row for made in known for row in fresh.pop(made)]
        return register, fresh, old, sorted(rejected, key=lambda row: row.number)

    def _key(self, values, household):
        """What makes one receipt, or one event of a household."""
        if self.kind == "delivery":
            return household, values["receipt"]
        ref = values["source"] or f"{values['event']} {values['date']}"
        return household, values["event"], ref

    def _fault_of(self, values, find):
        found = find(values)
        if len(found) != 1:
            code = "who_unknown" if not found else "who_ambiguous"
            who = " ".join(
                filter(None, map(values.get, ("estate", "building", "unit", "name")))
            )
            return Fault(None, "room", code, {"who": who})
        if self.kind == "event" and not self._rules(found, values["event"]):
            return Fault(None, "event", "event_without_rule", {})
        return None

    def _rules(self, household, code):
        procedure = household.estate_id.sudo().procedure_id
        nothing = self.env["helpdesk.ticket"]
        return procedure.event_rule_ids._for_event(code, nothing)

    def _reject_rest(self, fresh, rejected, register):
        """A receipt one of whose rows is refused is refused as a whole."""
        if self.kind != "delivery":
            return
        numbers = {row.number for row in rejected}
        typed = {
            cells.text(register.cells[number][register.columns["receipt"]])
            for number in numbers
            if len(register.cells[number]) > register.columns["receipt"]
        }
        for made in [made for made in fresh if made[1] in typed]:
            fault = Fault(None, "receipt", "receipt_incomplete", {"receipt": made[1]})
            rejected += [self._rejected(r, fault, register) for r in fresh.pop(made)]

    def _rejected(self, row, fault, register):
        """The row with its fault, in the words of the file's headings."""
        if not fault:
            return row
        field = fault.field if fault.field in register.columns else "name"
        heading = cells.text(register.headings[register.columns[field]])
        fault = fault._replace(column_heading=heading)
        return row._replace(values=None, faults=[fault])

    def _known(self, fresh):
        """Those that are there already, however often the file is imported."""
        if self.kind == "delivery":
            receipts = self.env["property.delivery.receipt"].with_context(
                active_test=False
            )
            found = receipts.search([("name", "in", [made[1] for made in fresh])])
            keys = {(receipt.household_id, receipt.name) for receipt in found}
        else:
            events = self.env["property.event"].sudo().with_context(active_test=False)
            found = events.search([("source_ref", "in", [made[2] for made in fresh])])
            keys = {(e.household_id, e.code, e.source_ref) for e in found}
        return [made for made in fresh if made in keys]

    # ------------------------------------------------------------------ households

    def _finder(self, rows):
        """A function: values of a row → the households they may mean."""
        values = [row.values for row in rows if row.values]
        units = {found["unit"] for found in values if found["unit"]}
        names = {found["name"] for found in values if found["name"]}
        households = self.env["property.household"].search(
            Domain("occupancy", "!=", "moved_out")
            & (
                Domain("unit", "in", list(units))
                | Domain("partner_id.name", "in", list(names))
            )
        )
        by_unit = households.grouped(lambda h: place_key(cells.unit(None, h.unit)))
        by_name = households.grouped(lambda h: person_key(h.partner_id.name))
        none = households.browse()

        def find(found):
            if found["unit"]:
                named = by_unit.get(place_key(found["unit"]), none)
            else:
                named = by_name.get(person_key(found["name"]), none)
            return named.filtered(lambda household: _fits(household, found))

        return find

    # ------------------------------------------------------------------ importing

    def _create_receipts(self, fresh):
        self.env["property.delivery.receipt"].create(
            [
                {
                    "name": receipt,
                    "household_id": household.id,
                    "date": rows[0].values["date"],
                    "line_ids": [
                        Command.create(
                            {
                                "item": row.values["item"],
                                "quantity": row.values["quantity"],
                                "unit": row.values["uom"] or False,
                                "sequence": 10 * place,
                            }
                        )
                        for place, row in enumerate(rows, 1)
                    ],
                }
                for (household, receipt), rows in fresh.items()
            ]
        )

    def _tell_events(self, fresh):
        """Households told the same are told at once, so that visits are level."""
        same = {}
        for (household, code, ref), rows in fresh.items():
            values = rows[0].values
            told = (code, values["date"], ref, values["note"] or None)
            same[told] = same.get(told, household.browse()) | household
        for (code, day, ref, note), households in same.items():
            households.check_access("read")
            self.env["property.event"]._happen(code, households, day, ref, note)


def _fits(household, values):
    """Whether a household is what a row says, in all that it says."""
    said = {
        "estate": place_key(household.estate_id.name),
        "building": place_key(household.building_id.name or ""),
    }
    places = all(
        not values[field] or place_key(values[field]) == name
        for field, name in said.items()
    )
    named = values["name"] and person_key(values["name"])
    return places and (not named or named == person_key(household.partner_id.name))
