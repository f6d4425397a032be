"""D2, D3, N8 by table: which days are left, who waits for a later run, whose turn."""

import pytest
from planning import (
    MARCH,
    QUARTERLY,
    WEEKLY,
    day,
    household,
    plan,
    policy,
    visit,
    who,
)
from rules.cadence import Cadence, Slot
from rules.period import month

# --- D3: which days are left -----------------------------------------------------


@pytest.mark.parametrize(
    "facts, today, days",
    [
        ({}, "01-01", ("03-01", "03-31")),
        ({}, "03-10", ("03-10", "03-31")),
        ({}, "03-31", ("03-31", "03-31")),
        ({}, "04-01", None),
        ({"entry": day("03-15")}, "01-01", ("03-15", "03-31")),
        ({"entry": day("03-15")}, "03-20", ("03-20", "03-31")),
        ({"entry": day("04-01")}, "01-01", None),
        ({"entry": day("04-01"), "occupancy": "not_moved_in"}, "01-01", "whole"),
        ({"leaving": day("03-15")}, "01-01", ("03-01", "03-14")),
        ({"leaving": day("03-01")}, "01-01", None),
        ({"leaving": day("03-15"), "occupancy": "not_moved_in"}, "03-15", None),
        ({"entry": day("03-02"), "leaving": day("03-03")}, "01-01", ("03-02", "03-02")),
    ],
)
def test_days_left(facts, today, days):
    days = ("03-01", "03-31") if days == "whole" else days
    found = plan([policy()], [household(**facts)], today=day(today))
    assert [(c.first, c.last) for c in found] == (
        [tuple(map(day, days))] if days else []
    )


def test_days_stay_in_slot_and_period():
    found = plan([policy(1, WEEKLY)])
    # The week from 23 February had its turn in the run of February (D2) unless that
    # run left it out: the run of March still plans it, on its one day of March.
    assert [(c.first, c.last) for c in found][:2] == [
        (day("03-01"), day("03-01")),
        (day("03-02"), day("03-08")),
    ]
    assert (found[-1].first, found[-1].last) == (day("03-30"), day("03-31"))


def test_entry_of_a_stakeholder_means_nothing():
    chair = household(kind="stakeholder", occupancy=None, entry=day("03-20"))
    [contact] = plan([policy(subject="stakeholder")], [chair])
    assert contact.first == day("03-01")


# --- D2: in which run ------------------------------------------------------------


def test_a_quarter_is_shared_by_its_months():
    subjects = [household(number) for number in range(1, 7)]
    for period, expected in [
        ("01-01", [1, 2, 3]),  # 22 working days of 64
        ("02-01", [1, 2, 3, 4]),  # 42 of 64
        ("03-01", [1, 2, 3, 4, 5, 6]),
    ]:
        found = plan([policy(1, QUARTERLY)], subjects, period=month(day(period)))
        assert who(found) == expected


def test_rank_counts_those_served_and_those_not_there_yet():
    subjects = [
        household(1),
        household(2, leaving=day("01-01")),
        household(3, entry=day("03-20")),
        *[household(number) for number in (4, 5, 6)],
        household(99, person=8),
    ]
    found = plan(
        [policy(1, QUARTERLY)],
        subjects,
        [visit("done", "01-05")],
        period=month(day("02-01")),
    )
    assert who(found) == [4]


def test_rank_is_by_position_then_id():
    subjects = [household(1, position=(2,)), household(2, position=(1,))]
    twins = [household(4, position=(3,)), household(3, position=(3,))]
    january = month(day("01-01"))
    cut = ["01-01", "02-02", "03-02", "03-03"]
    assert who(plan([policy(1, QUARTERLY)], subjects + twins)) == [2, 1, 3, 4]
    for allowed, expected in [(cut, [2]), (cut[:1] * 2 + cut[2:], [2, 1])]:
        found = plan(
            [policy(1, QUARTERLY)], subjects + twins, period=january, allowed=allowed
        )
        assert who(found) == expected


