"""A month opens by itself, is proposed on and decided (M1)."""

from datetime import date

from common import local
from months import MonthCase
from odoo.exceptions import AccessError, ValidationError
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

    def test_what_is_missing_is_a_list_of_items_by_what_they_wait_for(self):
        """Before it is handed on, and before it is closed (M1)."""
        adopted = {"decision": "adopted", "category_id": self.category().id}
        for words, values in (
            ("More benches", {}),
            ("A new lamp", {"proposal": "One at the gate"}),
            ("Paint the fence", adopted),
            ("A second lift", {"decision": "rejected"}),
        ):
            self.say(words, **values)
        summary = self.sum_up().with_user(self.deputy)
        self.assertEqual(
            self.waiting(summary),
            {
                "More benches": "Proposal of the deputy",
                "Paint the fence": "Proposal of the deputy",
                "A second lift": "Reason, for the household will ask",
            },
        )
        self.assertEqual(summary.missing_count, 3)
        action = summary.missing_ids[0].action_open()
        self.assertEqual(action["res_id"], summary.missing_ids[0].id)
        self.propose(summary.with_user(self.env.user))
        summary.line_ids.filtered(
            lambda line: line.decision == "rejected"
        ).sudo().reason = "No shaft"
        self.assertEqual(
            self.waiting(summary),
            dict.fromkeys(["More benches", "A new lamp"], "Decision of the manager"),
        )
        self.decide(summary.with_user(self.env.user))
        self.assertFalse(summary.missing_ids)

    def waiting(self, summary):
        return {line.name: line.missing for line in summary.missing_ids}

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
