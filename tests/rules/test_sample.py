"""V7: a sample that can be repeated, chosen by nobody, with everybody in it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rules.errors import ShareError
from rules.sample import askers, draw

KEY = b"only the system knows"
VISITS = {"Li": [f"V{n}" for n in range(100)], "Wu": ["V900"], "Xu": []}


def test_everybody_has_the_share_rounded_up():
    drawn = draw(VISITS, 0.05, KEY)
    assert {person: len(own) for person, own in drawn.items()} == {
        "Li": 5,
        "Wu": 1,
        "Xu": 0,
    }


def test_the_same_key_draws_the_same_in_any_order():
    shuffled = {person: own[::-1] for person, own in VISITS.items()}
    assert draw(VISITS, 0.2, KEY) == draw(shuffled, 0.2, KEY)
    assert draw(VISITS, 0.2, KEY) != draw(VISITS, 0.2, b"another")


def test_a_larger_share_keeps_what_was_drawn():
    assert draw(VISITS, 0.3, KEY)["Li"][:5] == draw(VISITS, 0.05, KEY)["Li"]


@pytest.mark.parametrize("share", [-0.1, 1.1])
def test_a_share_beyond_the_whole_is_refused(share):
    with pytest.raises(ShareError):
        draw(VISITS, share, KEY)


PEOPLE = st.sets(st.sampled_from("abcd"))


@given(st.lists(PEOPLE, max_size=30), st.lists(st.sampled_from("abcd"), unique=True))
def test_nobody_asks_about_their_own(took_part, candidates):
    for people, asker in zip(took_part, askers(took_part, candidates), strict=True):
        if asker is None:
            assert set(candidates) <= people
        else:
            assert asker in candidates
            assert asker not in people


def test_the_work_is_spread():
    chosen = askers([{"a"}] * 9, ["a", "b", "c", "d"])
    assert {who: chosen.count(who) for who in "bcd"} == {"b": 3, "c": 3, "d": 3}