def test_without_allowed_days_working_days_decide_then_the_last_day():
    january, quarterly = month(day("01-01")), [policy(1, QUARTERLY)]
    assert plan(quarterly, period=january, allowed=[])
    late = {"working": lambda slot: [day("03-02")]}
    assert not plan(quarterly, period=january, allowed=[], **late)
    never = {"working": lambda slot: []}
    assert not plan(quarterly, period=january, allowed=[], **never)
    assert plan(quarterly, period=MARCH, allowed=[], **never)
    # The week from 23 February ends on Sunday, 1 March: that is for the run of March.
    february = month(day("02-01"))
    found = plan([policy(1, WEEKLY)], period=february, allowed=[], **never)
    assert found[-1].slot_start == day("02-16")


def test_a_turn_on_the_next_periods_first_day_waits_for_it():
    january, quarterly = month(day("01-01")), [policy(1, QUARTERLY)]
    assert not plan(quarterly, period=january, allowed=["02-01"])
    assert plan(quarterly, period=january, allowed=["01-31"])


# --- N8: taking turns ------------------------------------------------------------

FIVE = [household(number) for number in range(1, 6)]


def turns(*visits, count=2, subjects=FIVE, **facts):
    return who(plan([policy(rotate_count=count, **facts)], subjects, visits))


@pytest.mark.parametrize(
    "visits, chosen",
    [
        ([], [1, 2]),
        ([visit("done", "01-05")], [2, 3]),
        ([visit("missed", "01-05")], [2, 3]),
        ([visit("cancelled", "01-05")], [1, 2]),
        ([visit("done", "01-05", role="director")], [1, 2]),
        # the longest unvisited, given back in the order of position
        (
            [visit("done", f"01-{20 - n}", n) for n in range(1, 6)],
            [4, 5],
        ),
        ([visit("done", "01-05", n) for n in range(1, 6)], [1, 2]),
        # the last of several visits counts
        (
            [visit("done", "01-05", n) for n in range(1, 6)]
            + [visit("done", "02-05", 1)],
            [2, 3],
        ),
        # less those seen or planned in the slot
        ([visit("done", "03-05", 4)], [1]),
        ([visit("planned", "03-05", 4)], [1]),
        ([visit("done", "03-05", n) for n in (1, 2, 3)], []),
        # a missed or cancelled one does not count, a held key is no candidate
        ([visit("missed", "03-05", 4)], [1, 2]),
        (
            [visit("cancelled", "03-05", 1, policy_id=1, slot_start=day("03-01"))],
            [2, 3],
        ),
    ],
)
def test_turns(visits, chosen):
    assert turns(*visits) == chosen


def test_turns_run_out():
    assert turns(count=9) == [1, 2, 3, 4, 5]
    assert turns(count=0) == []
    gone = [household(1, leaving=day("03-01")), *FIVE[1:]]
    assert turns(subjects=gone) == [2, 3]


def test_turns_of_a_method_count_that_method():
    phone = frozenset({"phone"})
    assert turns(visit("done", "03-05", 4, method="door"), methods=phone) == [1, 2]
    assert turns(visit("done", "03-05", 4, method="phone"), methods=phone) == [1]


def test_turns_are_in_addition_and_not_shared_over_months():
    found = plan([policy(1), policy(2, rotate_count=1)], FIVE[:2])
    assert [(c.policy_id, c.subject_id) for c in found] == [(2, 1), (1, 2)]
    subjects = [household(n) for n in range(1, 10)]
    january = month(day("01-01"))
    assert who(
        plan([policy(1, QUARTERLY, rotate_count=9)], subjects, period=january)
    ) == list(range(1, 10))


def test_order_is_policy_slot_position():
    found = plan(
        [policy(1, Cadence(2, 1, "month")), policy(2, in_addition=True, sequence=99)],
        [household(2, position=(1,)), household(1, position=(2,))],
        dated={(2, "household", n, day("03-01")): day("03-31") for n in (1, 2)},
    )
    assert [(c.policy_id, c.slot_start.day, c.subject_id) for c in found] == [
        *((2, 1, 2), (2, 1, 1), (1, 1, 2), (1, 1, 1))
    ]


def test_nothing_in_nothing_out():
    assert plan([]) == plan([policy()], []) == []
    assert plan([policy()], period=Slot(day("03-01"), day("03-01"))) == []
