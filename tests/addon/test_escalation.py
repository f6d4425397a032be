"""Promises climb the ladder by themselves: once, in order, told once (E1–E5, M7)."""

from datetime import datetime
from unittest.mock import patch

from ledger import LedgerCase
from odoo.tests import tagged


@tagged("post_install", "-at_install")
class TestEscalation(LedgerCase):
    def setUp(self):
        super().setUp()
        self.rule = self.make_rule()

    def escalate(self, moment):
        with self.on(moment):
            due = self.Ledger.search(
                self.Ledger._step_is_due(datetime.fromisoformat(moment))
            )
            due._escalate()

    def digests(self, moment):
        """Mails that the digest job writes at a moment: (to, subject)."""
        before = self.env["mail.message"].search([])
        with self.on(moment), self.enter_registry_test_mode():
            self.env.ref("property_visit.ir_cron_send_digests").method_direct_trigger()
        new = self.env["mail.message"].search([]) - before
        return [
            (m.partner_ids, m.subject) for m in new if "promise" in (m.subject or "")
        ]

    # ------------------------------------------------------------------ climbing

    def test_each_step_is_taken_at_its_minute_and_once(self):
        promise = self.promise()  # due on the 3rd at 1:00 UTC
        butler, chief, boss = self.butler, self.supervisor, self.manager
        for moment, expected in (
            ("2026-11-02 20:59:59", []),
            ("2026-11-02 21:00:00", [(-4, butler)]),
            ("2026-11-02 21:10:00", [(-4, butler)]),
            ("2026-11-03 01:00:00", [(-4, butler), (0, butler)]),
            ("2026-11-03 05:00:00", [(-4, butler), (0, butler), (4, chief)]),
            (
                "2026-11-04 01:00:00",
                [(-4, butler), (0, butler), (4, chief), (24, boss)],
            ),
        ):
            self.escalate(moment)
            self.assertEqual(self.told(promise), expected, moment)
        self.assertFalse(promise.next_escalation_at)
        self.assertEqual(promise.escalation_level, 4)

    def test_after_three_days_down_all_is_recorded_and_the_highest_told(self):
        promise = self.promise()
        self.escalate("2026-11-06 01:00:00")
        nobody = self.env["res.users"]
        self.assertEqual(
            self.told(promise),
            [(-4, nobody), (0, nobody), (4, nobody), (24, self.manager)],
        )

    def test_kept_and_paused_promises_do_not_climb(self):
        kept, paused = self.promise(), self.promise(record=self.make_feedback())
        kept._keep(datetime(2026, 11, 2, 2))
        paused._pause("the owner is away")
        self.escalate("2026-11-09 01:00:00")
        self.assertFalse((kept | paused).log_ids)

    def test_the_ladder_is_what_a_manager_edits(self):
        self.rule.step_ids[0].offset_hours = -10
        promise = self.promise()
        self.assertEqual(promise.next_escalation_at, datetime(2026, 11, 2, 15))

    # ------------------------------------------------------------------ two ways

    def test_the_administrators_automation_and_our_cron_take_a_step_once(self):
        promise = self.promise()
        automation = self.env.ref("property_visit.automation_escalate")
        with self.on("2026-11-03 01:00:00"):
            found = automation._search_time_based_automation_records(
                until=datetime(2026, 11, 3, 1)
            )
            self.assertIn(promise, found)
            automation.with_context(__action_done={})._process(promise)
        self.escalate("2026-11-03 01:00:00")
        self.assertEqual(len(promise.log_ids), 2)

    def test_the_automation_finds_what_was_made_or_resumed_late(self):
        """Core looks only behind its last run (E2)."""
        automation = self.env.ref("property_visit.automation_escalate")
        automation.last_run = "2026-11-20 00:00:00"
        backdated = self.promise("2026-11-01 01:00:00")
        found = automation._search_time_based_automation_records(
            until=datetime(2026, 11, 20, 1)
        )
        self.assertIn(backdated, found)

    # ------------------------------------------------------------------ poison

    def test_one_poisoned_promise_leaves_the_others_served(self):
        promises = self.Ledger
        for _ in range(12):
            promises |= self.promise(record=self.make_feedback())
        poisoned = promises[5]
        take = type(self.Ledger)._take_steps

        def take_or_fail(promise, now):
            if promise == poisoned:
                raise ZeroDivisionError("poison")
            return take(promise, now)

        with (
            patch.object(type(self.Ledger), "_take_steps", take_or_fail),
            self.assertLogs("odoo.addons.property_visit", "ERROR"),
        ):
            self.escalate("2026-11-03 01:00:00")
        for promise in promises - poisoned:
            self.assertEqual(len(promise.log_ids), 2)
        self.assertFalse(poisoned.log_ids)
        self.assertEqual(poisoned.last_error, "poison")
        self.assertEqual(poisoned.failure_count, 1)
        # 2¹ minutes later it is tried again, and recovers
        self.assertEqual(poisoned.next_escalation_at, datetime(2026, 11, 3, 1, 2))
        self.escalate("2026-11-03 01:02:00")
        self.assertEqual(len(poisoned.log_ids), 2)
        self.assertFalse(poisoned.last_error)

    # ------------------------------------------------------------------ digests

    def test_many_promises_make_one_digest_each(self):
        for _ in range(30):
            self.promise(record=self.make_feedback())
        with self.on("2026-11-03 01:00:00"), self.enter_registry_test_mode():
            self.env.ref("property_visit.ir_cron_escalate").method_direct_trigger()
        sent = self.digests("2026-11-03 01:05:00")
        self.assertEqual(
            [(partner, subject) for partner, subject in sent],
            [(self.butler.partner_id, "30 promises need you")],
        )
        self.assertFalse(self.digests("2026-11-03 02:05:00"), "told once")

    def test_what_was_kept_meanwhile_is_not_in_the_digest(self):
        promise = self.promise()
        self.escalate("2026-11-03 01:00:00")
        promise._keep(datetime(2026, 11, 3, 1, 1))
        self.assertFalse(self.digests("2026-11-03 01:05:00"))

    # ------------------------------------------------------------------ days off

    def test_on_days_off_the_duty_roster_is_told(self):
        """Saturday 7 November: the butler is off, the colleague on duty."""
        self.env["property.duty"].create(
            {
                "estate_id": self.estate.id,
                "date": "2026-11-07",
                "user_id": self.colleague.id,
            }
        )
        promise = self.promise("2026-11-06 01:00:00")
        self.escalate("2026-11-06 21:00:00")  # Saturday 5:00 local
        self.assertEqual(self.told(promise), [(-4, self.colleague)])

    def test_the_roster_of_another_estate_is_not_asked(self):
        self.env["property.duty"].create(
            {
                "estate_id": self.far_estate.id,
                "date": "2026-11-07",
                "user_id": self.colleague.id,
            }
        )
        promise = self.promise("2026-11-06 01:00:00")
        self.escalate("2026-11-06 21:00:00")
        self.assertEqual(self.told(promise), [(-4, self.butler)])

    def test_without_a_roster_who_answers_is_told_on_days_off_too(self):
        promise = self.promise("2026-11-06 01:00:00")
        self.escalate("2026-11-06 21:00:00")
        self.assertEqual(self.told(promise), [(-4, self.butler)])
