from functools import cache, partial

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ..rules import deadline, escalation
from .property_commitment import RUNNING


class PropertyCommitment(models.Model):
    """Promises are made, kept, paused and taken up again (L1–L4)."""

    _inherit = "property.commitment"

    # ------------------------------------------------------------------ making

    @api.model
    def _promise(self, event, records, start, due=None):
        """Make the promises that the rules of the records' estates want (L4).

        :param event: a key of `property.commitment.rule.event`
        :param records: of one model with `estate_id`; `household_id` and `user_id` are
            taken from them where they have them
        :param start: naive UTC datetime of the event
        :param due: naive UTC datetime, for rules whose unit is `agreed`
        :return: the new promises
        """
        # Odoo would mail each person named on each promise; the digest does that.
        ledger = self.sudo().with_context(tracking_disable=True)
        values = []
        for estate, here in records.grouped("estate_id").items():
            values += ledger._prepare_promises(event, estate.sudo(), here, start, due)
        return ledger.create(values).with_env(self.env)

    def _wanted(self, event, estate, records):
        """Pairs of `RuleFacts` and the records of an estate that it promises on.

        A rule with an open promise on a record makes no second one (L3).
        """
        rules = self.env["property.commitment.rule"]._facts_on(
            estate.procedure_id.id, event
        )
        wanted = [(rule, found) for rule in rules if (found := rule.among(records))]
        if not wanted or self.env.context.get("property_unpromised"):
            return wanted
        running = self._of(records, ("rule_id", "res_id")).grouped("rule_id")
        running = {rule.id: made.mapped("res_id") for rule, made in running.items()}
        return [
            (rule, found - found.browse(running.get(rule.id, ())))
            for rule, found in wanted
        ]

    def _of(self, record, fields=()):
        """Promises on some records that are neither kept nor cancelled.

        :param fields: names of what is read along
        """
        return self.sudo().search_fetch(
            Domain("res_model", "=", record._name)
            & Domain("res_id", "in", record.ids)
            & Domain("state", "in", RUNNING),
            fields,
        )

    def _prepare_promises(self, event, estate, records, start, due):
        """Values of what the estate's rules promise, counted before it is written."""
        wanted = self._wanted(event, estate, records)
        if not wanted:
            return []
        rain = self._rain_days(estate, [rule.unit for rule, _found in wanted])
        facts = {"rain_days": rain, "agreed": due or None}
        dues = estate._calendar()._property_due_batch(
            [(start, rule.amount, rule.unit, facts) for rule, _found in wanted]
        )
        holder = cache(partial(self._holder, estate, start))
        return [
            {
                **self._prepare_promise(rule, record, holder),
                "date_start": start,
                "agreed_due": due,
                "date_due": date_due,
                "next_escalation_at": escalation.next_at(rule.steps, date_due),
            }
            for (rule, found), date_due in zip(wanted, dues, strict=True)
            for record in found
        ]

    def _prepare_promise(self, rule, record, holder):
        household = self._household_of(record)
        return {
            "rule_id": rule.id,
            "res_model": record._name,
            "res_id": record.id,
            "household_id": household.id if household else False,
            "estate_id": record.estate_id.id,
            "user_id": self._answerer(rule, record, household, holder).id,
        }

    def _household_of(self, record):
        """Whom it is promised to: the record's household, or itself where it is one."""
        if record._name == "property.household":
            return record
        return record.household_id if "household_id" in record else None

    def _answerer(self, rule, record, household, holder):
        """Who answers: the record's own person, else the role, else the butler (N7).

        :param holder: who holds a role, by its id; asked only where it decides
        """
        if "user_id" in record and record.user_id:
            return record.user_id
        butler = household.sudo().butler_id if household else self.env["res.users"]
        if rule.is_butlers and butler:
            return butler
        return holder(rule.role_id) or butler

    def _holder(self, estate, start, role_id):
        role = self.env["property.role"].browse(role_id)
        return estate._holding(role, estate._today(start))[:1]

    # ------------------------------------------------------------------ counting

    def _count_due(self):
        """Work out when open promises are due and when the ladder moves (T1, L3)."""
        for estate, promises in self.grouped("estate_id").items():
            calendar = estate._calendar()
            rain = self._rain_days(estate, promises.mapped("rule_id.unit"))
            dues = calendar._property_due_batch(
                [promise._due_facts(rain) for promise in promises]
            )
            for promise, due in zip(promises, dues, strict=True):
                promise.date_due = due
                promise.next_escalation_at = promise._next_step_at()

    def _due_facts(self, rain_days):
        pauses = [(pause.date_from, pause.date_to) for pause in self.pause_ids]
        facts = {
            "pauses": pauses,
            "rain_days": rain_days,
            "agreed": self.agreed_due or None,
        }
        return self.date_start, self.rule_id.amount, self.rule_id.unit, facts

    def _rain_days(self, estate, units):
        """Local days with rain, if a promise of one of these units waits for one."""
        if "first_rain" not in units:
            return ()
        days = (
            self.env["property.rain.day"].sudo().search([("estate_id", "=", estate.id)])
        )
        return sorted(days.mapped("date"))

    def _next_step_at(self):
        return escalation.next_at(
            self.rule_id._steps(),
            self.date_due or None,
            self.log_ids.step_id.ids,
            paused=self.state != "open",
        )

    @api.model
    def _recount(self, domain):
        """Count open promises anew whose calendar or weather has changed (L3)."""
        self.sudo().search(Domain("state", "in", RUNNING) & Domain(domain))._count_due()

    # ------------------------------------------------------------------ settling

    def _keep(self, at):
        """Settle promises as kept (L1); those settled already stay as they are.

        :param at: naive UTC datetime of what kept them
        """
        self._end_pauses(at)
        for promise in self.filtered(lambda promise: promise.state in RUNNING):
            late = deadline.is_late(promise.date_due or None, at)
            promise.write(
                {
                    "state": "kept",
                    "date_kept": at,
                    "was_late": late,
                    "next_escalation_at": False,
                }
            )
        self.activity_unlink(["mail.mail_activity_data_todo"])

    @api.model
    def _keep_for(self, record, kept_by, at):
        """Settle the promises on some records that this keeps."""
        self._of(record).filtered(
            lambda promise: promise.rule_id.kept_by == kept_by
        )._keep(at)

    def _cancel(self, reason):
        """Drop promises that nobody needs any more; the verdict so far stays."""
        now = fields.Datetime.now()
        for promise in self.filtered(lambda promise: promise.state in RUNNING):
            paused = promise.state == "paused"
            late = deadline.is_late(promise.date_due or None, None, now, paused)
            promise.write(
                {"state": "cancelled", "was_late": late, "next_escalation_at": False}
            )
            promise.message_post(body=reason)
        self.activity_unlink(["mail.mail_activity_data_todo"])

    # ------------------------------------------------------------------ pausing

    def action_keep(self):
        """Say by hand that promises are kept now."""
        self.check_access("write")
        self.sudo()._keep(fields.Datetime.now())

    def _pause(self, reason):
        """Stop the clock from now on (L2).

        :param reason: text, required
        :raise UserError: no reason, not open, or due already
        """
        now = fields.Datetime.now()
        for promise in self:
            if not (reason or "").strip():
                raise UserError(self.env._("Say why the promise has to wait."))
            if promise.state != "open":
                raise UserError(self.env._("Only an open promise can be paused."))
            if promise.date_due and promise.date_due < now:
                raise UserError(
                    self.env._(
                        "%s is overdue: a pause would come too late.",
                        promise.display_name,
                    )
                )
            promise.pause_ids.create(
                {"commitment_id": promise.id, "reason": reason, "date_from": now}
            )
            promise.write({"state": "paused", "next_escalation_at": False})

    def _resume(self):
        """Let the clock run again; the due time moves by what the pause took (L2)."""
        self._end_pauses(fields.Datetime.now())
        paused = self.filtered(lambda promise: promise.state == "paused")
        paused.state = "open"
        paused._count_due()

    def action_resume(self):
        self.check_access("write")
        self.sudo()._resume()

    def _end_pauses(self, at):
        self.pause_ids.filtered(lambda pause: not pause.date_to).date_to = at
