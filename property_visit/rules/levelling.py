"""On which day: counts of contacts spread level over allowed days (P14, D4).

Water seeks its level: every unit goes to the lowest day it may stand on, counting
what stands there already. Groups share days, so after a group has moved the others
look again until nobody has a better day. Each look lowers first the overflow, then
the sum of the squared totals, hence the looking ends.
"""

from collections import Counter
from collections.abc import Hashable
from datetime import date
from heapq import heapify, heappop, heapreplace
from typing import NamedTuple


class Group(NamedTuple):
    """`number` contacts that may stand on any of `days` (ascending, not empty).

    A day whose total has reached `capacity` takes no more of them; 0 is no limit.
    """

    key: Hashable
    days: tuple[date, ...]
    number: int
    capacity: int = 0


class Share(NamedTuple):
    """`number` contacts of a group on `day`; overflow stands above capacity."""

    day: date
    number: int
    overflow: bool


def level(groups, load):
    """Return {key: [Share]} for groups of one person with distinct keys (D4).

    `load` maps a day to the open visits already there; they are never moved. No
    unit is left on a day while a day allowed to its group and below its capacity
    has a total lower by two or more. What finds no day below capacity is overflow
    on the group's last day, and counts there. Same input, same shares; of equal
    days the earlier is taken first; the shares of a group ascend by day.
    """
    total = Counter(load)
    placed = [_Placed(group, total) for group in groups]
    # The narrow choose first: who has few days should find them empty.
    order = sorted(placed, key=lambda p: len(p.group.days))
    for item in order:
        item.fill()
    while unsettled := [item for item in order if item.could_be_better()]:
        for item in unsettled:
            item.fill()
    return {item.group.key: item.shares() for item in placed}


class _Placed:
    """A group, and how many of it stand where at the moment."""

    def __init__(self, group, total):
        self.group = group
        self.total = total
        self.counts = {}
        self.overflow = 0

    def fill(self):
        """Take all units off the days and pour them again, lowest day first."""
        last = self.group.days[-1]
        before, self.counts = self.counts, {}
        for day, count in before.items():
            self.total[day] -= count
        self.total[last] -= self.overflow
        self.overflow = self._pour(self._heights(before))
        self.total[last] += self.overflow

    def _pour(self, heap):
        """Raise the lowest day one by one; return how many found no room."""
        heapify(heap)
        for placed in range(self.group.number):
            if not heap:
                return self.group.number - placed
            height, position, top = heap[0]
            day = self.group.days[position]
            self.counts[day] = self.counts.get(day, 0) + 1
            self.total[day] += 1
            if height + 1 < top:
                heapreplace(heap, (height + 1, position, top))
            else:
                heappop(heap)
        return 0

    def _heights(self, before):
        """(total, position, top) of the days that have room.

        What stood on a day may stand there again, even if others have since filled
        the day to above capacity: pouring anew must never make overflow.
        """
        heights = []
        for position, day in enumerate(self.group.days):
            height = self.total[day]
            top = max(self._capacity, height + before.get(day, 0))
            if height < top:
                heights.append((height, position, top))
        return heights

    def could_be_better(self):
        """Whether a unit has a day at least two lower, or overflow has any day."""
        lowest = min(self.total[day] for day in self.group.days)
        if lowest >= self._capacity:
            return False
        highest = max((self.total[day] for day in self.counts), default=0)
        return bool(self.overflow) or lowest <= highest - 2

    @property
    def _capacity(self):
        return self.group.capacity or float("inf")

    def shares(self):
        """Shares by day; overflow comes after what stands regularly on that day."""
        days = self.group.days
        found = [Share(d, self.counts[d], False) for d in days if d in self.counts]
        if self.overflow:
            found.append(Share(days[-1], self.overflow, True))
        return found
