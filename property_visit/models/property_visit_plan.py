from dateutil.relativedelta import relativedelta
from odoo import api, fields, models

from ..rules import lifecycle, scoring
from .planner_report import report_text

STATES = [
    ("draft", "Draft"),
    ("submitted", "Submitted"),
    ("approved", "Approved"),
    ("running", "Running"),
    ("closed", "Closed"),
]


class PropertyVisitPlan(models.Model):
    """The annual or monthly plan of one person at one estate (P1).

    How it is reviewed, generated and made is in `property_visit_plan_review.py`,
    `property_visit_plan_generation.py` and `property_visit_plan_making.py`.
    """

    _name = "property.visit.plan"
    _description = "Visit plan"
    _inherit = [
        "mail.thread",
        "mail.activity.mixin",
        "property.reach.mixin",
        "property.fact.mixin",
    ]
    _order = "date_from desc, user_id nulls first, estate_id, id"

    name = fields.Char(compute="_compute_name")
    estate_id = fields.Many2one("property.estate", required=True, index=True)
    user_id = fields.Many2one(
        "res.users",
        string="Person",
        index=True,
        tracking=True,
        help="Empty: nobody holds the role yet; the work is shown, not dropped.",
    )
    role_id = fields.Many2one("property.role", required=True)
    plan_type = fields.Selection(
        [("annual", "Annual"), ("monthly", "Monthly")],
        required=True,
        default="monthly",
    )
    date_from = fields.Date(required=True)
    date_to = fields.Date(
        compute="_compute_date_to",
        store=True,
        readonly=False,
        precompute=True,
        required=True,
        help="Last day of the plan.",
    )
    state = fields.Selection(STATES, default="draft", required=True, tracking=True)
    reviewer_id = fields.Many2one("res.users", readonly=True, copy=False)
    reviewed_at = fields.Datetime(readonly=True, copy=False)
    visit_ids = fields.One2many("property.visit", "plan_id")
    month_ids = fields.One2many("property.visit.plan.month", "plan_id")
    expected_count = fields.Integer(compute="_compute_expected", string="Expected")
    open_count = fields.Integer(compute="_compute_counts", string="Open")
    done_count = fields.Integer(compute="_compute_counts", string="Done")
    missed_count = fields.Integer(compute="_compute_counts", string="Missed")
    visit_count = fields.Integer(compute="_compute_counts", string="Visits")
    over_capacity_count = fields.Integer(compute="_compute_counts")
    coverage = fields.Float(
        compute="_compute_counts",
        aggregator=None,
        help="Done of all that are not cancelled; empty where nothing was planned.",
    )
    generated_at = fields.Datetime(readonly=True, copy=False)
    generation_facts = fields.Json(readonly=True, copy=False)
    generation_report = fields.Text(compute="_compute_generation_report")
    active = fields.Boolean(default=True)

    _person_unique = models.UniqueIndex(
        "(estate_id, role_id, user_id, plan_type, date_from) NULLS NOT DISTINCT",
        "This person already has a plan for that role and period.",
    )
    _dates_check = models.Constraint(
        "CHECK(date_from <= date_to)", "A plan cannot end before it starts."
    )

    # ------------------------------------------------------------------ computes

    @api.depends("plan_type", "date_from")
    def _compute_date_to(self):
        for plan in self.filtered("date_from"):
            length = {"annual": 12, "monthly": 1}[plan.plan_type or "monthly"]
            plan.date_to = plan.date_from + relativedelta(months=length, days=-1)

    @api.depends("estate_id.name", "user_id.name", "date_from", "plan_type", "role_id")
    def _compute_name(self):
        for plan in self:
            form = "%Y" if plan.plan_type == "annual" else "%Y-%m"
            plan.name = " · ".join(
                filter(
                    None,
                    [
                        plan.date_from and plan.date_from.strftime(form),
                        plan.estate_id.name,
                        plan.user_id.name or self.env._("nobody yet"),
                        plan.role_id.name,
                    ],
                )
            )

    @api.depends("name")
    def _compute_display_name(self):
        for plan in self:
            plan.display_name = plan.name

    @api.depends("month_ids.expected")
    def _compute_expected(self):
        for plan in self:
            plan.expected_count = sum(plan.month_ids.mapped("expected"))

    @api.depends("generation_facts")
    def _compute_generation_report(self):
        for plan in self:
            facts = plan.generation_facts
            plan.generation_report = facts and report_text(self.env, facts)

    def _compute_counts(self):
        counts = {}
        for plan, state, count in self.env["property.visit"]._read_group(
            [("plan_id", "in", self.ids)], ["plan_id", "state"], ["__count"]
        ):
            counts.setdefault(plan.id, {})[state] = count
        over = dict(
            self.env["property.visit"]._read_group(
                [
                    ("plan_id", "in", self.ids),
                    ("planning_hint", "=", "over_capacity"),
                    ("state", "in", lifecycle.OPEN),
                ],
                ["plan_id"],
                ["__count"],
            )
        )
        for plan in self:
            by_state = counts.get(plan.id, {})
            plan.open_count = sum(by_state.get(state, 0) for state in lifecycle.OPEN)
            plan.done_count = by_state.get("done", 0)
            plan.missed_count = by_state.get("missed", 0)
            plan.visit_count = plan.open_count + plan.done_count + plan.missed_count
            plan.over_capacity_count = over.get(plan, 0)
            plan.coverage = scoring.ratio(plan.done_count, plan.visit_count) or 0.0

    @api.model
    def _own_facts(self):
        return super()._own_facts() | {
            "reviewer_id",
            "reviewed_at",
            "generated_at",
            "generation_facts",
        }

    # ------------------------------------------------------------------ actions

    def action_open_visits(self):
        """The visits of this plan."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "property_visit.property_visit_action"
        )
        action["domain"] = [("plan_id", "=", self.id)]
        action["context"] = {
            "default_plan_id": self.id,
            "default_estate_id": self.estate_id.id,
            "default_user_id": self.user_id.id,
        }
        return action
