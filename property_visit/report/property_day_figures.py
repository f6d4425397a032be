from collections import Counter, defaultdict

from odoo import api, models
from odoo.fields import Domain

from ..rules.summary import UP, Row, Section, Summary
from . import summary_words
from .period_figures import (
    case_figures,
    feedback_figures,
    plain,
    promise_figures,
    rate,
)
from .property_period_figures import CASES, FEEDBACK, PROMISES, VISITS


class PropertyPeriodFigures(models.AbstractModel):
    """The figures of a day or week, beside the time of the same length before (M2)."""

    _inherit = "property.period.figures"

    @api.model
    def _days(self, estates, start, stop, user=None):
        """The figures of some days, as `_summary` gives those of months.

        Counted for everybody alike: check before that the estates are the reader's.

        :param estates: `property.estate` records
        :param start: first local day (date)
        :param stop: local day after the last (date)
        :param user: count the contacts and promises of this person alone
        :return: `rules.summary.Summary`
        """
        counts = DayCounts(estates, start, stop, user)
        sections = [self._day_section(counts, *theme) for theme in THEMES]
        if not user:
            sections += self._day_cases(counts)
        return Summary(start, stop, tuple(sections)).compared_with(True, False)

    def _day_section(self, counts, key, model, measures, groupby, figures):
        """A theme: its figures, and a row for each record of `groupby`."""
        found = counts.of(model, measures, groupby)
        rows = [
            Row(str(record.id or 0), self._day_name(key, record), figures(sums))
            for record, sums in found.items()
            if any(sums[0].values())
        ]
        rows.sort(key=lambda row: (row.key == "0", row.name))
        return Section(key, figures(counts.whole(found)), tuple(rows))

    def _day_name(self, key, record):
        return record.display_name or summary_words.nobody(self.env, key)

    def _day_cases(self, counts):
        found = counts.of("property.ticket.analysis", CASES, "property_kind")
        return [
            Section(name, case_figures(found[kind], name))
            for name, kind in (("complaints", "complaint"), ("repairs", "repair"))
        ]


class DayCounts:
    """What the analyses count in some days and in as many before."""

    def __init__(self, estates, start, stop, user=None):
        self.estates = estates.sudo()
        self.env = self.estates.env
        self.spans = ((start, stop), (start - (stop - start), start))
        self.user = user

    def of(self, model, measures, groupby):
        """Sums for each record of `groupby`.

        :return: dict record → Counter of the days, of those before, and an empty one
        """
        found = defaultdict(lambda: [Counter(), Counter(), Counter()])
        for number, (start, stop) in enumerate(self.spans):
            for key, *sums in self.env[model]._read_group(
                self._domain(start, stop),
                [groupby],
                [f"{name}:sum" for name in measures],
            ):
                numbers = (number or 0 for number in sums)
                found[key][number].update(dict(zip(measures, numbers, strict=True)))
        return found

    def whole(self, found):
        """All records together."""
        return [
            sum((sums[number] for sums in found.values()), Counter())
            for number in range(3)
        ]

    def _domain(self, start, stop):
        domain = (
            Domain("estate_id", "in", self.estates.ids)
            & Domain("day", ">=", start)
            & Domain("day", "<", stop)
        )
        return domain & Domain("user_id", "=", self.user.id) if self.user else domain


def _visits(sums):
    return (
        plain("visits_done", sums, "done"),
        rate("visits_kept", sums, "done", "due", UP),
        rate("satisfaction", sums, "satisfied", "asked", UP),
    )


# Key of the section, what counts it, its measures, a row for each, its figures.
THEMES = (
    ("visits", "property.visit.analysis", VISITS, "user_id", _visits),
    ("promises", "property.commitment.analysis", PROMISES, "rule_id", promise_figures),
    (
        "feedback",
        "property.feedback.analysis",
        FEEDBACK,
        "category_id",
        feedback_figures,
    ),
)
