"""What was decided on is carried out, told and carried over (M1)."""

from datetime import date

from common import local
from months import MonthCase
from odoo.exceptions import AccessError
from odoo.tests import tagged


@tagged("post_install", "-at_install")
class TestSummaryFollows(MonthCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for unit, amount, condition in (
            ("agreed", 0, "[('date_due', '!=', False)]"),
            ("working_days", 10, "[('date_due', '=', False)]"),
        ):
            cls.make_rule(
                event="item_adopted",
                kept_by="item_done",
                unit=unit,
                amount=amount,
                domain=condition,
                role_id=cls.role("department_head").id,
            )
        cls.make_rule(
            event="summary_decided",
            kept_by="households_told",
            unit="working_days",
            amount=5,
            role_id=cls.role("supervisor").id,
        )

    def promises(self, record, kept_by):
        return self.Ledger.search(
            [
                ("res_model", "=", record._name),
                ("res_id", "in", record.ids),
                ("rule_id.kept_by", "=", kept_by),
            ]
        )

    def test_the_department_gets_what_is_adopted_with_a_promise(self):
        self.say("More benches")
        summary = self.sum_up()
        line = summary.line_ids
        line.date_due = "2026-11-20"
        self.propose(summary)
        self.decide(summary)
        promise = self.promises(line, "item_done")
        self.assertEqual(promise.user_id, self.department)
        self.assertEqual(promise.date_due, local("2026-11-21 00:00"))
        self.assertEqual(line.activity_ids.user_id, self.department)
        self.assertEqual(line.activity_ids.date_deadline, date(2026, 11, 20))
        mine = line.with_user(self.department)
        with self.assertRefused("Write down what was carried out"):
            mine.action_done()
        mine.result = "Two benches at the pond"
        mine.action_done()
        self.assertEqual((promise.state, line.done_by_id), ("kept", self.department))
        self.assertFalse(line.activity_ids)

    def test_another_department_does_not_report_it_done(self):
        self.say("More benches")
        line = self.settle("2026-11").line_ids
        line.result = "Done"
        for user in (self.cleaner, self.butler):
            with self.assertRaises(AccessError):
                line.with_user(user).action_done()

    def test_households_are_told_by_their_butler(self):
        self.say("More benches")
        self.say("More benches", household=self.neighbour)
        summary = self.settle("2026-11", "rejected")
        promise = self.promises(summary, "households_told")
        calls = summary.call_ids
        self.assertEqual(calls.household_id, self.household | self.neighbour)
        self.assertEqual(calls.user_id, self.butler)
        self.assertIn("No money this year", calls[0].message)
        with self.assertRaises(AccessError):
            calls[0].with_user(self.colleague).action_told()
        calls[0].with_user(self.butler).action_told()
        self.assertEqual(promise.state, "open")
        calls[1].with_user(self.butler).action_told()
        self.assertEqual(promise.state, "kept")
        said = summary.line_ids.feedback_ids
        self.assertEqual(set(said.mapped("state")), {"answered"})
        self.assertEqual(said.answered_by_id, self.butler)
        self.assertIn("No money this year", said[0].reply)

    def test_one_conversation_settles_what_is_left_of_earlier_months(self):
        self.say("More benches", day="2026-10-10")
        october, november = self.settle("2026-10"), self.settle("2026-11")
        november.call_ids.with_user(self.butler).action_told()
        self.assertTrue(october.call_ids.told_at)
        self.assertEqual(self.promises(october, "households_told").state, "kept")

    def test_who_is_still_to_be_told_stands_among_what_is_missing(self):
        """Each a link, and one link to exactly those (M1)."""
        self.say("More benches")
        self.say("More benches", household=self.neighbour)
        blocked = self.make_household("B1", building=self.building_b)
        self.say("A lamp", household=blocked)
        with self.on(local("2026-10-25 09:00")):
            self.say("Paint", day="2026-10-20")
            self.assertFalse(self.sum_up("2026-10-01").untold_ids)
        summary = self.settle("2026-11").with_user(self.deputy)
        self.assertEqual(summary.untold_count, 3)
        calls = summary.untold_ids
        self.assertEqual(calls.household_id, self.household | self.neighbour | blocked)
        told = calls.filtered(lambda call: call.household_id == self.neighbour)
        self.assertEqual(told.action_open()["res_id"], told.id)
        told.with_user(self.butler).action_told()
        summary.with_user(self.manager).action_publish()
        action = summary.action_open_untold()
        listed = self.env[action["res_model"]].search(action["domain"])
        self.assertEqual(listed.household_id, self.household | blocked)
        self.assertEqual(summary.untold_ids, listed)
        mine = summary.with_user(self.butler)
        self.assertEqual(mine.untold_ids.household_id, self.household)
        listed.action_told()
        self.assertFalse(summary.untold_count)

    def test_who_moved_out_is_not_told(self):
        self.say("More benches")
        self.household.action_move_out(date(2026, 11, 2))
        self.assertFalse(self.settle("2026-11").call_ids)

    def test_what_is_deferred_three_times_keeps_its_history(self):
        self.say("A lift for building A", day="2026-08-10")
        for month in ("2026-08", "2026-09", "2026-10"):
            summary = self.settle(month, "deferred")
            self.assertEqual(summary.item_count, 1, month)
        with self.on(local("2026-11-25 09:00")):
            line = self.sum_up().line_ids
            self.assertEqual((line.carry_count, line.decision), (3, "none"))
            self.assertEqual(
                [str(one.month) for one in line.history_ids],
                ["2026-10-01", "2026-09-01", "2026-08-01"],
            )
            self.assertEqual(set(line.history_ids.mapped("decision")), {"deferred"})
            self.assertEqual(line.feedback_ids, line.history_ids[-1].feedback_ids)
            self.decide(line.summary_id)
        self.assertEqual(line.feedback_ids.decision, "adopted")
        self.assertTrue(self.promises(line, "item_done"))

    def test_what_is_adopted_and_unfinished_goes_on_with_its_one_promise(self):
        self.say("More benches", day="2026-10-10")
        first = self.settle("2026-10").line_ids
        second = self.settle("2026-11").line_ids
        self.assertEqual(second.carried_from_id, first)
        self.assertEqual(len(self.promises(first | second, "item_done")), 1)
        second.with_user(self.department).result = "Done at last"
        second.with_user(self.department).action_done()
        self.assertTrue(first.done_at and second.done_at)
        self.assertEqual(self.promises(first, "item_done").state, "kept")
        with self.on(local("2026-12-25 09:00")):
            self.assertFalse(self.sum_up("2026-12-01").line_ids)

    def test_a_decision_taken_back_next_month_is_owed_no_longer(self):
        self.say("More benches", day="2026-10-10")
        first = self.settle("2026-10").line_ids
        with self.on(local("2026-11-25 09:00")):
            line = self.sum_up().line_ids.with_user(self.manager)
            line.write({"decision": "rejected", "reason": "The pond is drained"})
            line.summary_id.action_decide()
        self.assertEqual(self.promises(first, "item_done").state, "cancelled")
        self.assertEqual(line.feedback_ids.decision, "rejected")

    def test_what_was_noted_down_after_the_decision_comes_in_next_month(self):
        self.settle("2026-10")
        self.say("Came by letter", day="2026-10-28")
        self.assertEqual(self.sum_up().line_ids.name, "Came by letter")
