from odoo import fields, models
from odoo.tools import SQL


class PropertyHousehold(models.Model):
    """Who has not been seen: coverage as a filter on the register."""

    _inherit = "property.household"

    is_unseen = fields.Boolean(
        string="Not Seen Yet",
        compute="_compute_is_unseen",
        search="_search_is_unseen",
        help="A policy wants a contact in the slot running now and none was made (N3).",
    )

    def _compute_is_unseen(self):
        unseen = self.env["property.coverage.analysis"]._read_group(
            [("seen", "=", 0), ("household_id", "in", self.ids)], ["household_id"]
        )
        households = {household for (household,) in unseen}
        for household in self:
            household.is_unseen = household._origin in households

    def _search_is_unseen(self, operator, value):
        if operator != "in":
            return NotImplemented
        unseen = self.env["property.coverage.analysis"]._search(
            [("seen", "=", 0), ("household_id", "!=", False)]
        )
        column = SQL.identifier(unseen.table, "household_id")
        return [("id", "in", unseen.subselect(column))]
