"""Whom did we not see: the contacts that policies want and that do not exist yet.

This is the oracle of the planner (R4): clauses N1-N8, D2 and D3 in the plainest
words, for one plan, which is one person in one role. The planner decides the same in
one SQL statement per policy; where the two differ, this one is right.
"""

from collections import defaultdict
from datetime import date, timedelta
from typing import NamedTuple

from .cadence import Slot
from .lifecycle import HOLDS_SLOT, OPEN
from .reconcile_facts import Contact, Policy, Subject, Visit

__all__ = ["Contact", "Policy", "Subject", "Visit", "reconcile"]


def reconcile(
    policies,
    subjects,
    visits,
    person,
    period,
    today,
    allowed_days,
    working_days,
    dated=None,
):
    """Return the contacts that a plan lacks, by policy as run, slot and position.

    `policies` are those of one role at one estate; of `subjects` those of `person`
    count; `period` is the plan's Slot. `allowed_days(policy, slot)` gives D of D1,
    `working_days(slot)` what stands in when D is empty. `dated` maps keys of contacts
    to the day they got, where it is known: contacts created earlier in the run are
    open visits to later policies (N4); without a day they stand in a slot that holds
    all their days. Run again with its own contacts as visits it returns none (R3).
    """
    followers = _followers(policies, [s for s in subjects if s.person == person])
    register = _Register(visits, dated or {})
    contacts = []
    for policy in _as_run(policies):
        for slot in policy.cadence.slots(*period):
            days = allowed_days(policy, slot) or working_days(slot)
            days = days or [slot.end - timedelta(days=1)]
            follow = followers[policy.id]
            due = _due(policy, slot, follow, register, period, today)
            for subject in _chosen(policy, slot, due, follow, register, period, days):
                contact = _contact(policy, subject, slot, period, today)
                register.add_contact(policy, contact)
                contacts.append(contact)
    return contacts


def _as_run(policies):
    """Those in addition first, then by sequence (N2)."""
    return sorted(policies, key=lambda p: (not p.is_additional, p.sequence, p.id))


def _followers(policies, subjects):
    """Policy id → subjects that follow it, in the order of D2; served or not."""
    followers = {policy.id: [] for policy in policies}
    for subject in sorted(subjects, key=lambda s: (s.position, s.id)):
        matching = [p for p in _as_run(policies) if p.wants(subject)]
        ordinary = [p for p in matching if not p.is_additional]
        additional = [p for p in matching if p.is_additional]
        for policy in [*additional, *ordinary[:1]]:
            followers[policy.id].append(subject)
    return followers


def _due(policy, slot, follow, register, period, today):
    """Those who have a day left and no visit for the slot (N3, N4, D3)."""
    return [
        subject
        for subject in follow
        if _days_left(subject, slot, period, today)
        and not register.is_served(policy, slot, subject)
        and not register.is_open(policy, slot, subject)
        and not register.holds_key(policy, slot, subject)
    ]


def _chosen(policy, slot, due, follow, register, period, days):
    """Of those due the ones this run plans: by turn (N8), or by position (D2)."""
    if policy.rotate_count is not None:
        return _next_in_turn(policy, slot, due, follow, register)
    turns = _turns(follow, days)
    return [subject for subject in due if turns[subject.id] < period.end]


def _turns(follow, days):
    """Subject id → the day that decides in which run a contact is planned (D2)."""
    return {s.id: days[r * len(days) // len(follow)] for r, s in enumerate(follow)}


def _next_in_turn(policy, slot, due, follow, register):
    """The longest unvisited, as many as are still missing in the slot (N8)."""
    visited = [
        subject
        for subject in follow
        if register.is_served(policy, slot, subject)
        or register.is_open(policy, slot, subject)
    ]
    missing = max(0, policy.rotate_count - len(visited))
    by_turn = sorted(due, key=lambda s: register.last_turn(policy.role, s))
    chosen = by_turn[:missing]
    return [subject for subject in due if subject in chosen]


def _days_left(subject, slot, period, today):
    """slot ∩ period ∩ [entry, leaving) ∩ from today on; None if empty (D3, N1)."""
    starts = [slot.start, period.start, today]
    ends = [slot.end, period.end]
    if subject.entry and subject.occupancy == "occupied":
        starts.append(subject.entry)
    if subject.leaving:
        ends.append(subject.leaving)
    return Slot(max(starts), min(ends)) if max(starts) < min(ends) else None


def _contact(policy, subject, slot, period, today):
    days = _days_left(subject, slot, period, today)
    last = days.end - timedelta(days=1)
    return Contact(policy.id, subject.kind, subject.id, *slot, days.start, last)


class _Open(NamedTuple):
    """An open visit, somewhere in first … last."""

    first: date
    last: date
    role: str
    policy_id: int | None
    method: str | None


class _Register:
    """The visits there are, and those created so far in this run."""

    def __init__(self, visits, dated):
        self.dated = dated
        self.keys = set()
        self.open = defaultdict(list)
        self.done = defaultdict(list)
        self.turns = defaultdict(list)
        for visit in visits:
            self._add_visit(visit)

    def _add_visit(self, visit):
        subject = visit.kind, visit.subject_id
        if visit.state in HOLDS_SLOT:
            self.keys.add((visit.policy_id, *subject, visit.slot_start))
        if visit.state in OPEN:
            where = visit.day, visit.day
            what = visit.role, visit.policy_id, visit.method
            self.open[subject].append(_Open(*where, *what))
        if visit.state == "done":
            self.done[subject].append(visit)
        if visit.state in ("done", "missed"):
            self.turns[subject].append(visit)

    def add_contact(self, policy, contact):
        """Count a contact of this run as an open visit (N4)."""
        day = self.dated.get(contact.key)
        where = (day, day) if day else (contact.first, contact.last)
        method = min(policy.methods) if len(policy.methods) == 1 else None
        self.open[contact.kind, contact.subject_id].append(
            _Open(*where, policy.role, policy.id, method)
        )

    def is_served(self, policy, slot, subject):
        """Done in the slot, by a method that serves the policy (N3, N2)."""
        return any(
            visit.role == policy.role
            and slot.start <= visit.day < slot.end
            and (not policy.own_methods or visit.method in policy.own_methods)
            for visit in self.done[subject.kind, subject.id]
        )

    def is_open(self, policy, slot, subject):
        """Open in the slot, unless by a method that another policy wants (N4, N2)."""
        return any(
            visit.role == policy.role
            and slot.start <= visit.first
            and visit.last < slot.end
            and (
                not policy.own_methods
                or visit.method in policy.own_methods
                or (visit.method is None and visit.policy_id == policy.id)
            )
            for visit in self.open[subject.kind, subject.id]
        )

    def holds_key(self, policy, slot, subject):
        """Planned, appointed, done or cancelled for this policy and slot (N5)."""
        return (policy.id, subject.kind, subject.id, slot.start) in self.keys

    def last_turn(self, role, subject):
        """Day of the last done or missed visit; never is before any day (N8)."""
        visits = self.turns[subject.kind, subject.id]
        return max((v.day for v in visits if v.role == role), default=date.min)
