"""The month is proposed on, decided, carried out, told and published (M1)."""

from datetime import date

from common import local
from months import MonthCase
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger
from psycopg2 import IntegrityError


@tagged("post_install", "-at_install")
class TestSummaryOpens(MonthCase):
    def open_on(self, moment):
        with self.on(local(moment)):
            self.Summary._cron_open()
        return self.Summary.search([("estate_id", "=", self.estate.id)])

    def test_it_opens_by_itself_so_many_days_before_month_end(self):
        self.procedure.summary_lead_days = 7
        self.assertFalse(self.open_on("2026-11-22 23:59"))
        summary = self.open_on("2026-11-23 00:01")
        self.assertEqual(summary.month, date(2026, 11, 1))
        self.assertEqual(self.open_on("2026-11-24 09:00"), summary)

    def test_the_day_is_the_one_on_the_estates_clock(self):
        """Midnight in Shanghai is 16:00 the day before in UTC, New York is behind."""
        hudson = self.make_estate("Hudson Yard", tz="America/New_York")
        self.open_on("2026-11-23 00:01")
        self.assertFalse(self.Summary.search([("estate_id", "=", hudson.id)]))

    def test_a_month_has_one_summary(self):
        self.sum_up("2026-11-14")
        with (
            mute_logger("odoo.sql_db"),
            self.assertRaises(IntegrityError),
            self.cr.savepoint(),
        ):
            self.sum_up("2026-11-20")

    def test_before_month_end_is_a_promise_that_escalates(self):
        rule = self.make_rule(
            event="summary_opened",
            kept_by="summary_decided",
            unit="month_end",
            amount=0,
            role_id=self.role("manager").id,
            ladder=[(0, None), (24, "supervisor")],
        )
        summary = self.open_on("2026-11-25 09:00")
        promise = self.Ledger.search(
            [("rule_id", "=", rule.id), ("estate_id", "=", self.estate.id)]
        )
        self.assertEqual(promise.user_id, self.manager)
        self.assertEqual(promise.date_due, local("2026-11-30 17:00"))
        late = local("2026-12-01 18:00")
        with self.on(late):
            promise._escalate()
        self.assertEqual(self.told(promise)[-1], (24, self.supervisor))
        with self.on(local("2026-12-01 19:00")):
            self.decide(summary)
        self.assertEqual(promise.state, "kept")
        self.assertTrue(promise.was_late)


