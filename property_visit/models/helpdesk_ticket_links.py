from odoo import fields, models

ASKED = ("handled", "callback")
RESULT = "property_visit.mail_template_case_result"
PROPOSAL = "property_visit.mail_template_case_proposal"


class HelpdeskTicket(models.Model):
    """The household itself says whether its case is solved, by a link too (C8)."""

    _name = "helpdesk.ticket"
    _inherit = ["helpdesk.ticket", "property.link.mixin"]

    def _link_purposes(self):
        return (*super()._link_purposes(), "solved")

    def _link_is_open(self, purpose):
        if purpose != "solved":
            return super()._link_is_open(purpose)
        return self.handling_state in ASKED and not self.satisfied_at

    def _link_stamp(self, purpose):
        """A case that was taken up and handled again is asked about anew."""
        if purpose != "solved":
            return super()._link_stamp(purpose)
        return fields.Datetime.to_string(self.handled_at)

    def _link_partner(self, purpose):
        return self.partner_id

    def _link_mail(self, purpose):
        return self, RESULT

    def action_tell(self):
        """Write to the household; a letter with links where it has to answer."""
        action = super().action_tell()
        if letter := self._letter():
            context = action["context"]
            context["default_template_id"] = self.env.ref(letter).id
            # The letter has these of its own.
            for name in ("default_body", "default_subject", "default_partner_ids"):
                context.pop(name, None)
        return action

    def _letter(self):
        """The letter that asks the household what it has to be asked now, if any."""
        if self._link_is_due("solved"):
            return RESULT
        open_ones = self.proposal_ids.filtered(lambda p: p._link_is_due("proposal"))
        return PROPOSAL if open_ones else None

    def _link_page(self, purpose):
        return {
            "where": self.estate_id.name,
            "question": self.env._("Is this solved, and are you satisfied?"),
            "facts": [f"{self.number} {self.name}"],
            "ask": self.env._("If not: what is still wrong?"),
            "answers": [
                {
                    "value": "yes",
                    "label": self.env._("Yes, solved and satisfied"),
                    "style": "primary",
                },
                {
                    "value": "no",
                    "label": self.env._("No, not solved"),
                    "style": "outline-primary",
                },
            ],
        }

    def _link_answer(self, purpose, answer, text):
        self._household_finds(answer == "yes", text)
        if answer == "yes":
            return self.env._("We are glad that it is solved.")
        return self.env._("We take it up again and will answer you.")

    def _household_finds(self, satisfied, words=""):
        """The household itself says whether its case is solved: else it reopens (C8).

        To be called as superuser, who is not the one to ask for rights.

        :param bool satisfied: whether it is solved and the household is satisfied
        :param str words: what was written along, may be empty
        :raise UserError: the case has not been handled yet
        """
        self.ensure_one()
        now = fields.Datetime.now()
        case = self._in_house(self.user_id)
        if not satisfied:
            text = case.env._("The household itself says that it is not solved.")
            self.env["property.event"]._call_off_case(case, text)
            case._reopen("\n".join(filter(None, [text, words])), now)
            return
        case._callback_found(True, self.env["property.visit"], now)
        text = case.env._("The household itself says that it is solved.")
        case.message_post(body="\n".join(filter(None, [text, words])))
