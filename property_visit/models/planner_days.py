"""Which days a run of the planner may use, per calendar and policy (D1, D3)."""

from bisect import bisect_left
from collections import defaultdict
from datetime import timedelta

from ..rules import contact_hours, period


class PlannerDays:
    """Working and allowed days of estates over one stretch of time.

    Read once per calendar and policy; afterwards only sorted lists are sliced.
    """

    def __init__(self, start, end):
        """:param start, end: local dates, half-open, covering every slot of the run"""
        self.start, self.end = start, end
        self._hours, self._working, self._allowed, self._opened = {}, {}, {}, {}

    def allowed(self, estate, policy, start, end):
        """Working days in [start, end) that the policy's contact windows leave open."""
        key = (estate._calendar().id, policy.id)
        if key not in self._allowed:
            windows = policy.procedure_id.window_ids._for_policy(policy)
            self._allowed[key] = self._open(estate, windows)
        return _cut(self._allowed[key], start, end)

    def open(self, estate, windows, start, end):
        """Working days in [start, end) that some `property.contact.window` leave."""
        key = (estate._calendar().id, *windows.ids)
        if key not in self._opened:
            self._opened[key] = self._open(estate, windows)
        return _cut(self._opened[key], start, end)

    def _open(self, estate, windows):
        return contact_hours.open_days(self._stretches(estate), windows._rules())

    def working(self, estate, start, end):
        """Working days of the estate in [start, end)."""
        key = estate._calendar().id
        if key not in self._working:
            self._working[key] = sorted(self._stretches(estate))
        return _cut(self._working[key], start, end)

    def position_days(self, estate, policy, start, end):
        """The days a slot's contacts are laid out on (D2), never empty."""
        return (
            self.allowed(estate, policy, start, end)
            or self.working(estate, start, end)
            or [end - timedelta(days=1)]
        )

    def contact_days(self, estate, policy, start, end):
        """The days of one contact (D3) and whether they had to be second best."""
        if days := self.allowed(estate, policy, start, end):
            return days, False
        return self.working(estate, start, end) or [end - timedelta(days=1)], True

    def _stretches(self, estate):
        """Dict local date → [(hour_from, hour_to)] of working time."""
        calendar = estate._calendar()
        if calendar.id not in self._hours:
            self._hours[calendar.id] = self._read(calendar, estate.tz)
        return self._hours[calendar.id]

    def _read(self, calendar, tz):
        if not calendar.attendance_ids:  # T2: no working time means always
            days = (self.end - self.start).days
            return {self.start + timedelta(days=n): [(0.0, 24.0)] for n in range(days)}
        start, end = (
            period.local_moment(period.day_start_utc(day, tz), tz)
            for day in (self.start, self.end)
        )
        stretches = defaultdict(list)
        for begin, until, _attendance in calendar._work_intervals_batch(start, end)[
            False
        ]:
            stretches[begin.date()].append((_hour(begin), _hour(until, begin.date())))
        return dict(stretches)


def _hour(moment, day=None):
    """Hours since midnight of `day`, so that midnight at its end is 24.0."""
    hours = moment.hour + moment.minute / 60 + moment.second / 3600
    return hours + 24.0 * (moment.date() - (day or moment.date())).days


def _cut(days, start, end):
    return days[bisect_left(days, start) : bisect_left(days, end)]
