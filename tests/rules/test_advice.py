"""M3: when figures call for another cadence."""

import pytest
from rules.advice import Facts, Limits, advise

LIMITS = Limits(answers=20, low=0.85, high=0.97, kept=0.8)


@pytest.mark.parametrize(
    ("due", "done", "asked", "satisfied", "suggested"),
    [
        (100, 100, 20, 16, "more"),
        (100, 100, 20, 17, None),  # exactly the target
        (100, 100, 19, 1, None),  # too few answers
        (100, 100, 100, 97, "less"),
        (100, 80, 100, 97, "less"),
        (100, 79, 100, 97, "unkept"),
        (100, 79, 0, 0, "unkept"),
        (19, 0, 0, 0, None),
        (100, 10, 20, 10, "more"),  # dissatisfaction weighs more
        (0, 0, 0, 0, None),
    ],
)
def test_advice(due, done, asked, satisfied, suggested):
    assert advise(Facts(due, done, asked, satisfied), LIMITS) == suggested
