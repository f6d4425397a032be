from datetime import timedelta

from odoo import SUPERUSER_ID, api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain

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

        :return: list of dicts `user visits attempts slips matters`
        """
        self.ensure_one()
        self.estate_id.check_access("read")
        self._check_people()
        found = {
            "visits": self._visits().grouped("user_id"),
            "attempts": self._attempts().grouped("user_id"),
            "slips": self._slips().grouped("taken_by_id"),
            "matters": self._matters(),
        }
        users = [user for rows in found.values() for user in rows]
        busy = self.env["res.users"].union(*users)
        return [
            {"user": user, **{name: rows.get(user, ()) for name, rows in found.items()}}
            for user in (self.user_ids or busy).sorted("name")
            if user in busy
        ]

    def _check_people(self):
        others = self.user_ids != self.env.user
        if others and not (self.env.su or self.env.user.has_group(SUPERVISOR)):
            raise AccessError(self.env._("Butlers print their own day."))

    def _visits(self):
        return self.env["property.visit"].search(
            Domain("estate_id", "=", self.estate_id.id)
            & Domain("day", "=", self.day)
            & Domain("state", "=", "done")
            & self._of_people("user_id"),
            order="date_done, id",
        )

    def _attempts(self):
        return self.env["property.visit.attempt"].search(
            Domain("visit_id.estate_id", "=", self.estate_id.id)
            & self._that_day("date")
            & self._of_people("user_id"),
            order="date, id",
        )

    def _slips(self):
        """Phone messages that were taken for a colleague (V9)."""
        return self.env["property.message.slip"].search(
            Domain("estate_id", "=", self.estate_id.id)
            & self._that_day("date")
            & self._of_people("taken_by_id"),
            order="date, id",
        )

    # ------------------------------------------------------------------ matters

    def _matters(self):
        """Cases that were registered, and what was answered, by whom (C1, C9, V4).

        :return: dict user → list of dicts `at what number household said`, by time
        """
        rows = [*self._registered(), *self._answered(), *self._replied()]
        rows.sort(key=lambda row: row[1]["at"])
        matters = {}
        for user, row in rows:
            matters.setdefault(user, []).append(row)
        return matters

    def _registered(self):
        mine = self._of_people("create_uid")
        cases = self._cases(self._that_day("create_date") & mine)
        word = self.env._("Registered")
        for case in cases.filtered(lambda case: _is_person(case.create_uid)):
            yield case.create_uid, _matter(case.create_date, word, case, case.name)

    def _answered(self):
        """Cases on which the person wrote to the household."""
        people = self.user_ids.partner_id
        messages = (
            self.env["mail.message"]
            .sudo()
            .search(
                Domain("model", "=", "helpdesk.ticket")
                & Domain("message_type", "=", "comment")
                & Domain("subtype_id", "=", self.env.ref("mail.mt_comment").id)
                & self._that_day("date")
                & (Domain("author_id", "in", people.ids) if people else Domain.TRUE)
            )
        )
        cases = self._cases(Domain("id", "in", messages.mapped("res_id")))
        word = self.env._("Answered")
        for message in messages.filtered(lambda one: one.res_id in cases.ids):
            case = cases.browse(message.res_id)
            for user in message.author_id.user_ids.filtered(_is_person):
                yield user.sudo(False), _matter(message.date, word, case, case.name)

    def _replied(self):
        """Feedback that was answered."""
        said = self.env["property.feedback"].search(
            Domain("estate_id", "=", self.estate_id.id)
            & self._that_day("answered_at")
            & self._of_people("answered_by_id")
        )
        word = self.env._("Answered")
        for one in said.filtered("answered_by_id"):
            yield (
                one.answered_by_id,
                _matter(one.answered_at, word, one, one.description),
            )

    def _cases(self, domain):
        mine = Domain("estate_id", "=", self.estate_id.id)
        return self.env["helpdesk.ticket"].search(mine & domain)

    def _that_day(self, field):
        tz, after = self.estate_id.tz, self.day + timedelta(days=1)
        return Domain(field, ">=", period.day_start_utc(self.day, tz)) & Domain(
            field, "<", period.day_start_utc(after, tz)
        )

    def _of_people(self, field):
        people = Domain(field, "in", self.user_ids.ids)
        return people if self.user_ids else Domain.TRUE

    # ------------------------------------------------------------------ words

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


def _is_person(user):
    """Whether it is one of the staff, neither a resident nor the system itself."""
    return user._is_internal() and user.id != SUPERUSER_ID


def _matter(at, what, record, said):
    household = record.household_id
    return {
        "at": at,
        "what": what,
        "number": record.number if "number" in record._fields else "",
        "household": " ".join(
            filter(None, [household.building_id.name, household.unit])
        ),
        "said": said,
    }
