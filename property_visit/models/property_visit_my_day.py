from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain

from ..rules import lifecycle, period

MOST_UNSEEN = 12


class PropertyVisit(models.Model):
    """Figures of "My day", the first screen of whoever visits households."""

    _inherit = "property.visit"

    @api.model
    @api.readonly
    def my_day_figures(self):
        """What the signed-in user's day looks like, beside the visits themselves.

        The day is the one on the user's clock. `wanted` and `seen` count the contacts
        that policies want of the user in the slots that are running now; `unseen` are
        households still without one, in the buildings visited today.

        :return: dict of `date` (ISO), `planned`, `done`, `overdue`, `promises_late` and
            `promises_today` (open ones of the user), `wanted`, `seen`, `unseen_count`
            and `unseen`, a list of dicts `id`, `name`, `days` (since the last contact,
            False when there was none)
        """
        today = fields.Date.context_today(self)
        visits = self._visits_of_day(today)
        seen, wanted = self._my_coverage()
        unseen, count = self._unseen_beside(visits)
        return {
            "date": fields.Date.to_string(today),
            "planned": len(visits),
            "done": len(visits.filtered(lambda visit: visit.state == "done")),
            "overdue": self.search_count(self._overdue_domain(today)),
            **self._my_promises(today),
            "wanted": wanted,
            "seen": seen,
            "unseen": unseen,
            "unseen_count": count,
        }

    def _visits_of_day(self, day):
        return self.search(
            [
                ("user_id", "=", self.env.uid),
                ("day", "=", day),
                ("state", "in", ("planned", "appointed", "done")),
            ]
        )

    @api.model
    def _overdue_domain(self, today):
        return [
            ("user_id", "=", self.env.uid),
            ("state", "in", lifecycle.OPEN),
            ("date_planned", "<", today),
        ]

    @api.model
    def _my_promises(self, today):
        """How many promises of the user are overdue, and due later today."""
        now = fields.Datetime.now()
        midnight = period.day_start_utc(today + timedelta(days=1), str(self.env.tz))
        mine = Domain("user_id", "=", self.env.uid) & Domain("state", "=", "open")
        dues = self.env["property.commitment"].search(
            mine & Domain("date_due", "<", midnight)
        )
        late = len(dues.filtered(lambda promise: promise.date_due < now))
        return {"promises_late": late, "promises_today": len(dues) - late}

    @api.model
    def _my_coverage(self):
        [(seen, wanted)] = self.env["property.coverage.analysis"]._read_group(
            [("user_id", "=", self.env.uid)], [], ["seen:sum", "wanted:sum"]
        )
        return seen or 0, wanted or 0

    def _unseen_beside(self, visits):
        """Households for whom a knock on the door would count (P11), and how many."""
        rows = self.env["property.coverage.analysis"].search(
            [
                ("user_id", "=", self.env.uid),
                ("seen", "=", 0),
                ("building_id", "in", visits.building_id.ids),
                ("household_id", "not in", visits.household_id.ids),
            ]
        )
        days = {row.household_id: row.days_unseen for row in rows}
        return [
            {
                "id": household.id,
                "name": household.display_name,
                "days": days[household] or False,
            }
            for household in rows.household_id[:MOST_UNSEEN]
        ], len(rows.household_id)


class PropertyHousehold(models.Model):
    _inherit = "property.household"

    def action_knock(self):
        """Ask for what a contact at the door, made on the way, needs (P11).

        :return: the action of a dialog
        """
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "property_visit.property_visit_log_action"
        )
        action["context"] = {
            "default_household_id": self.id,
            "default_method_id": self.env.ref("property_visit.method_door").id,
            "default_no_appointment_reason": self.env._(
                "Knocked while in the building"
            ),
        }
        return action
