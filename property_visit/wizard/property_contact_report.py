from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from ..rules import period

SUPERVISOR = "property_visit.group_property_supervisor"
COVER = ("visits_done", "satisfaction", "feedback", "on_time")


class PropertyContactReport(models.TransientModel):
    """The daily contact report of a person: whom they reached, what was said (M2)."""

    _name = "property.contact.report"
    _description = "Daily contact report"

    estate_id = fields.Many2one(
        "property.estate",
        required=True,
        default=lambda self: self._default_estate(),
    )
    day = fields.Date(required=True, default=fields.Date.context_today)
    user_ids = fields.Many2many(
        "res.users",
        string="People",
        default=lambda self: self._default_people(),
        help="Empty: everybody who had contact with somebody on that day.",
    )
    is_supervisor = fields.Boolean(compute="_compute_is_supervisor")

    def _default_estate(self):
        mine = [("user_ids", "in", self.env.uid)]
        estates = self.env["property.estate"]
        return estates.search(mine, limit=1) or estates.search([], limit=1)

    def _default_people(self):
        supervisor = self.env.user.has_group(SUPERVISOR)
        return self.env["res.users"] if supervisor else self.env.user

    @api.depends_context("uid")
    def _compute_is_supervisor(self):
        self.is_supervisor = self.env.user.has_group(SUPERVISOR)

    def action_print(self):
        """Print one page a person.

        :raise UserError: nobody had contact with anybody on that day
        :raise AccessError: a butler asks for the day of somebody else
        """
        self.ensure_one()
        if not self._pages():
            raise UserError(self.env._("Nobody was contacted on that day."))
        report = self.env.ref("property_visit.action_report_contact_report")
        return report.report_action(self)

    # ------------------------------------------------------------------ pages

    def _pages(self):
        """The day, person by person, as the reader may see it.

        :return: list of dicts `user visits attempts`
        """
        self.ensure_one()
        self.estate_id.check_access("read")
        self._check_people()
        visits, attempts = self._visits(), self._attempts()
        people = self.user_ids or (visits.user_id | attempts.user_id)
        return [
            {
                "user": user,
                "visits": visits.filtered(lambda v, user=user: v.user_id == user),
                "attempts": attempts.filtered(lambda a, user=user: a.user_id == user),
            }
            for user in people.sorted("name")
            if user in (visits.user_id | attempts.user_id)
        ]

    def _check_people(self):
        others = self.user_ids != self.env.user
        if others and not (self.env.su or self.env.user.has_group(SUPERVISOR)):
            raise AccessError(self.env._("Butlers print their own day."))

    def _visits(self):
        domain = [
            ("estate_id", "=", self.estate_id.id),
            ("day", "=", self.day),
            ("state", "=", "done"),
        ]
        if self.user_ids:
            domain.append(("user_id", "in", self.user_ids.ids))
        return self.env["property.visit"].search(domain, order="date_done, id")

    def _attempts(self):
        tz = self.estate_id.tz
        domain = [
            ("visit_id.estate_id", "=", self.estate_id.id),
            ("date", ">=", period.day_start_utc(self.day, tz)),
            ("date", "<", period.day_start_utc(self.day + timedelta(days=1), tz)),
        ]
        if self.user_ids:
            domain.append(("user_id", "in", self.user_ids.ids))
        return self.env["property.visit.attempt"].search(domain, order="date, id")

    def _satisfaction(self, visit):
        """How satisfied somebody was, in words; "" when not asked."""
        words = (
            "",
            self.env._("Very dissatisfied"),
            self.env._("Dissatisfied"),
            self.env._("Neutral"),
            self.env._("Satisfied"),
            self.env._("Very satisfied"),
        )
        return words[visit.satisfaction or 0]

    def _person_page(self, user, accent):
        """The person's figures of the day, beside those of the day before."""
        figures = self.env["property.period.figures"]
        counted = figures._days(
            self.estate_id, self.day, self.day + timedelta(days=1), user
        )
        described = figures._described(counted.as_dict())
        return figures._page(described, COVER, accent)
