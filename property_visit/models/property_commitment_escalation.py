import logging

from odoo import api, fields, models
from odoo.fields import Domain
from psycopg2 import OperationalError

from ..rules import escalation

_logger = logging.getLogger(__name__)

BATCH = 100


class PropertyCommitment(models.Model):
    """Promises that are due climb the ladder by themselves (E1–E5)."""

    _inherit = "property.commitment"

    @api.model
    def _step_is_due(self, now):
        """Domain of the promises whose next step is due; no lower bound (E2)."""
        return Domain("state", "=", "open") & Domain("next_escalation_at", "<=", now)

    @api.model
    def _cron_escalate(self):
        """Every ten minutes: take the steps that are due, a hundred at a time (E3)."""
        now = fields.Datetime.now()
        due = self.search(self._step_is_due(now), order="next_escalation_at, id")
        self.env["ir.cron"]._commit_progress(remaining=len(due))
        for start in range(0, len(due), BATCH):
            batch = due[start : start + BATCH]
            batch._escalate_batch(now)
            if not self.env["ir.cron"]._commit_progress(len(batch)):
                break
        self.env.ref("property_visit.ir_cron_send_digests")._trigger()

    def _escalate_batch(self, now):
        """Escalate what nobody else is working on; a conflict leaves it for later."""
        try:
            self._escalate(now)
            self.env.flush_all()
        except OperationalError:
            # Somebody edited one of them meanwhile: the next run finds them again.
            _logger.info("A batch of promises is tried again in the next run.")
            self.env.cr.rollback()

    def _escalate(self, now=None):
        """Take the due steps of these promises, each on its own (E1, E3, E4).

        Called by our own cron and by the administrator's automation rule alike; a step
        is taken once, whoever comes first.

        :param now: naive UTC datetime, the present by default
        """
        now = now or fields.Datetime.now()
        locked = self.try_lock_for_update(allow_referencing=True)
        for promise in locked.filtered_domain(self._step_is_due(now)):
            try:
                with self.env.cr.savepoint():
                    promise._take_steps(now)
            except OperationalError:
                raise
            except Exception as error:
                _logger.exception("Promise %s cannot be escalated", promise.id)
                promise._note_failure(now, error)

    def _take_steps(self, now):
        """Record every step that is due and tell the highest one's person (E4)."""
        firing = escalation.firing(
            self.rule_id._steps(), self.date_due or None, now, self.log_ids.step_id.ids
        )
        steps = self.env["property.escalation.step"].browse(
            [step.key for step in firing.steps]
        )
        highest = steps[-1:]
        listener = self._listener(highest, now)
        self.env["property.escalation.log"].create(
            [
                {
                    "commitment_id": self.id,
                    "step_id": step.id,
                    "date": now,
                    "user_id": listener.id if step == highest else False,
                }
                for step in steps
            ]
        )
        self.write(
            {
                "escalation_level": self.escalation_level + len(steps),
                "next_escalation_at": firing.next_at,
                "failure_count": 0,
                "last_error": False,
            }
        )
        if highest.notify == "activity" and listener:
            self._remind(listener)

    def _remind(self, listener):
        """An activity, without the mail that Odoo would send for each."""
        self.with_context(mail_activity_quick_update=True).activity_schedule(
            "mail.mail_activity_data_todo",
            date_deadline=self.estate_id._today(self.date_due),
            summary=self.name,
            user_id=listener.id,
        )

    def _listener(self, step, now):
        """Who is told: the duty roster on days off (E5), else the step's role (N7)."""
        estate = self.estate_id
        today = estate._today(now)
        if on_duty := self._on_duty(estate, today):
            return on_duty
        return estate._holding(step.role_id, today)[:1] or self.user_id

    def _on_duty(self, estate, day):
        if estate._is_working_day(day):
            return self.env["res.users"]
        return (
            self.env["property.duty"]
            .search([("estate_id", "=", estate.id), ("date", "=", day)], limit=1)
            .user_id
        )

    def _note_failure(self, now, error):
        """Leave a failing promise alone for a while, and show why (E3)."""
        with self.env.cr.savepoint():
            self.write(
                {
                    "failure_count": self.failure_count + 1,
                    "last_error": str(error)[:500],
                    "next_escalation_at": now
                    + escalation.retry_after(self.failure_count + 1),
                }
            )

    # ------------------------------------------------------------------ digests

    @api.model
    def _cron_send_digests(self):
        """One message per person with all that climbed since the last one (E4)."""
        waiting = self.env["property.escalation.log"].search(
            [("user_id", "!=", False), ("digested_at", "=", False)]
        )
        self.env["ir.cron"]._commit_progress(remaining=len(waiting))
        for user, logs in waiting.grouped("user_id").items():
            logs.commitment_id._send_digest(user)
            logs.digested_at = fields.Datetime.now()
            if not self.env["ir.cron"]._commit_progress(len(logs)):
                break

    def _send_digest(self, user):
        promises = self.filtered(lambda promise: promise.state == "open").sorted(
            lambda promise: (promise.date_due, promise.id)
        )
        if not promises:
            return
        env = self.with_context(lang=user.lang, tz=user.tz).env
        body = env["ir.qweb"]._render(
            "property_visit.promise_digest",
            {"promises": promises.with_env(env)},
            lang=user.lang,
        )
        env["mail.thread"].message_notify(
            partner_ids=user.partner_id.ids,
            subject=env._("%s promises need you", len(promises)),
            body=body,
            email_add_signature=False,  # it is nobody's: a job writes
        )
