"""An event of a whole estate asks the database no more than one of two households."""

from occasions import OccasionCase
from odoo.tests import tagged


@tagged("post_install", "-at_install")
class TestEventsOfMany(OccasionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.make_event_rule(
            "new_service",
            7,
            roles=("chief_butler", "manager"),
            companions=("supervisor", "butler"),
            with_department=True,
        )
        cls.make_event_rule("survey", 7)

    def queries(self, code, households):
        """Tell what happened; return the queries asked and the visits made."""
        self.env.flush_all()
        before = self.env.cr.sql_log_count
        visits = self.happen(code, households)
        self.env.flush_all()
        return self.env.cr.sql_log_count - before, visits

    def test_the_queries_do_not_grow_with_the_households(self):
        groups = [
            self.env["property.household"].union(
                *(self.make_household(f"{name}{number}") for number in range(size))
            )
            for name, size in (("X", 2), ("Y", 2), ("Z", 24))
        ]
        for code in ("new_service", "survey"):
            self.queries(code, groups[0])  # what is remembered is read
            few, _visits = self.queries(code, groups[1])
            many, visits = self.queries(code, groups[2])
            with self.subTest(code):
                self.assertEqual(len(self.promises(visits)), 24)
                self.assertEqual(many, few)
