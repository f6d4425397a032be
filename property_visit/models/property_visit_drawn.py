from odoo import api, fields, models


class PropertyVisit(models.Model):
    """Who calls back is drawn, and stays on record (B2, S1)."""

    _inherit = "property.visit"

    drawn_on = fields.Date(
        readonly=True, copy=False, help="The day whose tickets were drawn together."
    )
    drawn_role_id = fields.Many2one("property.role", readonly=True, copy=False)

    @api.model
    def _own_facts(self):
        return super()._own_facts() | {"drawn_on", "drawn_role_id"}

    def _give_to(self, role, day):
        """Hand a callback to whoever holds the role drawn; the rest to the butler."""
        drawn = role or self.env["property.role"]
        role = drawn or self.env.ref("property_visit.role_butler")
        event = self.event_ids[:1]
        user = event._holder(role, event.estate_id._holding)
        self.write(
            {
                "drawn_on": day,
                "drawn_role_id": drawn.id,
                "role_id": role.id,
                "user_id": user.id,
            }
        )
        promises = self.env["property.commitment"]._of(self)
        promises.user_id = user or self.household_id.butler_id
