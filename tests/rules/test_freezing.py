"""Published figures stay, corrections stand beside them (M1)."""

from datetime import date

from rules import freezing
from rules.summary import Counted, Figure, Row, Section, Summary


def month(*figures, rows=()):
    section = Section("complaints", figures, tuple(rows))
    return Summary(date(2026, 10, 1), date(2026, 11, 1), (section,))


def test_published_figures_stay_and_a_correction_stands_beside_them():
    published = month(Figure("a", Counted(3, 4)), Figure("b", Counted(5))).as_dict()
    today = month(Figure("a", Counted(4, 4)), Figure("b", Counted(5))).as_dict()
    compared = freezing.compared(published, today)
    first, second = compared["sections"][0]["figures"]
    assert (first["numerator"], first["denominator"]) == (3, 4)
    assert first["now"] == {"numerator": 4, "denominator": 4, "value": 1.0}
    assert second["now"] is None


def test_a_row_that_is_gone_stays_as_it_was_published():
    row = Row("1", "Security", (Figure("a", Counted(3)),))
    compared = freezing.compared(month(rows=[row]).as_dict(), month().as_dict())
    assert compared["sections"][0]["rows"][0]["figures"][0]["numerator"] == 3
