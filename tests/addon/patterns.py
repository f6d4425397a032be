"""Problems that come back, and the nightly search for them."""

from common import PropertyCase


class PatternCase(PropertyCase):
    """Three times within ten days in one household count as one fault."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.Raised = cls.env["mgmtsystem.nonconformity"]
        cls.rule = cls.make_pattern()

    @classmethod
    def make_pattern(cls, **values):
        return cls.env["property.pattern.rule"].create(
            {
                "name": "Again and again",
                "procedure_id": cls.procedure.id,
                "minimum": 3,
                "days": 10,
                **values,
            }
        )

    def say(self, *days, household=None, **values):
        """A complaint of a household on each of some days ("10-24")."""
        household = household or self.household
        values = {"kind": "complaint", **values, "household_id": household.id}
        return self.env["property.feedback"].union(
            *(self.make_feedback(date=f"2026-{day}", **values) for day in days)
        )

    def make_ticket(self, moment="2026-11-01 02:00:00", household=None, **values):
        """A complaint's ticket about the environment, received at a moment in UTC."""
        household = household or self.household
        with self.on(moment):
            ticket = self.env["helpdesk.ticket"].create(
                {
                    "name": "Dirty stairs",
                    "description": "The stairs are dirty",
                    "household_id": household.id,
                    "property_kind": "complaint",
                    "problem_category_id": self.category().id,
                    **values,
                }
            )
            self.env.flush_all()
        return ticket

    def run_cron(self, moment="2026-11-02 18:00:00"):
        """Run the nightly search as the scheduler does; return all that is raised."""
        self.env.flush_all()
        with self.on(moment), self.enter_registry_test_mode():
            self.env.ref("property_visit.ir_cron_find_patterns").method_direct_trigger()
        self.env.invalidate_all()
        return self.Raised.search(
            [("pattern_rule_id.procedure_id", "=", self.procedure.id)]
        )

    def end(self, raised, stage="cancel"):
        raised.stage_id = self.env.ref(f"mgmtsystem_nonconformity.stage_{stage}")
