"""Which visits are asked about again: a sample nobody can choose or foresee (V7)."""

from math import ceil

from . import quota
from .errors import ShareError


def draw(made, share, key):
    """Return the numbers of the visits that are asked about again.

    Everybody's visits are drawn from apart, so that each person has a figure; whoever
    made one visit at least has one asked about at least. The keyed hash decides: who
    has the key draws the same again afterwards, nobody else can tell beforehand.

    :param made: {person: numbers (text) of the visits they made}
    :param share: 0.05 for one in twenty; 0 draws nothing
    :param key: bytes that only the system knows
    :return: {person: list of numbers}
    :raise ShareError: the share is negative or above the whole

    >>> draw({"Li": ["V1", "V2", "V3"]}, 0, b"key")
    {'Li': []}
    >>> len(draw({"Li": ["V1", "V2", "V3"]}, 0.4, b"key")["Li"])
    2
    """
    if not 0 <= share <= 1:
        raise ShareError(shares={None: share})
    return {
        person: quota.order(numbers, key)[: size(len(numbers), share)]
        for person, numbers in made.items()
    }


def size(count, share):
    """How many of so many visits are asked about: the share, rounded up.

    >>> size(20, 0.05), size(21, 0.05), size(0, 0.05)
    (1, 2, 0)
    """
    # Rounding first: 0.05 × 20 is not always exactly one.
    return ceil(round(count * share, 6))


def askers(visitors, candidates):
    """Who asks about whose visits: somebody else, the work spread evenly (V7).

    :param visitors: for each visit, in order, the set of those who took part in it
    :param candidates: those who may ask, in order
    :return: for each visit one candidate, None where everybody took part

    >>> askers([{"Li"}, {"Li"}, {"Wu"}], ["Wu", "Li"])
    ['Wu', 'Wu', 'Li']
    """
    load = dict.fromkeys(candidates, 0)
    chosen = []
    for took_part in visitors:
        free = [person for person in candidates if person not in took_part]
        person = min(free, key=load.get, default=None)
        if person is not None:
            load[person] += 1
        chosen.append(person)
    return chosen
