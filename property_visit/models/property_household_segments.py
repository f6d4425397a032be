from dateutil.relativedelta import relativedelta
from odoo import api, models
from odoo.fields import Domain


class PropertyHousehold(models.Model):
    """The segments that a rule can hold (H2), worked out every night."""

    _inherit = "property.household"

    @api.model
    def _cron_refresh_segments(self):
        """Nightly: bring every computed segment up to date, writing only changes."""
        segments = self.env["property.segment"].search([("is_computed", "=", True)])
        estates = self.env["property.estate"].with_context(active_test=False)._all()
        days = estates.grouped(lambda estate: estate._today())
        for segment in segments:
            if members := getattr(self, f"_segment_{segment.code}", None):
                found = Domain.OR(
                    Domain("estate_id", "in", here.ids) & Domain(members(segment, day))
                    for day, here in days.items()
                )
                self._put_in_segment(segment, self.search(found))

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
