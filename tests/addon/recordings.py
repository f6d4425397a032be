"""Visits as they are planned and logged, and the slot that they hold."""

from common import PropertyCase, local

NOVEMBER = ("2026-11-01", "2026-12-01")
OCTOBER = ("2026-10-01", "2026-11-01")


class RecordingCase(PropertyCase):
    def slot_of(self, visit):
        """The slot a visit holds, as ISO days; None when it holds none."""
        if not visit.slot_start:
            return None
        return visit.slot_start.isoformat(), visit.slot_end.isoformat()

    def planned(self, household=None, day="2026-11-10", **values):
        """A visit as the planner leaves it: of the policy, in its November slot."""
        return self.make_visit(
            household,
            policy_id=self.policy.id,
            slot_start=NOVEMBER[0],
            slot_end=NOVEMBER[1],
            date_planned=day,
            **values,
        )

    def log(
        self, moment="2026-11-02 08:30", household=None, method="outdoor", **values
    ):
        """An unplanned contact at a local time."""
        return (household or self.household).log_visit(
            {
                "date_done": local(moment),
                "method_id": self.method(method).id,
                "user_id": self.butler.id,
                **values,
            }
        )
