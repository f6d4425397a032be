"""Figures of a period: rates with their base, arrows, comparison (M1, M3)."""

from datetime import date

import pytest
from rules.summary import Counted, Figure, Row, Section, Summary


@pytest.mark.parametrize(
    ("counted", "value"),
    [
        (Counted(3, 4), 0.75),
        (Counted(0, 4), 0.0),
        (Counted(0, 0), None),
        (Counted(7), 7),
        (Counted(), 0),
    ],
)
def test_a_rate_without_base_is_no_rate(counted, value):
    assert counted.value == value


@pytest.mark.parametrize(
    ("now", "before", "arrow"),
    [
        (Counted(3, 4), Counted(1, 4), "up"),
        (Counted(1, 4), Counted(3, 4), "down"),
        (Counted(1, 2), Counted(2, 4), "flat"),
        (Counted(1, 2), Counted(0, 0), None),
        (Counted(0, 0), Counted(1, 2), None),
        (Counted(1, 2), None, None),
    ],
)
def test_arrow(now, before, arrow):
    assert Figure("x", now, before).arrow == arrow


@pytest.mark.parametrize(
    ("number", "better", "target", "met"),
    [
        (85, "up", 0.85, True),
        (84, "up", 0.85, False),
        (1, "down", 0.01, True),
        (2, "down", 0.01, False),
        (2, "down", None, None),
    ],
)
def test_target_is_reached_or_not_passed(number, better, target, met):
    figure = Figure("x", Counted(number, 100), better=better, target=target)
    assert figure.is_met is met


def test_action_is_called_for_by_a_missed_target_else_by_a_turn_to_the_worse():
    worse = Figure("late", Counted(3), Counted(2), better="down")
    assert worse.needs_action
    assert not Figure("late", Counted(2), Counted(3), better="down").needs_action
    assert not Figure("count", Counted(2), Counted(3)).needs_action
    met = Figure("rate", Counted(9, 10), Counted(10, 10), better="up", target=0.85)
    assert not met.needs_action


def month(*figures, rows=()):
    section = Section("complaints", figures, tuple(rows))
    return Summary(date(2026, 10, 1), date(2026, 11, 1), (section,))


def test_nothing_is_compared_with_a_time_before_the_record():
    figure = Figure("a", Counted(3), Counted(0), Counted(0))
    row = Row("1", "Security", (figure,))
    kept = month(figure, rows=[row]).compared_with(True, False)
    for found in (kept.figure("a"), kept.sections[0].rows[0].figures[0]):
        assert found.previous == Counted(0)
        assert found.last_year is None


def test_a_figure_nobody_counted_is_unknown():
    with pytest.raises(KeyError):
        month().figure("a")
