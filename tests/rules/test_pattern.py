"""C10: so many times within so many days, at any place of the calendar."""

from datetime import date, timedelta
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st
from rules.pattern import joining, repeated

DAYS = st.lists(
    st.integers(0, 40).map(lambda number: date(2026, 12, 15) + timedelta(number)),
    max_size=8,
)


def by_trying_all(days, minimum, span):
    """What any `minimum` of the days say that lie close enough together."""
    close = [
        chosen
        for chosen in combinations(range(len(days)), minimum)
        if max(days[i] for i in chosen) - min(days[i] for i in chosen) < timedelta(span)
    ]
    return {position for chosen in close for position in chosen}


@given(DAYS, st.integers(1, 4), st.integers(1, 20))
def test_as_by_trying_all_combinations(days, minimum, span):
    assert repeated(days, minimum, span) == by_trying_all(days, minimum, span)


def test_first_and_last_day_are_included():
    days = [date(2026, 11, 1), date(2026, 11, 15), date(2026, 11, 30)]
    assert repeated(days, 3, 30) == {0, 1, 2}
    assert repeated(days, 3, 29) == set()


def test_what_lies_apart_is_no_part_of_it():
    days = [date(2026, 6, 1), date(2026, 11, 1), date(2026, 11, 2)]
    assert repeated(days, 2, 7) == {1, 2}


def test_joining_looks_back_and_ahead():
    known = [date(2026, 11, 10)]
    days = [date(2026, 11, day) for day in (3, 4, 16, 17)]
    assert joining(days, known, 7) == {1, 2}
    assert joining(days, [], 7) == set()
