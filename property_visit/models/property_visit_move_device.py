from odoo import api, fields, models
from odoo.exceptions import UserError

from .arguments import read_date
from .property_visit_device import TOKEN

SENT = {"visit_id", "mark", "date", "device_now"}


class PropertyVisit(models.Model):
    """A visit that was moved on a device: it arrives once, and over nobody's head."""

    _inherit = "property.visit"

    move_token = fields.Char(copy=False, readonly=True, groups="base.group_system")

    @api.model
    def _own_facts(self):
        return super()._own_facts() | {"move_token"}

    @api.model
    def move_from_device(self, token, values):
        """Put a visit on another day, however often it is sent.

        :param token: text of 16 to 64 letters, digits and hyphens, new for each move
        :param values: dict of `visit_id`, its `mark` (see `my_day_kit`) and `date`, the
            new day (local, of the estate); `device_now` is allowed as with a recording
        :return: dict `status` "recorded", `visit_id`, `name`, and `mark`, by which what
            else waits on the device knows the visit from now on
        :raise UserError: something is malformed, that day is over, or somebody changed
            the visit meanwhile; nothing was changed
        """
        visit, day = self._read_device_move(token, values)
        if visit.sudo().move_token != token:
            visit._check_device_move(values.get("mark"), day)
            visit.action_move(day)
            visit.sudo().move_token = token
        return {**visit._device_receipt(), "mark": visit._device_mark()}

    def _check_device_move(self, mark, day):
        if conflict := self._device_conflict(mark):
            raise UserError(conflict["sentence"])
        if day < self.estate_id._today():
            raise UserError(
                self.env._("That day is over: choose today or a later day.")
            )

    @api.model
    def _read_device_move(self, token, values):
        """The visit that is moved, and its new day."""
        if not isinstance(token, str) or not TOKEN.fullmatch(token):
            raise UserError(
                self.env._("Give the recording a token of 16 to 64 letters and digits.")
            )
        well_formed = (
            isinstance(values, dict)
            and not values.keys() - SENT
            and type(values.get("visit_id")) is int
        )
        day = read_date(self.env, values.get("date")) if well_formed else None
        if not day:
            raise UserError(self.env._("Say to which day the visit is moved."))
        visit = self.browse(values["visit_id"]).exists()
        if not visit:
            raise UserError(self.env._("This visit does not exist any more."))
        visit.check_access("write")
        return visit, day
