"""Many cases at once are promised at the price of one; each by its own estate (L4)."""

from datetime import datetime

from cases import CaseCase
from odoo.tests import tagged

MONDAY = datetime(2026, 11, 2, 1)  # 9:00 in Shanghai


@tagged("post_install", "-at_install")
class TestPromisesOfMany(CaseCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.answer = cls.make_case_rule("ticket_received", "answer", amount=48)
        cls.triage = cls.make_case_rule("ticket_received", "triage", unit="agreed")

    def make_cases(self, count):
        with self.on(MONDAY):
            return self.env["helpdesk.ticket"].create(
                [
                    {
                        "name": f"Water {number}",
                        "description": "It drips",
                        "household_id": self.household.id,
                    }
                    for number in range(count)
                ]
            )

    def promise_anew(self, cases):
        """Promise them all anew; return the queries that it took."""
        cases.commitment_ids._cancel("Promised anew")
        self.env.flush_all()
        before = self.env.cr.sql_log_count
        cases._promise_handling(MONDAY)
        self.env.flush_all()
        return self.env.cr.sql_log_count - before

    def test_many_cost_no_query_more_than_one(self):
        for count in (1, 20):
            cases = self.make_cases(count)
            self.promise_anew(cases)  # what is remembered is read
            # What is promised already, and one INSERT of all the rest.
            self.assertEqual(self.promise_anew(cases), 2, count)
            promises = cases.commitment_ids.filtered(lambda p: p.state == "open")
            self.assertEqual(len(promises), 2 * count)

    def test_each_has_its_own_promises_and_butler(self):
        neighbour = self.make_household("201", building=self.building_b)
        with self.on(MONDAY):
            mine, other = self.env["helpdesk.ticket"].create(
                [
                    {
                        "name": "A",
                        "description": "B",
                        "household_id": household.id,
                        "user_id": False,
                    }
                    for household in (self.household, neighbour)
                ]
            )
        self.assertEqual(mine.commitment_ids.user_id, self.household.butler_id)
        self.assertEqual(other.commitment_ids.user_id, neighbour.butler_id)
        for case in (mine, other):
            self.assertEqual(
                case.commitment_ids.rule_id, self.answer | self.triage, case.name
            )

    def test_the_same_day_ends_with_the_day_of_the_estate(self):
        """An estate further west has hours left of the same day (T2)."""
        west = self.estate.copy({"name": "West"})
        west.resource_calendar_id = self.env["resource.calendar"].create(
            {"name": "West", "tz": "Europe/Berlin"}
        )
        building = self.env["property.building"].create(
            {"name": "A", "estate_id": west.id}
        )
        far = self.make_household("101", building=building)
        with self.on(MONDAY):
            cases = self.env["helpdesk.ticket"].create(
                [
                    {"name": "A", "description": "B", "household_id": household.id}
                    for household in (self.household, far)
                ]
            )
        due = [
            case.commitment_ids.filtered(lambda p: p.rule_id == self.triage).date_due
            for case in cases
        ]
        here, there = (
            datetime(2026, 11, 2, 15, 59, 59),
            datetime(2026, 11, 2, 22, 59, 59),
        )
        self.assertEqual([at.replace(microsecond=0) for at in due], [here, there])

    def test_what_is_promised_on_one_is_promised_on_the_others_alone(self):
        cases = self.make_cases(3)
        kept = cases[0].commitment_ids
        cases[1:].commitment_ids._cancel("Promised anew")
        cases._promise_handling(MONDAY)
        running = self.Ledger._of(cases)
        self.assertEqual(len(running), 6)
        self.assertLessEqual(kept, running)
