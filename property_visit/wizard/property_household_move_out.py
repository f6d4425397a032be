from odoo import api, fields, models


class PropertyHouseholdMoveOut(models.TransientModel):
    """Ask for the day before an occupancy is closed (H1)."""

    _name = "property.household.move.out"
    _description = "Move out"

    household_id = fields.Many2one("property.household", required=True, readonly=True)
    date = fields.Date(
        string="First Day Without Them",
        required=True,
        default=fields.Date.context_today,
        help="First day on which nobody of the household lives there any more.",
    )
    open_visit_count = fields.Integer(compute="_compute_open_visit_count")

    @api.depends("household_id")
    def _compute_open_visit_count(self):
        for wizard in self:
            wizard.open_visit_count = len(
                wizard.household_id.visit_ids.filtered(lambda visit: visit._is_open())
            )

    def action_move_out(self):
        """Close the occupancy on that day.

        :raise UserError: the day lies before they moved in
        """
        self.ensure_one()
        self.household_id.action_move_out(self.date)
        return {"type": "ir.actions.act_window_close"}
