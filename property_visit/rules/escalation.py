"""What happens by itself around a due time: the ladder and its retries (E1, E3, E4)."""

from collections.abc import Hashable
from datetime import datetime, timedelta
from typing import NamedTuple

DAY = timedelta(days=1)


class Step(NamedTuple):
    """A rung: `offset_hours` after the due time, before it when negative."""

    key: Hashable
    offset_hours: float

    def at(self, due):
        """When this step is taken, for a promise due at that time."""
        return due + timedelta(hours=self.offset_hours)


class Firing(NamedTuple):
    """Steps that are due together: all are recorded, the `highest` is told (E4)."""

    steps: tuple[Step, ...]
    highest: Step | None
    next_at: datetime | None


def next_at(steps, due, fired=(), paused=False):
    """Return when the next step is taken, None if nothing is left to do (E1, L2).

    :param steps: the ladder, in any order
    :param due: when the promise is due, empty while that is not known
    :param fired: keys of the steps taken already; none is ever taken again
    :param paused: a paused promise has no next step
    """
    if not due or paused:
        return None
    return min((step.at(due) for step in _left(steps, fired)), default=None)


def firing(steps, due, now, fired=(), paused=False):
    """Return the steps to take now, lowest first, and when the next one is (E1, E4).

    The highest is the latest of them; of equal ones the last given.
    """
    if not due or paused:
        return Firing((), None, None)
    waiting = _left(steps, fired)
    taken = tuple(step for step in waiting if step.at(due) <= now)
    later = (step.at(due) for step in waiting if step.at(due) > now)
    return Firing(taken, taken[-1] if taken else None, min(later, default=None))


def retry_after(failures):
    """How long a promise that failed n times is left alone: 2ⁿ minutes (E3).

    >>> retry_after(3), retry_after(11)
    (datetime.timedelta(seconds=480), datetime.timedelta(days=1))
    """
    # 2¹¹ minutes are more than a day: no need to grow numbers beyond.
    return min(timedelta(minutes=2 ** min(failures, 11)), DAY)


def _left(steps, fired):
    fired = set(fired)
    left = [step for step in steps if step.key not in fired]
    return sorted(left, key=lambda step: step.offset_hours)
