"""Nothing counted is no rate; four and five are satisfied."""

import pytest
from rules import scoring


@pytest.mark.parametrize(
    "numerator, denominator, expected",
    [(1, 4, 0.25), (0, 4, 0.0), (4, 4, 1.0), (0, 0, None), (3, None, None)],
)
def test_ratio(numerator, denominator, expected):
    assert scoring.ratio(numerator, denominator) == expected


@pytest.mark.parametrize(
    "current, previous, expected",
    [
        (0.9, 0.8, "up"),
        (0.8, 0.9, "down"),
        (0.0, 0.0, "flat"),
        (None, 0.5, None),
        (0.5, None, None),
    ],
)
def test_trend(current, previous, expected):
    assert scoring.trend(current, previous) == expected


def test_satisfied():
    verdicts = [scoring.is_satisfied(score) for score in (None, 0, 1, 2, 3, 4, 5)]
    assert verdicts == [None, None, False, False, False, True, True]
    from_neutral = [scoring.is_satisfied(score, 3) for score in (0, 2, 3, 4)]
    assert from_neutral == [None, False, True, True]
    assert set(scoring.SATISFIED) < set(scoring.SATISFACTION) == set(range(1, 6))


@pytest.mark.parametrize(
    "scores, expected",
    [([5, 4, 3, 1], 0.5), ([5, None, 0], 1.0), ([None], None), ([], None), ([2], 0.0)],
)
def test_satisfaction_rate_leaves_blanks_out(scores, expected):
    assert scoring.satisfaction_rate(scores) == expected
