from odoo import api, fields, models
from odoo.exceptions import ConcurrencyError, UserError
from psycopg2.errors import UniqueViolation

from .arguments import read_date
from .property_visit_device import TOKEN

SENT = {"visit_id", "outcome", "note", "date", "date_done", "device_now"}


class PropertyVisitAttempt(models.Model):
    """A failed attempt that was kept on a device: it arrives once (V5)."""

    _name = "property.visit.attempt"
    _inherit = ["property.visit.attempt", "property.fact.mixin"]

    device_token = fields.Char(copy=False, readonly=True, groups="base.group_system")

    _device_token_unique = models.UniqueIndex(
        "(device_token) WHERE device_token IS NOT NULL",
        "This attempt has arrived already.",
    )

    @api.model
    def _own_facts(self):
        return super()._own_facts() | {"device_token"}


class PropertyVisit(models.Model):
    _inherit = "property.visit"

    @api.model
    def attempt_from_device(self, token, values):
        """Record that a household could not be reached, however often it is sent (V5).

        :param token: text of 16 to 64 letters, digits and hyphens, new for each attempt
        :param values: dict of `visit_id`, `outcome` (a key of the attempt's), any of
            `note`, `date` (the day it is tried again), `date_done` (UTC, when it was
            tried) and `device_now` (UTC on the device's clock when it is sent)
        :return: dict `status` "recorded", `visit_id`, `name`
        :raise UserError: something is malformed, or the visit has ended meanwhile
        """
        visit, day = self._read_device_attempt(token, values)
        attempts = self.env["property.visit.attempt"]
        if attempts.sudo().search_count([("device_token", "=", token)]):
            return visit._device_receipt()
        try:
            visit.action_attempt(values["outcome"], values.get("note"))
            made = visit.attempt_ids.sorted("id")[-1:]
            made.date = self._device_moment(values)
            made.sudo().device_token = token
            if day:
                visit.action_move(day)
            self.env.flush_all()
        except UniqueViolation as error:
            # The same attempt is arriving at this moment in another request.
            raise ConcurrencyError("The attempt arrives twice") from error
        return visit._device_receipt()

    @api.model
    def _read_device_attempt(self, token, values):
        """The visit of an attempt, and the day it is tried again, if any."""
        if not isinstance(token, str) or not TOKEN.fullmatch(token):
            raise UserError(
                self.env._("Give the recording a token of 16 to 64 letters and digits.")
            )
        outcomes = self.env["property.visit.attempt"]._fields["outcome"]
        known = outcomes.get_values(self.env)
        if (
            not isinstance(values, dict)
            or values.keys() - SENT
            or type(values.get("visit_id")) is not int
            or values.get("outcome") not in known
            or not isinstance(values.get("note") or "", str)
        ):
            raise UserError(self.env._("Say how the household could not be reached."))
        visit = self.browse(values["visit_id"]).exists()
        if not visit:
            raise UserError(self.env._("This visit does not exist any more."))
        visit.check_access("write")
        return visit, read_date(self.env, values.get("date"))
