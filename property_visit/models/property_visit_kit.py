from odoo import api, fields, models
from odoo.fields import Domain

RECENT_FEEDBACK = 3
KEPT_FIELDS = ("purpose", "contact_warning", "note", "satisfaction", "convenient_time")


class PropertyVisit(models.Model):
    """What a device needs to record the day's visits while there is no connection."""

    _inherit = "property.visit"

    @api.model
    @api.readonly
    def my_day_kit(self):
        """Choices, scripts and the day's open visits of the signed-in user.

        :return: dict of `methods`, `categories`, `kinds`, `exemptions`, `outcomes` (of
            a failed attempt) to choose from, `today` (ISO text), and `visits`: dict id
            (text) → what its recording starts from, among it `mark`, by which
            `record_from_device` sees that somebody changed the visit
        """
        today = fields.Date.context_today(self)
        visits = self._visits_of_day(today)
        visits = visits.filtered(lambda visit: visit._is_open())
        said = visits._feedback_by_household(RECENT_FEEDBACK)
        promised = visits._promises_by_household()
        return {
            **self._device_choices(),
            "today": fields.Date.to_string(today),
            "visits": {
                str(visit.id): {
                    **visit._device_start(),
                    "feedback": said.get(visit.household_id.id, []),
                    "promises": promised.get(visit.household_id.id, []),
                }
                for visit in visits
            },
        }

    @api.model
    def _device_choices(self):
        # Short lists, and the device needs them whole.
        methods = self.env["property.visit.method"].search(Domain.TRUE)
        categories = self.env["property.feedback.category"].search(Domain.TRUE)
        return {
            "methods": methods.read(["name", "icon", "needs_appointment", "code"]),
            "categories": categories.read(["name", "estate_type_ids"]),
            "kinds": self.env["property.feedback"]
            ._fields["kind"]
            ._description_selection(self.env),
            "outcomes": self.env["property.visit.attempt"]
            ._fields["outcome"]
            ._description_selection(self.env),
            "exemptions": self._fields["contact_exemption"]._description_selection(
                self.env
            ),
        }

    def _device_start(self):
        """Never what was told in confidence: that stays off the device."""
        return {
            **{name: self[name] or False for name in KEPT_FIELDS},
            "visit_id": self.id,
            "household_id": self.household_id.id,
            "name": self.display_name,
            "contact": self.contact_id.name or "",
            "estate_type_id": self.estate_type_id.id,
            "method_id": self.likely_method_id.id,
            "agreed": self._was_agreed(),
            "agreed_time": self.agreed_time,
            "no_appointment_reason": self.no_appointment_reason or "",
            "script": str(self.script or ""),
            "mark": self._device_mark(),
        }

    def _promises_by_household(self):
        promises = self.env["property.commitment"].search(
            [("household_id", "in", self.household_id.ids), ("state", "=", "open")]
        )
        owed = {}
        for promise in promises:
            owed.setdefault(promise.household_id.id, []).append(
                {
                    "name": promise.display_name,
                    "due": fields.Datetime.to_string(promise.date_due),
                    "late": promise.is_late,
                }
            )
        return owed
