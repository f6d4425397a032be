from odoo import fields, models

RELATIONS = [
    ("owner", "Owner"),
    ("tenant", "Tenant"),
    ("family", "Family"),
    ("shop_staff", "Shop staff"),
    ("other", "Other"),
]


class PropertyHouseholdMember(models.Model):
    """A person of a household, what they are to it, and from when to when (H1)."""

    _name = "property.household.member"
    _description = "Household member"
    _inherit = ["property.reach.mixin", "property.fact.mixin"]
    _order = "household_id, date_to desc, id"
    _rec_name = "partner_id"

    household_id = fields.Many2one(
        "property.household", required=True, index=True, ondelete="cascade"
    )
    partner_id = fields.Many2one("res.partner", required=True, index=True)
    relation = fields.Selection(RELATIONS, required=True, default="family")
    date_from = fields.Date()
    date_to = fields.Date(help="First day they no longer belong to the household.")
    phone = fields.Char(related="partner_id.phone")
    active = fields.Boolean(default=True)

    _dates_check = models.Constraint(
        "CHECK(date_from IS NULL OR date_to IS NULL OR date_to >= date_from)",
        "A member cannot leave before they came.",
    )

    def _is_current(self):
        """Whether they belong to the household today, by the estate's clock (H1).

        :return: False before moving in and from the first day they live there no more,
            of this person or of the whole household
        """
        household = self.household_id
        if not (self.active and household.active):
            return False
        if household.occupancy == "not_moved_in":
            return False
        if household.occupancy == "moved_out" and not household.move_out_date:
            return False
        today = household.estate_id._today()
        came = (self.date_from, household.move_in_date)
        left = (self.date_to, household.move_out_date)
        return all(not day or day <= today for day in came) and all(
            not day or today < day for day in left
        )
