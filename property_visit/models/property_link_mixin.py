from datetime import UTC, timedelta

from odoo import SUPERUSER_ID, api, fields, models, tools
from odoo.exceptions import UserError
from odoo.tools import get_lang

LINK_DAYS = "property_visit.link_days"
USUAL_DAYS = 14


class PropertyLinkMixin(models.AbstractModel):
    """Record that somebody may reach for one purpose without signing in.

    A link is signed, runs out and says for what it is; what was done with it (used up,
    closed, moved out) is known by the record, so that nothing is stored for a link.

    The public page is `/v/<purpose>/<token>` (`controllers/links.py`): opening it shows
    one question, sending its form acts. A model that inherits this one serves purposes
    by overriding, for each of them,

    - `_link_purposes`: their names, each of one model only;
    - `_link_is_open`: whether the question can still be answered;
    - `_link_page`: what is asked;
    - `_link_answer`: what follows from an answer;
    - where it matters `_link_stamp` (a link dies when what it was about changes),
      `_link_until` (when it runs out), `_link_partner` (whose language is spoken) and
      `_link_mail` (the letter that carries it).

    Mails, text messages and printed codes carry `_link(purpose)`; `action_give_link`
    shows staff the link as text, address and code.
    """

    _name = "property.link.mixin"
    _description = "Record with signed links"

    # ------------------------------------------------------------------ protocol

    @api.model
    def _link_purposes(self):
        """Names of the purposes that this model serves.

        :rtype: tuple[str]
        """
        return ()

    @api.model
    def _link_model(self, purpose):
        """The model that serves a purpose, None if there is none.

        :rtype: models.BaseModel | None
        """
        serving = self.env.registry.descendants(["property.link.mixin"], "_inherit")
        for name in serving:
            if purpose in self.env[name]._link_purposes():
                return self.env[name]
        return None

    def _link_is_open(self, purpose):
        """Whether the question can be answered now; else a link to it is void."""
        return False

    def _link_stamp(self, purpose):
        """What the link is about, as JSON: it is void once this is another.

        :return: None where the record alone says it
        """
        return None

    def _link_until(self, purpose):
        """When a link made now runs out, naive UTC; the days are a setting."""
        days = self.env["ir.config_parameter"].sudo().get_param(LINK_DAYS)
        days = int(days) if str(days).isdigit() else USUAL_DAYS
        return fields.Datetime.now() + timedelta(days=days)

    def _link_partner(self, purpose):
        """Whose language the page speaks, unless the household has chosen one (H8)."""
        return self.env["res.partner"]

    def _link_mail(self, purpose):
        """The letter with the link: (the record it is written on, its template).

        :return: None where there is no letter
        """
        return None

    def _link_household(self):
        return self.household_id if "household_id" in self._fields else None

    def _link_page(self, purpose):
        """What is asked, in the language of the environment, and nothing beyond it.

        :return: dict `question` (text), `facts` (list of texts under it, what somebody
            has to know to answer: no names of people), `answers` (list of dicts `value
            label style`, style of a Bootstrap button: primary, outline-primary);
            optionally `where` (the line above), `faces` (True: the answers are 1 to 5)
            and `ask` (the label over the box for words, no box without)
        """
        raise NotImplementedError

    def _link_answer(self, purpose, answer, text):
        """Act on an answer, as superuser.

        :param str answer: one of the values that `_link_page` offered
        :param str text: what was written, stripped, at most 2,000 characters
        :return: the sentence of thanks
        :rtype: str
        :raise UserError: the answer lacks something; the page shows the sentence
        """
        raise NotImplementedError

    # ------------------------------------------------------------------ links

    def action_give_link(self):
        """Show the link for the purpose in the context, to be sent by any means.

        Who gives it out could answer in the household's place: so it is noted (H7).

        :return: the dialog
        :raise UserError: there is nothing to answer now
        """
        self.ensure_one()
        self.check_access("write")
        purpose = str(self.env.context.get("link_purpose"))
        served = purpose in self._link_purposes()
        spoken = self.with_context(lang=self.sudo()._link_lang(purpose))
        url = served and spoken._link(purpose)
        if not url:
            raise UserError(self.env._("There is nothing to answer at the moment."))
        share = self.env["property.link.share"]._make(spoken, purpose, url)
        if letter := self._link_mail(purpose):
            letter[0].sudo()._message_log(
                body=self.env._("The link “%s” was given out.", share.question)
            )
        return share._action_open()

    def _link(self, purpose):
        """The address to send for a purpose, "" when there is nothing to answer.

        :rtype: str
        """
        self.ensure_one()
        if not self.sudo()._link_is_due(purpose):
            return ""
        return self._signed_link(purpose, self.sudo()._link_until(purpose))

    def _link_is_due(self, purpose):
        """Whether there is something to answer, and somebody there to do so (H1)."""
        person = self._link_partner(purpose)
        return self._link_is_open(purpose) and not self._link_has_left(person)

    def _signed_link(self, purpose, expires_at):
        """Return the address that opens this record for one purpose.

        :param str purpose: what the link is for, part of what is signed
        :param datetime expires_at: when it runs out, naive UTC
        :rtype: str
        """
        return (
            f"{self.get_base_url()}/v/{purpose}/{self._link_token(purpose, expires_at)}"
        )

    def _link_token(self, purpose, expires_at):
        """Return the signed token of `_signed_link` alone (see there)."""
        self.ensure_one()
        asked = self.sudo()
        person = asked._link_partner(purpose)
        signed = [self.id, asked._link_stamp(purpose), person.id]
        return self._sign(purpose, signed, expires_at)

    @api.model
    def _from_link(self, purpose, token):
        """Return the record that the token names, as superuser, or none.

        A wrong, a foreign, an expired and a used up token are the same to the caller,
        and so is one of somebody who has moved out since (H1, H5).
        """
        signed = self._signed(purpose, token)
        if not signed:
            return self.browse()
        record_id, stamp, person_id = signed
        record = self.with_user(SUPERUSER_ID).browse(record_id).exists()
        if not record or not record._link_is_open(purpose):
            return self.browse()
        person = record.env["res.partner"].browse(person_id).exists()
        valid = record._link_stamp(purpose) == stamp
        return record if valid and not record._link_has_left(person) else self.browse()

    def _link_has_left(self, person):
        """Whether nobody lives there any more, or the person does not (H1).

        :param person: `res.partner` the link was made for; may be empty
        """
        household = self._link_household()
        return bool(household) and household._has_left(person)

    def _link_is_foreign(self, user):
        """Whether the user is staff, to whom the household is not their own home.

        They see links that they give out; what the household says, it says itself.
        """
        if not user._is_internal():
            return False
        household = self._link_household()
        homes = user.env["res.partner"].with_user(user)._households_of_user()
        return not household or household.id not in homes.ids

    def _link_lang(self, purpose):
        """The language to speak (H8): see `_spoken_with` of the household."""
        household = self._link_household() or self.env["property.household"]
        return household._spoken_with(self._link_partner(purpose))

    def _in_house(self, person):
        """These records in the language of one of us, who reads what is noted down.

        :param person: `res.users`; the company's language when there is none
        """
        lang = person.sudo().lang or self.env.company.partner_id.lang
        return self.with_context(lang=get_lang(self.env, lang).code)

    @api.model
    def _sign(self, purpose, value, expires_at):
        """Sign a JSON value for one purpose of this model, until a naive UTC moment."""
        aware = expires_at.replace(tzinfo=UTC)
        return tools.hash_sign(
            self.sudo().env, self._link_scope(purpose), value, expiration=aware
        )

    @api.model
    def _signed(self, purpose, token):
        """Return the value that was signed for this purpose, None if there is none."""
        try:
            return tools.verify_hash_signed(
                self.sudo().env, self._link_scope(purpose), token
            )
        except ValueError:
            return None

    @api.model
    def _link_scope(self, purpose):
        return f"property_visit.{self._name}.{purpose}"
