"""Rates and satisfaction: where a number becomes a judgement (V2, Q4)."""

SATISFACTION = {
    1: "very_dissatisfied",
    2: "dissatisfied",
    3: "neutral",
    4: "satisfied",
    5: "very_satisfied",
}
SATISFIED_FROM = 4  # where no procedure says otherwise
SATISFIED = tuple(score for score in SATISFACTION if score >= SATISFIED_FROM)
DISSATISFIED = (1, 2)  # worth a word from the supervisor, whatever counts as satisfied


def ratio(numerator, denominator):
    """Return numerator ÷ denominator, or None when nothing was counted.

    No visits is not 0 %: it is printed as "–".

    >>> ratio(1, 4), ratio(0, 0)
    (0.25, None)
    """
    return numerator / denominator if denominator else None


def is_satisfied(score, lowest=SATISFIED_FROM):
    """Return whether a score counts as satisfied; None when none was given.

    :param lowest: the lowest score that does, as the procedure has it

    >>> is_satisfied(3), is_satisfied(3, lowest=3), is_satisfied(0)
    (False, True, None)
    """
    return score >= lowest if score else None


def satisfaction_rate(scores):
    """Return the share of satisfied scores among those given (blanks: 0 or None)."""
    given = [score for score in scores if score]
    return ratio(sum(map(is_satisfied, given)), len(given))


def trend(current, previous):
    """Return "up", "down" or "flat"; None when either ratio is missing."""
    if current is None or previous is None:
        return None
    if current == previous:
        return "flat"
    return "up" if current > previous else "down"
