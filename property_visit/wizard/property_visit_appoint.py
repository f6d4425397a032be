from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import ValidationError


class PropertyVisitAppoint(models.TransientModel):
    """Ask for the time that was agreed with the household (P9)."""

    _name = "property.visit.appoint"
    _inherit = ["property.visit.dialog"]
    _description = "Agree an appointment"

    start = fields.Datetime(required=True)
    duration = fields.Float(required=True, default=0.5)

    @api.constrains("duration")
    def _check_duration(self):
        for appoint in self:
            if appoint.duration <= 0:
                raise ValidationError(
                    self.env._("An appointment has to last some time.")
                )

    def action_appoint(self):
        """Agree the appointment; calendar and invitation follow.

        :raise UserError: the visit has ended already
        """
        self.visit_ids.action_appoint(
            self.start, self.start + timedelta(hours=self.duration)
        )
