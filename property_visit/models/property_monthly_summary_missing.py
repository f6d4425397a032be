from odoo import api, fields, models

from .property_monthly_summary import OPEN


class PropertyMonthlySummary(models.Model):
    """What is still to be written before a month can go on (M1)."""

    _inherit = "property.monthly.summary"

    missing_ids = fields.Many2many(
        "property.monthly.summary.line",
        string="What Is Missing",
        compute="_compute_missing",
        help="Items that wait for a proposal, a decision or a reason.",
    )
    missing_count = fields.Integer(compute="_compute_missing")
    untold_ids = fields.Many2many(
        "property.summary.call",
        string="Still To Be Told",
        compute="_compute_untold",
        help="Households that wait to hear what became of what they said.",
    )
    untold_count = fields.Integer(
        string="Households To Be Told", compute="_compute_untold"
    )

    @api.depends("state", "line_ids.decision", "line_ids.proposal", "line_ids.reason")
    def _compute_missing(self):
        for summary in self:
            lines = summary.line_ids if summary.state in OPEN else summary.line_ids[:0]
            summary.missing_ids = lines.filtered("missing")
            summary.missing_count = len(summary.missing_ids)

    @api.depends("call_ids.told_at")
    @api.depends_context("uid")
    def _compute_untold(self):
        """Butlers have their own households alone, whoever read the list before."""
        waiting = self.env["property.summary.call"].search(
            [("summary_id", "in", self.ids), ("told_at", "=", False)]
        )
        for summary in self:
            mine = waiting.filtered(lambda c, one=summary: c.summary_id == one._origin)
            summary.untold_ids = mine
            summary.untold_count = len(mine)

    def action_open_untold(self):
        """The households that still have to hear what became of what they said (M1).

        :return: the action of their list, the reader's own where it is a butler
        """
        action = self.action_open_calls()
        action["domain"] = [*action["domain"], ("told_at", "=", False)]
        action["context"] = {}  # few enough to be seen without unfolding groups
        return action


class PropertyMonthlySummaryLine(models.Model):
    _inherit = "property.monthly.summary.line"

    missing = fields.Char(
        compute="_compute_missing",
        help="What has to be written, and by whom; empty when the item is complete.",
    )

    @api.depends("decision", "proposal", "reason", "summary_id.state")
    @api.depends_context("lang")
    def _compute_missing(self):
        words = {
            "proposal": self.env._("Proposal of the deputy"),
            "decision": self.env._("Decision of the manager"),
            "reason": self.env._("Reason, for the household will ask"),
        }
        for line in self:
            line.missing = words.get(line._missing(), False)

    def _missing(self):
        """What the item waits for: `proposal`, `decision` or `reason`; None if for
        nothing. What is adopted without a proposal, residents could not read."""
        if self.summary_state not in OPEN:
            return None
        is_bare = not (self.proposal or "").strip()
        if self.decision == "none":
            with_manager = self.summary_state == "proposed"
            return "decision" if with_manager else "proposal" if is_bare else None
        if self.decision == "adopted":
            return "proposal" if is_bare else None
        return None if self.reason else "reason"

    def action_open(self):
        """Open the item on a page of its own."""
        return self.get_formview_action()
