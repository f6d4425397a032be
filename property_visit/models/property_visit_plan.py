from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from ..rules import errors, lifecycle, period, scoring

STATES = [
    ("draft", "Draft"),
    ("submitted", "Submitted"),
    ("approved", "Approved"),
    ("running", "Running"),
    ("closed", "Closed"),
]
REVIEWED = ("approve", "refuse", "start", "close", "reset")


class PropertyVisitPlan(models.Model):
    """The annual or monthly plan of one person at one estate (P1)."""

    _name = "property.visit.plan"
    _description = "Visit plan"
    _inherit = ["mail.thread", "mail.activity.mixin", "property.reach.mixin"]
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
    generation_report = fields.Text(readonly=True, copy=False)
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

    # ------------------------------------------------------------------ CRUD

    def write(self, vals):
        if "state" in vals:
            self._check_state_change(vals["state"])
        return super().write(vals)

    def _check_state_change(self, state):
        """Only the ways of the table lead to a state, and reviewing takes a reviewer."""
        for plan in self.filtered(lambda plan: plan.state != state):
            ways = [
                action
                for action in lifecycle.actions(plan.state, lifecycle.PLAN_TRANSITIONS)
                if lifecycle.next_state(plan.state, action, lifecycle.PLAN_TRANSITIONS)
                == state
            ]
            if not ways:
                raise UserError(plan._refusal(state))
            if all(way in REVIEWED for way in ways):
                plan._check_reviewer()

    def _check_reviewer(self):
        if self.env.su or self.env.user.has_group(
            "property_visit.group_property_supervisor"
        ):
            return
        raise AccessError(
            self.env._(
                "A plan is reviewed by a supervisor: submit it and let one decide."
            )
        )

    def _refusal(self, state):
        states = dict(self._fields["state"]._description_selection(self.env))
        return self.env._(
            "The plan %(plan)s is %(state)s and cannot become %(next)s from there.",
            plan=self.name,
            state=states[self.state],
            next=states.get(state, state),
        )

    # ------------------------------------------------------------------ actions

    def action_submit(self):
        """Hand the plans to the supervisor; annual ones with their expected work."""
        self.filtered(
            lambda plan: plan.plan_type == "annual" and not plan.month_ids
        ).action_forecast()
        self._take("submit")

    def action_approve(self):
        """Approve submitted plans (P1); supervisors only."""
        self._take(
            "approve", reviewer_id=self.env.uid, reviewed_at=fields.Datetime.now()
        )

    def action_refuse(self):
        self._take("refuse")

    def action_start(self):
        self._take("start")

    def action_close(self):
        self._take("close")

    def action_reset(self):
        self._take("reset")

    def _take(self, action, **values):
        for plan in self:
            try:
                state = lifecycle.next_state(
                    plan.state, action, lifecycle.PLAN_TRANSITIONS
                )
            except errors.TransitionRefused as refusal:
                raise UserError(
                    self.env._(
                        "The plan %(plan)s is %(state)s: that step does not follow.",
                        plan=plan.name,
                        state=dict(
                            self._fields["state"]._description_selection(self.env)
                        )[plan.state],
                    )
                ) from refusal
            plan.write({"state": state, **values})

    def action_generate(self):
        """Plan the visits that the policies want and that do not exist (semantics R).

        :return: a notification that says what was created and what needs attention
        :raise UserError: an annual or closed plan is among them, or another
            generation of one of the estates is running; nothing is created then
        """
        self.check_access("write")
        self._check_generable()
        now = fields.Datetime.now()
        report = self.env["property.visit.planner"]._generate(self, now)
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "warning" if report.needs_attention else "success",
                "title": self.env._("%s visits planned", report.created),
                "message": report.text(self.env),
                "sticky": report.needs_attention,
                "next": {"type": "ir.actions.act_window_close"},
            },
        }

    def _check_generable(self):
        for plan in self:
            if plan.plan_type == "annual":
                raise UserError(
                    self.env._(
                        "%s is an annual plan: visits are generated from monthly ones.",
                        plan.name,
                    )
                )
            if plan.state == "closed":
                raise UserError(
                    self.env._("%s is closed: nothing is planned any more.", plan.name)
                )

    def action_preview(self):
        """What generating would create now, without creating it."""
        self.check_access("read")
        self._check_generable()
        report = self.env["property.visit.planner"]._preview(
            self, fields.Datetime.now()
        )
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "info",
                "title": self.env._("%s visits would be planned", report.created),
                "message": report.text(self.env),
                "sticky": True,
            },
        }

    def action_forecast(self):
        """Work out per month and policy what annual plans will ask for (R1)."""
        annual = self.filtered(lambda plan: plan.plan_type == "annual")
        expected = self.env["property.visit.planner"]._forecast(annual)
        Month = self.env["property.visit.plan.month"].sudo()
        Month.search([("plan_id", "in", annual.ids)]).unlink()
        Month.create(
            [
                {
                    "plan_id": plan_id,
                    "policy_id": policy_id,
                    "month": month,
                    "expected": count,
                }
                for (plan_id, policy_id, month), count in sorted(expected.items())
            ]
        )

    def action_open_visits(self):
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

    # ------------------------------------------------------------------ making plans

    @api.model
    def _for_month(self, estates, day):
        """The monthly plans of estates for the month of `day`; lacking ones are made.

        :param day: local date
        :return: monthly plans that are not closed
        """
        return self._for_period(estates, "monthly", period.month(day).start)

    @api.model
    def _for_year(self, estates, year):
        """The annual plans of estates for a year; lacking ones are made."""
        first = fields.Date.to_date(f"{year}-01-01")
        return self._for_period(estates, "annual", first)

    @api.model
    def _for_period(self, estates, plan_type, start):
        wanted = {
            (estate.id, role_id, user_id)
            for estate in estates
            for role_id, user_id in self._people(estate, start)
        }
        existing = self.search(
            [
                ("estate_id", "in", estates.ids),
                ("plan_type", "=", plan_type),
                ("date_from", "=", start),
            ]
        )
        held = {(p.estate_id.id, p.role_id.id, p.user_id.id or False) for p in existing}
        made = self.create(
            [
                {
                    "estate_id": estate_id,
                    "role_id": role_id,
                    "user_id": user_id,
                    "plan_type": plan_type,
                    "date_from": start,
                }
                for estate_id, role_id, user_id in sorted(wanted - held)
            ]
        )
        return (existing | made).filtered(lambda plan: plan.state != "closed")

    @api.model
    def _people(self, estate, day):
        """Pairs (role id, user id or False) who have work by the policies (N7)."""
        policies = estate.procedure_id.policy_ids.filtered(
            lambda policy: policy._fits_estate(estate)
        )
        holders = self.env["property.estate.staff"]._holders(
            estate, policies.role_id, day
        )
        people = set()
        for role in policies.role_id:
            subjects = set(
                policies.filtered(lambda p: p.role_id == role).mapped("subject")
            )
            if role.code == "butler" and "household" in subjects:
                people |= {(role.id, user_id) for user_id in self._butlers_of(estate)}
                subjects.discard("household")
            if "stakeholder" in subjects and not estate.stakeholder_ids:
                subjects.discard("stakeholder")
            if subjects:
                people.add((role.id, holders.get((estate.id, role.id), [False])[0]))
        return people

    @api.model
    def _butlers_of(self, estate):
        groups = self.env["property.household"]._read_group(
            [("estate_id", "=", estate.id), ("occupancy", "!=", "moved_out")],
            ["butler_id"],
        )
        return {butler.id for (butler,) in groups}

    # ------------------------------------------------------------------ crons

    @api.model
    def _cron_generate_monthly_plans(self):
        """On the 25th: next month's plans and visits, some estates at a time."""
        today = fields.Date.context_today(self)
        day = today + relativedelta(months=1)
        estates = self.env["property.estate"].search([])
        self.env["ir.cron"]._commit_progress(remaining=len(estates))
        for batch in self.env["property.visit.planner"]._batches(estates):
            batch.action_generate_month(day)
            if not self.env["ir.cron"]._commit_progress(len(batch)):
                break

    @api.model
    def _cron_follow_calendar(self):
        """Nightly: start approved plans whose time has come, close those that ended."""
        plans = self.search([("state", "in", ("approved", "running"))])
        for plan in plans:
            today = plan.estate_id._today()
            if plan.date_to < today:
                plan.action_close()
            elif plan.state == "approved" and plan.date_from <= today:
                plan.action_start()


class PropertyVisitPlanMonth(models.Model):
    """What an annual plan expects of one policy in one month (P1, R1)."""

    _name = "property.visit.plan.month"
    _description = "Expected work of a month"
    _order = "month, policy_id, id"

    plan_id = fields.Many2one(
        "property.visit.plan", required=True, index=True, ondelete="cascade"
    )
    policy_id = fields.Many2one("property.visit.policy", required=True)
    month = fields.Date(required=True)
    expected = fields.Integer(required=True)
    estate_id = fields.Many2one(related="plan_id.estate_id", store=True, index=True)
    user_id = fields.Many2one(related="plan_id.user_id", store=True)
