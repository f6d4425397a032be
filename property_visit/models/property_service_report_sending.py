import logging
from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command

from ..rules import period
from .property_service_report import SUPERVISION, WEEKLY

_logger = logging.getLogger(__name__)

WEEKLY_ROLES = ("manager", "deputy_manager", "department_head")
GENERAL_MANAGER = ("general_manager",)


class PropertyServiceReport(models.Model):
    """Reports open by themselves, are printed, mailed, and keep their promise (M2)."""

    _inherit = "property.service.report"

    @api.model_create_multi
    def create(self, vals_list):
        reports = super().create(vals_list)
        for report in reports:
            report._fill_people()
            if report.kind == SUPERVISION:
                now = fields.Datetime.now()
                self.env["property.commitment"]._promise("supervision_due", report, now)
        return reports

    def _fill_people(self):
        """Who makes it and who gets it, from the staff of the day."""
        report = self.sudo()
        if report.kind == SUPERVISION:
            report.user_id = report.user_id or report._holding("service_supervisor")[:1]
            report.recipient_ids = report.recipient_ids or report._holding(
                *GENERAL_MANAGER
            )
            return
        chosen = report.estate_id.week_report_user_ids
        report.recipient_ids = (
            report.recipient_ids or chosen or report._holding(*WEEKLY_ROLES)
        )

    def _holding(self, *codes):
        """Who holds one of these roles at the estate today."""
        estate = self.estate_id
        roles = self.env["property.role"].search([("code", "in", codes)])
        held = self.env["property.estate.staff"]._holders(
            estate, roles, estate._today()
        )
        users = [user for role in roles for user in held.get((estate.id, role.id), ())]
        return self.env["res.users"].browse(users)

    # ------------------------------------------------------------------ sending

    def action_send(self):
        """Freeze the figures, print the report and mail it to its recipients (M2).

        :raise UserError: it is sent already, says nothing, or nobody would get it; a
            supervision report is sent by who made it alone
        """
        self.check_access("write")
        for report in self:
            report._check_sendable()
            report._send()

    def _check_sendable(self):
        if self.state == "sent":
            raise UserError(self.env._("%s is sent already.", self.display_name))
        if self.kind == SUPERVISION:
            if not self.env.su:
                self._check_author()
            if not (self.findings or "").strip():
                raise UserError(self.env._("Write down first what you found."))
        if not self.recipient_ids.filtered("email"):
            raise UserError(
                self.env._(
                    "%s: choose somebody with a mail address who gets it.",
                    self.display_name,
                )
            )

    def _send(self):
        now = fields.Datetime.now()
        self.sudo().write(
            {"frozen": self._figures().as_dict(), "state": "sent", "sent_at": now}
        )
        reader = self.recipient_ids[:1]
        printed = self.with_context(lang=reader.lang)
        file = printed.env["property.visit.form"]._file(
            "property_visit.report_service_report", printed, printed.display_name
        )
        template = self.env.ref("property_visit.mail_template_service_report").sudo()
        template.send_mail(
            self.id, email_values={"attachment_ids": [Command.set(file.ids)]}
        )
        self.env["property.commitment"]._keep_for(self, "supervision_sent", now)
        self.sudo().activity_unlink(["mail.mail_activity_data_todo"])

    # ------------------------------------------------------------------ by itself

    @api.model
    def _cron_make(self):
        """Daily: the week on the day of the meeting, last month for the supervision.

        Days are counted on each estate's own clock; what exists is not made again.
        """
        for estate in self.env["property.estate"]._all():
            try:
                with self.env.cr.savepoint():
                    self._make_of(estate)
            except Exception:
                # One estate that fails does not keep the others waiting.
                _logger.exception("service reports of %s", estate.name)

    def _make_of(self, estate):
        today = estate._today()
        if str(today.weekday()) == estate.procedure_id.week_report_weekday:
            report = self._open(
                estate, WEEKLY, today - timedelta(days=7), today - timedelta(days=1)
            )
            if report.recipient_ids.filtered("email"):
                report.action_send()
        last_month = period.month(period.month(today).start - timedelta(days=1))
        if period.local_day(estate.create_date, estate.tz) < last_month.end:
            supervision = self._open(
                estate,
                SUPERVISION,
                last_month.start,
                last_month.end - timedelta(days=1),
            )
            supervision._ask_author()

    def _open(self, estate, kind, first, last):
        """A new report, or none where there is one of that time."""
        facts = {"estate_id": estate.id, "kind": kind, "date_from": first}
        known = self.with_context(active_test=False).search_count(
            [(name, "=", value) for name, value in facts.items()]
        )
        return self.browse() if known else self.create({**facts, "date_to": last})

    def _ask_author(self):
        for report in self.filtered("user_id"):
            report.activity_schedule(
                "mail.mail_activity_data_todo",
                summary=self.env._("Write the service supervision report"),
                user_id=report.user_id.id,
            )
