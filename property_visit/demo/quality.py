"""Visits asked about again, documents read, a review, households that are thanked."""

from datetime import timedelta

from dateutil.relativedelta import relativedelta
from odoo import fields

from ..rules import period

MONTHS = 3
SHARE = 0.1
# Every n-th household asked says so; every n-th reader has not read yet.
NOT_RIGHT, UNREAD = 9, 4
NOTE = "业户表示走访确有进行，但记录的诉求与其所说略有出入。"
PROPOSAL = "建议将夜间报修的首次响应时间写入作业规程，并明确值班人员的通知方式。"
DISCUSSION = "管家、工程部与业主代表一致认为现行条文不够具体，需要补充。"


class Quality:
    """What is looked at again at some estates, seen from `today` (a local date)."""

    def __init__(self, estates, today):
        self.env, self.estates, self.today = estates.env, estates, today

    def look_again(self):
        self.estates.procedure_id.check_share = SHARE
        for estate in self.estates:
            for ago in range(MONTHS, 0, -1):
                month = period.month(self.today).start - relativedelta(months=ago)
                self._ask(estate, month, everybody=ago > 1)
        self._read()
        self._review(self.estates[0])
        self._thank()

    def _ask(self, estate, month, everybody):
        """Of the last month some are still to be asked."""
        checks = self.env["property.visit.check"]._draw(estate, month)
        for number, check in enumerate(checks, 1):
            if everybody or number % 3:
                right = "no" if number % NOT_RIGHT == 0 else "yes"
                check.write({"took_place": "yes", "recorded_rightly": right})
                check.note = NOTE if right == "no" else False
                check.action_asked()
                if everybody:
                    self._backdate(check, month, number)

    def _backdate(self, check, month, number):
        """Drawn in the first night of the month after, asked on its first working day.

        They are due when the rule says, as if it had been that night.
        """
        calendar, tz = check.estate_id._calendar(), check.estate_id.tz
        drawn = period.day_start_utc(period.month(month).end, tz) + timedelta(hours=1)
        asked = calendar._property_due(drawn, 1 + number % 6, "working_hours")
        check.asked_at = asked
        promises = self.env["property.commitment"].search(
            [("res_model", "=", check._name), ("res_id", "=", check.id)]
        )
        for promise in promises:
            rule = promise.rule_id
            promise.write(
                {
                    "date_start": drawn,
                    "date_due": calendar._property_due(drawn, rule.amount, rule.unit),
                    "date_kept": asked,
                }
            )

    def _read(self):
        pages = self.estates.procedure_id.document_page_id
        pages._ask_readers()
        readers = self.env["property.acknowledgement"].search(
            [("page_id", "in", pages.ids)], order="id"
        )
        for number, reader in enumerate(readers, 1):
            if number % UNREAD:
                reader._confirm(fields.Datetime.now())

    def _review(self, estate):
        review = self.env["property.procedure.review"].create(
            {
                "procedure_id": estate.procedure_id.id,
                "estate_id": estate.id,
                "reason": "proposal",
                "proposal": PROPOSAL,
                "participant_ids": [(6, 0, estate.user_ids[:4].ids)],
            }
        )
        review.action_discuss()
        review.discussion = DISCUSSION

    def _thank(self):
        """Half of those whose suggestions were adopted agreed to be named."""
        honours = self.env["property.honour"].search([], order="id")
        for honour in honours[::2][:6]:
            building = honour.household_id.building_id.name
            name = (honour.household_id.partner_id.name or "")[:1]
            honour.shown_as = f"{building} {name}先生/女士"
            honour.action_consent()
        for estate in self.estates[:1]:
            agreed = honours.filtered(
                lambda honour, estate=estate: (
                    honour.consent == "given" and honour.estate_id == estate
                )
            )
            if agreed:
                agreed[0].nomination = "named"
                agreed.action_publish()
