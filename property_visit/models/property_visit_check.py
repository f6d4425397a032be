from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain

from ..rules import period, sample

ANSWERS = [("yes", "Yes"), ("no", "No"), ("unsure", "Cannot say")]


class PropertyVisitCheck(models.Model):
    """A household is asked by somebody else whether a visit took place (V7)."""

    _name = "property.visit.check"
    _description = "Visit asked about again"
    _inherit = [
        "mail.thread",
        "mail.activity.mixin",
        "property.reach.mixin",
        "property.fact.mixin",
    ]
    _order = "month desc, state desc, id"
    _rec_name = "visit_id"

    visit_id = fields.Many2one(
        "property.visit", required=True, readonly=True, index=True
    )
    estate_id = fields.Many2one(
        related="visit_id.estate_id", store=True, index=True, precompute=True
    )
    household_id = fields.Many2one(
        related="visit_id.household_id", store=True, precompute=True
    )
    partner_id = fields.Many2one(
        "res.partner", compute="_compute_contact", string="Contact"
    )
    phone = fields.Char(compute="_compute_contact")
    visited_by_id = fields.Many2one(
        "res.users",
        related="visit_id.user_id",
        string="Visited By",
        store=True,
        precompute=True,
    )
    visit_day = fields.Date(related="visit_id.day", string="Visited On")
    method_id = fields.Many2one(related="visit_id.method_id")
    user_id = fields.Many2one("res.users", string="Asked By", tracking=True)
    month = fields.Date(
        required=True, readonly=True, help="First day of the month it was drawn from."
    )
    took_place = fields.Selection(ANSWERS, string="Did It Take Place?", tracking=True)
    recorded_rightly = fields.Selection(
        ANSWERS, string="Is It Recorded Rightly?", tracking=True
    )
    note = fields.Text(help="What the household said.")
    asked_at = fields.Datetime(readonly=True, copy=False, tracking=True)
    state = fields.Selection(
        [("to_ask", "To ask"), ("asked", "Asked"), ("not_reached", "Not reached")],
        default="to_ask",
        required=True,
        readonly=True,
        tracking=True,
    )
    active = fields.Boolean(default=True)

    _visit_unique = models.UniqueIndex(
        "(visit_id)", "This visit was drawn to be asked about already."
    )
    _estate_month = models.Index("(estate_id, month)")

    @api.depends("household_id", "visit_id")
    def _compute_contact(self):
        for check in self:
            visit = check.visit_id.sudo()
            partner = visit.household_id.partner_id or visit.partner_id
            check.partner_id = partner
            check.phone = partner.phone

    @api.constrains("user_id", "visit_id")
    def _check_somebody_else(self):
        for check in self:
            check._check_took_no_part(check.user_id)

    def _check_took_no_part(self, user):
        if user & self.visit_id.sudo()._who_took_part():
            raise ValidationError(
                self.env._(
                    "%s took part in that visit: somebody else has to ask.", user.name
                )
            )

    @api.model
    def _own_facts(self):
        return super()._own_facts() | {"visit_id", "month", "state", "asked_at"}

    # ------------------------------------------------------------------ drawing

    @api.model
    def _cron_draw(self):
        """Nightly: draw from the month that is over, once per estate and month."""
        for estate in self.env["property.estate"]._all():
            running = period.month(estate._today()).start
            month = period.month(running - timedelta(days=1)).start
            if not self._count_of_month(estate, month):
                self._draw(estate, month)

    def _count_of_month(self, estate, month):
        domain = [("estate_id", "=", estate.id), ("month", "=", month)]
        return self.with_context(active_test=False).search_count(domain, limit=1)

    @api.model
    def _draw(self, estate, month):
        """Draw the sample of one estate and month; drawing again gives the same.

        :param estate: `property.estate`, one record
        :param month: first day of the month, local date
        :return: the new records, each with a promise to ask (V7)
        """
        visits = self._drawable(estate, month)
        share = estate.procedure_id.check_share
        key = self.env["property.callback.share"]._ensure_key().encode()
        numbers = {str(visit.id): visit for visit in visits}
        made = {}
        for number, visit in numbers.items():
            made.setdefault(visit.user_id, []).append(number)
        drawn = sample.draw(made, share, key)
        chosen = [numbers[number] for own in drawn.values() for number in own]
        return self._give_out(estate, month, chosen)

    def _drawable(self, estate, month):
        window = period.month(month)
        visits = self.env["property.visit"].search(
            Domain("estate_id", "=", estate.id)
            & Domain("state", "=", "done")
            & Domain("household_id", "!=", False)
            & Domain("user_id", "!=", False)
            & Domain("day", ">=", window.start)
            & Domain("day", "<", window.end),
            order="id",
        )
        known = self.with_context(active_test=False).search(
            [("visit_id", "in", visits.ids)]
        )
        return visits - known.visit_id

    def _give_out(self, estate, month, visits):
        candidates = self._candidates(estate)
        took_part = [visit._who_took_part() for visit in visits]
        asked_by = sample.askers(took_part, list(candidates))
        checks = self.with_context(tracking_disable=True).create(
            [
                {
                    "visit_id": visit.id,
                    "month": month,
                    "user_id": user.id if user else False,
                }
                for visit, user in zip(visits, asked_by, strict=True)
            ]
        )
        now = fields.Datetime.now()
        for check in checks:
            self.env["property.commitment"]._promise("check_drawn", check, now)
        return checks

    def _candidates(self, estate):
        """Who asks: the holders of the procedure's role, else all who manage."""
        asking = estate._holding(estate.procedure_id.check_role_id)
        managers = self.env.ref("property_visit.group_property_manager")
        return asking | estate.user_ids.filtered(
            lambda user: managers in user.all_group_ids and not asking
        )

    # ------------------------------------------------------------------ asking

    def action_asked(self):
        """The household was asked; this keeps the promise (V7).

        :raise UserError: an answer is missing, or somebody who took part asks
        """
        for check in self:
            if not (check.took_place and check.recorded_rightly):
                raise UserError(
                    self.env._(
                        "Note both answers: did it take place, is it recorded rightly?"
                    )
                )
        self._note_asked("asked")

    def action_not_reached(self):
        """Nobody could be reached; the visit leaves the sample unanswered.

        :raise UserError: somebody who took part asks
        """
        self._note_asked("not_reached")

    def _note_asked(self, state):
        """Whoever asked is noted, unless somebody was named beforehand (V7)."""
        self.check_access("write")
        now = fields.Datetime.now()
        for check in self:
            check._check_took_no_part(self.env.user)
            asked_by = check.user_id or self.env.user
            check.sudo().write(
                {"user_id": asked_by.id, "state": state, "asked_at": now}
            )
        self.env["property.commitment"]._keep_for(self, "check", now)

    def action_all_fine(self):
        """It took place and is recorded rightly: one tap."""
        self.write({"took_place": "yes", "recorded_rightly": "yes"})
        self.action_asked()


class PropertyVisit(models.Model):
    _inherit = "property.visit"

    def _who_took_part(self):
        """Those who cannot be asked to check it."""
        return self.user_id | self.companion_ids


class PropertyProcedure(models.Model):
    """How many visits are asked about again, and by whom (V7)."""

    _inherit = "property.procedure"

    check_share = fields.Float(
        string="Visits Asked About Again",
        default=0.05,
        tracking=True,
        aggregator=None,
        help="Share of each person's done visits of a month; 0: none.",
    )
    check_role_id = fields.Many2one(
        "property.role",
        string="Asked By",
        default=lambda self: self.env.ref(
            "property_visit.role_supervisor", raise_if_not_found=False
        ),
    )

    _check_share_check = models.Constraint(
        "CHECK(check_share >= 0 AND check_share <= 1)",
        "The share of visits asked about lies between 0 and 100 %.",
    )
