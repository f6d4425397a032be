"""Service agreements of the demonstration: one callback late, one due soon (H9)."""

from datetime import timedelta

from odoo import fields

from ..rules import period
from ..rules.working_time import day_end
from .register import households

WEEK, ONE_DAY = 7, timedelta(days=1)
QUARTER = (3, "month")  # as the words of shops and offices say


class Agreements:
    """What some households were agreed, seen from `today` (a local date)."""

    def __init__(self, estates, today):
        self.env, self.estates, self.today = estates.env, estates, today

    def agree(self):
        """Put their cadence in numbers; the last one keeps to its words."""
        agreed = households(self.estates, ("agreement_number", "!=", False))
        homes, others = self._homes(agreed), agreed - self._homes(agreed)
        for household in homes[2:]:
            self._call_every(household, 1, "month")
        for household in others[:-1]:
            self._call_every(household, *QUARTER)
        for household in homes[:1]:
            self._be_late(household)
        for household in homes[1:2]:
            self._call_every(household, self._days_ago(household) // WEEK + 1, "week")

    def _homes(self, agreed):
        """Those of the first estate, who was not called for longest first."""
        homes = agreed.filtered(lambda h: h.estate_id == self.estates[:1])
        return homes.sorted(lambda h: (-self._days_ago(h), h.id))

    def _days_ago(self, household):
        last = household._last_contacts().get(household.id)
        day = last and period.local_day(last, household.estate_id.tz)
        return (self.today - day).days if day else 0

    def _call_every(self, household, interval, unit):
        household.write(
            {"agreement_interval": interval, "agreement_interval_unit": unit}
        )

    def _be_late(self, household):
        """As if it had been promised at the last call, one to seven days too long ago.

        Whose last call is too recent for that is called every week. Nobody is mailed.
        """
        weeks = max((self._days_ago(household) - 1) // WEEK, 1)
        self._call_every(household, weeks, "week")
        last = household._last_contacts().get(household.id)
        for promise in household._agreed_promises() if last else ():
            tz = household.estate_id.tz
            due = period.local_day(last, tz) + weeks * WEEK * ONE_DAY
            promise.write({"date_start": last, "agreed_due": day_end(due, tz)})
            promise._count_due()
            promise._escalate()
            promise.log_ids.digested_at = fields.Datetime.now()
