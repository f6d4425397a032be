import logging

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from ..rules import period

_logger = logging.getLogger(__name__)

STATES = [
    ("draft", "Draft"),
    ("proposed", "With the manager"),
    ("decided", "Decided"),
    ("published", "Published"),
]
OPEN = ("draft", "proposed")
MANAGER = "property_visit.group_property_manager"


class PropertyMonthlySummary(models.Model):
    """A month of an estate: what was said, what is proposed, what is decided (M1).

    Its figures are counted by `property.period.figures`; what it collects, and the
    steps from proposal to publication, are in the files beside this one.
    """

    _name = "property.monthly.summary"
    _description = "Monthly summary"
    _inherit = ["mail.thread", "mail.activity.mixin", "property.fact.mixin"]
    _order = "month desc, estate_id, id"

    estate_id = fields.Many2one(
        "property.estate", required=True, index=True, tracking=True
    )
    month = fields.Date(
        required=True,
        default=lambda self: period.month(fields.Date.context_today(self)).start,
        help="The month it sums up, given by its first day.",
    )
    month_name = fields.Char(string="Month Summed Up", compute="_compute_month_name")
    state = fields.Selection(
        STATES, default="draft", required=True, copy=False, tracking=True, readonly=True
    )
    line_ids = fields.One2many("property.monthly.summary.line", "summary_id")
    remarks = fields.Text(
        tracking=True,
        help="What the deputy says about the month; printed before the figures.",
    )
    verdict = fields.Text(
        tracking=True, help="What the manager says about the month as a whole."
    )
    proposed_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    proposed_at = fields.Datetime(readonly=True, copy=False)
    decided_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    decided_at = fields.Datetime(readonly=True, copy=False)
    published_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    published_at = fields.Datetime(readonly=True, copy=False)
    frozen = fields.Json(
        readonly=True, copy=False, help="The figures as they were published."
    )
    item_count = fields.Integer(string="Items", compute="_compute_progress")
    decided_count = fields.Integer(string="Decided", compute="_compute_progress")
    unproposed_count = fields.Integer(
        string="Without Proposal", compute="_compute_progress"
    )
    carried_count = fields.Integer(string="Carried Over", compute="_compute_progress")
    progress = fields.Integer(
        string="Decided (%)", compute="_compute_progress", aggregator=None
    )
    active = fields.Boolean(default=True)

    _month_unique = models.UniqueIndex(
        "(estate_id, month)", "That month of the estate has a summary already."
    )
    _month_check = models.Constraint(
        "CHECK(EXTRACT(day FROM month) = 1)", "A month is given by its first day."
    )

    @api.depends("month")
    def _compute_month_name(self):
        for summary in self:
            summary.month_name = summary.month and f"{summary.month:%Y-%m}"

    @api.depends("estate_id", "month")
    def _compute_display_name(self):
        for summary in self:
            parts = (summary.estate_id.name, summary.month_name)
            summary.display_name = " · ".join(filter(None, parts))

    @api.depends("line_ids.decision", "line_ids.proposal", "line_ids.active")
    def _compute_progress(self):
        """Counted for every reader alike, however few of the items they may read."""
        items = self._count_lines([])
        waiting = self._count_lines([("decision", "=", "none")])
        bare = [("decision", "=", "none"), ("proposal", "in", (False, ""))]
        unproposed = self._count_lines(bare)
        carried = self._count_lines([("carried_from_id", "!=", False)])
        for summary in self:
            key, number = summary._origin, items.get(summary._origin, 0)
            summary.item_count = number
            summary.decided_count = number - waiting.get(key, 0)
            summary.unproposed_count = unproposed.get(key, 0)
            summary.carried_count = carried.get(key, 0)
            summary.progress = 100 * summary.decided_count // number if number else 100

    def _count_lines(self, domain):
        lines = self.env["property.monthly.summary.line"].sudo()
        mine = [("summary_id", "in", self.ids), *domain]
        counts = lines._read_group(mine, ["summary_id"], ["__count"])
        return {summary.with_env(self.env): count for summary, count in counts}

    # ------------------------------------------------------------------ CRUD

    @api.model
    def _own_facts(self):
        """Beside what `_check_steps` refuses in its own words."""
        return super()._own_facts() | {
            f"{step}_{what}"
            for step in ("proposed", "decided", "published")
            for what in ("by_id", "at")
        }

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            if day := fields.Date.to_date(vals.get("month")):
                vals["month"] = period.month(day).start
        summaries = super().create(vals_list)
        summaries._promise_summary()
        summaries._collect()
        return summaries

    def write(self, vals):
        """Steps alone change the state; what was published stays (M1)."""
        self._check_steps(vals)
        return super().write(vals)

    def _check_steps(self, vals):
        if self.env.su:
            return
        if {"state", "frozen", "month", "estate_id"} & set(vals):
            raise UserError(self.env._("The buttons of the summary take its steps."))
        if {"remarks", "verdict"} & set(vals):
            self._check_not_published()
        if "verdict" in vals:
            self._check_manager()

    def _check_manager(self):
        """The manager decides (M1).

        :raise AccessError: of anybody else
        """
        if not (self.env.su or self.env.user.has_group(MANAGER)):
            raise AccessError(self.env._("This is for the manager of the estate."))

    def _check_not_published(self):
        for summary in self.filtered(lambda summary: summary.state == "published"):
            raise UserError(
                self.env._(
                    "%s is published: what it says stays as it is.",
                    summary.display_name,
                )
            )

    # ------------------------------------------------------------------ opening

    def _slot(self):
        """The month as first day and first day after it."""
        self.ensure_one()
        return period.month(self.month)

    @api.model
    def _cron_open(self):
        """Daily: open the summaries of the months that are about to end (M1).

        Days are counted on each estate's own clock; how early is a setting of its
        procedure. A month that has its summary gets no second one.
        """
        estates = self.env["property.estate"]._all()
        for estate, month in self._ending(estates):
            try:
                with self.env.cr.savepoint():
                    self.create({"estate_id": estate.id, "month": month})
            except Exception:
                # One estate that fails does not keep the others waiting.
                _logger.exception("monthly summary of %s", estate.name)

    def _ending(self, estates):
        """Pairs (estate, month) of months about to end that have no summary yet."""
        ending = {}
        for estate in estates:
            today = estate._today()
            slot = period.month(today)
            left = (slot.end - today).days - 1
            if left <= estate.procedure_id.summary_lead_days:
                ending[estate] = slot.start
        known = self.with_context(active_test=False)._read_group(
            [("estate_id", "in", [estate.id for estate in ending])],
            ["estate_id", "month:day"],
        )
        return [pair for pair in ending.items() if pair not in set(known)]

    def _promise_summary(self):
        """From opening on it is promised to be decided before the month is over."""
        now = fields.Datetime.now()
        for summary in self:
            slot = summary._slot()
            start = period.day_start_utc(slot.start, summary.estate_id.tz)
            end = period.day_start_utc(slot.end, summary.estate_id.tz)
            if start <= now < end:
                ledger = self.env["property.commitment"]
                ledger._promise("summary_opened", summary, now)

    # ------------------------------------------------------------------ screens

    def action_open_items(self):
        """The items of the summary, by category, to be proposed on and decided."""
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "property_visit.property_monthly_summary_line_action"
        )
        action["domain"] = [("summary_id", "in", self.ids)]
        if len(self) == 1:
            action["display_name"] = self.display_name
            action["context"] = {"default_summary_id": self.id}
        return action

    def action_open_unproposed(self):
        """The items that still lack a proposal."""
        action = self.action_open_items()
        action["context"] = {**action["context"], "search_default_unproposed": 1}
        return action

    def action_open_undecided(self):
        """The items that still wait for the manager."""
        action = self.action_open_items()
        action["context"] = {**action["context"], "search_default_undecided": 1}
        return action
