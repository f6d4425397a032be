"""Three months that were summed up and published, and one that waits for proposals."""

from datetime import timedelta

from dateutil.relativedelta import relativedelta
from odoo import fields
from odoo.tools import SQL

from ..rules import period

CLOSED = 3
# Every n-th undecided item of a closed month is rejected or put off, the rest adopted.
REJECTED, DEFERRED = 7, 4
PROPOSAL = "由责任部门核实情况，制定整改措施并在月内落实，管家向业户反馈。"
REASONS = {
    "rejected": "经核实暂不具备实施条件，已安排管家当面说明。",
    "deferred": "需与业主委员会商议，列入下月继续讨论。",
}
RESULT = "已按方案完成整改，经主管现场验收。"
FINDINGS = (
    "走访记录完整，抽查回访均属实；投诉均在规定时限内受理。"
    "部分楼栋公共区域保洁频次不足，个别承诺逾期后未及时说明原因。"
)
DEMANDS = (
    "1. 环境部：公共区域每日保洁两次，次月 10 日前落实。\n"
    "2. 客服部：逾期承诺逐项说明原因，并告知业户新的时间。"
)
VERDICT = "本月走访按计划完成，业户反映的主要问题已落实到责任部门，请各部门按期完成。"
REMARKS = "业户意见主要集中在环境与工程维修，已逐条提出处理建议。"


class Summaries:
    """The monthly summaries of some estates, seen from `today` (a local date)."""

    def __init__(self, estates, today):
        self.env, self.estates, self.today = estates.env, estates, today

    def sum_up(self):
        """Closed months from the oldest on, so that what is put off is carried over."""
        this_month = period.month(self.today).start
        for estate in self.estates:
            for ago in range(CLOSED, 0, -1):
                self._close(estate, this_month - relativedelta(months=ago))
            self._propose(self._open(estate, this_month))
            self._report(estate, this_month - relativedelta(months=1))

    def _report(self, estate, month):
        """Last month looked at by the head office, and the week; neither is mailed."""
        last = period.month(month).end - timedelta(days=1)
        reports = self.env["property.service.report"]
        reports.create(
            {
                "kind": "supervision",
                "estate_id": estate.id,
                "date_from": month,
                "date_to": last,
                "findings": FINDINGS,
                "demands": DEMANDS,
            }
        )
        reports.create(
            {
                "kind": "weekly",
                "estate_id": estate.id,
                "date_from": self.today - timedelta(days=7),
                "date_to": self.today - timedelta(days=1),
            }
        )

    def _open(self, estate, month):
        summaries = self.env["property.monthly.summary"]
        return summaries.create({"estate_id": estate.id, "month": month})

    def _close(self, estate, month):
        summary = self._open(estate, month)
        self._propose(summary)
        summary.action_propose()
        self._decide(summary)
        summary.write({"remarks": REMARKS, "verdict": VERDICT})
        summary.action_decide()
        self._carry_out(summary)
        self._tell(summary)
        self._backdate_promises(summary)
        summary.action_publish()
        self._backdate(summary)

    def _propose(self, summary):
        """In the open month half of the items still lack a proposal."""
        is_open = summary._slot().end > self.today
        for number, line in enumerate(summary.line_ids):
            if not line.proposal and not (is_open and number % 2):
                line.proposal = line.feedback_ids[:1].proposal or PROPOSAL

    def _decide(self, summary):
        waiting = summary.line_ids.filtered(lambda line: line.decision == "none")
        for number, line in enumerate(waiting, 1):
            decision = "adopted"
            if number % REJECTED == 0:
                decision = "rejected"
            elif number % DEFERRED == 0:
                decision = "deferred"
            line.write({"decision": decision, "reason": REASONS.get(decision, False)})

    def _carry_out(self, summary):
        """Departments finish what was adopted, last month all but one."""
        adopted = summary.line_ids.filtered(
            lambda line: line.decision == "adopted" and not line.done_at
        )
        for line in adopted[1 if self._is_last(summary) else 0 :]:
            line.result = RESULT
            line.action_done()

    def _tell(self, summary):
        """Butlers have told everybody, last month all but two households."""
        calls = summary.call_ids
        (calls[:-2] if self._is_last(summary) else calls).action_told()

    def _is_last(self, summary):
        """The month just over is still being worked on."""
        return summary._slot().end == period.month(self.today).start

    def _backdate_promises(self, summary):
        """What was promised on the month was promised, and kept, around its end."""
        self.env.flush_all()
        end = period.day_start_utc(summary._slot().end, summary.estate_id.tz)
        self.env.cr.execute(
            SQL(
                """UPDATE property_commitment
                      SET date_start = date_start + %(shift)s,
                          date_due = date_due + %(shift)s,
                          date_kept = date_kept + %(shift)s,
                          next_escalation_at = next_escalation_at + %(shift)s
                    WHERE (res_model = 'property.monthly.summary' AND res_id = %(id)s)
                       OR (res_model = 'property.monthly.summary.line'
                           AND res_id = ANY(%(lines)s))""",
                shift=end - fields.Datetime.now(),
                id=summary.id,
                lines=summary.line_ids.ids,
            )
        )
        self.env.invalidate_all()

    def _backdate(self, summary):
        """The steps were taken at their month's end, not when the demo was made."""
        self.env.flush_all()
        end = period.day_start_utc(summary._slot().end, summary.estate_id.tz)
        steps = [end - timedelta(hours=hours) for hours in (54, 32, 10)]
        self.env.cr.execute(
            SQL(
                """UPDATE property_monthly_summary
                      SET proposed_at = %s, proposed_by_id = %s,
                          decided_at = %s, decided_by_id = %s,
                          published_at = %s, published_by_id = %s
                    WHERE id = %s""",
                steps[0],
                summary._holder("deputy_manager").id or None,
                steps[1],
                summary._holder("manager").id or None,
                steps[2],
                summary._holder("manager").id or None,
                summary.id,
            )
        )
        self.env.cr.execute(
            SQL(
                """UPDATE property_publication SET date = %s
                    WHERE res_model = 'property.monthly.summary' AND res_id = %s""",
                summary._slot().end - timedelta(days=1),
                summary.id,
            )
        )
        self.env.invalidate_all()
