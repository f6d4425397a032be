from odoo import api, models

from ..rules.freezing import compared
from ..rules.summary import DOWN, UP, Counted, Figure, Row, Section, Summary
from . import summary_words
from .period_counts import PeriodCounts
from .period_figures import (
    HANDLING_TARGET,
    amount,
    case_figures,
    feedback_figures,
    one_rate,
    plain,
    promise_figures,
    rate,
)

VISITS = ("done", "due", "asked", "satisfied")
PROMISES = ("on_time", "judged", "late", "overdue")
FEEDBACK = ("items", "complaints", "praise", "raised", "handled", "decided", "adopted")
CASES = ("tickets", "valid", "complaints", "handled", "reopened", "repeated", "open")
CASES += ("unspoken", "hours", "timed")
CALLBACKS = ("callbacks", "done_count", "satisfied_count")


class PropertyPeriodFigures(models.AbstractModel):
    """Arranges what the analyses count into the sections of a summary (M1, C10, C11).

    Computes nothing itself: it reads sums and says which is taken of which. Form, PDF,
    portal, dashboard and API read what it returns.
    """

    _name = "property.period.figures"
    _description = "Figures of a period"

    @api.model
    def _summary(self, estates, start, stop):
        """The figures of some estates in [start, stop), both firsts of a month.

        Counted for everybody alike, whatever the reader may see: check before that
        the estates are the reader's.

        :param estates: `property.estate` records
        :param start: first local day (date)
        :param stop: local day after the last (date)
        :return: `rules.summary.Summary`
        """
        counts = PeriodCounts(estates, start, stop)
        recorded = counts.recorded()
        sections = self._sections(counts)
        return Summary(start, stop, sections).compared_with(*recorded[1:])

    def _sections(self, counts):
        visits = counts.by_month("property.visit.analysis", VISITS)
        promises = counts.by_month(
            "property.commitment.analysis", PROMISES, ["rule_id"]
        )
        said = counts.by_month("property.feedback.analysis", FEEDBACK, ["category_id"])
        cases = counts.by_month(
            "property.ticket.analysis",
            CASES,
            ["property_kind", "team_id", "cause_id"],
            since=min(counts.long_since, counts.periods[2][0]),
        )
        return (
            self._visits(counts, visits),
            self._promises(counts, promises),
            self._feedback(counts, said),
            self._complaints(counts, cases),
            self._repairs(counts, cases),
            self._praise(counts, said, cases),
            self._callbacks(counts),
            *self._more_sections(counts),
            self._breakdown(counts, "departments", _regrouped(cases, 1), case_figures),
            self._breakdown(counts, "causes", _regrouped(cases, 2), case_figures),
            self._trend(counts, visits, promises, said, cases),
        )

    def _more_sections(self, counts):
        """What other parts of the product add; a list of `Section`."""
        return []

    @api.model
    def _described(self, values):
        """A summary as a dict, with titles and texts in the reader's language."""
        return summary_words.described(self.env, values)

    @api.model
    def _compared(self, published, today):
        """Published figures beside today's, their rows called in the reader's language.

        :param published: a dict as `Summary.as_dict` gave it, whoever published it
        :param today: the same period counted now, as a dict
        """
        figures = compared(published, today)
        for section in figures["sections"]:
            keys = [row["key"] for row in section["rows"]]
            names = summary_words.row_names(self.sudo().env, section["key"], keys)
            for row in section["rows"]:
                row["name"] = names.get(row["key"], row["name"])
        return figures

    # ------------------------------------------------------------------ sections

    def _visits(self, counts, visits):
        sums = counts.fold(counts.whole(visits))
        target = _target(counts, "satisfaction_target")
        coverage = Figure("coverage", *counts.coverage(), unit="rate", better=UP)
        return Section(
            "visits",
            (
                coverage,
                plain("visits_done", sums, "done"),
                rate("visits_kept", sums, "done", "due", UP),
                rate("satisfaction", sums, "satisfied", "asked", UP, target),
            ),
        )

    def _promises(self, counts, promises):
        sums = counts.fold(counts.whole(promises))
        table = self._breakdown(counts, "promises", promises, promise_figures)
        return Section("promises", promise_figures(sums), table.rows)

    def _feedback(self, counts, said):
        sums = counts.fold(counts.whole(said))
        table = self._breakdown(counts, "feedback", said, feedback_figures)
        decided = rate("feedback_decided", sums, "decided", "raised", UP)
        return Section("feedback", (*feedback_figures(sums), decided), table.rows)

    def _complaints(self, counts, cases):
        months = counts.whole(_of_kind(cases, "complaint"))
        return Section(
            "complaints",
            (
                *case_figures(counts.fold(months), "complaints"),
                self._complaint_rate(counts, months),
                amount("patterns_raised", counts.raised_patterns(), DOWN),
            ),
        )

    def _complaint_rate(self, counts, months):
        """Valid complaints of the year so far, per household (C11)."""
        years = counts.of_years(months)
        counted = [
            Counted(year["valid"], households)
            for year, households in zip(years, counts.households(), strict=True)
        ]
        target = _target(counts, "complaint_target")
        return Figure(
            "complaint_rate", *counted, unit="rate", better=DOWN, target=target
        )

    def _repairs(self, counts, cases):
        sums = counts.fold(counts.whole(_of_kind(cases, "repair")))
        return Section("repairs", case_figures(sums, "repairs"))

    def _praise(self, counts, said, cases):
        """Praise is counted once, also where it was registered as a case (C1)."""
        heard = counts.fold(counts.whole(said))
        written = counts.fold(counts.whole(_of_kind(cases, "praise")))
        praise = [
            said["praise"] + case["unspoken"]
            for said, case in zip(heard, written, strict=True)
        ]
        return Section(
            "praise",
            (
                amount("praise", praise, UP),
                plain("adopted", heard, "adopted"),
            ),
        )

    def _callbacks(self, counts):
        made = counts.whole(
            counts.by_month("property.callback.analysis", CALLBACKS, day="month")
        )
        sums = counts.fold(made)
        words = summary_words.kinds(self.env)
        rows = [
            Row(
                f"{kind},{role.id}",
                f"{words.get(kind, kind)} · {role.name}",
                (Figure("callback_share", *counted, "rate", UP, minimum),),
            )
            for (kind, role, minimum), counted in counts.callback_shares().items()
        ]
        figures = (
            rate(
                "callbacks_made", sums, "done_count", "callbacks", UP, HANDLING_TARGET
            ),
            rate("callbacks_satisfied", sums, "satisfied_count", "done_count", UP),
        )
        return Section("callbacks", figures, tuple(rows))

    # ------------------------------------------------------------------ tables

    def _breakdown(self, counts, key, found, figures):
        """A section with one row for each record that something was counted for."""
        rows = []
        for (record,), months in found.items():
            sums = counts.fold(months)
            if any(any(counted.values()) for counted in sums[:2]):
                name = record.display_name or summary_words.nobody(self.env, key)
                rows.append((record, Row(str(record.id or 0), name, figures(sums))))
        rows.sort(key=lambda pair: (not pair[0], _order(pair[0]), pair[1].name))
        return Section(key, (), tuple(row for _record, row in rows))

    def _trend(self, counts, *found):
        """The months up to the end of the period, for charts over time."""
        visits, promises, said, cases = map(counts.whole, found)
        complaints = counts.whole(_of_kind(found[3], "complaint"))
        rows = []
        for month in counts.trend_months():
            done, kept, heard = visits[month], promises[month], said[month]
            figures = (
                Figure("visits_done", Counted(done["done"])),
                one_rate("satisfaction", done["satisfied"], done["asked"]),
                one_rate("on_time", kept["on_time"], kept["judged"]),
                Figure("feedback", Counted(heard["items"])),
                Figure("complaints", Counted(complaints[month]["valid"])),
                one_rate(
                    "cases_handled", cases[month]["handled"], cases[month]["valid"]
                ),
            )
            rows.append(Row(month.isoformat(), month.strftime("%Y-%m"), figures))
        return Section("trend", (), tuple(rows))


def _of_kind(cases, kind):
    return {key: months for key, months in cases.items() if key[0] == kind}


def _regrouped(found, position):
    """The same counts by one part of their key alone."""
    regrouped = {}
    for key, months in found.items():
        mine = regrouped.setdefault((key[position],), {})
        for month, sums in months.items():
            mine[month] = mine[month] + sums if month in mine else sums
    return regrouped


def _order(record):
    return record.sequence if "sequence" in record._fields and record else 0


def _target(counts, name):
    """What the procedures aim at, percent as a rate; none where they disagree."""
    targets = set(counts.estates.procedure_id.mapped(name))
    return targets.pop() / 100 if len(targets) == 1 else None
