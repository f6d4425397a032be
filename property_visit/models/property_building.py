from odoo import fields, models


class PropertyBuilding(models.Model):
    _name = "property.building"
    _description = "Building"
    _inherit = ["mail.thread", "property.reach.mixin"]
    _order = "estate_id, sequence, id"

    name = fields.Char(required=True)
    estate_id = fields.Many2one("property.estate", required=True, index=True)
    sequence = fields.Integer(
        default=10, help="The order in which buildings are walked."
    )
    butler_id = fields.Many2one(
        "res.users",
        index="btree_not_null",
        tracking=True,
        help="Looks after every household here that names no butler of its own.",
    )
    household_ids = fields.One2many("property.household", "building_id")
    household_count = fields.Integer(compute="_compute_household_count")
    active = fields.Boolean(default=True)

    _name_unique = models.UniqueIndex(
        "(estate_id, name)", "This estate already has a building of that name."
    )

    def _compute_household_count(self):
        counts = dict(
            self.env["property.household"]._read_group(
                [("building_id", "in", self.ids), ("occupancy", "!=", "moved_out")],
                ["building_id"],
                ["__count"],
            )
        )
        for building in self:
            building.household_count = counts.get(building, 0)
