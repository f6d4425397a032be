from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import plaintext2html


class PropertyFeedback(models.Model):
    """Who raised something hears the outcome and says whether they like it (Q7)."""

    _name = "property.feedback"
    _inherit = ["property.feedback", "property.link.mixin"]

    outcome_satisfied = fields.Boolean(
        string="Satisfied With the Outcome",
        readonly=True,
        copy=False,
        tracking=True,
        help="Means something once the household has said so (Q7).",
    )
    outcome_answered_at = fields.Datetime(readonly=True, copy=False)
    outcome_words = fields.Text(readonly=True, copy=False)

    @api.model
    def _own_facts(self):
        judged = {"outcome_satisfied", "outcome_answered_at", "outcome_words"}
        return super()._own_facts() | judged

    def _link_purposes(self):
        return (*super()._link_purposes(), "outcome")

    def _link_is_open(self, purpose):
        if purpose != "outcome":
            return super()._link_is_open(purpose)
        return self._may_judge_outcome()

    def _may_judge_outcome(self):
        """Whether the household can judge: it was answered, and did not judge yet."""
        self.ensure_one()
        answered = self.state in ("answered", "closed") and bool(self.reply)
        return answered and not self.outcome_answered_at

    def _link_partner(self, purpose):
        return self.partner_id or self.household_id.partner_id

    def _link_mail(self, purpose):
        return self, "property_visit.mail_template_feedback_outcome"

    def _link_page(self, purpose):
        return {
            "where": self.estate_id.name,
            "question": self.env._("Are you satisfied with the outcome?"),
            "facts": [
                self.env._("You said: %s", self.description),
                self.env._("Our answer: %s", self.reply),
            ],
            "ask": self.env._("Would you like to add something? (optional)"),
            "answers": [
                {"value": "yes", "label": self.env._("Yes"), "style": "primary"},
                {"value": "no", "label": self.env._("No"), "style": "outline-primary"},
            ],
        }

    def _link_answer(self, purpose, answer, text):
        self._judge_outcome(answer == "yes", text)
        if answer == "yes":
            return self.env._("Thank you for telling us.")
        return self.env._("We will get in touch with you about it.")

    def _judge_outcome(self, satisfied, words=""):
        """The household judges what came of its feedback (Q7); if badly, it goes on.

        To be called as superuser, who is not the one to ask for rights.

        :param bool satisfied: whether it likes the outcome
        :param str words: what was said along, may be empty
        :raise UserError: it has not been answered yet, or was judged already
        """
        for feedback in self:
            if not feedback._may_judge_outcome():
                raise UserError(
                    self.env._(
                        "The household judges the outcome once, after it was answered."
                    )
                )
            feedback.write(
                {
                    "outcome_satisfied": satisfied,
                    "outcome_answered_at": fields.Datetime.now(),
                    "outcome_words": words or False,
                }
            )
            if not satisfied:
                feedback._take_up_again(words)

    def _take_up_again(self, words):
        """Misunderstandings are explained (Q7): somebody is asked to."""
        person = self.answered_by_id or self.household_id.butler_id or self.env.user
        feedback = self._in_house(person)
        feedback.activity_schedule(
            "mail.mail_activity_data_todo",
            summary=feedback.env._("The household is not satisfied with the outcome"),
            note=plaintext2html(words) if words else "",
            user_id=person.id,
        )
