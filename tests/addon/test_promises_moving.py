"""What moves a promise: pauses, holidays, rain (L2, L3, T1)."""

from datetime import datetime

from ledger import LedgerCase
from odoo.tests import tagged


@tagged("post_install", "-at_install")
class TestPromisesMoving(LedgerCase):
    # ------------------------------------------------------------------ pausing

    def test_a_pause_moves_the_due_time_by_what_it_took(self):
        self.make_rule()
        promise = self.promise()
        with self.on("2026-11-02 05:00:00"):
            promise._pause("the owner is away")
            self.assertFalse(promise.next_escalation_at)
        with self.on("2026-11-04 05:00:00"):
            promise.invalidate_recordset()
            self.assertFalse(promise.is_late)
            promise._resume()
        self.assertEqual(promise.date_due, datetime(2026, 11, 5, 1))
        self.assertEqual(promise.next_escalation_at, datetime(2026, 11, 4, 21))

    def test_a_pause_needs_a_reason_and_comes_before_the_due_time(self):
        self.make_rule()
        promise = self.promise()
        with self.assertRefused("has to wait"):
            promise._pause(" ")
        with self.on("2026-11-03 02:00:00"), self.assertRefused("too late"):
            promise._pause("forgotten")
        promise._pause("the owner is away")
        with self.assertRefused("Only an open promise"):
            promise._pause("again")

    def test_what_is_kept_while_it_waits_ends_the_pause(self):
        self.make_rule()
        promise = self.promise()
        with self.on("2026-11-02 05:00:00"):
            promise._pause("the owner is away")
        promise._keep(datetime(2026, 11, 2, 6))
        self.assertEqual(promise.state, "kept")
        self.assertEqual(promise.pause_ids.date_to, datetime(2026, 11, 2, 6))

    # ------------------------------------------------------------------ recounting

    def test_a_new_holiday_moves_open_promises_and_no_settled_ones(self):
        self.make_rule(unit="working_days", amount=1)
        settled = self.promise(record=self.make_feedback())
        settled._keep(datetime(2026, 11, 2, 2))
        open_one = self.promise()
        self.assertEqual(open_one.date_due, datetime(2026, 11, 3, 9))
        self.env["resource.calendar.leaves"].create(
            {
                "name": "Holiday",
                "calendar_id": self.estate.resource_calendar_id.id,
                "date_from": "2026-11-02 16:00:00",
                "date_to": "2026-11-03 15:59:59",
            }
        )
        self.assertEqual(open_one.date_due, datetime(2026, 11, 4, 9))
        self.assertEqual(settled.date_due, datetime(2026, 11, 3, 9))

    def test_a_promise_that_waits_for_rain_is_due_after_it(self):
        self.make_rule(unit="first_rain", amount=1)
        promise = self.promise()
        self.assertFalse(promise.date_due)
        self.env["property.rain.day"].create(
            {"estate_id": self.estate.id, "date": "2026-11-04"}
        )
        self.assertEqual(promise.date_due, datetime(2026, 11, 5, 9))

    def test_rain_at_another_estate_is_no_rain_here(self):
        self.make_rule(unit="first_rain", amount=1)
        self.env["property.rain.day"].create(
            {"estate_id": self.far_estate.id, "date": "2026-11-04"}
        )
        self.assertFalse(self.promise().date_due)
