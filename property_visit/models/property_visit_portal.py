from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain

from ..rules import lifecycle

PRESSING = timedelta(days=30)
PLANS_IN_FORCE = ("approved", "running", "closed")
# What a card of a visit shows or asks; all else of a visit need not be read.
ON_CARD = ["estate_id", "household_id", "method_id", "user_id", "day", "date_planned"]
ON_CARD += ["appointment_start", "appointment_stop", "state"]
ON_CARD += ["household_answer", "resident_rating"]


class PropertyVisit(models.Model):
    """A visit as the household sees it: when, how, and what was promised.

    Why it is planned stays inside: the reason may be a matter of one member alone (H5).
    """

    _name = "property.visit"
    _inherit = ["property.visit", "property.resident.mixin"]

    @api.model
    def _upcoming_domain(self, households):
        """Domain of what households can expect; a plan nobody approved is none."""
        today = min(
            (estate._today() for estate in households.estate_id),
            default=fields.Date.today(),
        )
        in_force = Domain("plan_id", "=", False) | Domain(
            "plan_id.state", "in", PLANS_IN_FORCE
        )
        told = Domain("announced_at", "!=", False) | Domain(
            "appointment_state", "!=", "none"
        )
        ahead = Domain("state", "in", lifecycle.OPEN)
        ahead &= Domain("date_planned", ">=", today)
        ahead &= Domain("household_id", "in", households.ids)
        return ahead & (in_force | told)

    @api.model
    def _past_domain(self, households):
        """Domain of the visits that took place."""
        own = Domain("household_id", "in", households.ids)
        return own & Domain("state", "=", "done")

    @api.model
    def _cards(self, domain, **options):
        """Search visits that the user may see, for the cards that show them.

        :return: the visits as superuser, with who comes, read by their name alone
        """
        visits = self._of_resident(domain, ON_CARD, **options)
        visits.user_id.fetch(["name"])
        visits.user_id.partner_id.fetch(["name"])
        return visits

    def _promised_feedback(self):
        """What was said and is, or was, to be answered; special difficulties stay."""
        self.ensure_one()
        return self.feedback_ids.filtered(
            lambda said: (
                (said.reply_due or said.reply) and said.category_id.code != "difficulty"
            )
        )

    def _asks_for_rating(self):
        """Whether the list still asks how it was; old visits do not press."""
        return self._may_rate() and self.estate_id._today() - self.day <= PRESSING

    def _resident_badge(self):
        """What the page says about the time: (text, Bootstrap colour)."""
        self.ensure_one()
        if self.state == "done":
            return (self.env._("Took place"), "secondary")
        answers = {
            "confirmed": (self.env._("You confirmed"), "success"),
            "other_time": (self.env._("You asked for another time"), "warning"),
            "declined": (self.env._("You declined"), "secondary"),
        }
        if self.household_answer in answers:
            return answers[self.household_answer]
        if self.state == "appointed":
            return (self.env._("Agreed"), "success")
        return (self.env._("Please confirm"), "primary")