@tagged("post_install", "-at_install")
class TestSummaryDecides(MonthCase):
    def test_what_is_the_same_is_one_item_and_praise_is_none(self):
        self.say("The gate squeaks")
        self.say("the  gate SQUEAKS", household=self.neighbour)
        self.say("More benches")
        self.say("Thank you!", kind="praise")
        self.say("Nonsense", is_valid=False)
        lines = self.sum_up().line_ids
        self.assertEqual(
            sorted((line.name, line.feedback_count) for line in lines),
            [("More benches", 1), ("The gate squeaks", 2)],
        )
        gate = lines.filtered(lambda line: line.feedback_count == 2)
        self.assertEqual((gate.household_count, gate.places), (2, "A"))

    def test_what_comes_in_later_is_taken_up_when_it_is_proposed(self):
        self.say("More benches")
        summary = self.sum_up()
        self.say("more benches", household=self.neighbour)
        summary.with_user(self.deputy).action_collect()
        self.assertEqual(summary.line_ids.feedback_count, 2)
        self.say("A new lamp")
        with self.assertRefused("1 items have no proposal yet"):
            summary.line_ids.with_user(self.deputy).proposal = "Two on each side"
            summary.with_user(self.deputy).action_propose()
        self.assertEqual(summary.state, "draft")

    def test_the_deputy_proposes_and_does_not_decide(self):
        self.say("More benches")
        line = self.sum_up().line_ids.with_user(self.deputy)
        line.proposal = "Two on each side"
        for attempt in (
            lambda: line.write({"decision": "adopted"}),
            line.action_adopt,
            line.action_reject,
            line.summary_id.action_decide,
        ):
            with self.assertRaises(AccessError):
                attempt()

    def test_nobody_but_the_manager_decides_on_feedback(self):
        said = self.say("More benches")
        for user in (self.butler, self.supervisor):
            with self.assertRaises(AccessError):
                said.with_user(user).decision = "adopted"
            with self.assertRaises(AccessError):
                said.with_user(user).create(
                    {
                        "household_id": self.household.id,
                        "category_id": self.category().id,
                        "description": "Mine",
                        "decision": "adopted",
                    }
                )
        said.with_user(self.manager).decision = "adopted"

    def test_who_rejects_or_defers_says_why(self):
        self.say("More benches")
        line = self.sum_up().line_ids.with_user(self.manager)
        for decision in ("rejected", "deferred"):
            with self.assertRaises(ValidationError), self.cr.savepoint():
                line.decision = decision
        action = line.action_reject()
        wizard = self.env[action["res_model"]].with_user(self.manager)
        wizard.with_context(**action["context"]).create(
            {"reason": "No room"}
        ).action_confirm()
        self.assertEqual((line.decision, line.reason), ("rejected", "No room"))
        line.action_undecide()
        self.assertEqual((line.decision, line.reason), ("none", False))

    def test_who_adopts_names_a_department(self):
        self.say("More benches")
        line = self.sum_up().line_ids
        line.team_id = False
        with self.assertRaises(ValidationError), self.cr.savepoint():
            line.with_user(self.manager).action_adopt()

    def test_a_month_is_decided_when_every_item_is(self):
        for words in ("More benches", "A new lamp"):
            self.say(words)
        summary = self.sum_up()
        self.propose(summary)
        summary.line_ids[0].with_user(self.manager).action_adopt()
        self.assertEqual((summary.decided_count, summary.item_count), (1, 2))
        with self.assertRefused("1 of 2 are decided"):
            summary.with_user(self.manager).action_decide()
        self.decide(summary, "deferred")
        self.assertEqual(summary.decided_by_id, self.manager)
        self.assertEqual(
            sorted(summary.line_ids.feedback_ids.mapped("decision")),
            ["adopted", "deferred"],
        )
        with self.assertRefused("is decided already"):
            summary.line_ids[0].with_user(self.manager).action_undecide()

    def test_items_that_say_the_same_are_joined_and_split_again(self):
        for words in ("More benches", "Benches please"):
            self.say(words)
        summary = self.sum_up()
        summary.line_ids.with_user(self.deputy).action_join()
        self.assertEqual(summary.line_ids.feedback_count, 2)
        summary.line_ids.with_user(self.deputy).action_split()
        self.assertEqual(summary.line_ids.mapped("feedback_count"), [1, 1])

    def test_5000_things_said_make_their_items_at_once(self):
        self.env["property.feedback"].with_context(tracking_disable=True).create(
            [
                {
                    "household_id": self.household.id,
                    "category_id": self.category().id,
                    "description": f"Lamp {number % 500} is dark",
                    "date": "2026-11-02",
                    "kind": "need",
                }
                for number in range(5000)
            ]
        )
        summary = self.sum_up()
        self.assertEqual(summary.item_count, 500)
        self.assertEqual(set(summary.line_ids.mapped("feedback_count")), {10})
        self.assertEqual(self.figure(summary, "feedback"), (5000, None))


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

    def test_published_figures_stay_and_corrections_stand_beside_them(self):
        said = self.say("More benches", day="2026-10-10")
        summary = self.settle("2026-10")
        with self.assertRaises(UserError):
            self.sum_up().with_user(self.manager).action_publish()
        summary.with_user(self.manager).action_publish()
        self.assertEqual(self.figure(summary, "feedback"), (1, None))
        self.assertIsNone(self.found(summary, "feedback")["now"])
        said.is_valid = False
        handled = self.found(summary, "feedback_handled")
        self.assertEqual((handled["denominator"], handled["value"]), (1, 0.0))
        self.assertEqual(
            (handled["now"]["denominator"], handled["now"]["text"]), (0, "–")
        )
        self.say("Heard late", day="2026-10-11")
        figure = self.found(summary, "feedback")
        self.assertEqual((figure["numerator"], figure["now"]["numerator"]), (1, 2))
        with self.assertRefused("is published"):
            summary.with_user(self.manager).verdict = "All was well"

    def test_what_is_published_names_nobody(self):
        self.say("More benches", day="2026-10-10")
        summary = self.settle("2026-10")
        summary.with_user(self.manager).action_publish()
        public = self.env["property.publication"].search(
            [("res_model", "=", summary._name), ("res_id", "=", summary.id)]
        )
        self.assertTrue(public.on_portal)
        self.assertEqual(public.estate_ids, self.estate)
        self.assertIn("Look into it: More benches", public.body)
        for name in (self.household.unit, self.household.partner_id.name):
            self.assertNotIn(name, public.body)
