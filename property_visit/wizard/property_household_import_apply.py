from collections import Counter
from typing import NamedTuple

from odoo import models
from odoo.fields import Command, Domain
from odoo.tools import split_every

from ..rules import register_cells as cells
from .register_changes import person_key, place_key

BATCH = 500  # households created at once, and told to the user as progress


class Stage(NamedTuple):
    """What households are created upon."""

    places: dict  # key of a name → Place
    buildings: dict  # (estate, key of a name) → building
    people: dict  # (key of a name, number), or row number → contact
    segments: dict  # code → id of a segment

    def building_of(self, values):
        """The building of a row."""
        estate = self.places[place_key(values["estate"])].estate
        return self.buildings[estate, place_key(values["building"])]


class PropertyHouseholdImport(models.TransientModel):
    """How a compared register is written (H1)."""

    _inherit = "property.household.import"

    def _apply(self, changes):
        """Create and update what `_compare` found; the caller holds the savepoint.

        :param changes: `Changes`; its places get the estates that are created
        """
        self._create_estates([p for p in changes.places.values() if not p.estate])
        stage = Stage(
            changes.places,
            self._buildings(changes.places.values()),
            self._known_people(changes.created),
            self._segments(),
        )
        done, total = 0, len(changes.created) + len(changes.updated)
        for rows in split_every(BATCH, changes.created, list):
            self._tell_progress(done, total)
            self._create_households(rows, stage)
            done += len(rows)
        for pairs in split_every(BATCH, changes.updated, list):
            self._tell_progress(done, total)
            self._update_households(pairs)
            done += len(pairs)
        self._tell_progress(done, total)
        self._log_on_estates(changes)

    def _tell_progress(self, done, total):
        """Send the user who waits in the dialog how far the import is.

        By a transaction of its own: that of the import is not committed before its
        end, so that all of it can be undone.
        """
        if not self.env.context.get("tell_progress"):
            return
        with self.env.registry.cursor() as cursor:
            self.env.user.with_env(self.env(cr=cursor))._bus_send(
                "property_visit.import_progress",
                {"import_id": self.id, "done": done, "total": total},
            )

    # ------------------------------------------------------------------ places

    def _create_estates(self, places):
        other = self.env.ref("property_visit.estate_type_other")
        values = [
            {
                "name": place.name,
                "company_id": self.company_id.id,
                "estate_type_id": (place.estate_type or other).id,
                **({"procedure_id": self.procedure_id.id} if self.procedure_id else {}),
            }
            for place in places
        ]
        estates = self.env["property.estate"].create(values)
        for place, estate in zip(places, estates, strict=True):
            place.estate = estate
            place.estate_type = estate.estate_type_id

    def _buildings(self, places):
        """Dict (estate, key of its name) → building, new ones in natural order."""
        estate_ids = [place.estate.id for place in places]
        Building = self.env["property.building"]
        known = {
            (building.estate_id, place_key(building.name)): building
            for building in Building.search([("estate_id", "in", estate_ids)])
        }
        values = [v for p in places for v in self._building_values(p, known)]
        for building in Building.create(values):
            known[building.estate_id, place_key(building.name)] = building
        return known

    def _building_values(self, place, known):
        """Values of the buildings an estate lacks, walked as people count them.

        A building that joins others comes after the one counted before it.
        """
        present = {key: b for (e, key), b in known.items() if e == place.estate}
        step = 1 if present else 10
        sequence = 0
        for key in sorted({*present, *place.buildings}, key=cells.natural_key):
            if key in present:
                sequence = present[key].sequence
            else:
                sequence += step
                yield {
                    "estate_id": place.estate.id,
                    "name": place.buildings[key],
                    "sequence": sequence,
                }

    # ------------------------------------------------------------------ people

    def _known_people(self, rows):
        """Dict (name, number) → contact that is known by both.

        People without a number are never taken for one another: many bear one name.
        """
        names = {row.values["name"] for row in rows if row.values["phone"]}
        people = self.env["res.partner"].search(
            Domain("name", "in", list(names))
            & Domain("phone", "!=", False)
            & Domain("company_id", "in", [False, self.company_id.id]),
            order="id desc",
        )
        return {(person_key(p.name), cells.phone_key(p.phone)): p for p in people}

    def _person_of(self, row):
        """What a contact is known by: name and number, or the row alone."""
        number = cells.phone_key(row.values["phone"])
        return (person_key(row.values["name"]), number) if number else row.number

    def _create_people(self, rows, people):
        """Add to `people` the contacts of rows that it lacks."""
        fresh = {}
        for row in rows:
            person = self._person_of(row)
            if person not in people:
                fresh.setdefault(person, row.values)
        partners = self.env["res.partner"].create(
            [{"name": v["name"], "phone": v["phone"]} for v in fresh.values()]
        )
        people.update(zip(fresh, partners, strict=True))

    # ------------------------------------------------------------------ households

    def _create_households(self, rows, stage):
        # The estate is told of the import; 10,000 messages would only repeat it.
        quiet = self.with_context(tracking_disable=True)
        quiet._create_people(rows, stage.people)
        quiet.env["property.household"].create(
            [self._household_values(row, stage) for row in rows]
        )

    def _household_values(self, row, stage):
        values = row.values
        segment_ids = self._segment_ids(values["segments"], stage.segments)
        given = ("unit", "occupancy", "move_in_date", "remark", "relation")
        building = stage.building_of(values)
        return {
            "building_id": building.id,
            # Computing it before creation would make a draft of each household.
            "estate_id": building.estate_id.id,
            "partner_id": stage.people[self._person_of(row)].id,
            **{field: values[field] for field in given if values[field]},
            "other_phones": " / ".join(values["phones"][1:]) or False,
            "segment_ids": [Command.set(sorted(segment_ids))],
        }

    def _update_households(self, pairs):
        for household, values in pairs:
            changed = dict(values)
            left = changed.get("occupancy") == "moved_out"
            if left:
                del changed["occupancy"]
            household.write(changed)
            if "relation" in changed:
                contact = household.partner_id
                members = household.member_ids
                members = members.filtered_domain([("partner_id", "=", contact.id)])
                members.relation = changed["relation"]
            if left:
                household.action_move_out()

    def _log_on_estates(self, changes):
        """Leave on each estate what was imported into it, by whom and when (H7)."""
        created = Counter(
            changes.places[place_key(row.values["estate"])].estate.id
            for row in changes.created
        )
        updated = Counter(household.estate_id.id for household, _ in changes.updated)
        bodies = {
            estate_id: self.env._(
                "Register %(file)s imported: %(created)s households created,"
                " %(updated)s updated.",
                file=self.filename or "",
                created=created[estate_id],
                updated=updated[estate_id],
            )
            for estate_id in created.keys() | updated.keys()
        }
        if bodies:
            self.env["property.estate"].browse(bodies)._message_log_batch(bodies)
