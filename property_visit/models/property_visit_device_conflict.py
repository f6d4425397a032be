import hashlib

from odoo import fields, models
from odoo.exceptions import UserError


class PropertyVisit(models.Model):
    """Where somebody else was faster than a device, both are shown, none is lost."""

    _inherit = "property.visit"

    def _device_mark(self):
        """A short text that differs once somebody changed what a recording rests on."""
        self.ensure_one()
        seen = [
            self.state,
            self.date_planned,
            self.user_id.id,
            self.appointment_start,
            self.method_id.id,
            self.satisfaction,
            self.note,
        ]
        text = "|".join(str(value or "") for value in seen)
        return hashlib.sha256(text.encode()).hexdigest()[:16]

    def _device_conflict(self, mark):
        """What stands on the server, if it is not what the device saw."""
        if not self.exists():
            raise UserError(self.env._("That visit does not exist any more."))
        self.check_access("write")
        if self._is_open() and mark == self._device_mark():
            return None
        return {
            "status": "conflict",
            "sentence": self.env._(
                "%(who)s changed this visit meanwhile; nothing was overwritten.",
                who=self.write_uid.name or self.user_id.name,
            ),
            "is_open": self._is_open(),
            "mark": self._device_mark(),
            "theirs": self._device_rows(),
        }

    def _device_rows(self):
        """How the visit reads on the server, field by field, without confidences."""
        names = ("state", "user_id", "day", "agreed_time", "method_id", "date_done")
        shown = [name for name in (*names, "cancel_reason", "note") if self[name]]
        rows = [
            {
                "name": name,
                "label": self._fields[name]._description_string(self.env),
                "value": self._device_text(name),
            }
            for name in shown
        ]
        return [*rows, {"name": "satisfaction", "value": self.satisfaction}]

    def _device_text(self, name):
        field, value = self._fields[name], self[name]
        if field.type == "selection":
            return dict(field._description_selection(self.env))[value]
        if field.type == "datetime":
            zone = self.with_context(tz=self.estate_id.tz)
            local = fields.Datetime.context_timestamp(zone, value)
            return f"{local:%Y-%m-%d %H:%M}"
        return value.display_name if field.relational else str(value)
