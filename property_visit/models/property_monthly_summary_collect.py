from dateutil.relativedelta import relativedelta
from odoo import models
from odoo.exceptions import UserError
from odoo.fields import Command, Domain

from .property_monthly_summary import OPEN

# Lines are made by the hundred: nobody is mailed about each.
QUIET = {
    "tracking_disable": True,
    "mail_create_nolog": True,
    "mail_create_nosubscribe": True,
}


class PropertyMonthlySummary(models.Model):
    """What a summary takes up: what was said, and what is still on the table (M1)."""

    _inherit = "property.monthly.summary"

    def action_collect(self):
        """Take up what was said, and what was deferred, since it was opened.

        :raise UserError: the summary is decided already
        """
        self.check_access("write")
        for summary in self:
            if summary.state not in OPEN:
                raise UserError(
                    self.env._(
                        "%s is decided: what comes in now belongs to the next month.",
                        summary.display_name,
                    )
                )
        self._collect()

    def _collect(self):
        # What is handed down comes with its decision, whoever opens the month.
        for summary in self.sudo().filtered(lambda summary: summary.state in OPEN):
            summary._carry_over()
            summary._take_up(summary._fresh_feedback())

    # ------------------------------------------------------------------ said

    def _fresh_feedback(self):
        """What asks for a decision and no summary has taken up yet.

        What was noted down late, after its own month was decided, comes in here.
        """
        slot = self._slot()
        since = slot.start
        if self._is_decided(since - relativedelta(months=1)):
            since -= relativedelta(months=1)
        return self.env["property.feedback"].search(
            Domain("estate_id", "=", self.estate_id.id)
            & Domain("date", ">=", since)
            & Domain("date", "<", slot.end)
            & Domain("is_valid", "=", True)
            & Domain("kind", "!=", "praise")
            & (Domain("kind", "!=", "question") | Domain("state", "=", "open"))
            & Domain("summary_line_ids", "=", False),
            order="date, id",
        )

    def _is_decided(self, month):
        return bool(
            self.search_count(
                [
                    ("estate_id", "=", self.estate_id.id),
                    ("month", "=", month),
                    ("state", "not in", OPEN),
                ]
            )
        )

    def _take_up(self, feedback):
        """One item for what is the same: same category, kind, words and decision."""
        known = {line._matter(): line for line in self.line_ids if not line.is_settled}
        fresh = []
        for matter, same in feedback.grouped(_matter).items():
            if matter in known:
                link = [Command.link(one.id) for one in same]
                known[matter].with_context(**QUIET).feedback_ids = link
            else:
                fresh.append(self._prepare_line(same))
        self.env["property.monthly.summary.line"].with_context(**QUIET).create(fresh)

    def _prepare_line(self, same):
        first = same[0]
        return {
            "summary_id": self.id,
            "category_id": first.category_id.id,
            "kind": first.kind,
            "name": " ".join(first.description.split()),
            "feedback_ids": [Command.set(same.ids)],
            "proposal": next(filter(None, same.mapped("proposal")), False),
            "decision": first.decision,
            "team_id": first.team_id.id,
        }

    # ------------------------------------------------------------------ carried

    def _carry_over(self):
        """Take over what earlier months deferred, or adopted and did not finish."""
        lines = self.env["property.monthly.summary.line"].search(
            Domain("summary_id.estate_id", "=", self.estate_id.id)
            & Domain("summary_id.month", "<", self.month)
            & Domain("summary_id.state", "not in", OPEN)
            & Domain("carried_to_ids", "=", False)
            & Domain("is_unfinished", "=", True)
        )
        carried = [line._prepare_carried(self) for line in lines]
        lines.with_context(**QUIET).create(carried)


def _matter(feedback):
    """What makes two feedback the same matter."""
    words = " ".join(feedback.description.lower().split())
    return feedback.category_id, feedback.kind, words, feedback.decision
