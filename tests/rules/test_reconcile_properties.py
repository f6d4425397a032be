"""R3, N3, D2 for any policies, registers and visits."""

from collections import Counter
from datetime import date, timedelta

from hypothesis import assume, given
from hypothesis import strategies as st
from rules.cadence import Cadence
from rules.period import month, months_between
from rules.reconcile import Policy, Subject, Visit, reconcile

ME = 7
MONTHS = months_between(date(2026, 1, 1), date(2027, 1, 1))
DAYS = st.dates(date(2025, 12, 1), date(2026, 6, 30))
METHODS = ("door", "phone", "letter")
CADENCES = [
    *(Cadence(1, 1, "week"), Cadence(2, 1, "week"), Cadence(1, 2, "week")),
    *(Cadence(1, 1, "month"), Cadence(3, 1, "month"), Cadence(1, 2, "month")),
    *(Cadence(1, 1, "quarter"), Cadence(2, 1, "quarter"), Cadence(3, 1, "year")),
]


def sets(values):
    return st.frozensets(st.sampled_from(values), max_size=2)


@st.composite
def policies(draw):
    return [
        Policy(
            number,
            draw(st.integers(1, 3)),
            "butler",
            draw(st.sampled_from(CADENCES)),
            subject=draw(st.sampled_from(["household"] * 3 + ["stakeholder"])),
            occupancy=draw(st.sampled_from([None, None, "occupied", "moved_out"])),
            segments=draw(sets([1, 2])),
            methods=draw(sets(METHODS)),
            rotate_count=draw(st.sampled_from([None, None, None, 1, 3])),
            in_addition=draw(st.booleans()),
        )
        for number in range(1, draw(st.integers(1, 4)) + 1)
    ]


@st.composite
def subjects(draw):
    return [
        Subject(
            number,
            kind=draw(st.sampled_from(["household"] * 4 + ["stakeholder"])),
            person=draw(st.sampled_from([ME] * 5 + [None])),
            position=(draw(st.integers(0, 3)), number),
            occupancy=draw(st.sampled_from(["occupied", "not_moved_in", "moved_out"])),
            segments=draw(sets([1, 2])),
            entry=draw(st.none() | DAYS),
            leaving=draw(st.none() | DAYS),
        )
        for number in range(1, draw(st.integers(0, 7)) + 1)
    ]


@st.composite
def visits(draw):
    states = ["planned", "appointed", "done", "missed", "cancelled"]
    return [
        Visit(
            role=draw(st.sampled_from(["butler"] * 4 + ["director"])),
            subject_id=draw(st.integers(1, 7)),
            kind="household",
            state=draw(st.sampled_from(states)),
            day=draw(DAYS),
            policy_id=draw(st.sampled_from([None, 1, 2])),
            slot_start=draw(st.sampled_from([None] + [m.start for m in MONTHS[:6]])),
            method=draw(st.none() | st.sampled_from(METHODS)),
        )
        for _ in range(draw(st.integers(0, 6)))
    ]


PERIODS = st.sampled_from(MONTHS[:6])
TODAYS = st.dates(date(2025, 12, 20), date(2026, 6, 30))


def calendar(closed):
    """Working days, none on the closed weekdays."""

    def working_days(slot):
        length = (slot.end - slot.start).days
        days = [slot.start + timedelta(number) for number in range(length)]
        return [day for day in days if day.weekday() not in closed]

    return lambda _policy, slot: working_days(slot), working_days


FIVE_DAYS = calendar({5, 6})


def as_visits(policies, contacts, pick):
    """The contacts as the planner would store them, on a day of their range."""
    methods = {policy.id: policy.methods for policy in policies}
    for contact in contacts:
        found = methods[contact.policy_id]
        yield Visit(
            role="butler",
            subject_id=contact.subject_id,
            kind=contact.kind,
            state="planned",
            day=contact.first + timedelta(pick((contact.last - contact.first).days)),
            policy_id=contact.policy_id,
            slot_start=contact.slot_start,
            method=min(found) if len(found) == 1 else None,
        )


