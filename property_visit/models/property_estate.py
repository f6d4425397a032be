from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..rules import period
from ..rules.working_time import day_end
from .arguments import read_date


class PropertyEstate(models.Model):
    """A housing estate, shopping centre or office that is looked after."""

    _name = "property.estate"
    _description = "Estate"
    _inherit = ["mail.thread", "mail.activity.mixin"]
    _order = "sequence, name, id"

    name = fields.Char(required=True, tracking=True)
    code = fields.Char(help="Short name used in references.")
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    estate_type_id = fields.Many2one("property.estate.type", required=True)
    procedure_id = fields.Many2one(
        "property.procedure",
        compute="_compute_procedure_id",
        store=True,
        readonly=False,
        precompute=True,
        required=True,
        tracking=True,
    )
    company_id = fields.Many2one(
        "res.company", required=True, default=lambda self: self.env.company
    )
    partner_id = fields.Many2one(
        "res.partner", string="Address", help="Printed on forms and letters."
    )
    resource_calendar_id = fields.Many2one(
        "resource.calendar",
        string="Working Time",
        help="Empty: the company's working time. Its time zone is the estate's.",
    )
    # Stored, for each page and each promise asks what day it is here.
    tz = fields.Char(compute="_compute_tz", store=True, string="Time Zone")
    staff_ids = fields.One2many("property.estate.staff", "estate_id")
    building_ids = fields.One2many("property.building", "estate_id")
    household_ids = fields.One2many("property.household", "estate_id")
    stakeholder_ids = fields.Many2many(
        "res.partner",
        "property_estate_stakeholder_rel",
        "estate_id",
        "partner_id",
        help="Visited though they are no household (H3): owners' committee, building"
        " representatives, community office, housing bureau.",
    )
    team_id = fields.Many2one(
        "helpdesk.ticket.team", help="Takes complaints and repairs of this estate."
    )
    daily_visit_capacity = fields.Integer(
        help="Most visits one person is given on one day; 0 for no limit (P14)."
    )
    user_ids = fields.Many2many(
        "res.users",
        "property_estate_user_rel",
        "estate_id",
        "user_id",
        string="People",
        compute="_compute_user_ids",
        store=True,
        help="Staff of today and the butlers of its buildings: who may see the estate.",
    )
    household_count = fields.Integer(compute="_compute_counts")
    plan_count = fields.Integer(compute="_compute_counts")

    _name_unique = models.UniqueIndex(
        "(company_id, name)", "This company already has an estate of that name."
    )
    _capacity_check = models.Constraint(
        "CHECK(daily_visit_capacity >= 0)", "A daily capacity cannot be negative."
    )

    @api.depends("estate_type_id")
    def _compute_procedure_id(self):
        for estate in self:
            estate.procedure_id = (
                estate.procedure_id or estate.estate_type_id.default_procedure_id
            )

    @api.depends("resource_calendar_id.tz", "company_id.resource_calendar_id.tz")
    def _compute_tz(self):
        for estate in self:
            estate.tz = estate._calendar().tz or "UTC"

    @api.depends(
        "staff_ids.user_id",
        "staff_ids.date_from",
        "staff_ids.date_to",
        "staff_ids.active",
        "building_ids.butler_id",
        "building_ids.active",
        "household_ids.butler_id",
        "household_ids.occupancy",
        "household_ids.active",
    )
    def _compute_user_ids(self):
        butlers = self._butlers()
        for estate in self:
            today = estate._today()
            staff = estate.staff_ids.filtered(
                lambda s, today=today: (
                    s.active
                    and s.date_from <= today
                    and (not s.date_to or s.date_to >= today)
                )
            )
            estate.user_ids = (
                staff.user_id
                | estate.building_ids.butler_id
                | self.env["res.users"].browse(butlers.get(estate.id, ()))
            )

    def _butlers(self):
        """Dict estate id → ids of the butlers of those who live there."""
        butlers = {}
        for estate, butler in self.env["property.household"]._read_group(
            [
                ("estate_id", "in", self.ids),
                ("butler_id", "!=", False),
                ("occupancy", "!=", "moved_out"),
            ],
            ["estate_id", "butler_id"],
        ):
            butlers.setdefault(estate.id, []).append(butler.id)
        return butlers

    def _compute_counts(self):
        households = self._count(
            "property.household", [("occupancy", "!=", "moved_out")]
        )
        plans = self._count("property.visit.plan", [])
        for estate in self:
            estate.household_count = households.get(estate, 0)
            estate.plan_count = plans.get(estate, 0)

    def _count(self, model, domain):
        return dict(
            self.env[model]._read_group(
                [("estate_id", "in", self.ids), *domain], ["estate_id"], ["__count"]
            )
        )

    @api.constrains("procedure_id", "company_id")
    def _check_procedure_company(self):
        for estate in self:
            company = estate.procedure_id.company_id
            if company and company != estate.company_id:
                raise ValidationError(
                    self.env._(
                        "The procedure %(procedure)s belongs to %(company)s: choose one"
                        " of the estate's own company.",
                        procedure=estate.procedure_id.name,
                        company=company.name,
                    )
                )

    # ------------------------------------------------------------------ time

    def _calendar(self):
        """The working time this estate is judged by (W2, T2); may be empty."""
        self.ensure_one()
        return self.resource_calendar_id or self.company_id.resource_calendar_id

    def _today(self, now=None):
        """The local date at the estate.

        :param now: naive UTC datetime, the present by default
        """
        self.ensure_one()
        return period.local_day(now or fields.Datetime.now(), self.tz)

    def _day_end(self, now):
        """The end of its local day, for what is agreed to be done in it.

        :param now: naive UTC datetime
        :return: naive UTC datetime
        """
        return day_end(self._today(now), self.tz)

    def _is_working_day(self, day):
        """Whether anybody works at the estate on a local date (M7, T2)."""
        table = self._calendar()._property_table(day.year)
        return table.is_always_open or day.toordinal() in table.days

    @api.model
    def _all(self):
        """Every estate the user may see: even for big companies these are few."""
        return self.search([])  # pylint: disable=no-search-all

    @api.model
    def _cron_refresh_people(self):
        """Let those whose time in a role began or ended today gain or lose sight."""
        self._all()._compute_user_ids()

    # ------------------------------------------------------------------ people

    def _holding(self, role, day=None):
        """Who holds a role here, the lowest id first (N7).

        :param role: one `property.role`, or none
        :param day: local date, today by default
        :return: `res.users`, may be empty
        """
        self.ensure_one()
        staff = self.env["property.estate.staff"].sudo()
        held = staff._holders(self, role, day or self._today())
        return self.env["res.users"].browse(held.get((self.id, role.id), []))

    # ------------------------------------------------------------------ actions

    def action_generate_month(self, date=None):
        """Make the monthly plans an estate lacks for a month, and plan its visits.

        :param date: any day of the month (date or ISO text); the current month when
            empty
        :return: the notification that `property.visit.plan.action_generate` returns
        :raise UserError: another generation of one of the estates is running (R2)
        """
        day = read_date(self.env, date) or fields.Date.context_today(self)
        plans = self.env["property.visit.plan"]._for_month(self, day)
        return plans.action_generate()

    def action_open_households(self):
        """The households of these estates."""
        return self._action_related("property_visit.property_household_action")

    def action_open_plans(self):
        """The visit plans of these estates."""
        return self._action_related("property_visit.property_visit_plan_action")

    def action_open_visits(self):
        """The visits at these estates."""
        return self._action_related("property_visit.property_visit_action")

    def _action_related(self, xmlid):
        action = self.env["ir.actions.act_window"]._for_xml_id(xmlid)
        action["domain"] = [("estate_id", "in", self.ids)]
        action["context"] = {"default_estate_id": self.id} if len(self) == 1 else {}
        return action
