"""A form's verdict and the marks of a rate (Q1, Q4, Q6)."""

import pytest
from rules import statistics


@pytest.mark.parametrize(
    "rule, answered, satisfied, overall, enough, expected",
    [
        ("overall", 8, 8, None, 100, False),
        ("overall", 0, 0, True, 100, True),
        ("all_items", 8, 8, False, 0, True),
        ("all_items", 8, 7, True, 0, False),
        ("all_items", 0, 0, None, 0, False),
        ("average", 5, 3, None, 60, True),
        ("average", 5, 2, None, 60, False),
        ("average", 0, 0, None, 0, False),
    ],
)
def test_a_form(rule, answered, satisfied, overall, enough, expected):
    found = statistics.is_form_satisfied(rule, answered, satisfied, overall, enough)
    assert found is expected


def test_an_item_without_base_has_no_rate():
    assert statistics.ItemCount("lift", blank=3).rate is None
    assert statistics.ItemCount("age", answered=3, is_rated=False).rate is None
    assert statistics.ItemCount("lift", answered=3, satisfied=0).rate == 0.0
    assert statistics.ItemCount("lift", 3, 1, 2, 1).forms == 6


@pytest.mark.parametrize(
    "figures, expected",
    [
        ((100, 80, 80), True),
        ((100, 79, 79), False),
        ((100, 80, 79), False),
        ((0, 0, 0), False),
    ],
)
def test_representative(figures, expected):
    assert statistics.is_representative(*figures, 80, 100) is expected
