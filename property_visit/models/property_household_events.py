from odoo import api, fields, models
from odoo.fields import Domain

from ..rules import occasion

WANTED_AT_NEW_YEAR = Domain("occupancy", "=", "occupied") | Domain(
    "completion_date", "!=", False
)


class PropertyHousehold(models.Model):
    """What happens to a household by itself: it moves in, its project is completed."""

    _inherit = "property.household"

    @api.model_create_multi
    def create(self, vals_list):
        households = super().create(vals_list)
        households._tell_moved_in(recently=True)
        households._tell_completed()
        return households

    def write(self, vals):
        waiting = self.filtered(lambda h: h.occupancy == "not_moved_in")
        done = super().write(vals)
        if vals.get("occupancy") == "occupied":
            waiting._tell_moved_in()
        if vals.get("completion_date"):
            self._tell_completed()
        return done

    def _tell_moved_in(self, recently=False):
        """Who moved in is visited (P12); a register of old residents tells nothing.

        :param recently: only those whose day of moving in is known and not long ago
        """
        since = fields.Date.context_today(self) - occasion.RECENT
        for household in self.filtered(lambda h: h.occupancy == "occupied"):
            day = household.move_in_date
            if not recently or (day and day > since):
                household.env["property.event"]._happen(
                    "moved_in", household, day or None, "moved_in"
                )

    def _tell_completed(self):
        """The project of a customer was completed (P7)."""
        for household in self.filtered("completion_date"):
            day = household.completion_date
            self.env["property.event"]._happen(
                "completed", household, day, f"completed {day}"
            )


class PropertyPrivateNote(models.Model):
    _inherit = "property.private.note"

    @api.model_create_multi
    def create(self, vals_list):
        """A life event calls for a visit; its words stay where they are (H5)."""
        notes = super().create(vals_list)
        events = self.env["property.event"]
        codes = dict(events._fields["code"].selection)
        for note in notes.filtered(lambda n: n.kind in codes and n.household_id):
            events._happen(
                note.kind, note.household_id, note.date, f"{note._name},{note.id}"
            )
        return notes


class PropertyRainDay(models.Model):
    _inherit = "property.rain.day"

    @api.model_create_multi
    def create(self, vals_list):
        """Leaks repaired before the rain are looked at after it (B1)."""
        days = super().create(vals_list)
        self.env["property.event"]._follow_rain(days.estate_id)
        return days


class PropertyEstate(models.Model):
    _inherit = "property.estate"

    @api.model
    def _cron_new_year(self):
        """Each December: a gift to all, and their needs for next year (P13a)."""
        estates = self.search([("procedure_id.event_rule_ids.code", "=", "new_year")])
        estates = estates.filtered(lambda estate: estate._today().month == 12)
        self.env["ir.cron"]._commit_progress(remaining=len(estates))
        for estate in estates:
            estate._tell_new_year()
            if not self.env["ir.cron"]._commit_progress(1):
                break

    def _tell_new_year(self):
        today = self._today()
        wanted = Domain("estate_id", "=", self.id) & WANTED_AT_NEW_YEAR
        self.env["property.event"]._happen(
            "new_year",
            self.env["property.household"].search(wanted),
            today,
            f"new_year {today.year}",
        )
