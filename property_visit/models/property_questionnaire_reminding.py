from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ..rules import campaign, period


class PropertyQuestionnaire(models.Model):
    """Links are mailed, and those who have not answered are reminded (Q8)."""

    _inherit = "property.questionnaire"

    reminder_count = fields.Integer(
        compute="_compute_reminder_count", string="Reminders Sent"
    )

    @api.depends("recipient_ids.reminder_count")
    def _compute_reminder_count(self):
        sums = dict(
            self.env["property.questionnaire.recipient"]._read_group(
                [("questionnaire_id", "in", self.ids)],
                ["questionnaire_id"],
                ["reminder_count:sum"],
            )
        )
        for questionnaire in self:
            questionnaire.reminder_count = sums.get(questionnaire, 0)

    def action_send_links(self):
        """Mail the link to those who have an address and were not sent it yet.

        :return: a notification saying how many were mailed and how many have no address
        :raise UserError: no answers are taken
        """
        self._check_running()
        waiting = self._waiting().filtered(lambda recipient: not recipient.invited_at)
        mailed = waiting._mail("property_visit.mail_template_questionnaire")
        mailed.invited_at = fields.Datetime.now()
        return self._tell_mailed(mailed, waiting - mailed)

    def action_remind(self):
        """Remind those who have not answered, by mail where there is an address (Q8).

        Only who could be reminded is counted; the others stay with their butlers. Who
        was reminded today is left in peace.

        :return: a notification saying how many were mailed and how many have no address
        :raise UserError: no answers are taken, or everybody was reminded today
        """
        self._check_running()
        everybody = self._waiting()
        waiting = everybody - everybody._reminded_today()
        if everybody and not waiting.filtered("email"):
            self._check_remindable(everybody)
        mailed = waiting._remind()
        return self._tell_mailed(mailed, waiting - mailed)

    def _check_remindable(self, recipients):
        if recipients.filtered("email"):
            raise UserError(
                self.env._("All with an address were reminded today already.")
            )

    def _check_running(self):
        self.check_access("write")
        for questionnaire in self:
            if not questionnaire._takes_answers():
                raise UserError(
                    self.env._("%s takes no answers now.", questionnaire.name)
                )

    def _waiting(self):
        """Recipients, as superuser, who were given the form and have not answered."""
        return (
            self.env["property.questionnaire.recipient"]
            .sudo()
            .search(
                Domain("questionnaire_id", "in", self.ids)
                & Domain("state", "=", "waiting")
                & Domain("issued_at", "!=", False)
            )
        )

    def _tell_mailed(self, mailed, unmailed):
        message = self.env._(
            "%(mailed)s households are mailed; %(others)s have no address: their"
            " butlers ask them.",
            mailed=len(mailed),
            others=len(unmailed),
        )
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success" if mailed else "warning",
                "message": message,
                "next": {"type": "ir.actions.act_window_close"},
            },
        }

    @api.model
    def _cron_remind(self):
        """Once a day: remind whom the days of their campaign call for (Q8).

        Who joined later is reminded later; a day missed is made up for once.
        """
        self._each_running("_remind_by_days")

    def _remind_by_days(self):
        if self.reminder_days and self._takes_answers():
            self._waiting_for_reminder(fields.Datetime.now())._remind()

    def _waiting_for_reminder(self, now):
        """Those for whom fewer reminders went out than their days call for."""
        days, tz = self._reminder_days(), self.estate_id.tz
        today = period.local_day(now, tz)
        return self._waiting().filtered(
            lambda recipient: (
                campaign.reminders_due(
                    days, period.local_day(recipient.issued_at, tz), today
                )
                > recipient.reminder_count
                and not recipient._was_reminded_on(today, tz)
            )
        )


class PropertyQuestionnaireRecipient(models.Model):
    """Mails to the households asked."""

    _inherit = "property.questionnaire.recipient"

    def _remind(self):
        """Remind by mail; who was reminded is counted, and returned."""
        mailed = self._mail("property_visit.mail_template_questionnaire_reminder")
        now = fields.Datetime.now()
        for count, recipients in mailed.grouped("reminder_count").items():
            recipients.write({"reminder_count": count + 1, "last_reminder_at": now})
        return mailed

    def _reminded_today(self):
        """Those whose last reminder went out today, by their estate's clock."""
        now = fields.Datetime.now()
        return self.filtered(
            lambda recipient: recipient._was_reminded_on(
                period.local_day(now, recipient.estate_id.tz), recipient.estate_id.tz
            )
        )

    def _was_reminded_on(self, day, tz):
        last = self.last_reminder_at
        return bool(last) and period.local_day(last, tz) == day

    def _mail(self, xmlid):
        """Put a mail to everybody with an address in the queue, and return these."""
        reachable = self.filtered(lambda recipient: recipient.email)
        if reachable:
            template = self.env.ref(xmlid).sudo()
            template.send_mail_batch(reachable.ids, force_send=False)
        return reachable
