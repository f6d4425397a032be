from odoo import fields, models

# Everybody else opens contacts without seeing, or needing, anything of ours.
PEOPLE = "property_visit.group_property_butler,property_visit.group_property_department"


class ResPartner(models.Model):
    _inherit = "res.partner"

    household_member_ids = fields.One2many(
        "property.household.member", "partner_id", groups=PEOPLE
    )
    household_count = fields.Integer(compute="_compute_household_count", groups=PEOPLE)

    def _compute_household_count(self):
        counts = dict(
            self.env["property.household.member"]._read_group(
                [("partner_id", "in", self.ids)],
                ["partner_id"],
                ["household_id:count_distinct"],
            )
        )
        for partner in self:
            partner.household_count = counts.get(partner, 0)

    def action_open_households(self):
        """The households this person belongs or belonged to."""
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "property_visit.property_household_action"
        )
        households = self.household_member_ids.household_id
        action["domain"] = [("id", "in", households.ids)]
        action["context"] = {"active_test": False, "default_partner_id": self[:1].id}
        return action
