from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command


class PropertySummaryCall(models.Model):
    """A household that is to hear what became of what it said, by its butler (M1)."""

    _name = "property.summary.call"
    _description = "Household to be told"
    _inherit = ["property.reach.mixin"]
    _order = "told_at desc, user_id, building_id, household_id, id"
    _rec_name = "household_id"

    summary_id = fields.Many2one(
        "property.monthly.summary",
        string="Monthly Summary",
        required=True,
        index=True,
        ondelete="restrict",
    )
    estate_id = fields.Many2one(
        related="summary_id.estate_id", store=True, index=True, precompute=True
    )
    household_id = fields.Many2one("property.household", required=True, index=True)
    building_id = fields.Many2one(
        related="household_id.building_id", store=True, precompute=True
    )
    phone = fields.Char(related="household_id.partner_id.phone")
    user_id = fields.Many2one("res.users", string="Butler", index="btree_not_null")
    line_ids = fields.Many2many(
        "property.monthly.summary.line",
        "property_summary_call_line_rel",
        "call_id",
        "line_id",
        string="Items",
    )
    message = fields.Text(string="What To Tell", compute="_compute_message")
    told_at = fields.Datetime(readonly=True)
    told_by_id = fields.Many2one("res.users", readonly=True)
    note = fields.Text(string="What They Said")
    active = fields.Boolean(default=True)

    _household_unique = models.UniqueIndex(
        "(summary_id, household_id)", "That household is on the list already."
    )

    @api.depends("line_ids.decision", "line_ids.reason", "line_ids.result")
    @api.depends_context("lang")
    def _compute_message(self):
        for call in self.sudo():
            call.message = "\n".join(line._told() for line in call.line_ids)

    # ------------------------------------------------------------------ listing

    @api.model
    def _list(self, summary):
        """Put every household that said something on its butler's list.

        :return: the new calls
        """
        lines_of = {}
        for line in summary.sudo().line_ids:
            for household in line.feedback_ids.household_id:
                if household.occupancy != "moved_out":
                    lines_of.setdefault(household, []).append(line.id)
        return self.create(
            [
                {
                    "summary_id": summary.id,
                    "household_id": household.id,
                    "user_id": household.butler_id.id,
                    "line_ids": [Command.set(lines)],
                }
                for household, lines in lines_of.items()
            ]
        )

    def action_open(self):
        """Open what this household is told, on a page of its own."""
        return self.get_formview_action()

    # ------------------------------------------------------------------ telling

    def action_told(self):
        """The household has been told; what it said counts as answered (M1, V4).

        One conversation is enough for what is left of earlier months, too.

        :raise AccessError: the user is neither its butler nor a supervisor
        """
        self.check_access("read")  # butlers see their own households alone
        now = fields.Datetime.now()
        calls = self._open_calls().sudo()
        for call in calls:
            call._answer_feedback()
            call.write({"told_at": now, "told_by_id": self.env.uid})
        calls.summary_id._follow_calls(now)

    def _open_calls(self):
        """All that these households still have to hear, of earlier months too."""
        if not self:
            return self
        return self.search(
            [
                ("household_id", "in", self.household_id.ids),
                ("summary_id.month", "<=", max(self.summary_id.mapped("month"))),
                ("told_at", "=", False),
            ]
        )

    def _answer_feedback(self):
        """The answer stands with what was said, and may keep a promised reply."""
        for line in self.line_ids:
            said = line.feedback_ids.filtered(
                lambda one: one.household_id == self.household_id
            )
            for feedback in said.filtered(lambda one: not one.reply):
                feedback.reply = line._told()
            said.filtered(lambda one: one.state == "open").action_answer()

    def write(self, vals):
        """Being told is noted by the button, which also answers what was said."""
        if not self.env.su and set(vals) - {"note"}:
            raise UserError(
                self.env._("Only what the household said is written down by hand.")
            )
        return super().write(vals)


class PropertyMonthlySummary(models.Model):
    _inherit = "property.monthly.summary"

    call_ids = fields.One2many("property.summary.call", "summary_id")
    call_count = fields.Integer(string="Households", compute="_compute_calls")
    told_count = fields.Integer(string="Told", compute="_compute_calls")

    @api.depends("call_ids.told_at")
    def _compute_calls(self):
        calls = self.env["property.summary.call"].sudo()
        groups = calls._read_group(
            [("summary_id", "in", self.ids)],
            ["summary_id"],
            ["__count", "told_at:count"],
        )
        counts = {summary.id: sums for summary, *sums in groups}
        for summary in self:
            listed, told = counts.get(summary._origin.id, (0, 0))
            summary.call_count, summary.told_count = listed, told

    def _follow_calls(self, now):
        """The promise to tell the households is kept with the last of them."""
        told = self.filtered(lambda s: s.call_count == s.told_count)
        self.env["property.commitment"]._keep_for(told, "households_told", now)

    def action_open_calls(self):
        """Which households are told what, and who has been."""
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "property_visit.property_summary_call_action"
        )
        action["domain"] = [("summary_id", "in", self.ids)]
        action["context"] = {"search_default_group_user": 1}
        return action


class PropertyMonthlySummaryLine(models.Model):
    _inherit = "property.monthly.summary.line"

    def _told(self):
        """What a household that said this is told: the result, else the progress."""
        self.ensure_one()
        facts = {
            "said": self.name,
            "reason": self.reason or self.feedback_ids[:1].reply or "",
            "proposal": self.proposal or "",
            "result": self.result or "",
        }
        if self.done_at:
            return self.env._("“%(said)s”: done. %(result)s", **facts)
        if self.decision == "adopted":
            return self.env._("“%(said)s”: adopted. %(proposal)s", **facts)
        if self.decision == "rejected":
            return self.env._("“%(said)s”: not possible. %(reason)s", **facts)
        return self.env._("“%(said)s”: still being looked at. %(reason)s", **facts)
