"""N1-N5 by table: who is wanted, who is served, what holds a slot."""

import pytest
from planning import MARCH, MONTHLY, WEEKLY, day, household, plan, policy, visit, which
from rules.reconcile import Contact


def test_a_contact_says_everything():
    [contact] = plan([policy()])
    assert contact == Contact(1, "household", 1, *MARCH, day("03-01"), day("03-31"))
    assert contact.key == (1, "household", 1, day("03-01"))


# --- N1, N2: who follows ---------------------------------------------------------


@pytest.mark.parametrize(
    "wants, facts, follows",
    [
        ({}, {"occupancy": "occupied"}, True),
        ({}, {"occupancy": "not_moved_in"}, True),
        ({}, {"occupancy": "moved_out"}, False),
        ({"occupancy": "occupied"}, {"occupancy": "not_moved_in"}, False),
        ({"occupancy": "moved_out"}, {"occupancy": "moved_out"}, True),
        ({"segments": {1, 2}}, {"segments": {2, 3}}, True),
        ({"segments": {1, 2}}, {"segments": {3}}, False),
        ({"segments": {1}}, {}, False),
        ({}, {"segments": {3}}, True),
        ({"categories": {1}}, {"categories": {2}}, False),
        ({"categories": {1}}, {"categories": {1}}, True),
        ({}, {"kind": "stakeholder"}, False),
        ({"subject": "stakeholder"}, {}, False),
        ({"subject": "stakeholder"}, {"kind": "stakeholder", "occupancy": None}, True),
        ({}, {"person": 8}, False),
        ({}, {"person": None}, False),
    ],
)
def test_who_follows(wants, facts, follows):
    sets = {"segments", "categories"}
    wants = {k: frozenset(v) if k in sets else v for k, v in wants.items()}
    facts = {k: frozenset(v) if k in sets else v for k, v in facts.items()}
    assert bool(plan([policy(**wants)], [household(**facts)])) is follows


def test_first_match_by_sequence_then_id_and_additions_run_first():
    policies = [
        policy(1, sequence=20),
        policy(3, sequence=10),
        policy(2, sequence=10, occupancy="not_moved_in"),
        policy(4, sequence=10),
        policy(9, sequence=90, in_addition=True, methods=frozenset({"phone"})),
        policy(8, sequence=91, in_addition=True, methods=frozenset({"door"})),
    ]
    assert [p for p, _slot in which(plan(policies[:4]))] == [3]
    assert which(plan([policy(1), policy(2, WEEKLY, sequence=11)])) == [(1, "03-01")]
    # What the first two create is open, so the ordinary one is not wanted any more.
    assert [p for p, _slot in which(plan(policies))] == [9, 8]


def test_stakeholders_and_households_match_apart():
    policies = [policy(1), policy(2, subject="stakeholder")]
    subjects = [household(1), household(1, kind="stakeholder")]
    found = plan(policies, subjects)
    assert [(c.policy_id, c.kind) for c in found] == [
        (1, "household"),
        (2, "stakeholder"),
    ]


# --- N3, N4, N5: who is served, open, held ---------------------------------------

PHONE = {"in_addition": True, "methods": frozenset({"phone"})}


@pytest.mark.parametrize(
    "wants, found, wanted",
    [
        ({}, visit("done", "03-01"), False),
        ({}, visit("done", "03-31"), False),
        ({}, visit("done", "02-28"), True),
        ({}, visit("done", "04-01"), True),
        ({}, visit("done", "03-09", method="letter"), False),
        ({}, visit("done", "03-09", role="director"), True),
        ({}, visit("done", "03-09", number=2), True),
        ({}, visit("done", "03-09", kind="stakeholder"), True),
        ({"methods": frozenset({"door"})}, visit("done", "03-09", method="x"), False),
        (PHONE, visit("done", "03-09", method="phone"), False),
        (PHONE, visit("done", "03-09", method="door"), True),
        (PHONE, visit("done", "03-09"), True),
        ({"in_addition": True}, visit("done", "03-09", method="door"), False),
        ({}, visit("planned", "03-01"), False),
        ({}, visit("appointed", "03-31"), False),
        ({}, visit("planned", "04-01"), True),
        ({}, visit("planned", "03-09", role="director"), True),
        ({}, visit("missed", "03-09", policy_id=1, slot_start=day("03-01")), True),
        ({}, visit("cancelled", "03-09"), True),
        (PHONE, visit("planned", "03-09", method="phone"), False),
        (PHONE, visit("planned", "03-09", method="door"), True),
        (PHONE, visit("planned", "03-09"), True),
        (PHONE, visit("planned", "03-09", policy_id=1), False),
        (PHONE, visit("planned", "03-09", policy_id=1, method="door"), True),
        # whoever holds the key, wherever it is dated
        ({}, visit("planned", "04-09", policy_id=1, slot_start=day("03-01")), False),
        ({}, visit("appointed", "04-09", policy_id=1, slot_start=day("03-01")), False),
        ({}, visit("done", "04-09", policy_id=1, slot_start=day("03-01")), False),
        ({}, visit("cancelled", "04-09", policy_id=1, slot_start=day("03-01")), False),
        ({}, visit("cancelled", "03-09", policy_id=2, slot_start=day("03-01")), True),
        ({}, visit("cancelled", "03-09", policy_id=1, slot_start=day("02-01")), True),
    ],
)
def test_one_visit_there_is(wants, found, wanted):
    assert bool(plan([policy(**wants)], visits=[found])) is wanted


@pytest.mark.parametrize(
    "dated, expected",
    [
        # the month's contact may be in any week: no week is known to hold it
        ({}, ["02-23", "03-02", "03-09", "03-16", "03-23", "03-30"]),
        ({"03-10"}, ["02-23", "03-02", "03-16", "03-23", "03-30"]),
    ],
)
def test_what_this_run_created_counts_as_open(dated, expected):
    dated = {(9, "household", 1, day("03-01")): day(text) for text in dated}
    found = plan([policy(1, WEEKLY), policy(9, in_addition=True)], dated=dated)
    assert which(found) == [(9, "03-01")] + [(1, start) for start in expected]


def test_a_created_contact_blocks_a_slot_that_holds_all_its_days():
    policies = [policy(1, MONTHLY), policy(9, WEEKLY, in_addition=True)]
    assert [p for p, _slot in which(plan(policies))] == [9] * 6
    methods = frozenset({"phone"})
    other = policy(8, sequence=95, **{**PHONE, "methods": frozenset({"door"})})
    calls = policy(9, WEEKLY, in_addition=True, methods=methods)
    assert (8, "03-01") in which(plan([other, calls]))
    same = policy(8, sequence=95, in_addition=True, methods=methods)
    assert (8, "03-01") not in which(plan([same, calls]))


def test_a_created_contact_of_several_methods_has_none():
    both = policy(9, WEEKLY, in_addition=True, methods=frozenset({"door", "phone"}))
    later = policy(8, sequence=95, **PHONE)
    assert (8, "03-01") in which(plan([later, both]))
