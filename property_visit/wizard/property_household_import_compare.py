from odoo import models
from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tools import format_list

from ..rules import register_cells as cells
from ..rules.register import Fault
from ..rules.register_words import SEGMENTS
from .register_changes import Changes, Known, Place, person_key, place_key


class PropertyHouseholdImport(models.TransientModel):
    """What a register would change; nothing is written here (H1)."""

    _inherit = "property.household.import"

    def _compare(self, register):
        """Compare a register with the households that there are.

        :param register: `register_workbook.Register`
        :return: `Changes`
        :raise UserError: it names an estate that the user may not create
        """
        changes = Changes()
        known = self._known(register.rows)
        for row in register.rows:
            if row.faults:
                changes.rejected.append(row)
                continue
            fault = self._compare_row(row, known, changes)
            if fault:
                changes.rejected.append(self._rejected(row, fault, register))
            else:
                self._count_in(row.values, known, changes)
        self._check_new_estates(changes)
        return changes

    def _rejected(self, row, fault, register):
        """The row with its fault, in the words of the file's headings."""
        column = register.columns.get(fault.field, register.columns["occupancy"])
        heading = cells.text(register.headings[column])
        return row._replace(
            values=None, faults=[fault._replace(column_heading=heading)]
        )

    def _compare_row(self, row, known, changes):
        """Put one row where it belongs, or return what is wrong with it."""
        values = row.values
        estate = known.estates.get(place_key(values["estate"]))
        building = known.buildings.get((estate, place_key(values["building"])))
        for field, place in (("estate", estate), ("building", building)):
            if place and not place.active:
                return Fault(None, field, f"{field}_archived", {"name": place.name})
        household = self._household_of(values, building, known)
        if not household:
            changes.created.append(row)
        elif self._is_other(household, values):
            if values["occupancy"] != "moved_out":
                facts = {"name": household.partner_id.name}
                return Fault(None, "name", "other_occupant", facts)
            changes.created.append(row)  # history of a unit that has been taken since
        else:
            return self._compare_household(household, row, known, changes)
        return None

    def _compare_household(self, household, row, known, changes):
        moved_in = row.values["move_in_date"] or household.move_in_date
        moved_out = household.move_out_date
        if row.values["occupancy"] == "moved_out":
            moved_out = moved_out or self._today()
        if moved_in and moved_out and moved_out < moved_in:
            facts = {"value": str(moved_in), "date": str(moved_out)}
            return Fault(None, "move_in_date", "date_after_leaving", facts)
        changed = self._changed_values(household, row.values, known)
        if changed:
            changes.updated.append((household, changed))
        else:
            changes.unchanged.append(row)
        return None

    def _household_of(self, values, building, known):
        """The household that a row is about; empty if there is none."""
        unit = (building, place_key(values["unit"]))
        gone = None
        if values["occupancy"] == "moved_out":
            gone = known.gone.get((*unit, person_key(values["name"])))
        return gone or known.current.get(unit)

    def _is_other(self, household, values):
        return person_key(household.partner_id.name) != person_key(values["name"])

    # ------------------------------------------------------------------ values

    def _changed_values(self, household, values, known):
        """The values of a row that a household does not have; a blank erases none."""
        changed = {
            field: values[field]
            for field in ("occupancy", "move_in_date", "relation")
            if values[field] and values[field] != household[field]
        }
        changed.update(self._changed_phones(household, values["phones"], known))
        segments = self._segment_ids(values["segments"], known.segments)
        new = segments - set(household.segment_ids.ids)
        added = [Command.link(segment_id) for segment_id in sorted(new)]
        if added:
            changed["segment_ids"] = added
        if values["remark"] and values["remark"] not in (household.remark or ""):
            lines = [household.remark, values["remark"]]
            changed["remark"] = "\n".join(filter(None, lines))
        return changed

    def _changed_phones(self, household, phones, known):
        """A number is changed; that of a contact who has other households is added."""
        changed = {}
        main = cells.phone_key(household.phone)
        may_change = not main or household.partner_id.id not in known.shared
        if phones and may_change and main != cells.phone_key(phones[0]):
            changed["phone"] = phones[0]
            main = cells.phone_key(phones[0])
        others = household.other_phones or None
        had = {main, *map(cells.phone_key, cells.phones(others))}
        further = [phone for phone in phones if cells.phone_key(phone) not in had]
        if further:
            changed["other_phones"] = " / ".join(filter(None, [others, *further]))
        return changed

    # ------------------------------------------------------------------ known

    def _known(self, rows):
        """Read all that is known of the estates that are named, in a few queries."""
        named = {place_key(row.values["estate"]) for row in rows if row.values}
        estates = self.env["property.estate"].with_context(active_test=False)
        estates = estates.search([("company_id", "=", self.company_id.id)])
        estates = estates.filtered(lambda estate: place_key(estate.name) in named)
        buildings = estates.env["property.building"].search(
            [("estate_id", "in", estates.ids)]
        )
        households = self.env["property.household"].search(
            [("building_id", "in", buildings.ids)]
        )
        return Known(
            {place_key(e.name): e.with_env(self.env) for e in estates},
            {(b.estate_id, place_key(b.name)): b.with_env(self.env) for b in buildings},
            *self._by_unit(households),
            self._shared(households.partner_id),
            self._types(),
            self._segments(),
        )

    def _types(self):
        types = self.env["property.estate.type"].with_context(active_test=False)
        return {found.code: found.with_env(self.env) for found in types.search([])}

    def _segments(self):
        named = list(SEGMENTS.values())
        segments = self.env["property.segment"].search([("code", "in", named)])
        return {segment.code: segment.id for segment in segments}

    def _segment_ids(self, codes, segments):
        """Ids of segments; one that the office has archived is used no more."""
        return {segments[code] for code in codes if code in segments}

    def _by_unit(self, households):
        current, gone = {}, {}
        for household in households:
            unit = (household.building_id, place_key(cells.unit(None, household.unit)))
            if household.occupancy == "moved_out":
                gone[(*unit, person_key(household.partner_id.name))] = household
            else:
                current[unit] = household
        return current, gone

    def _shared(self, partners):
        # sudo: households of other estates count, and nothing of them is shown.
        households = self.env["property.household"].sudo()
        contacts = households._read_group(
            [("partner_id", "in", partners.ids), ("occupancy", "!=", "moved_out")],
            ["partner_id"],
            having=[("__count", ">", 1)],
        )
        return {partner.id for (partner,) in contacts}

    # ------------------------------------------------------------------ estates

    def _count_in(self, values, known, changes):
        """Remember estate and building of an accepted row."""
        key = place_key(values["estate"])
        place = changes.places.get(key)
        if not place:
            estate = known.estates.get(key, self.env["property.estate"])
            name = estate.name or values["estate"]
            place = changes.places[key] = Place(name, estate, estate.estate_type_id)
        if not place.estate_type and values["estate_type"]:
            place.estate_type = known.types[values["estate_type"]]
        place.buildings.setdefault(place_key(values["building"]), values["building"])
        place.household_count += 1

    def _check_new_estates(self, changes):
        """Only administrators create estates, or see those of others."""
        new = [place.name for place in changes.places.values() if place.is_new]
        if new and not self.env["property.estate"].has_access("create"):
            raise UserError(
                self.env._(
                    "You do not look after %s: ask an administrator to import these"
                    " estates, or to make you one of their people.",
                    format_list(self.env, new),
                )
            )
