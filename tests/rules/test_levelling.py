"""D4, P14: level within what is allowed, nobody lost, capacity kept, overflow shown."""

from collections import Counter
from datetime import date, timedelta
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rules.levelling import Group, Share, level

FIRST = date(2026, 3, 2)
DAYS = [FIRST + timedelta(number) for number in range(31)]


def spread(groups, load=()):
    """Shares by day numbers: {key: [(day number, number, overflow)]}."""
    named = [
        Group(key, tuple(DAYS[n] for n in days), *rest) for key, days, *rest in groups
    ]
    shares = level(named, {DAYS[n]: number for n, number in dict(load).items()})
    return {
        key: [(DAYS.index(s.day), s.number, s.overflow) for s in found]
        for key, found in shares.items()
    }


@pytest.mark.parametrize(
    "groups, load, expected",
    [
        # even, and the odd ones first
        ([("a", [0, 1, 2], 6)], {}, {"a": [(0, 2, 0), (1, 2, 0), (2, 2, 0)]}),
        ([("a", [0, 1, 2], 5)], {}, {"a": [(0, 2, 0), (1, 2, 0), (2, 1, 0)]}),
        ([("a", [0, 1, 2], 1)], {}, {"a": [(0, 1, 0)]}),
        ([("a", [4], 0)], {}, {"a": []}),
        # what is there is filled up, never moved
        ([("a", [0, 1, 2], 3)], {0: 9}, {"a": [(1, 2, 0), (2, 1, 0)]}),
        ([("a", [0, 1], 7)], {1: 3}, {"a": [(0, 5, 0), (1, 2, 0)]}),
        # who has few days pushes the others away, in whatever order they come
        (
            [("wide", [0, 1], 4), ("narrow", [0], 4)],
            {},
            {"wide": [(1, 4, 0)], "narrow": [(0, 4, 0)]},
        ),
        # capacity: full days take no more, the rest overflows on the last day
        ([("a", [0, 1], 5, 3)], {}, {"a": [(0, 3, 0), (1, 2, 0)]}),
        ([("a", [0, 1], 5, 2)], {}, {"a": [(0, 2, 0), (1, 2, 0), (1, 1, 1)]}),
        ([("a", [0, 1], 3, 2)], {0: 2, 1: 5}, {"a": [(1, 3, 1)]}),
        # overflow counts for the others
        (
            [("a", [0], 5, 2), ("b", [0, 1], 2)],
            {},
            {"a": [(0, 2, 0), (0, 3, 1)], "b": [(1, 2, 0)]},
        ),
        # who stood there before the others overflowed may stay
        (
            [("b", [1, 2], 6, 5), ("a", [0, 1], 20, 5)],
            {},
            {"b": [(1, 1, 0), (2, 5, 0)], "a": [(0, 5, 0), (1, 2, 0), (1, 13, 1)]},
        ),
    ],
)
def test_table(groups, load, expected):
    assert spread(groups, load) == expected


def test_shares_are_named():
    assert level([Group("a", (FIRST,), 2, 1)], {}) == {
        "a": [Share(FIRST, 1, False), Share(FIRST, 1, True)]
    }


def test_load_is_left_as_it_was():
    load = {FIRST: 1}
    level([Group("a", (FIRST,), 2)], load)
    assert load == {FIRST: 1}


def groups(capacity):
    """Some groups of one person, with all kinds of overlapping days."""
    days = st.lists(st.sampled_from(DAYS[:12]), min_size=1, unique=True).map(sorted)
    group = st.tuples(days.map(tuple), st.integers(0, 40), capacity)
    return st.lists(group, max_size=8).map(
        lambda found: [Group(key, *rest) for key, rest in enumerate(found)]
    )


LOADS = st.dictionaries(st.sampled_from(DAYS[:12]), st.integers(0, 20))
ONE_CAPACITY = st.integers(0, 15).flatmap(lambda number: groups(st.just(number)))
ANY_CAPACITY = groups(st.integers(0, 15))


def totals(shares, load):
    """Visits on each day, those already there included."""
    total = Counter(load)
    for found in shares.values():
        for share in found:
            total[share.day] += share.number
    return total


@given(ANY_CAPACITY, LOADS)
def test_nobody_is_lost_and_nobody_stands_where_he_may_not(groups, load):
    shares = level(groups, load)
    assert list(shares) == [group.key for group in groups]
    for group in groups:
        found = shares[group.key]
        assert sum(share.number for share in found) == group.number
        assert {share.day for share in found} <= set(group.days)
        assert all(share.number > 0 for share in found)
        assert found == sorted(found, key=lambda share: (share.day, share.overflow))
        assert {s.day for s in found if s.overflow} <= {group.days[-1]}
        assert len({(s.day, s.overflow) for s in found}) == len(found)


@given(ANY_CAPACITY, LOADS)
def test_no_unit_has_a_day_lower_by_two(groups, load):
    shares = level(groups, load)
    total = totals(shares, load)
    for group in groups:
        free = [
            total[day]
            for day in group.days
            if not group.capacity or total[day] < group.capacity
        ]
        for share in shares[group.key]:
            if share.overflow:
                assert not free
            else:
                assert all(number > total[share.day] - 2 for number in free)


@given(ONE_CAPACITY, LOADS)
def test_regular_units_stay_within_capacity(groups, load):
    shares = level(groups, load)
    capacity = groups[0].capacity if groups else 0
    regular = {
        key: [share for share in found if not share.overflow]
        for key, found in shares.items()
    }
    for day, number in totals(regular, load).items():
        if capacity and number > load.get(day, 0):
            assert number <= capacity


@given(ANY_CAPACITY, LOADS)
def test_same_input_same_shares(groups, load):
    assert level(groups, load) == level(list(groups), dict(load))


@given(st.integers(0, 200), LOADS)
def test_alone_it_is_level_and_early(number, load):
    shares = level([Group(0, tuple(DAYS[:12]), number)], load)
    total = totals(shares, load)
    touched = [total[share.day] for share in shares[0]]
    assert max(touched, default=0) - min(touched, default=0) <= 1
    assert touched == sorted(touched, reverse=True)


def test_a_large_run_is_fast():
    """A guard against the quadratic, ten times above what it takes."""
    weeks = [tuple(DAYS[n : n + 7]) for n in range(0, 25, 5)]
    groups = [Group(n, weeks[n % 5] if n % 3 else tuple(DAYS), 20) for n in range(30)]
    started = perf_counter()
    for _person in range(20):
        level(groups, {DAYS[0]: 3})
    assert (perf_counter() - started) / (20 * 30 * 20) < 50e-6
