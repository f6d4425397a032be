from odoo import fields, models
from odoo.exceptions import UserError
from odoo.tools import plaintext2html

from ..rules import resident

STAFF = "base.group_user"
# What a household is told of; the rest of the ledger is ours.
TOLD = ("arrived", "answer", "remedy", "solution", "result")
# What of a promise that takes; all else of the ledger need not be read.
PROMISE = ["rule_id", "res_id", "estate_id", "state"]
PROMISE += ["date_due", "date_kept", "was_late"]
SOLVED = ("handled", "callback", "closed")


class HelpdeskTicket(models.Model):
    """A case as the household sees it on the portal (C1, C8, C8a)."""

    _inherit = "helpdesk.ticket"

    # Sent with the form, so that sending it twice makes one ticket.
    form_key = fields.Char(copy=False, readonly=True, groups=STAFF)

    _form_key_unique = models.UniqueIndex(
        "(partner_id, form_key) WHERE form_key IS NOT NULL",
        "This has been registered already.",
    )

    # ------------------------------------------------------------------ where it is

    def _resident_steps(self):
        """The timeline: dicts `label state at`, none for what is no case."""
        self.ensure_one()
        labels, times = self._step_labels(), self._step_times()
        return [
            {
                "label": labels[step][state == "current"],
                "state": state,
                "at": state == "done" and times.get(step),
            }
            for step, state in resident.steps(self.handling_state)
        ]

    def _step_labels(self):
        """What a step is called behind or ahead, and what while it is the one."""
        return {
            "received": (self.env._("Received"), self.env._("Received")),
            "checked": (self.env._("Checked"), self.env._("Being checked")),
            "solving": (self.env._("Worked on"), self.env._("Being solved")),
            "solved": (self.env._("Solved"), self.env._("Solved")),
            "asked": (
                self.env._("You are satisfied"),
                self.env._("Are you satisfied?"),
            ),
        }

    def _step_times(self):
        return {
            "received": self.create_date,
            "checked": self.sudo().dispatched_at,
            "solved": self.handled_at,
            "asked": self.satisfied_at,
        }

    def _resident_state(self):
        """Where the case stands, in one word, and its Bootstrap colour."""
        return {
            "received": (self.env._("Received"), "info"),
            "dispatched": (self.env._("Checked"), "info"),
            "solving": (self.env._("Being solved"), "primary"),
            "handled": (self.env._("Solved? Please tell us"), "warning"),
            "callback": (self.env._("Solved"), "success"),
            "closed": (self.env._("Closed"), "secondary"),
        }.get(self.handling_state, (self.stage_id.name, "secondary"))

    # ------------------------------------------------------------------ promises

    def _resident_promises(self):
        """The next promise of each of some tickets, as the household is told.

        :return: dict ticket id → dict `text at left is_late is_paused`
        """
        told = self._told_promises()
        return {number: self._tell_promise(told[number]) for number in told}

    def _told_promises(self):
        """The next promise of each of some tickets that the household is told of.

        :return: dict ticket id → `property.commitment`, as superuser
        """
        kept_by = self.env["property.commitment.rule"]._kept_by()
        promises = self.env["property.commitment"]._of(self, PROMISE)
        told = promises.filtered(
            lambda p: kept_by.get(p.rule_id.id) in TOLD and p.date_due
        )
        told = told.sorted(lambda p: (p.date_due, p.id), reverse=True)
        return {promise.res_id: promise for promise in told}

    def _tell_promise(self, promise):
        texts = {
            "arrived": self.env._("Somebody comes by"),
            "answer": self.env._("We answer you by"),
            "remedy": self.env._("We tell you what we do by"),
            "solution": self.env._("Solved by"),
            "result": self.env._("We tell you the result by"),
        }
        kept_by = promise.rule_id._kept_by()[promise.rule_id.id]
        now = fields.Datetime.now()
        return {
            "text": texts[kept_by],
            "at": promise.estate_id._moment_text(promise.date_due),
            "left": self._left_text(resident.remaining(now, promise.date_due)),
            "is_late": promise.is_late,
            "is_paused": promise.state == "paused",
        }

    def _left_text(self, left):
        if not left:
            return ""
        amount, unit = left
        return {
            "minutes": self.env._("%s min left", amount),
            "hours": self.env._("%s h left", amount),
            "days": self.env._("%s days left", amount),
        }[unit]

    # ------------------------------------------------------------------ answers

    def _may_be_judged(self):
        """Whether the household can say now if it is solved."""
        self.ensure_one()
        handled = self.handling_state in ("handled", "callback")
        return handled and not self.satisfied_at

    def _may_be_reopened(self):
        """Whether “not solved” is a step, after it was found solved, too (C8)."""
        self.ensure_one()
        return self.handling_state in SOLVED

    def _open_proposals(self):
        """The solutions that the household can choose from now (C8a)."""
        return self.sudo().proposal_ids.filtered(lambda p: p._may_be_answered())

    def _own_rating(self):
        """How the user rated this handling, empty when not yet."""
        self.ensure_one()
        if self.handling_state not in SOLVED:
            return self.env["rating.rating"].sudo()
        return self.sudo().rating_ids.filtered(
            lambda rating: (
                rating.consumed
                and rating.partner_id == self.env.user.partner_id
                and (not self.handled_at or rating.write_date >= self.handled_at)
            )
        )[:1]

    def _resident_rate(self, score, words=""):
        """Rate the handling with Odoo's rating, once for each time it was handled.

        :param score: text "1" to "5"
        :raise UserError: it is no such figure, nothing was handled yet, or it was rated
        """
        if score not in ("1", "2", "3", "4", "5"):
            raise UserError(self.env._("Choose one of the five faces."))
        if not self._may_be_reopened() or self._own_rating():
            raise UserError(self.env._("There is nothing to rate here now."))
        case, partner = self.sudo(), self.env.user.partner_id
        token = case._rating_get_access_token(partner)
        case.rating_apply(int(score), token=token, feedback=words or None)

    # ------------------------------------------------------------------ reports

    def _resident_report(self, values):
        """Register what a resident sends with the form of the portal (C1).

        :param values: of a ticket; household, kind, texts and flags
        :return: the new ticket, as superuser
        """
        household = values["household"]
        estate, category = household.estate_id, values["category"]
        user = self.env.user
        ticket = self.sudo().create(
            {
                "name": values["text"].splitlines()[0][:80],
                "description": plaintext2html(values["text"]),
                "partner_id": user.partner_id.id,
                "partner_name": user.partner_id.name,
                "partner_email": user.partner_id.email,
                "household_id": household.id,
                "company_id": estate.company_id.id,
                "team_id": (category.team_id or estate.team_id).id,
                "user_id": False,
                "channel_id": self.env.ref(
                    "helpdesk_mgmt.helpdesk_ticket_channel_web"
                ).id,
                "property_kind": values["kind"],
                "problem_category_id": category.id,
                "is_leak": values["is_leak"],
                "is_safety": values["is_safety"],
                "form_key": values["key"],
            }
        )
        ticket.message_subscribe(partner_ids=user.partner_id.ids)
        return ticket

    def _reported_as(self, key):
        """The ticket that this user's form became, empty when none."""
        found = self.sudo().search(
            [("form_key", "=", key), ("partner_id", "=", self.env.user.partner_id.id)],
            limit=1,
        )
        return self.browse(found.ids)._filtered_access("read").sudo()
