"""Counting questionnaires: blanks apart, rates that know their base (Q1–Q6).

Everything here counts in integers and divides last. Targets are percentages, as
managers write them; comparing them multiplies, so that 85 of 100 is 85 %.
"""

from dataclasses import dataclass

from .scoring import ratio

FORM_RULES = ("overall", "all_items", "average")
NOTHING = {"无", "没", "没有", "暂无", "无意见", "没意见", "没有意见", "暂无意见"}
NOTHING |= {"无建议", "没建议", "没有建议", "none", "no", "nil", "na", "n/a"}


@dataclass(frozen=True)
class ItemCount:
    """How the forms returned answered one item: a question, or a row of a matrix.

    :param item: what the item is known by
    :param int answered: forms with an answer
    :param int satisfied: of them, those satisfied
    :param int blank: forms on which it was shown and left blank (Q3)
    :param int not_shown: forms that did not ask it (a condition did not hold)
    :param bool is_rated: whether any of its answers could mean satisfied

    >>> ItemCount("lift", answered=4, satisfied=3, blank=2, not_shown=1).rate
    0.75
    >>> ItemCount("lift", answered=0, satisfied=0, blank=2).rate is None
    True
    """

    item: object
    answered: int = 0
    satisfied: int = 0
    blank: int = 0
    not_shown: int = 0
    is_rated: bool = True

    @property
    def rate(self):
        """Satisfied of answered; None when nobody answered or nothing is rated."""
        return ratio(self.satisfied, self.answered) if self.is_rated else None

    @property
    def forms(self):
        """The forms returned, whatever they say on this item."""
        return self.answered + self.blank + self.not_shown


def is_form_satisfied(rule, answered, satisfied, overall, satisfied_from=100):
    """Return whether one form counts as satisfied (Q4).

    A form that rates nothing is returned all the same, and not satisfied.

    :param str rule: one of `FORM_RULES`
    :param int answered: rated items answered on the form
    :param int satisfied: of them, those satisfied
    :param overall: whether the overall item is satisfied; None where left blank
    :param float satisfied_from: percentage of items that is enough on `average`

    >>> is_form_satisfied("overall", 3, 1, overall=True)
    True
    >>> is_form_satisfied("all_items", 3, 3, overall=None)
    True
    >>> is_form_satisfied("average", 3, 2, overall=None, satisfied_from=60)
    True
    >>> is_form_satisfied("average", 0, 0, overall=None, satisfied_from=0)
    False
    """
    if rule == "overall":
        return bool(overall)
    if not answered:
        return False
    enough = 100 if rule == "all_items" else satisfied_from
    return reaches(satisfied, answered, enough)


def reaches(counted, base, target):
    """Return whether counted ÷ base is at least `target` percent; not without a base.

    >>> reaches(85, 100, 85), reaches(0, 0, 0)
    (True, False)
    """
    return bool(base) and 100 * counted >= target * base


def is_representative(concerned, issued, returned, issue_target, return_target):
    """Return whether rates of the forms returned stand for the households (Q1).

    >>> is_representative(100, 90, 80, issue_target=80, return_target=85)
    True
    >>> is_representative(100, 79, 79, issue_target=80, return_target=85)
    False
    """
    issued_enough = reaches(issued, concerned, issue_target)
    return issued_enough and reaches(returned, issued, return_target)


def says_nothing(text):
    """Return whether an open answer says that there is nothing to say.

    >>> says_nothing("无。"), says_nothing("-"), says_nothing("无电梯")
    (True, True, False)
    """
    bare = text.strip(" \t\r\n　.。,，、!！~-—/").lower()
    return not bare or bare in NOTHING
