import base64
import binascii
import re
from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import ConcurrencyError, UserError
from odoo.fields import Command
from psycopg2.errors import UniqueViolation

from .arguments import read_moment
from .photo_files import LARGEST, MOST, attach_photos, encode_anew, no_photo

TOKEN = re.compile(r"[0-9A-Za-z-]{16,64}")
SUBJECT = {"visit_id", "household_id", "mark", "device_now", "date_done"}
WORDS = {
    "note",
    "private_note",
    "signed_by",
    "no_appointment_reason",
    "contact_reason",
    "contact_exemption",
}
NUMBERS = {"method_id", "satisfaction"}
FILES = {"signature", "photos", "feedback"}
SAID = ("category_id", "kind", "description", "reply_due")
CLOCKS_AGREE = timedelta(minutes=2)


class PropertyVisit(models.Model):
    """A recording sent from a device: it arrives once, complete, or not at all.

    The device makes up a token for each recording. However often a recording is sent,
    because its answer was lost on the way, the token is stored with one visit.
    """

    _inherit = "property.visit"

    device_token = fields.Char(copy=False, readonly=True, groups="base.group_system")

    _device_token_unique = models.UniqueIndex(
        "(device_token) WHERE device_token IS NOT NULL",
        "This recording has arrived already.",
    )

    @api.model
    def record_from_device(self, token, values):
        """Record a visit with everything that was said, in one step (V2, V3, V4, P11).

        :param token: text of 16 to 64 letters, digits and hyphens, new for each visit
        :param values: dict of `visit_id` and its `mark` (see `my_day_kit`), or
            `household_id` for what was not planned; `method_id`; `date_done` (UTC, now
            by default) and `device_now` (UTC on the device's clock when it is sent: a
            clock that is wrong is put right); any of `satisfaction`, `note`,
            `private_note`, `signed_by`, `no_appointment_reason`, `contact_reason`,
            `contact_exemption`; `signature` (base64), `photos` (list of base64);
            `feedback`: dicts of `category_id`, `kind`, `description`, `reply_due`
            (UTC), `photos`
        :return: dict `status` "recorded" with `visit_id` and `name`; or "conflict" when
            somebody changed the visit meanwhile, with `sentence`, `is_open`, `mark` and
            `theirs` (dicts `label`, `value`), and nothing was changed
        :raise UserError: something is missing or malformed
        :raise ValidationError: the contact guard refuses (P9, P10)
        """
        self._check_device_values(token, values)
        if known := self._recorded_under(token):
            return known._device_receipt()
        try:
            visit = self.browse(values.get("visit_id"))
            if visit and (conflict := visit._device_conflict(values.get("mark"))):
                return conflict
            visit = visit._record_device_values(values)
            visit.sudo().device_token = token
            self.env.flush_all()
        except UniqueViolation as error:
            # The same recording is arriving at this moment in another request.
            if "device_token" not in (error.diag.constraint_name or ""):
                raise
            raise ConcurrencyError("The recording arrives twice") from error
        return visit._device_receipt()

    # ------------------------------------------------------------------ what is sent

    @api.model
    def _check_device_values(self, token, values):
        if not isinstance(token, str) or not TOKEN.fullmatch(token):
            raise UserError(
                self.env._("Give the recording a token of 16 to 64 letters and digits.")
            )
        if not isinstance(values, dict) or values.keys() - (
            SUBJECT | WORDS | NUMBERS | FILES
        ):
            raise UserError(
                self.env._("Give the fields of the visit and their values.")
            )
        named = [values.get(name) for name in ("visit_id", "household_id")]
        if not any(named) or any(
            number and type(number) is not int
            for number in (*named, *(values.get(name) for name in NUMBERS))
        ):
            raise UserError(
                self.env._("Choose the household or stakeholder that is visited.")
            )
        if not values.get("method_id"):
            raise UserError(self.env._("Say how the household was contacted."))
        self._check_device_items(values)

    @api.model
    def _check_device_items(self, values):
        items = values.get("feedback") or []
        if not isinstance(items, list) or any(
            not isinstance(item, dict) or item.keys() - {*SAID, "photos"}
            for item in items
        ):
            raise UserError(self.env._("Give the feedback as a list of what was said."))
        for item in items:
            if not item.get("category_id") or not item.get("description"):
                raise UserError(
                    self.env._("Each feedback needs a category and what was said.")
                )
        words = [values.get(name) for name in WORDS]
        words += [item.get(name) for item in items for name in ("description", "kind")]
        if any(word and not isinstance(word, str) for word in words):
            raise UserError(self.env._("What was said is given as text."))

    @api.model
    def _recorded_under(self, token):
        """The visit that has this token; the user must be one who may see it."""
        known = (
            self.sudo()
            .with_context(active_test=False)
            .search([("device_token", "=", token)])
        )
        known.sudo(False).check_access("read")
        return known.sudo(False)

    def _device_receipt(self):
        return {"status": "recorded", "visit_id": self.id, "name": self.name}

    # ------------------------------------------------------------------ recording

    def _record_device_values(self, values):
        """Done first: what was said is dated by the visit it was said on."""
        vals = self._device_vals(values)
        if self:
            self.write(vals)
            self.action_done()
            visit = self
        else:
            household = self.env["property.household"].browse(values["household_id"])
            visit = household.exists().log_visit(vals)
        visit._keep_device_photos(visit, values.get("photos"))
        for item in values.get("feedback") or []:
            visit._record_device_feedback(item)
        return visit

    def _device_vals(self, values):
        vals = {name: values[name] for name in WORDS | NUMBERS if values.get(name)}
        vals["date_done"] = self._device_moment(values)
        if values.get("signature"):
            image = self._read_device_image(values["signature"])
            vals["signature"] = base64.b64encode(image)
        return vals

    def _device_moment(self, values):
        """When it took place, by the server's clock: that of a phone may be wrong."""
        now = fields.Datetime.now()
        moment = read_moment(self.env, values.get("date_done")) or now
        device_now = read_moment(self.env, values.get("device_now")) or now
        drift = now - device_now
        return moment + drift if abs(drift) > CLOCKS_AGREE else moment

    def _record_device_feedback(self, item):
        vals = {name: item[name] for name in SAID if item.get(name)}
        if vals.get("reply_due"):
            vals["reply_due"] = read_moment(self.env, vals["reply_due"])
        feedback = self.env["property.feedback"].create({**vals, "visit_id": self.id})
        self._keep_device_photos(feedback, item.get("photos"))

    def _keep_device_photos(self, record, photos):
        if not photos:
            return
        if not isinstance(photos, list) or len(photos) > MOST:
            raise UserError(self.env._("Send at most %s photos at a time.", MOST))
        named = [
            (f"photo-{number}.jpg", self._read_device_image(data))
            for number, data in enumerate(photos, start=1)
        ]
        kept = attach_photos(self.env, record, named)
        record.write({"photo_ids": [Command.link(photo.id) for photo in kept]})

    @api.model
    def _read_device_image(self, data):
        """A picture sent as base64, encoded anew: smaller and without metadata."""
        if not isinstance(data, str) or len(data) > LARGEST * 4 // 3:
            raise no_photo()
        try:
            return encode_anew(base64.b64decode(data, validate=True))
        except binascii.Error as error:
            raise no_photo() from error
