"""S1: shares kept at every point, drawn so that nobody can choose."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rules.errors import ShareError
from rules.quota import draw, exact_shares, order

KEY = b"only the system knows"
CALLBACKS = {"manager": 0.1, "supervisor": 0.3, "butler": 0.6}
SHARES = st.dictionaries(
    st.sampled_from("abcdefg"),
    st.integers(1, 1000).map(lambda n: n / 1000),
    min_size=1,
)


def tickets(count, first=1):
    return [f"HT{number:05}" for number in range(first, first + count)]


def assert_within_one(shares, days):
    """Draw day by day; after every single ticket each role is near its share."""
    shares = exact_shares(shares)
    counts = dict.fromkeys(shares, 0)
    for day in days:
        drawn = draw(day, shares, counts, KEY)
        assert sorted(drawn) == sorted(day)
        for number in order(day, KEY):
            counts[drawn[number]] += 1
            total = sum(counts.values())
            for role, share in shares.items():
                assert abs(counts[role] - share * total) < 1, (role, total)


def test_every_role_has_its_share_at_every_point():
    assert_within_one(CALLBACKS, [tickets(1000)])
    assert_within_one(CALLBACKS, [[number] for number in tickets(300)])


@given(SHARES, st.lists(st.integers(0, 40), max_size=8))
def test_whatever_the_shares_and_however_many_a_day(shares, sizes):
    days, first = [], 1
    for size in sizes:
        days.append(tickets(size, first))
        first += size
    assert_within_one(shares, days)


def test_ten_thirty_sixty():
    drawn = list(draw(tickets(1000), CALLBACKS, {}, KEY).values())
    counts = {role: drawn.count(role) for role in CALLBACKS}
    assert counts == {"manager": 100, "supervisor": 300, "butler": 600}


def test_a_draw_can_be_repeated_in_any_order_of_tickets():
    day = tickets(50)
    first = draw(day, CALLBACKS, {}, KEY)
    assert draw(day[::-1], dict(reversed(CALLBACKS.items())), {}, KEY) == first
    equal = {"a": 0.25, "b": 0.25, "c": 0.25}
    again = draw(day, dict(reversed(equal.items())), {}, KEY)
    assert again == draw(day, equal, {}, KEY)


def test_without_the_key_nobody_can_tell():
    day = tickets(50)
    assert order(day, KEY) != order(day, b"another key")
    assert order(day, KEY) != day


def test_what_nobody_has_a_share_of_goes_to_nobody():
    drawn = list(draw(tickets(100), {"manager": 0.1}, {}, KEY).values())
    assert drawn.count("manager") == 10
    assert drawn.count(None) == 90


def test_shares_make_up_the_whole_exactly():
    tenths = {"manager": 1, "supervisor": 3, "butler": 6}
    exact = {role: Fraction(n, 10) for role, n in tenths.items()}
    assert exact_shares(CALLBACKS) == exact
    half = Fraction(1, 2)
    assert exact_shares({"a": 1, "b": 1}) == {"a": half, "b": half}
    assert exact_shares({"a": 0.5, "b": 0.5, "c": 0}) == {"a": half, "b": half}


def test_counts_of_other_shares_right_themselves():
    counts = {"manager": 90, "supervisor": 5, "butler": 5}
    drawn = list(draw(tickets(800), CALLBACKS, counts, KEY).values())
    assert drawn.count("manager") == 0
    assert drawn.count("supervisor") == 265


@pytest.mark.parametrize("shares", [{}, {"a": 0}, {"a": 0.5, "b": -0.1}])
def test_impossible_shares_are_refused(shares):
    with pytest.raises(ShareError):
        draw(tickets(1), shares, {}, KEY)
