from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError

from .property_feedback import KINDS
from .property_monthly_summary import MANAGER

DECISIONS = [
    ("none", "Not decided"),
    ("adopted", "Adopted"),
    ("rejected", "Rejected"),
    ("deferred", "Deferred"),
]
DECIDING = {"decision", "reason"}


class PropertyMonthlySummaryLine(models.Model):
    """One matter of a month: who said it, what is proposed, what is decided (M1)."""

    _name = "property.monthly.summary.line"
    _description = "Item of a monthly summary"
    _inherit = ["mail.thread", "mail.activity.mixin", "property.fact.mixin"]
    _order = "summary_id desc, category_sequence, kind, id"

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
    month = fields.Date(related="summary_id.month", store=True, precompute=True)
    summary_state = fields.Selection(related="summary_id.state")
    name = fields.Text(string="What Was Said", required=True)
    category_id = fields.Many2one("property.feedback.category", required=True)
    category_sequence = fields.Integer(
        related="category_id.sequence", store=True, precompute=True
    )
    kind = fields.Selection(KINDS, required=True, default="suggestion")
    feedback_ids = fields.Many2many(
        "property.feedback",
        "property_monthly_summary_line_feedback_rel",
        "line_id",
        "feedback_id",
    )
    feedback_count = fields.Integer(string="Said", compute="_compute_counts")
    household_count = fields.Integer(string="Households", compute="_compute_counts")
    places = fields.Char(string="Where", compute="_compute_counts")
    proposal = fields.Text(tracking=True, help="What the deputy proposes.")
    decision = fields.Selection(
        DECISIONS, default="none", required=True, tracking=True, copy=False
    )
    reason = fields.Text(
        tracking=True,
        copy=False,
        help="Why it is rejected or deferred; households are told.",
    )
    team_id = fields.Many2one(
        "helpdesk.ticket.team",
        string="Department",
        tracking=True,
        help="Carries out what is adopted.",
    )
    user_id = fields.Many2one(
        "res.users", string="Who Answers", related="team_id.user_id"
    )
    date_due = fields.Date(
        string="Due On",
        tracking=True,
        help="By when the department carries it out; empty: the time of the rule.",
    )
    done_at = fields.Datetime(string="Carried Out", readonly=True, copy=False)
    done_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    result = fields.Text(tracking=True, copy=False, help="What was carried out.")
    carried_from_id = fields.Many2one(
        "property.monthly.summary.line",
        string="Carried Over From",
        readonly=True,
        copy=False,
        index="btree_not_null",
    )
    carried_to_ids = fields.One2many("property.monthly.summary.line", "carried_from_id")
    carry_count = fields.Integer(
        string="Times Carried Over", readonly=True, copy=False, aggregator="max"
    )
    history_ids = fields.Many2many(
        "property.monthly.summary.line",
        string="Earlier Months",
        compute="_compute_history_ids",
    )
    is_unfinished = fields.Boolean(
        compute="_compute_is_unfinished",
        store=True,
        precompute=True,
        help="Deferred, or adopted and not carried out: goes on next month.",
    )
    is_settled = fields.Boolean(compute="_compute_is_settled")
    active = fields.Boolean(default=True)

    # ------------------------------------------------------------------ computes

    @api.depends("feedback_ids.household_id")
    def _compute_counts(self):
        for line in self.sudo():
            households = line.feedback_ids.household_id
            line.feedback_count = len(line.feedback_ids)
            line.household_count = len(households)
            line.places = ", ".join(households.building_id.mapped("name"))

    @api.depends("carried_from_id")
    def _compute_history_ids(self):
        for line in self:
            line.history_ids = line._history() - line

    @api.depends("decision", "done_at")
    def _compute_is_unfinished(self):
        for line in self:
            adopted = line.decision == "adopted" and not line.done_at
            line.is_unfinished = adopted or line.decision == "deferred"

    @api.depends("decision", "carried_from_id")
    def _compute_is_settled(self):
        """Nothing is added to what was decided on or handed down."""
        for line in self:
            line.is_settled = line.decision != "none" or bool(line.carried_from_id)

    # ------------------------------------------------------------------ guards

    @api.constrains("decision", "reason", "team_id")
    def _check_decision(self):
        for line in self:
            if line.decision in ("rejected", "deferred") and not (
                line.reason or line._was_decided_before()
            ):
                raise ValidationError(
                    self.env._(
                        "“%s”: say why it is rejected or deferred, for the household"
                        " will ask.",
                        line.name,
                    )
                )
            if line.decision == "adopted" and not line.team_id:
                raise ValidationError(
                    self.env._(
                        "“%s”: choose the department that carries it out.", line.name
                    )
                )

    def _was_decided_before(self):
        """Decided on the feedback itself, before the month was summed up."""
        return set(self.feedback_ids.mapped("decision")) == {self.decision}

    @api.constrains("feedback_ids", "summary_id")
    def _check_estate(self):
        for line in self:
            if line.feedback_ids.estate_id - line.estate_id:
                raise ValidationError(
                    self.env._("An item holds feedback of its own estate alone.")
                )

    @api.model
    def _own_facts(self):
        carried = {"carried_from_id", "carry_count"}
        return super()._own_facts() | carried | {"done_at", "done_by_id"}

    @api.model_create_multi
    def create(self, vals_list):
        if any(vals.get("decision", "none") != "none" for vals in vals_list):
            self._check_may_decide()
        lines = super().create(vals_list)
        lines._check_open()
        return lines

    def write(self, vals):
        """The deputy proposes, the manager decides, and what is decided stays (M1)."""
        if DECIDING & set(vals):
            self._check_may_decide()
        if set(vals) - {"result"}:
            self._check_open()
        return super().write(vals)

    def _check_may_decide(self):
        """Decisions are the manager's (M1).

        :raise AccessError: of anybody else
        """
        if not (self.env.su or self.env.user.has_group(MANAGER)):
            raise AccessError(
                self.env._("The manager decides: write down what you propose.")
            )

    def _check_open(self):
        if self.env.su:
            return
        for summary in self.summary_id:
            if summary.state in ("decided", "published"):
                raise UserError(
                    self.env._(
                        "%s is decided already: its items stay as they are.",
                        summary.display_name,
                    )
                )

    # ------------------------------------------------------------------ carrying

    def _matter(self):
        """What feedback has to be like to be the same matter."""
        words = " ".join(self.name.lower().split())
        return self.category_id, self.kind, words, self.decision

    def _prepare_carried(self, summary):
        """Values of the item that goes on in a later month."""
        carries_on = self.decision == "adopted"
        return {
            "summary_id": summary.id,
            "name": self.name,
            "category_id": self.category_id.id,
            "kind": self.kind,
            "feedback_ids": [fields.Command.set(self.feedback_ids.ids)],
            "proposal": self.proposal,
            "decision": "adopted" if carries_on else "none",
            "team_id": self.team_id.id,
            "date_due": self.date_due if carries_on else False,
            "carried_from_id": self.id,
            "carry_count": self.carry_count + 1,
        }

    def _history(self):
        """The item and what it was in earlier months, latest first."""
        history, line = self, self
        while line.carried_from_id:
            line = line.carried_from_id
            history |= line
        return history
