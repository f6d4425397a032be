"""Counts the analyses by month and folds the months into periods."""

from collections import Counter, defaultdict
from datetime import date, timedelta
from itertools import chain

from odoo import fields
from odoo.fields import Domain

from ..rules import period, timespan
from ..rules.summary import Counted


class PeriodCounts:
    """What is counted at some estates in a period, the one before and a year ago.

    A handful of grouped reads, however much there is to count: each analysis is read
    once over all months that any of the three periods touches.
    """

    def __init__(self, estates, start, stop):
        self.estates = estates.sudo()
        self.env = self.estates.env
        self.periods = timespan.periods(start, stop)
        self.start, self.stop = start, stop
        self.length = len(timespan.months(start, stop))

    # ------------------------------------------------------------------ months

    def by_month(self, model, measures, by=(), since=None, day="day", domain=()):
        """Sums for each key and month.

        :param by: names of fields to group by; of visits, not the building
        :param since: first month, that of a year ago by default
        :return: dict key (tuple of values) → dict month → Counter of measures
        """
        since = since or self.periods[2][0]
        analysis = self.env[model].with_context(visit_counts=True)
        groups = analysis._read_group(
            Domain("estate_id", "in", self.estates.ids)
            & Domain(day, ">=", since)
            & Domain(day, "<", self.stop)
            & Domain(list(domain)),
            [f"{day}:month", *by],
            [f"{name}:sum" for name in measures],
        )
        found = defaultdict(lambda: defaultdict(Counter))
        for month, *rest in groups:
            key, sums = tuple(rest[: len(by)]), rest[len(by) :]
            numbers = (number or 0 for number in sums)
            found[key][month].update(dict(zip(measures, numbers, strict=True)))
        return found

    def fold(self, months, periods=None):
        """Months as one Counter for each period, the three of it by default."""
        return [
            sum(
                (sums for month, sums in months.items() if start <= month < stop),
                Counter(),
            )
            for start, stop in periods or self.periods
        ]

    def of_years(self, months):
        """Counters from each period's January to its end."""
        years = [(_january(stop), stop) for _start, stop in self.periods]
        return self.fold(months, years)

    def whole(self, found):
        """The months of all keys together."""
        months = defaultdict(Counter)
        for counted in found.values():
            for month, sums in counted.items():
                months[month].update(sums)
        return months

    @property
    def long_since(self):
        """January of the year that a year ago lies in."""
        return _january(self.periods[2][1])

    def trend_months(self):
        """The twelve months that end with the period, or all of a longer one."""
        return timespan.months(self.periods[2][0], self.stop)[-max(12, self.length) :]

    # ------------------------------------------------------------------ register

    def recorded(self):
        """Whether each period is on record from its first month on.

        What nobody wrote down yet is not 0, and half a year of two months no half-year.
        """
        first = self.env["property.visit"].search(
            Domain("estate_id", "in", self.estates.ids) & Domain("day", "<", self.stop),
            order="day",
            limit=1,
        )
        return [
            bool(first) and first.day < period.month(start).end
            for start, _stop in self.periods
        ]

    def coverage(self):
        """Seen of wanted, of what was due by the last day of each month."""
        return [self._covered(start, stop) for start, stop in self.periods]

    def _covered(self, start, stop):
        today = max(estate._today() for estate in self.estates)
        ends = {_last_day(month) for month in timespan.months(start, stop)}
        days = {min(day, today) for day in ends if day.replace(day=1) <= today}
        covered = [self._covered_on(day) for day in sorted(days)]
        return Counted(sum(c.number for c in covered), sum(c.of for c in covered))

    def _covered_on(self, day):
        coverage = self.env["property.coverage.analysis"].with_context(
            coverage_on=fields.Date.to_string(day),
            coverage_estates=self.estates.ids,
            coverage_counts=True,
        )
        ((seen, wanted),) = coverage._read_group(
            [("is_due", "=", True)], [], ["seen:sum", "wanted:sum"]
        )
        return Counted(seen or 0, wanted or 0)

    def households(self):
        """How many lived there at the end of each period."""
        return [
            self.env["property.household"].search_count(
                Domain("estate_id", "in", self.estates.ids)
                & (
                    Domain("move_in_date", "=", False)
                    | Domain("move_in_date", "<", stop)
                )
                & (
                    Domain("move_out_date", ">=", stop)
                    | Domain("occupancy", "!=", "moved_out")
                )
            )
            for _start, stop in self.periods
        ]

    def callback_shares(self):
        """Callbacks by kind and role against their shares (B2).

        :return: dict (kind, role, minimum) → a `Counted` for each period
        """
        shares = self.env["property.callback.share"]
        found = defaultdict(lambda: [[0, 0] for _period in self.periods])
        for number, (start, stop) in enumerate(self.periods):
            rows = shares._figures_of(self.estates, start, stop)
            for row in chain.from_iterable(rows.values()):
                sums = found[row["kind"], row["role"], row["minimum"]][number]
                sums[0] += row["made"]
                sums[1] += row["base"]
        return {
            key: [Counted(*sums) for sums in counted] for key, counted in found.items()
        }

    def raised_patterns(self):
        """Nonconformities raised for repeated problems in each period (C10)."""
        return [
            self.env["mgmtsystem.nonconformity"].search_count(
                Domain("pattern_rule_id", "!=", False)
                & Domain.OR(
                    Domain("estate_id", "=", estate.id)
                    & Domain(
                        "create_date", ">=", period.day_start_utc(start, estate.tz)
                    )
                    & Domain("create_date", "<", period.day_start_utc(stop, estate.tz))
                    for estate in self.estates
                )
            )
            for start, stop in self.periods
        ]


def _january(stop):
    """January of the year whose days end before `stop`."""
    return date((stop - timedelta(days=1)).year, 1, 1)


def _last_day(month):
    return period.month(month).end - timedelta(days=1)
