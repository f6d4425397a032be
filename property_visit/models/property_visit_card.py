from urllib.parse import quote

from odoo import api, fields, models
from odoo.tools import SQL


class PropertyVisit(models.Model):
    """What a card of "My day" tells beside the visit: the way, words, promises."""

    _inherit = "property.visit"

    map_url = fields.Char(
        compute="_compute_map_url",
        help="Opens the device's own map at the address of the estate.",
    )
    last_feedback = fields.Text(
        compute="_compute_last_feedback", help="What the household said last."
    )
    promise_count = fields.Integer(
        compute="_compute_promise_count", string="Open Promises"
    )
    promise_late = fields.Boolean(compute="_compute_promise_count")

    @api.depends("estate_id", "building_id")
    def _compute_map_url(self):
        for visit in self:
            partner = visit.estate_id.partner_id.sudo()
            place = [partner.street, partner.city, visit.estate_id.name]
            asked = " ".join(filter(None, [*place, visit.building_id.name]))
            visit.map_url = bool(partner.street) and f"geo:0,0?q={quote(asked)}"

    @api.depends("household_id")
    def _compute_last_feedback(self):
        said = self._feedback_by_household(1)
        for visit in self:
            visit.last_feedback = said.get(visit.household_id.id, [{}])[0].get("text")

    def _feedback_by_household(self, most):
        """What their households said lately, in one query for all of them.

        :param most: how many a household
        :return: dict household id → list of dicts `date`, `category`, `kind`, `text`
        """
        kinds = dict(
            self.env["property.feedback"]
            ._fields["kind"]
            ._description_selection(self.env)
        )
        said = {}
        for feedback in self._latest_feedback(most):
            said.setdefault(feedback.household_id.id, []).append(
                {
                    "date": fields.Date.to_string(feedback.date),
                    "category": feedback.category_id.name,
                    "kind": kinds[feedback.kind],
                    "text": feedback.description,
                }
            )
        return said

    def _latest_feedback(self, most):
        """The last few items of each household, as far as the user may read them."""
        feedback = self.env["property.feedback"]
        if not self.household_id:
            return feedback
        read = feedback._search([("household_id", "in", self.household_id.ids)])
        latest = SQL(
            """SELECT id FROM (
                   SELECT id, ROW_NUMBER() OVER (
                          PARTITION BY household_id ORDER BY date DESC, id DESC
                          ) AS place
                     FROM property_feedback WHERE id IN %s) AS said
                WHERE place <= %s""",
            read.subselect(),
            most,
        )
        ids = [row[0] for row in self.env.execute_query(latest)]
        return feedback.browse(ids).sorted(lambda item: (item.date, item.id), True)

    @api.depends("household_id")
    def _compute_promise_count(self):
        """Open promises to the household, as far as the user may see them."""
        promises = self.env["property.commitment"].search(
            [("household_id", "in", self.household_id.ids), ("state", "=", "open")]
        )
        owed = promises.grouped("household_id")
        for visit in self:
            mine = owed.get(visit.household_id, promises.browse())
            visit.promise_count = len(mine)
            visit.promise_late = any(mine.mapped("is_late"))
