from dateutil.relativedelta import relativedelta
from odoo import api, fields, models


class PropertyHousehold(models.Model):
    """The segments that a rule can hold (H2), worked out every night."""

    _inherit = "property.household"

    @api.model
    def _cron_refresh_segments(self):
        """Nightly: bring every computed segment up to date, writing only changes."""
        today = fields.Date.context_today(self)
        segments = self.env["property.segment"].search([("is_computed", "=", True)])
        for segment in segments:
            members = getattr(self, f"_segment_{segment.code}", None)
            if members:
                self._put_in_segment(segment, self.search(members(segment, today)))

    @api.model
    def _put_in_segment(self, segment, members):
        """Make `members` exactly those who are in `segment`; writes only changes."""
        present = self.search([("segment_ids", "in", segment.ids)])
        quiet = self.with_context(tracking_disable=True)
        (present - members).with_env(quiet.env).segment_ids = [(3, segment.id)]
        (members - present).with_env(quiet.env).segment_ids = [(4, segment.id)]

    @api.model
    def _segment_new(self, segment, today):
        since = today - relativedelta(months=segment.months)
        return [("occupancy", "=", "occupied"), ("move_in_date", ">", since)]

    @api.model
    def _segment_long_standing(self, segment, today):
        since = today - relativedelta(months=segment.months)
        return [("occupancy", "=", "occupied"), ("move_in_date", "<=", since)]

    @api.model
    def _segment_not_moved_in(self, segment, today):
        return [("occupancy", "=", "not_moved_in")]

    @api.model
    def _segment_delivered_project(self, segment, today):
        return [("completion_date", "!=", False), ("completion_date", "<=", today)]

    @api.model
    def _segment_new_project(self, segment, today):
        since = today - relativedelta(months=segment.months)
        return [("completion_date", ">", since), ("completion_date", "<=", today)]

    @api.model
    def _segment_complaint_prone(self, segment, today):
        since = today - relativedelta(months=segment.months)
        often = self.env["property.feedback"]._read_group(
            [
                ("kind", "=", "complaint"),
                ("is_valid", "=", True),
                ("household_id", "!=", False),
                ("date", ">", since),
            ],
            ["household_id"],
            having=[("__count", ">=", segment.minimum)],
        )
        return [("id", "in", [household.id for (household,) in often])]
