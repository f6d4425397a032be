"""Who calls back: shares kept at every point, drawn so that nobody can choose (S1)."""

import hmac
from fractions import Fraction
from math import ceil

from .errors import ShareError


def draw(numbers, shares, counts, key):
    """Return {number: role} for the tickets of one day, drawn together (S1).

    However many tickets were drawn, each role has been given its share of them, less
    than one more or less. Who knows all counts still cannot tell which ticket of the
    day comes next: that is decided by a hash whose key stays secret. Who has the key
    draws the same again afterwards.

    :param numbers: ticket numbers (text), distinct, in any order
    :param shares: {role: share}, 0.1 for a tenth. What they leave of the whole goes
        to the role None; if they make more than the whole, they are scaled down
    :param counts: {role: tickets so far}, as the draws since these shares began have
        left it, None too
    :param key: bytes that only the system knows
    :raise ShareError: a share is negative, or no share is above zero
    """
    shares = exact_shares(shares)
    counts = {role: counts.get(role, 0) for role in shares}
    drawn = {}
    for number in order(numbers, key):
        role = next_role(shares, counts)
        counts[role] += 1
        drawn[number] = role
    return drawn


def order(numbers, key):
    """Ticket numbers in the order of their keyed hash."""
    return sorted(numbers, key=lambda number: (_hash(number, key), number))


def exact_shares(shares):
    """Return {role: Fraction} that makes up one, with None for what nobody has.

    >>> exact_shares({"manager": 0.1, "supervisor": 0.3})[None]
    Fraction(3, 5)
    """
    # Through text: the float 0.1 is not a tenth.
    exact = {role: Fraction(str(share)) for role, share in shares.items() if share}
    total = sum(exact.values())
    if total <= 0 or min(exact.values()) < 0:
        raise ShareError(shares=shares)
    if total < 1:
        exact[None] = exact.get(None, 0) + 1 - total
    whole = sum(exact.values())
    return {role: share / whole for role, share in exact.items()}


def is_met(made, base, minimum):
    """Return whether a share was kept; None when nothing was to be called back.

    Shares that make up the whole cannot all be reached to the callback, and a draw
    keeps each within one of its share (S1): less than one short counts as kept.

    >>> is_met(1, 15, 0.1), is_met(0, 15, 0.1), is_met(0, 0, 0.1)
    (True, False, None)
    """
    if not base:
        return None
    return made + 1 > Fraction(str(minimum)) * base


def next_role(shares, counts):
    """Return the role that the next ticket goes to.

    Among those who would not be ahead by a whole ticket, the one whose next ticket
    is wanted first: each role's j-th ticket must come after more than (j-1)/share
    and at the latest with the j/share-th of all. Taken by earliest deadline that
    always works out (Steiner and Yeomans, 1993).
    """
    number = sum(counts.values()) + 1
    open_to = [role for role in shares if shares[role] * number > counts[role]]
    return min(
        open_to or shares,
        key=lambda role: (
            ceil((counts[role] + 1) / shares[role]),
            -shares[role],
            str(role),
        ),
    )


def _hash(number, key):
    return hmac.digest(key, str(number).encode(), "sha256")
