"""Promises are made by rules, counted, paused, kept and judged once (L1–L4, V4, V9)."""

from datetime import datetime, timedelta

from ledger import LedgerCase
from odoo.exceptions import AccessError
from odoo.fields import Datetime
from odoo.tests import tagged
from psycopg2 import IntegrityError


@tagged("post_install", "-at_install")
class TestPromises(LedgerCase):
    # ------------------------------------------------------------------ making

    def test_a_rule_of_the_estates_procedure_makes_the_promise(self):
        self.make_rule()
        promise = self.promise()
        self.assertEqual(promise.date_due, datetime(2026, 11, 3, 1))
        self.assertEqual(promise.household_id, self.household)
        self.assertEqual(promise.user_id, self.butler)
        self.assertEqual(promise.state, "open")

    def test_the_condition_of_a_rule_is_asked(self):
        self.make_rule(domain="[('kind', '=', 'complaint')]")
        self.assertFalse(self.promise())
        self.feedback.kind = "complaint"
        self.assertTrue(self.promise())

    def test_a_condition_nobody_can_read_is_refused(self):
        with self.assertRefused("cannot be read"):
            self.make_rule(domain="[('kind', '=',")
        with self.assertRefused("cannot be read"):
            self.make_rule(domain="[('no_such_field', '=', 1)]")

    def test_one_open_promise_per_rule_and_record(self):
        self.make_rule()
        first = self.promise()
        self.assertFalse(self.promise())
        first._keep(datetime(2026, 11, 2, 2))
        self.assertTrue(self.promise("2026-11-05 01:00:00"))
        with self.assertRaises(IntegrityError), self.env.cr.savepoint():
            first.state = "open"
            self.env.flush_all()

    def test_working_hours_are_those_of_the_estate(self):
        """Friday 16:00 local and six working hours: Monday 14:00, lunch left out."""
        self.make_rule(unit="working_hours", amount=6)
        promise = self.promise("2026-11-06 08:00:00")
        self.assertEqual(promise.date_due, datetime(2026, 11, 9, 6))

    # ------------------------------------------------------------------ late, once

    def test_kept_in_the_last_second_is_in_time_and_after_it_late_for_good(self):
        self.make_rule()
        in_time, late = self.promise(), self.promise(record=self.make_feedback())
        in_time._keep(in_time.date_due)
        late._keep(late.date_due + timedelta(seconds=1))
        self.assertFalse(in_time.is_late)
        self.assertTrue(late.is_late)
        self.assertAlmostEqual(late.late_hours, 1 / 3600)

    def test_columns_of_the_board_agree_however_they_are_asked(self):
        """Monday 2 November 2026, 10:00 in Shanghai: computed, searched, grouped."""
        self.make_rule(unit="agreed")
        expected = {
            "2026-11-02 01:59:59": "overdue",
            "2026-11-02 02:00:00": "today",
            "2026-11-02 15:59:59": "today",
            "2026-11-02 16:00:00": "week",
            "2026-11-08 15:59:59": "week",
            "2026-11-08 16:00:00": "later",
        }
        ledger = self.env["property.commitment"].with_context(tz="Asia/Shanghai")
        with self.on("2026-11-02 02:00:00"):
            promises = ledger.browse()
            for due, column in expected.items():
                due_at = Datetime.to_datetime(due)
                promise = self.promise(record=self.make_feedback(), due=due_at)
                promise = promise.with_env(ledger.env)
                promises |= promise
                self.assertEqual(promise.due_bucket, column, due)
            due_at = Datetime.to_datetime("2026-11-05 01:00:00")
            held = self.promise(record=self.make_feedback(), due=due_at)
            held._pause("The part is on its way")
            promises |= held.with_env(ledger.env)
            self.env.flush_all()
            self.assertEqual(held.with_env(ledger.env).due_bucket, "paused")
            ours = [("id", "in", promises.ids)]
            grouped = dict(ledger._read_group(ours, ["due_bucket"], ["id:recordset"]))
            for column, found in grouped.items():
                searched = ledger.search([*ours, ("due_bucket", "=", column)])
                self.assertEqual(searched, found, column)
                self.assertEqual(set(found.mapped("due_bucket")), {column})
            self.assertEqual(sum(map(len, grouped.values())), len(promises))

    def test_open_promises_turn_late_by_themselves_and_are_found(self):
        self.make_rule()
        promise = self.promise()
        for moment, late in (
            ("2026-11-03 01:00:00", False),
            ("2026-11-03 01:00:01", True),
        ):
            with self.on(moment):
                promise.invalidate_recordset()
                self.assertEqual(promise.is_late, late)
                found = self.Ledger.search([("is_late", "=", True)])
                self.assertEqual(promise in found, late)

    def test_a_promise_dropped_after_its_time_was_late_all_the_same(self):
        self.make_rule()
        promise = self.promise()
        with self.on("2026-11-03 01:00:01"):
            promise._cancel("The household moved out")
        self.assertEqual((promise.state, promise.is_late), ("cancelled", True))

    def test_reopening_makes_a_new_promise_and_leaves_the_verdict(self):
        self.make_rule(event="ticket_received", kept_by="solution")
        ticket = self.make_ticket()
        first = ticket.commitment_ids
        with self.on("2026-11-09 01:00:00"):
            ticket._close_because("The household moved away")
        self.assertTrue(first.is_late)
        with self.on("2026-11-10 01:00:00"):
            ticket.stage_id = self.env.ref("helpdesk_mgmt.helpdesk_ticket_stage_new")
        second = ticket.commitment_ids - first
        self.assertEqual(second.date_due, datetime(2026, 11, 11, 1))
        self.assertTrue(first.is_late)
        self.assertEqual(first.state, "kept")

    def make_ticket(self, **values):
        return self.env["helpdesk.ticket"].create(
            {
                "name": "Leak",
                "description": "Water",
                "partner_id": self.household.partner_id.id,
                "household_id": self.household.id,
                **values,
            }
        )

    # ------------------------------------------------------------------ the answer

    def test_only_a_real_message_to_the_household_is_an_answer(self):
        self.make_rule(event="ticket_received", kept_by="answer")
        ticket = self.make_ticket()
        promise = ticket.commitment_ids
        ticket.message_post(body="we look", subtype_xmlid="mail.mt_note")
        self.assertEqual(promise.state, "open", "a note is no answer")
        ticket.with_user(self.supervisor).sudo().message_post(
            body="hello?",
            author_id=self.household.partner_id.id,
            message_type="comment",
            subtype_xmlid="mail.mt_comment",
        )
        self.assertEqual(promise.state, "open", "the household's own words are none")
        ticket.message_post(
            body="We come tomorrow",
            author_id=self.butler.partner_id.id,
            message_type="comment",
            subtype_xmlid="mail.mt_comment",
        )
        self.assertEqual(promise.state, "kept")

    def test_a_ticket_without_a_household_is_promised_nothing(self):
        self.make_rule(event="ticket_received", kept_by="answer")
        ticket = self.make_ticket(household_id=False, estate_id=False)
        self.assertFalse(ticket.commitment_ids)

    def test_a_promised_reply_is_kept_by_the_reply_and_another_follows(self):
        self.make_rule(unit="agreed")
        self.feedback.reply_due = "2026-11-04 01:00:00"
        first = self.feedback.promise_ids
        self.assertEqual(first.date_due, datetime(2026, 11, 4, 1))
        with self.assertRefused("promised an answer already"):
            self.feedback.reply_due = "2026-11-06 01:00:00"
        self.feedback.reply = "The part is ordered"
        self.feedback.action_answer()
        self.assertEqual(first.state, "kept")
        self.feedback.action_promise_again()
        self.feedback.reply_due = "2026-11-06 01:00:00"
        self.assertEqual(len(self.feedback.promise_ids), 2)
        self.feedback.action_close()
        self.assertFalse(self.Ledger._of(self.feedback))

    def test_a_reply_is_promised_for_a_time_to_come(self):
        self.make_rule(unit="agreed")
        with self.assertRefused("a time to come"):
            self.feedback.reply_due = "2026-11-01 01:00:00"

    def test_a_phone_message_is_a_promise_of_the_person_called(self):
        """Taken on Monday 9:00 local: four working hours later is 14:00."""
        self.make_rule(
            event="message_taken", kept_by="callback", unit="working_hours", amount=5
        )
        slip = self.env["property.message.slip"].create(
            {
                "estate_id": self.estate.id,
                "caller": "Li",
                "user_id": self.manager.id,
                "message": "Please call",
            }
        )
        promise = self.Ledger._of(slip)
        self.assertEqual(promise.user_id, self.manager)
        self.assertEqual(promise.date_due, datetime(2026, 11, 2, 7))
        slip.action_called_back()
        self.assertEqual(promise.state, "kept")

    # ------------------------------------------------------------------ who may

    def test_who_answers_keeps_and_colleagues_only_read(self):
        self.make_rule()
        promise = self.promise()
        self.assertTrue(promise.with_user(self.colleague).date_due)
        with self.assertRaises(AccessError):
            promise.with_user(self.colleague).action_keep()
        promise.with_user(self.butler).action_keep()
        self.assertEqual(promise.state, "kept")

    def test_strangers_see_no_promise(self):
        self.make_rule()
        promise = self.promise()
        with self.assertRaises(AccessError):
            promise.with_user(self.stranger).read(["date_due"])
        self.assertFalse(self.Ledger.with_user(self.stranger).search([]))

    def test_nobody_writes_the_ledger_by_hand(self):
        self.make_rule()
        promise = self.promise()
        for user in (self.manager, self.admin):
            with self.assertRaises(AccessError):
                self.Ledger.with_user(user).create(
                    {
                        "rule_id": promise.rule_id.id,
                        "res_model": "property.feedback",
                        "res_id": self.make_feedback().id,
                        "estate_id": self.estate.id,
                        "date_start": "2026-11-02 01:00:00",
                    }
                )
            with self.assertRaises(AccessError):
                promise.with_user(user).unlink()
