from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import format_date, get_lang

from ..rules import period
from .property_household import PREFERENCE_DAYS

# How a household can wish to be spoken to.
WAYS = ("door", "phone", "message", "email")
LONGEST_WISH = 200
LIVES = ["estate_id", "building_id", "unit", "occupancy", "active"]
LIVES += ["move_in_date", "move_out_date"]


class PropertyHousehold(models.Model):
    """A household as its own people see it: their wishes, and what they ask for."""

    _name = "property.household"
    _inherit = ["property.household", "property.resident.mixin"]

    is_of_resident = fields.Boolean(
        compute="_compute_is_of_resident", search="_search_is_of_resident"
    )

    @api.depends_context("uid")
    def _compute_is_of_resident(self):
        own = self.env.user.partner_id._households_of_user()
        for household in self:
            household.is_of_resident = household in own

    def _search_is_of_resident(self, operator, _value):
        """A query of today: rules are cached, and people move in and out."""
        if operator != "in":
            return NotImplemented
        own = self.env.user.partner_id._households_of_user()
        return Domain("id", "in", own.ids)

    def _fetch_lives(self):
        """Read what tells who lives there today, and where; no other column.

        Every page of a resident asks for it, and few ask for more.
        """
        self.fetch(LIVES)
        self.estate_id.fetch(["name", "partner_id", "company_id", "tz"])

    def _place_text(self):
        """Where they live, without a name."""
        self.ensure_one()
        return " ".join(
            filter(None, (self.estate_id.name, self.building_id.name, self.unit))
        )

    # ------------------------------------------------------------------ wishes

    def _spoken_with(self, person):
        """The language to write in: the household's wish, else that of the person (H8).

        Where neither is known it is the company's, not that of whoever writes.

        :param person: `res.partner` written to; both may be empty
        :return: code of an installed language
        """
        company = self.estate_id.company_id or self.env.company
        wish = self.language or person.lang or company.sudo().partner_id.lang
        return get_lang(self.env, wish).code

    def _resident_ways(self):
        """The methods a household can wish for (H8)."""
        return self.env["property.visit.method"].sudo().search([("code", "in", WAYS)])

    def _resident_prefer(self, wishes):
        """Note how the household likes to be contacted (H8).

        :param wishes: dict of texts as a form sends them: `way` (id of a method),
            `days`, `time`, `language`; what is missing is no wish
        :raise UserError: something is none of the choices
        """
        self.ensure_one()
        ways = {str(way.id): way.id for way in self._resident_ways()}
        languages = dict(self.env["res.lang"].get_installed())
        self.sudo().write(
            {
                "preferred_method_id": self._chosen(wishes.get("way"), ways),
                "preferred_days": self._chosen(
                    wishes.get("days"), {key: key for key, _name in PREFERENCE_DAYS}
                )
                or "any",
                "convenient_time": (wishes.get("time") or "").strip()[:LONGEST_WISH],
                "language": self._chosen(
                    wishes.get("language"), {code: code for code in languages}
                ),
            }
        )
        self.sudo().message_post(
            body=self.env._("The household changed how it likes to be contacted.")
        )

    def _chosen(self, value, choices):
        if not value:
            return False
        if value not in choices:
            raise UserError(self.env._("Choose one of what the page offers."))
        return choices[value]

    # ------------------------------------------------------------------ asking

    def _resident_ask(self, words, by_phone=False):
        """The household asks for a visit or a callback (H9, P12): one a day.

        :param words: what it is about, may be empty
        :param by_phone: whether to be called instead
        :return: the `property.visit` that is made for it; empty where the procedure
            makes none, then the butler is told
        """
        self.ensure_one()
        wish = self.env._("Please call.") if by_phone else self.env._("Please come by.")
        note = "\n".join(filter(None, [wish, words, self._missed_callback_text()]))
        today = self.estate_id._today()
        source = f"own_request {today}"
        events = self.env["property.event"].sudo()
        events._happen("own_request", self, source_ref=source, note=note)
        known = events.search(
            [("household_id", "=", self.id), ("source_ref", "=", source)]
        )
        if not known:
            self._tell_butler(self.env._("The household asks for a contact"), note)
        return known.visit_id.filtered(lambda visit: visit._is_open())[:1]

    def _tell_butler(self, summary, note):
        """An activity for the butler, one at a time."""
        household = self.sudo()
        if summary not in household.activity_ids.mapped("summary"):
            household.activity_schedule(
                "mail.mail_activity_data_todo",
                summary=summary,
                note=note,
                user_id=(self.butler_id or self.env.ref("base.user_admin")).id,
            )


class PropertyEstate(models.Model):
    _inherit = "property.estate"

    def _moment_text(self, moment):
        """A moment as people of the estate say it, in the language of the environment.

        :param moment: naive UTC datetime
        """
        local = period.local_moment(moment, self.tz)
        away = (local.date() - self._today()).days
        day = {0: self.env._("today"), 1: self.env._("tomorrow")}.get(away)
        day = day or format_date(self.env, local.date(), date_format="full")
        return f"{day} {local:%H:%M}"
