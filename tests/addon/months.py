"""A month that is summed up: who proposes, decides and carries out."""

from cases import CaseCase
from common import local


class MonthCase(CaseCase):
    """November 2026 at Sunny Garden; `deputy` is its deputy manager."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.feedback.active = False
        cls.deputy = cls.make_user("supervisor", "deputy")
        cls.hold(cls.deputy, "deputy_manager")
        cls.Summary = cls.env["property.monthly.summary"]
        cls.Line = cls.env["property.monthly.summary.line"]

    @classmethod
    def say(cls, words, day="2026-11-02", household=None, **values):
        """A suggestion for the Engineering department, by household 101."""
        return cls.make_feedback(
            household_id=(household or cls.household).id,
            description=words,
            date=day,
            team_id=cls.team.id,
            **{"kind": "suggestion", **values},
        )

    def sum_up(self, month="2026-11-01", estate=None):
        estate = estate or self.estate
        return self.Summary.create({"estate_id": estate.id, "month": month})

    def propose(self, summary):
        for line in summary.line_ids.filtered(lambda line: not line.proposal):
            line.with_user(self.deputy).proposal = f"Look into it: {line.name}"
        summary.with_user(self.deputy).action_propose()

    def decide(self, summary, decision="adopted", reason="No money this year"):
        """Every open item is decided alike, and the month closed."""
        waiting = summary.line_ids.filtered(lambda line: line.decision == "none")
        reason = reason if decision != "adopted" else False
        waiting.with_user(self.manager).write({"decision": decision, "reason": reason})
        summary.with_user(self.manager).action_decide()

    def settle(self, month, decision="adopted"):
        """A month from opening to decision, in its last week."""
        with self.on(local(f"{month}-25 09:00")):
            summary = self.sum_up(f"{month}-01")
            self.propose(summary)
            self.decide(summary, decision)
        return summary

    def figure(self, source, key):
        """(numerator, denominator) of a figure that `get_figures` returns."""
        found = self.found(source, key)
        return found["numerator"], found["denominator"]

    def found(self, source, key):
        return next(
            figure
            for section in source.get_figures()["sections"]
            for figure in section["figures"]
            if figure["key"] == key
        )
