"""How counters of three periods become the figures that a summary shows."""

from ..rules.summary import DOWN, UP, Counted, Figure

HANDLING_TARGET = 1.0  # C11: what is raised is handled


def promise_figures(sums):
    return (
        rate("on_time", sums, "on_time", "judged", UP),
        plain("late", sums, "late", DOWN),
        plain("overdue", sums, "overdue", DOWN),
    )


def feedback_figures(sums):
    return (
        plain("feedback", sums, "items"),
        plain("feedback_complaints", sums, "complaints", DOWN),
        plain("feedback_praise", sums, "praise", UP),
        rate("feedback_handled", sums, "handled", "raised", UP, HANDLING_TARGET),
    )


def case_figures(sums, prefix="cases"):
    return (
        plain(f"{prefix}_received", sums, "tickets"),
        plain(f"{prefix}_valid", sums, "valid", DOWN),
        rate(f"{prefix}_handled", sums, "handled", "valid", UP, HANDLING_TARGET),
        plain(f"{prefix}_reopened", sums, "reopened", DOWN),
        plain(f"{prefix}_repeated", sums, "repeated", DOWN),
        rate(f"{prefix}_hours", sums, "hours", "timed", DOWN, unit="hours"),
    )


def plain(key, sums, name, better=None):
    return amount(key, [counted[name] for counted in sums], better)


def amount(key, numbers, better=None):
    return Figure(key, *map(Counted, numbers), better=better)


def rate(key, sums, name, base, better=None, target=None, unit="rate"):
    counted = [Counted(counted[name], counted[base]) for counted in sums]
    return Figure(key, *counted, unit, better, target)


def one_rate(key, number, base):
    return Figure(key, Counted(number, base), unit="rate")
