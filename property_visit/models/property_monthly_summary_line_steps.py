from datetime import timedelta

from odoo import fields, models
from odoo.exceptions import AccessError, UserError

from ..rules import period

SUPERVISOR = "property_visit.group_property_supervisor"


class PropertyMonthlySummaryLine(models.Model):
    """Items are adopted, rejected or deferred, carried out, joined and split (M1)."""

    _inherit = "property.monthly.summary.line"

    # ------------------------------------------------------------------ deciding

    def action_adopt(self):
        """Adopt what is proposed (M1).

        :raise AccessError: of anybody but a manager
        :raise ValidationError: no department is named
        """
        self.write({"decision": "adopted"})

    def action_reject(self):
        """Ask for the reason, and reject (M1)."""
        return self._ask("rejected")

    def action_defer(self):
        """Ask for the reason, and defer to next month (M1)."""
        return self._ask("deferred")

    def action_undecide(self):
        """Take a decision back while the month is not decided."""
        self.write({"decision": "none", "reason": False})

    def _ask(self, decision):
        self._check_may_decide()
        labels = dict(self._fields["decision"]._description_selection(self.env))
        return {
            "type": "ir.actions.act_window",
            "name": labels[decision],
            "res_model": "property.summary.decision",
            "view_mode": "form",
            "target": "new",
            "context": {
                "default_line_ids": self.ids,
                "default_decision": decision,
            },
        }

    # ------------------------------------------------------------------ effect

    def _take_effect(self):
        """The feedback carries the decision, departments get what was adopted."""
        for decision, lines in self.grouped("decision").items():
            feedback = lines.feedback_ids.filtered(
                lambda one, decision=decision: one.decision != decision
            )
            feedback.with_context(tracking_disable=True).decision = decision
        adopted = self.filtered(
            lambda line: (
                line.decision == "adopted"
                and not line.done_at
                and line.carried_from_id.decision != "adopted"
            )
        )
        for line in adopted:
            line._hand_to_department()
        for line in self - adopted:
            line._take_from_department()

    def _take_from_department(self):
        """What was adopted earlier and is not any more is owed no longer."""
        earlier = self._history() - self
        if self.decision != "adopted" and "adopted" in earlier.mapped("decision"):
            reason = self.env._("The decision was taken back.")
            self.env["property.commitment"]._of(earlier)._cancel(reason)
            earlier.activity_unlink(["mail.mail_activity_data_todo"])

    def _hand_to_department(self):
        """The department gets it as an activity with a promise (M1)."""
        now = fields.Datetime.now()
        promises = self.env["property.commitment"]._promise(
            "item_adopted", self, now, self._agreed_due()
        )
        person = self.user_id or promises[:1].user_id
        if person:
            due = promises[:1].date_due
            day = self.date_due or (due and period.local_day(due, self.estate_id.tz))
            self.activity_schedule(
                "mail.mail_activity_data_todo",
                date_deadline=day,
                summary=self.env._("Carry out what was adopted"),
                note=self.proposal,
                user_id=person.id,
            )

    def _agreed_due(self):
        """The end of the day it is due on, at the estate; empty if none was named."""
        if not self.date_due:
            return None
        end = self.date_due + timedelta(days=1)
        return period.day_start_utc(end, self.estate_id.tz)

    def action_done(self):
        """The department has carried it out (M1).

        :raise AccessError: the user is neither of the department nor a supervisor
        :raise UserError: nothing was adopted, or nobody wrote down what was done
        """
        now = fields.Datetime.now()
        for line in self:
            line._check_department()
            if line.decision != "adopted" or line.summary_state not in (
                "decided",
                "published",
            ):
                raise UserError(
                    self.env._("“%s” was not adopted: nothing to carry out.", line.name)
                )
            if not (line.result or "").strip():
                raise UserError(self.env._("Write down what was carried out."))
            line.sudo()._carried_out(now, self.env.user)

    def _check_department(self):
        user = self.env.user
        member = user in self.sudo().team_id.user_ids
        if not (self.env.su or member or user.has_group(SUPERVISOR)):
            raise AccessError(
                self.env._("This is for the department that carries it out.")
            )

    def _carried_out(self, now, user):
        """Settle the item in every month that it was carried through."""
        history = self._history()
        facts = {"done_at": now, "done_by_id": user.id, "result": self.result}
        history.write(facts)
        self.env["property.commitment"]._keep_for(history, "item_done", now)
        history.activity_unlink(["mail.mail_activity_data_todo"])

    # ------------------------------------------------------------------ matters

    def action_join(self):
        """Make one item of several that say the same (M1).

        :raise UserError: fewer than two, decided, of several months or categories
        """
        self.check_access("write")
        if len(self) < 2 or len(self.summary_id) > 1 or len(self.category_id) > 1:
            raise UserError(
                self.env._("Choose two or more items of one category of the month.")
            )
        if set(self.mapped("decision")) != {"none"}:
            raise UserError(self.env._("What is decided is not joined any more."))
        self._check_open()
        first = self.sorted(lambda line: (-line.carry_count, line.id))[0]
        others = self - first
        first.feedback_ids |= others.feedback_ids
        first.proposal = "\n".join(
            dict.fromkeys(filter(None, (first | others).mapped("proposal")))
        )
        others.write({"feedback_ids": [fields.Command.clear()], "active": False})

    def action_split(self):
        """Make each feedback of the item an item of its own.

        :raise UserError: it is decided, or there is one feedback only
        """
        self.ensure_one()
        self.check_access("write")
        self._check_open()
        if self.decision != "none" or len(self.feedback_ids) < 2:
            raise UserError(
                self.env._("An undecided item with several feedback can be split.")
            )
        for feedback in self.feedback_ids[1:]:
            self.copy({"feedback_ids": [fields.Command.set(feedback.ids)]})
        self.feedback_ids = self.feedback_ids[0]

    def action_open_feedback(self):
        """What was said, household by household."""
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "property_visit.property_feedback_action"
        )
        action["domain"] = [("id", "in", self.feedback_ids.ids)]
        action["context"] = {}
        return action
