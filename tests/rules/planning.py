"""A plan of March 2026 to change in tests of the oracle."""

from datetime import date, timedelta

from rules.cadence import Cadence
from rules.period import month
from rules.reconcile import Policy, Subject, Visit, reconcile

MONTHLY, WEEKLY = Cadence(1, 1, "month"), Cadence(1, 1, "week")
QUARTERLY = Cadence(1, 1, "quarter")
MARCH = month(date(2026, 3, 1))
ME = 7


def day(text):
    return date.fromisoformat(f"2026-{text}")


def weekdays(slot):
    days = [slot.start + timedelta(n) for n in range((slot.end - slot.start).days)]
    return [day for day in days if day.weekday() < 5]


def policy(number=1, cadence=MONTHLY, **facts):
    return Policy(number, facts.pop("sequence", 10), "butler", cadence, **facts)


def household(number=1, **facts):
    known = {"person": ME, "position": (number,), "occupancy": "occupied", **facts}
    return Subject(number, **known)


def visit(state, on, number=1, **facts):
    known = {"role": "butler", "kind": "household", **facts}
    return Visit(subject_id=number, state=state, day=day(on), **known)


def plan(
    policies,
    subjects=None,
    visits=(),
    period=MARCH,
    today=date(2026, 1, 1),
    allowed=None,
    dated=None,
    working=weekdays,
):
    def allowed_days(_policy, slot):
        return weekdays(slot) if allowed is None else [day(text) for text in allowed]

    subjects = [household()] if subjects is None else subjects
    return reconcile(
        *(policies, subjects, visits, ME, period, today, allowed_days),
        *(working, dated),
    )


def who(contacts):
    return [contact.subject_id for contact in contacts]


def which(contacts):
    """(policy, start of the slot) of each contact."""
    return [(c.policy_id, c.slot_start.isoformat()[5:]) for c in contacts]
