"""When figures call for another cadence: a suggestion, never a decision (M3)."""

from dataclasses import dataclass

from .scoring import ratio


@dataclass(frozen=True)
class Facts:
    """What was counted of one policy: visits due and done, answers and good ones."""

    due: int
    done: int
    asked: int
    satisfied: int


@dataclass(frozen=True)
class Limits:
    """From when figures call for something, as a procedure has it; shares of one."""

    answers: int = 20
    low: float = 0.85
    high: float = 0.97
    kept: float = 0.8


def advise(facts, limits):
    """Return `more`, `less`, `unkept` or None.

    Fewer answers than wanted say nothing. Households that are not satisfied want to be
    seen more often, also where visits are not made as planned; a cadence nobody keeps
    comes before one that could be relaxed.

    >>> advise(Facts(due=40, done=39, asked=30, satisfied=20), Limits())
    'more'
    >>> advise(Facts(due=40, done=20, asked=20, satisfied=20), Limits())
    'unkept'
    >>> advise(Facts(due=40, done=39, asked=30, satisfied=30), Limits())
    'less'
    >>> advise(Facts(due=40, done=39, asked=5, satisfied=1), Limits())
    """
    satisfaction = ratio(facts.satisfied, facts.asked)
    if satisfaction is not None and facts.asked >= limits.answers:
        if satisfaction < limits.low:
            return "more"
        if _kept(facts) >= limits.kept and satisfaction >= limits.high:
            return "less"
    if facts.due >= limits.answers and _kept(facts) < limits.kept:
        return "unkept"
    return None


def _kept(facts):
    return facts.done / facts.due if facts.due else 1.0
