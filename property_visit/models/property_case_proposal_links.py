from odoo import fields, models
from odoo.exceptions import UserError


class PropertyCaseProposal(models.Model):
    """The household agrees or asks for another solution, by a link or on the portal."""

    _name = "property.case.proposal"
    _inherit = ["property.case.proposal", "property.link.mixin"]

    def _link_purposes(self):
        return (*super()._link_purposes(), "proposal")

    def _link_is_open(self, purpose):
        if purpose != "proposal":
            return super()._link_is_open(purpose)
        return self._may_be_answered()

    def _may_be_answered(self):
        """Whether the household can still choose: none was agreed, the case is open."""
        self.ensure_one()
        case = self.ticket_id
        agreed = "agreed" in case.proposal_ids.mapped("state")
        running = case.handling_state not in ("handled", "callback", "closed")
        return self.state == "proposed" and running and not agreed

    def _link_partner(self, purpose):
        return self.ticket_id.partner_id

    def _link_household(self):
        return self.ticket_id.household_id

    def _link_mail(self, purpose):
        return self.ticket_id, "property_visit.mail_template_case_proposal"

    def _link_page(self, purpose):
        case = self.ticket_id
        return {
            "where": f"{case.estate_id.name} · {case.number} {case.name}",
            "question": self.env._("Do you agree to this solution?"),
            "facts": [self.description],
            "ask": self.env._(
                "If you would like another one: what should be different?"
            ),
            "answers": [
                {
                    "value": "yes",
                    "label": self.env._("Yes, I agree"),
                    "style": "primary",
                },
                {
                    "value": "no",
                    "label": self.env._("I would like another solution"),
                    "style": "outline-primary",
                },
            ],
        }

    def _link_answer(self, purpose, answer, text):
        self._household_answers(answer == "yes", text)
        if answer == "yes":
            return self.env._("We will carry it out as proposed.")
        return self.env._("We will propose another solution to you.")

    def _household_answers(self, agreed, words=""):
        """The household itself answers to a proposal (C8a).

        To be called as superuser, who is not the one to ask for rights.

        :param bool agreed: whether this one is carried out
        :param str words: what was written along
        :raise UserError: it is answered already, or refused without a word
        """
        self.ensure_one()
        if not self._may_be_answered():
            raise UserError(self.env._("This has been answered already."))
        if not agreed and not (words or "").strip():
            raise UserError(
                self.env._("Please write in a few words what should be different.")
            )
        self.sudo().write(
            {
                "state": "agreed" if agreed else "refused",
                "household_words": words or self.household_words,
                "answered_at": fields.Datetime.now(),
            }
        )
        self._tell_answer(agreed, words)

    def _tell_answer(self, agreed, words):
        case = self.ticket_id
        person = case.user_id or case._receiver() or self.env.user
        case = case._in_house(person)
        if agreed:
            text = case.env._("The household agrees to: %s", self.description)
            summary = case.env._("Carry out what the household agreed to")
        else:
            text = case.env._(
                "The household asks for another solution than: %s", self.description
            )
            summary = case.env._("Propose another solution")
        case.message_post(body="\n".join(filter(None, [text, words])))
        case.activity_schedule(
            "mail.mail_activity_data_todo", summary=summary, user_id=person.id
        )