PICKS = st.sampled_from([lambda n: 0, lambda n: n, lambda n: n // 2, lambda n: n // 3])


@given(policies(), subjects(), visits(), PERIODS, TODAYS, PICKS)
def test_run_again_with_nothing_changed_it_creates_nothing(
    policies, subjects, visits, period, today, pick
):
    terms = ME, period, today, *FIVE_DAYS
    contacts = reconcile(policies, subjects, visits, *terms)
    created = list(as_visits(policies, contacts, pick))
    assert reconcile(policies, subjects, [*visits, *created], *terms) == []


@given(policies(), subjects(), visits(), PERIODS, TODAYS)
def test_contacts_are_what_they_should_be(policies, subjects, visits, period, today):
    contacts = reconcile(policies, subjects, visits, ME, period, today, *FIVE_DAYS)
    assert len({contact.key for contact in contacts}) == len(contacts)
    known = {(s.kind, s.id): s for s in subjects}
    for contact in contacts:
        subject = known[contact.kind, contact.subject_id]
        assert subject.person == ME
        assert max(contact.slot_start, period.start, today) <= contact.first
        assert contact.first <= contact.last
        assert contact.last < min(contact.slot_end, period.end)
        assert subject.leaving is None or contact.last < subject.leaving
    ordinary = {p.id for p in policies if not p.is_additional}
    followed = {(c.kind, c.subject_id, c.policy_id) for c in contacts}
    matches = Counter(found[:2] for found in followed if found[2] in ordinary)
    assert set(matches.values()) <= {1}


@given(policies(), subjects(), visits(), PERIODS, TODAYS, st.data())
def test_done_in_the_slot_serves(policies, subjects, visits, period, today, data):
    terms = ME, period, today, *FIVE_DAYS
    contacts = reconcile(policies, subjects, visits, *terms)
    assume(contacts)
    contact = data.draw(st.sampled_from(contacts))
    own = next(p.own_methods for p in policies if p.id == contact.policy_id)
    last = contact.slot_end - timedelta(1)
    done = Visit(
        role="butler",
        subject_id=contact.subject_id,
        kind=contact.kind,
        state="done",
        day=data.draw(st.dates(contact.slot_start, last)),
        method=data.draw(st.sampled_from(sorted(own) or METHODS)),
    )
    again = reconcile(policies, subjects, [*visits, done], *terms)
    assert contact.key not in {found.key for found in again}


@given(st.sampled_from(CADENCES), st.integers(1, 40), st.sampled_from(MONTHS[2:6]))
def test_run_after_run_everybody_gets_one_a_slot_and_months_are_level(
    cadence, number, last
):
    """From the slots' beginning to `last`, month by month, all that is due is there."""
    policy = Policy(1, 1, "butler", cadence)
    follow = [
        Subject(n, person=ME, position=(n,), occupancy="occupied")
        for n in range(number)
    ]
    allowed_days, working_days = FIVE_DAYS
    begin = month(cadence.window(last.start).start).start
    periods, found = months_between(begin, last.end), []
    for period in periods:
        known = list(as_visits([policy], found, lambda n: n))
        terms = ME, period, period.start, allowed_days, working_days
        found += reconcile([policy], follow, known, *terms)
    for slot in cadence.slots(begin, last.end):
        mine = [c for c in found if c.slot_start == slot.start]
        assert len({c.subject_id for c in mine}) == len(mine)
        if slot.end <= last.end:
            assert len(mine) == number
        if slot.start >= begin:
            days = allowed_days(policy, slot)
            for period in periods:
                here = sum(period.start <= c.first < period.end for c in mine)
                share = sum(period.start <= d < period.end for d in days) / len(days)
                assert abs(here - share * number) <= 1
