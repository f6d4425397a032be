from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import ValidationError


class PropertyVisitMove(models.TransientModel):
    """Ask to which day visits are put off."""

    _name = "property.visit.move"
    _inherit = ["property.visit.dialog"]
    _description = "Move visits"

    date = fields.Date(
        string="New Day",
        required=True,
        default=lambda self: fields.Date.context_today(self) + timedelta(days=1),
    )
    has_appointment = fields.Boolean(compute="_compute_has_appointment")

    @api.depends("visit_ids")
    def _compute_has_appointment(self):
        for move in self:
            move.has_appointment = any(
                visit.state == "appointed" for visit in move.visit_ids
            )

    @api.constrains("date")
    def _check_date(self):
        for move in self:
            if move.date < fields.Date.context_today(move):
                raise ValidationError(
                    self.env._("That day is over: choose today or a later day.")
                )

    def action_move(self):
        """Put the visits on the new day; agreed appointments are gone.

        :raise UserError: one of them has ended already
        """
        self.visit_ids.action_move(self.date)
