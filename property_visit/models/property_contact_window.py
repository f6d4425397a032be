from odoo import api, fields, models

from ..rules.contact_hours import Window

WEEKDAYS = [
    ("0", "Monday"),
    ("1", "Tuesday"),
    ("2", "Wednesday"),
    ("3", "Thursday"),
    ("4", "Friday"),
    ("5", "Saturday"),
    ("6", "Sunday"),
]


class PropertyContactWindow(models.Model):
    """When households are not to be contacted (P10), in the estate's local time."""

    _name = "property.contact.window"
    _description = "Contact window"
    _order = "procedure_id, sequence, id"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    procedure_id = fields.Many2one(
        "property.procedure", required=True, index=True, ondelete="cascade"
    )
    method_ids = fields.Many2many(
        "property.visit.method",
        help="Empty: every method that uses contact hours.",
    )
    segment_ids = fields.Many2many("property.segment", help="Empty: every household.")
    weekday = fields.Selection(WEEKDAYS, help="Empty: every day.")
    hour_from = fields.Float(required=True, aggregator=None)
    hour_to = fields.Float(required=True, default=24.0, aggregator=None)
    severity = fields.Selection(
        [("warn", "Ask for a reason"), ("block", "Refuse")],
        string="Strictness",
        required=True,
        default="warn",
    )
    active = fields.Boolean(default=True)

    _hours_check = models.Constraint(
        "CHECK(hour_from >= 0 AND hour_from < hour_to AND hour_to <= 24)",
        "A contact window runs from an earlier to a later hour of one day.",
    )

    @api.depends("procedure_id.name", "name")
    def _compute_display_name(self):
        for window in self:
            window.display_name = f"{window.procedure_id.name}: {window.name}"

    def _for_contact(self, method, segments):
        """The windows that bind a contact by `method` with somebody in `segments`."""
        return self.filtered(
            lambda window: (
                window._binds_method(method)
                and (not window.segment_ids or window.segment_ids & segments)
            )
        )

    def _for_policy(self, policy):
        """The windows that close days to a whole policy (D1).

        One made for some segments counts only where the policy is for these alone.
        """
        method = policy.method_ids[:1]
        return self.filtered(
            lambda window: (
                window._binds_method(method)
                and (
                    not window.segment_ids
                    or (policy.segment_ids and policy.segment_ids <= window.segment_ids)
                )
            )
        )

    def _binds_method(self, method):
        if self.method_ids:
            return method in self.method_ids
        return method.uses_contact_hours

    def _rules(self):
        """These windows as `rules.contact_hours.Window`, named for the reader."""
        return [
            Window(
                weekday=int(window.weekday) if window.weekday else None,
                hour_from=window.hour_from,
                hour_to=window.hour_to,
                severity=window.severity,
                name=window.name,
            )
            for window in self
        ]
