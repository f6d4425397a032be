from datetime import timedelta

from odoo import fields, models

from ..rules import period

SEEN_WITHIN = 30  # days; the overview's hint, the policies say what is really due


class PropertyEstate(models.Model):
    """The figures of the overview: one card an estate, each figure a link."""

    _inherit = "property.estate"

    seen_count = fields.Integer(compute="_compute_seen", string="Seen in 30 Days")
    seen_rate = fields.Integer(
        compute="_compute_seen", string="Seen in 30 Days (%)", aggregator=None
    )
    month_visit_count = fields.Integer(compute="_compute_month_counts")
    late_visit_count = fields.Integer(compute="_compute_month_counts")
    unapproved_count = fields.Integer(compute="_compute_unapproved_count")
    open_feedback_count = fields.Integer(compute="_compute_open_feedback_count")

    def _compute_seen(self):
        since = fields.Date.context_today(self) - timedelta(days=SEEN_WITHIN)
        seen = self._count(
            "property.household",
            [("occupancy", "!=", "moved_out"), ("last_visit_date", ">=", since)],
        )
        for estate in self:
            estate.seen_count = seen.get(estate, 0)
            estate.seen_rate = (
                100 * estate.seen_count // estate.household_count
                if estate.household_count
                else 0
            )

    def _compute_month_counts(self):
        """Visits that this month holds, and those overdue."""
        slot = period.month(fields.Date.context_today(self))
        month = [("day", ">=", slot.start), ("day", "<", slot.end)]
        held = self._count("property.visit", [*month, ("state", "!=", "cancelled")])
        late = self._count("property.visit", [("is_late", "=", True)])
        for estate in self:
            estate.month_visit_count = held.get(estate, 0)
            estate.late_visit_count = late.get(estate, 0)

    def _compute_unapproved_count(self):
        waiting = self._count("property.visit.plan", [("state", "=", "submitted")])
        for estate in self:
            estate.unapproved_count = waiting.get(estate, 0)

    def _compute_open_feedback_count(self):
        waiting = self._count("property.feedback", [("state", "=", "open")])
        for estate in self:
            estate.open_feedback_count = waiting.get(estate, 0)

    # ------------------------------------------------------------------ actions

    def action_open_unseen(self):
        """The households nobody has seen for 30 days."""
        action = self._action_related("property_visit.property_household_action")
        action["context"] = {
            **action["context"],
            "search_default_present": 1,
            "search_default_unseen_30": 1,
            "search_default_group_building": 1,
        }
        return action

    def action_open_unapproved(self):
        """Plans that were submitted and wait for the supervisor."""
        action = self._action_related("property_visit.property_visit_plan_action")
        action["domain"] = [*action["domain"], ("state", "=", "submitted")]
        return action

    def action_open_month_visits(self):
        """The visits of this month."""
        slot = period.month(fields.Date.context_today(self))
        action = self._action_related("property_visit.property_visit_action")
        action["domain"] = [
            *action["domain"],
            ("day", ">=", fields.Date.to_string(slot.start)),
            ("day", "<", fields.Date.to_string(slot.end)),
        ]
        return action

    def action_open_late_visits(self):
        """Open visits whose planned day has passed."""
        action = self._action_related("property_visit.property_visit_action")
        action["domain"] = [*action["domain"], ("is_late", "=", True)]
        return action

    def action_open_feedback(self):
        """What households said and nobody has answered yet."""
        action = self._action_related("property_visit.property_feedback_action")
        action["domain"] = [*action["domain"], ("state", "=", "open")]
        return action
