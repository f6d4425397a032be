"""A period in figures: what a month, half-year or year of an estate comes to (M1, M3).

Values alone, without names or language: whoever shows them, on screen, on paper or on
the portal, shows the same. A rate keeps what was counted and what it is taken of; where
nothing was counted it is None, printed as "–", and never 0 %.
"""

from dataclasses import dataclass, replace
from datetime import date

from .scoring import ratio, trend

UP, DOWN = "up", "down"


@dataclass(frozen=True)
class Counted:
    """What was counted, and what of; without `of` a plain number.

    >>> Counted(3, 4).value, Counted(0, 0).value, Counted(7).value
    (0.75, None, 7)
    """

    number: float = 0
    of: float | None = None

    @property
    def is_rate(self):
        return self.of is not None

    @property
    def value(self):
        """The rate, None where there is nothing to take it of; else the number."""
        return ratio(self.number, self.of) if self.is_rate else self.number

    def as_dict(self):
        """Plain values, as JSON carries them."""
        return {"numerator": self.number, "denominator": self.of, "value": self.value}


@dataclass(frozen=True)
class Figure:
    """One figure with what it was in the period before and a year ago.

    `unit` is number, rate or hours; `better` is "up", "down" or None where neither is
    good news by itself; `target` is a rate to be reached, or not passed where less is
    better. `now` is what is counted today, where the figure was published and it has
    changed since.
    """

    key: str
    counted: Counted
    previous: Counted | None = None
    last_year: Counted | None = None
    unit: str = "number"
    better: str | None = None
    target: float | None = None
    now: Counted | None = None

    @property
    def value(self):
        return self.counted.value

    @property
    def arrow(self):
        """ "up", "down" or "flat" against the period before, None without a base."""
        return trend(self.value, self.previous.value if self.previous else None)

    @property
    def arrow_last_year(self):
        return trend(self.value, self.last_year.value if self.last_year else None)

    @property
    def is_met(self):
        """Whether the target is reached; None without a target or a base."""
        if self.target is None or self.value is None:
            return None
        if self.better == DOWN:
            return self.value <= self.target
        return self.value >= self.target

    @property
    def needs_action(self):
        """Whether a colour is called for: a missed target, else a turn to the worse."""
        if self.is_met is not None:
            return not self.is_met
        return bool(self.better) and self.arrow == (UP if self.better == DOWN else DOWN)

    def as_dict(self):
        """Plain values, as JSON carries them."""
        return {
            "key": self.key,
            "unit": self.unit,
            **self.counted.as_dict(),
            "previous": self.previous and self.previous.as_dict(),
            "last_year": self.last_year and self.last_year.as_dict(),
            "arrow": self.arrow,
            "arrow_last_year": self.arrow_last_year,
            "better": self.better,
            "target": self.target,
            "is_met": self.is_met,
            "needs_action": self.needs_action,
            "now": self.now and self.now.as_dict(),
        }


@dataclass(frozen=True)
class Row:
    """A line of a section's table: one category, kind, role or department."""

    key: str
    name: str
    figures: tuple[Figure, ...]

    def as_dict(self):
        figures = [figure.as_dict() for figure in self.figures]
        return {"key": self.key, "name": self.name, "figures": figures}


@dataclass(frozen=True)
class Section:
    """One theme of a period: its own figures, and a table of them by record."""

    key: str
    figures: tuple[Figure, ...]
    rows: tuple[Row, ...] = ()

    def as_dict(self):
        return {
            "key": self.key,
            "figures": [figure.as_dict() for figure in self.figures],
            "rows": [row.as_dict() for row in self.rows],
        }


@dataclass(frozen=True)
class Summary:
    """All sections of one period [start, stop); figures are found by their key."""

    start: date
    stop: date
    sections: tuple[Section, ...]

    def figure(self, key):
        """The figure of that key.

        :raise KeyError: there is none
        """
        return self._figures()[key]

    def compared_with(self, previous, last_year):
        """The same summary without comparison where there was no record yet.

        :param previous: whether there was one in the period before
        :param last_year: whether there was one a year ago
        """
        if previous and last_year:
            return self
        sections = tuple(
            replace(
                section,
                figures=_kept(section.figures, previous, last_year),
                rows=tuple(
                    replace(row, figures=_kept(row.figures, previous, last_year))
                    for row in section.rows
                ),
            )
            for section in self.sections
        )
        return replace(self, sections=sections)

    def _figures(self):
        return {f.key: f for section in self.sections for f in section.figures}

    def as_dict(self):
        return {
            "start": self.start.isoformat(),
            "stop": self.stop.isoformat(),
            "sections": [section.as_dict() for section in self.sections],
        }


def _kept(figures, previous, last_year):
    return tuple(
        replace(
            figure,
            previous=figure.previous if previous else None,
            last_year=figure.last_year if last_year else None,
        )
        for figure in figures
    )
