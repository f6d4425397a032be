from odoo import models
from odoo.fields import Domain

from ..rules.summary import UP, Counted, Figure, Row, Section

# Figure → what is counted, what it is taken of, and the campaign's target of it.
RATES = {
    "questionnaire_issued": ("issued", "concerned", "issue_target"),
    "questionnaire_returned": ("returned", "issued", "return_target"),
    "questionnaire_satisfied": ("satisfied", "judged", "satisfaction_target"),
}
MEASURES = ("concerned", "issued", "returned", "judged", "satisfied")


class PropertyPeriodFigures(models.AbstractModel):
    """Questionnaires in the figures of a period: those that ran in it (Q1, Q4)."""

    _inherit = "property.period.figures"

    def _more_sections(self, counts):
        running = [self._running(counts, *dates) for dates in counts.periods]
        forms = self._forms(counts, running)
        sums = [
            {name: sum(forms[one][name] for one in found) for name in MEASURES}
            for found in running
        ]
        figures = [
            Figure(
                key, *[Counted(s[part], s[base]) for s in sums], unit="rate", better=UP
            )
            for key, (part, base, _target) in RATES.items()
        ]
        rows = [self._row(one, forms[one]) for one in running[0]]
        section = Section("questionnaires", tuple(figures), tuple(rows))
        return [*super()._more_sections(counts), *([section] if any(running) else [])]

    def _running(self, counts, start, stop):
        """The campaigns that collected answers in [start, stop)."""
        return counts.env["property.questionnaire"].search(
            Domain("estate_ids", "in", counts.estates.ids)
            & Domain("state", "!=", "draft")
            & Domain("date_open", "<", stop)
            & (Domain("date_close", "=", False) | Domain("date_close", ">=", start)),
            order="date_open, id",
        )

    def _forms(self, counts, running):
        """Dict campaign → measure → sum, at these estates alone."""
        campaigns = counts.env["property.questionnaire"].union(*running)
        forms = {one: dict.fromkeys(MEASURES, 0) for one in campaigns}
        if not campaigns:
            return forms
        groups = counts.env["property.questionnaire.form.analysis"]._read_group(
            [
                ("questionnaire_id", "in", campaigns.ids),
                ("estate_id", "in", counts.estates.ids),
            ],
            ["questionnaire_id"],
            [f"{name}:sum" for name in MEASURES],
        )
        for campaign, *sums in groups:
            numbers = (number or 0 for number in sums)
            forms[campaign] = dict(zip(MEASURES, numbers, strict=True))
        return forms

    def _row(self, campaign, sums):
        figures = [
            Figure(
                key,
                Counted(sums[part], sums[base]),
                unit="rate",
                better=UP,
                target=campaign[target] / 100,
            )
            for key, (part, base, target) in RATES.items()
        ]
        return Row(str(campaign.id), campaign.name, tuple(figures))
