"""What the oracle of the planner is told, and what it answers (N1, N2)."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from .cadence import Cadence

NOT_MOVED_OUT = ("occupied", "not_moved_in")


@dataclass(frozen=True)
class Policy:
    """Who is due how often (N2); empty sets leave out nobody.

    `occupancy` None is everybody who has not moved out. `rotate_count` None is
    everybody; a number makes them take turns (N8), always in addition.
    """

    id: int
    sequence: int
    role: str
    cadence: Cadence
    subject: str = "household"
    occupancy: str | None = None
    segments: frozenset = frozenset()
    categories: frozenset = frozenset()
    methods: frozenset = frozenset()
    rotate_count: int | None = None
    in_addition: bool = False

    @property
    def is_additional(self):
        """Takes no part in first match and runs first (N2)."""
        return self.in_addition or self.rotate_count is not None

    @property
    def own_methods(self):
        """The only methods that serve it; empty where any method does (N2)."""
        return self.methods if self.is_additional else frozenset()

    def wants(self, subject):
        """Whether the register as read puts the subject under this policy (N1)."""
        if self.subject != subject.kind:
            return False
        if subject.kind == "household":
            occupancies = (self.occupancy,) if self.occupancy else NOT_MOVED_OUT
            if subject.occupancy not in occupancies:
                return False
        return _shares_one(self.segments, subject.segments) and _shares_one(
            self.categories, subject.categories
        )


@dataclass(frozen=True)
class Subject:
    """A household or stakeholder, its person for the role (N7) and its place (D2)."""

    id: int
    kind: str = "household"
    person: int | None = None
    position: tuple = ()
    occupancy: str | None = None
    segments: frozenset = frozenset()
    categories: frozenset = frozenset()
    entry: date | None = None
    leaving: date | None = None


@dataclass(frozen=True)
class Visit:
    """A visit there is: `day` is the one planned, or when done the local one."""

    role: str
    subject_id: int
    kind: str
    state: str
    day: date
    policy_id: int | None = None
    slot_start: date | None = None
    method: str | None = None


class Contact(NamedTuple):
    """A visit to create, for a slot, on one of the days first … last (D3)."""

    policy_id: int
    kind: str
    subject_id: int
    slot_start: date
    slot_end: date
    first: date
    last: date

    @property
    def key(self):
        """What no two visits may share (N5)."""
        return self[:4]


def _shares_one(wanted, found):
    """Nothing wanted is anything; else one in common."""
    return not wanted or bool(wanted & found)
