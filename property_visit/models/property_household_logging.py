from odoo import models
from odoo.exceptions import UserError

from ..rules import period
from .arguments import read_moment


class PropertyHousehold(models.Model):
    """A contact that was not planned: met outdoors, came to the office (P11)."""

    _inherit = "property.household"

    def log_visit(self, values):
        """Record a contact that was not planned; it counts towards the cadence (P11).

        The open routine visit of that role in the slot, if nobody has touched it, is
        cancelled as served.

        :param values: fields of `property.visit`; `date_done` (UTC) and `method_id` are
            needed, `user_id` is the caller unless given
        :return: the `property.visit` that was recorded
        :raise UserError: the time or method is missing
        :raise ValidationError: the contact guard refuses (P9, P10)
        """
        self.ensure_one()
        self._check_log_values(values)
        moment = read_moment(self.env, values["date_done"])
        visit = self.env["property.visit"].create(
            {
                "user_id": self.env.uid,
                **values,
                "date_done": moment,
                "household_id": self.id,
                "state": "planned",
                "date_planned": period.local_day(moment, self.estate_id.tz),
            }
        )
        visit.action_done()
        return visit

    def _check_log_values(self, values):
        if not isinstance(values, dict):
            raise UserError(
                self.env._("Give the fields of the visit and their values.")
            )
        if not values.get("date_done"):
            raise UserError(self.env._("Say when the contact took place."))
        if not values.get("method_id"):
            raise UserError(self.env._("Say how the household was contacted."))
