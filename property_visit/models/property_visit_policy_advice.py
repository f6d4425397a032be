from dateutil.relativedelta import relativedelta
from odoo import api, fields, models

from ..rules import advice, scoring

ADVICE = [
    ("more", "Visit more often"),
    ("less", "Visiting less often would do"),
    ("unkept", "Not kept: more people or fewer visits"),
]


class PropertyVisitPolicy(models.Model):
    """What the figures of the last months say about a policy's cadence (M3).

    It is shown and never applied: whoever runs the procedure decides.
    """

    _inherit = "property.visit.policy"

    advice = fields.Selection(ADVICE, compute="_compute_advice")
    advice_text = fields.Char(compute="_compute_advice", string="Why")

    @api.depends("procedure_id", "times", "interval", "interval_unit")
    def _compute_advice(self):
        for procedure, policies in self.grouped("procedure_id").items():
            figures = policies._figures_until(fields.Date.context_today(self))
            for policy in policies:
                facts = figures.get(policy._origin.id, advice.Facts(0, 0, 0, 0))
                policy.advice = advice.advise(facts, procedure._advice_limits())
                policy.advice_text = policy.advice and policy._advice_sentence(facts)

    def _figures_until(self, today):
        """Dict policy id → `advice.Facts` of the months that the procedure looks at."""
        months = self.procedure_id.advice_months
        since = today - relativedelta(months=months)
        rows = self.env["property.visit.analysis"]._read_group(
            [
                ("policy_id", "in", self._origin.ids),
                ("day", ">=", since),
                ("day", "<=", today),
            ],
            ["policy_id"],
            ["due:sum", "done:sum", "asked:sum", "satisfied:sum"],
        )
        return {policy.id: advice.Facts(*counts) for policy, *counts in rows}

    def _advice_sentence(self, facts):
        return self.env._(
            "Last %(months)s months: %(satisfied)s of %(asked)s answers satisfied"
            " (%(satisfaction)s), %(done)s of %(due)s visits made (%(kept)s).",
            months=self.procedure_id.advice_months,
            satisfied=facts.satisfied,
            asked=facts.asked,
            satisfaction=_percent(scoring.ratio(facts.satisfied, facts.asked)),
            done=facts.done,
            due=facts.due,
            kept=_percent(scoring.ratio(facts.done, facts.due)),
        )


class PropertyProcedure(models.Model):
    """When figures call for another cadence (M3)."""

    _inherit = "property.procedure"

    advice_months = fields.Integer(string="Months Looked At", default=3)
    advice_answers = fields.Integer(
        string="Answers Needed",
        default=20,
        help="Fewer answers, or fewer visits due, say nothing.",
    )
    advice_high = fields.Float(
        string="Less Often From (%)",
        default=97.0,
        help="Satisfaction from which visiting less often is suggested; below the"
        " satisfaction target visiting more often is.",
    )
    advice_kept = fields.Float(
        string="Not Kept Below (%)",
        default=80.0,
        help="Share of due visits that were made, below which it is pointed out.",
    )
    advice_count = fields.Integer(compute="_compute_advice_count")

    _advice_check = models.Constraint(
        "CHECK(advice_months > 0 AND advice_answers > 0"
        " AND advice_high BETWEEN 0 AND 100 AND advice_kept BETWEEN 0 AND 100)",
        "Suggestions need at least a month and an answer, and shares up to 100 %.",
    )

    @api.depends("policy_ids.advice")
    def _compute_advice_count(self):
        for procedure in self:
            procedure.advice_count = len(procedure.policy_ids.filtered("advice"))

    def _advice_limits(self):
        return advice.Limits(
            answers=self.advice_answers,
            low=self.satisfaction_target / 100,
            high=self.advice_high / 100,
            kept=self.advice_kept / 100,
        )


def _percent(rate):
    return "–" if rate is None else f"{rate:.0%}"
