from odoo import api, fields, models
from odoo.tools import SQL, format_date

LATEST = 5


class PropertyHousehold(models.Model):
    """What one glance at a household tells: when seen, how content, who was before."""

    _inherit = "property.household"

    last_visit_id = fields.Many2one("property.visit", compute="_compute_latest")
    last_seen_text = fields.Char(compute="_compute_latest", string="Last Seen")
    satisfaction_trail = fields.Json(
        compute="_compute_latest",
        string="Satisfaction",
        help="The last five contacts, oldest first.",
    )
    occupancy_ids = fields.Many2many(
        "property.household",
        compute="_compute_occupancy_ids",
        string="Occupancies of This Unit",
    )
    contact_window_ids = fields.Many2many(
        "property.contact.window", compute="_compute_contact_window_ids"
    )
    people_count = fields.Integer(compute="_compute_people_count", string="People")
    sees_private_notes = fields.Boolean(compute="_compute_sees_private_notes")

    @api.depends("last_visit_date")
    def _compute_latest(self):
        latest = self._latest_visits()
        for household in self:
            visits = latest.get(household._origin.id, self.env["property.visit"])
            last = visits[-1:].with_prefetch(visits._prefetch_ids)
            household.last_visit_id = last
            household.last_seen_text = household._seen_text(last)
            household.satisfaction_trail = household._trail(visits)

    def _latest_visits(self):
        """Dict household id → its last visits done, oldest first, in one statement."""
        Visit = self.env["property.visit"]
        visible = Visit._search(
            [("household_id", "in", self._origin.ids), ("state", "=", "done")]
        )
        rows = self.env.execute_query(
            SQL(
                """SELECT household_id, array_agg(id ORDER BY date_done, id)
                     FROM (SELECT id, household_id, date_done, row_number() OVER (
                               PARTITION BY household_id
                               ORDER BY date_done DESC, id DESC) AS place
                             FROM property_visit WHERE id IN %s) latest
                    WHERE place <= %s GROUP BY household_id""",
                visible.subselect(),
                LATEST,
            )
        )
        together = Visit.browse(
            [visit_id for _household, visit_ids in rows for visit_id in visit_ids]
        )
        return {
            household: Visit.browse(visit_ids).with_prefetch(together._prefetch_ids)
            for household, visit_ids in rows
        }

    def _trail(self, visits):
        """One dot a contact: its score, 0 where nobody asked, and the words for it."""
        return [
            {
                "score": visit.satisfaction,
                "label": f"{format_date(self.env, visit.day)} · {visit.method_id.name}",
            }
            for visit in visits
        ]

    def _seen_text(self, visit):
        if not visit:
            return self.env._("Never seen")
        days = (self.estate_id._today() - visit.day).days
        method = visit.method_id.name
        if days <= 0:
            return self.env._("Seen today · %s", method)
        if days == 1:
            return self.env._("Seen yesterday · %s", method)
        return self.env._(
            "Seen %(days)s days ago · %(method)s", days=days, method=method
        )

    @api.depends("building_id", "unit")
    def _compute_occupancy_ids(self):
        for household in self:
            household.occupancy_ids = household._occupancies_of_unit()

    def _occupancies_of_unit(self):
        """Everybody who ever held this unit, the latest first (H1)."""
        return self.with_context(active_test=False).search(
            [("building_id", "=", self.building_id.id), ("unit", "=", self.unit)],
            order="move_in_date desc, id desc",
        )

    @api.depends("estate_id", "segment_ids")
    def _compute_contact_window_ids(self):
        for household in self:
            household.contact_window_ids = (
                household.estate_id.procedure_id.window_ids.filtered(
                    lambda window, household=household: (
                        not window.segment_ids
                        or window.segment_ids & household.segment_ids
                    )
                )
            )

    @api.depends("member_ids")
    def _compute_people_count(self):
        for household in self:
            household.people_count = len(household.member_ids.partner_id)

    @api.depends("butler_id", "private_note_ids")
    @api.depends_context("uid")
    def _compute_sees_private_notes(self):
        """H5: who may read here finds the tab, everybody else does not even see it."""
        reads = self.env["property.private.note"].has_access("read")
        for household in self:
            household.sees_private_notes = reads and (
                household.butler_id == self.env.user
                or household._is_managed_by_user()
                or bool(household.private_note_ids)
            )

    def _is_managed_by_user(self):
        manager = self.env.user.has_group("property_visit.group_property_manager")
        return manager and self.env.user in self.estate_id.user_ids

    # ------------------------------------------------------------------ actions

    def action_move_in(self):
        """A household that had not moved in does so today, unless its date is known."""
        for household in self.filtered(lambda h: h.occupancy == "not_moved_in"):
            household.write(
                {
                    "occupancy": "occupied",
                    "move_in_date": household.move_in_date
                    or household.estate_id._today(),
                }
            )

    def action_new_occupancy(self):
        """A form for whoever takes the unit next (H1)."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("New household in %s", self.unit),
            "res_model": "property.household",
            "view_mode": "form",
            "context": {
                "default_building_id": self.building_id.id,
                "default_unit": self.unit,
            },
        }

    def action_open_people(self):
        """The contacts of everybody who belongs or belonged to the household."""
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("People of %s", self.display_name),
            "res_model": "res.partner",
            "view_mode": "kanban,list,form",
            "domain": [("id", "in", self.member_ids.partner_id.ids)],
        }
