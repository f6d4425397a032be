"""When not to contact: windows of unsuitable hours (P10, D1).

Hours are local, as floats (17.5 is 17:30, 24.0 is midnight at the end of the day);
they are compared in whole seconds, so 9.1 is 9:06:00 and nothing else.
"""

from typing import NamedTuple


class Window(NamedTuple):
    """Hours [hour_from, hour_to) of a weekday (0 = Monday, None = every day).

    `severity` is "warn" (a reason is needed) or "block" (refused).
    """

    weekday: int | None
    hour_from: float
    hour_to: float
    severity: str
    name: str = ""


def verdict(windows, local_moment):
    """Return the window that covers a local datetime, or None (P10).

    Of several a blocking one comes before a warning one, then the first given.
    """
    second = local_moment.hour * 3600 + local_moment.minute * 60 + local_moment.second
    covering = [
        window
        for window in _on(windows, local_moment)
        if _seconds(window.hour_from) <= second < _seconds(window.hour_to)
    ]
    return min(covering, key=lambda window: window.severity != "block", default=None)


def open_days(working, windows):
    """Return the days on which working time outside all windows remains (D1).

    `working` maps a date to its stretches (hour_from, hour_to). Ascending.
    """
    windows = list(windows)
    return sorted(day for day in working if _is_open(day, working[day], windows))


def _is_open(day, stretches, windows):
    closed = sorted(
        (_seconds(window.hour_from), _seconds(window.hour_to))
        for window in _on(windows, day)
    )
    return any(_remains(_seconds(a), _seconds(b), closed) for a, b in stretches)


def _remains(start, end, closed):
    """Whether [start, end) reaches outside the closed stretches, which ascend."""
    for closed_from, closed_to in closed:
        if closed_from > start:
            break
        start = max(start, closed_to)
    return start < end


def _on(windows, day):
    """The windows that concern the weekday of a date or datetime."""
    return [w for w in windows if w.weekday is None or w.weekday == day.weekday()]


def _seconds(hour):
    return round(hour * 3600)
