"""H9: who was agreed a callback is promised the next one, until the agreement ends."""

from agreements import AgreementCase
from common import local
from odoo.tests import tagged

HERE = ("post_install", "-at_install")


@tagged(*HERE)
class TestAgreedCallbacks(AgreementCase):
    # ------------------------------------------------------------------ promising

    def test_the_next_callback_is_promised_when_it_is_agreed(self):
        self.agree()
        promise = self.promises()
        self.assertEqual(promise.date_due, local("2026-12-02 23:59:59"))
        self.assertEqual(
            (promise.household_id, promise.user_id, promise.estate_id),
            (self.household, self.butler, self.estate),
        )
        self.assertEqual(promise.record_name, self.household.display_name)
        self.assertTrue(promise.next_escalation_at)

    def test_it_counts_from_the_last_contact(self):
        self.contact("2026-10-20 15:00")
        self.contact("2026-10-28 15:00", "letter")
        self.agree()
        self.assertLedger(("open", "2026-11-20"))

    def test_what_was_missed_before_is_due_today(self):
        """Nobody promises for the past: it is not late when it is promised."""
        self.contact("2026-06-20 15:00")
        self.agree()
        self.assertLedger(("open", "2026-11-02"))
        self.assertFalse(self.promises().is_late)

    def test_words_alone_promise_nothing(self):
        self.household.write(
            {"agreement_number": "FW-1", "agreement_cadence": "once in a while"}
        )
        self.assertFalse(self.promises())
        self.assertEqual(self.household.agreement_cadence, "once in a while")

    def test_a_new_household_may_come_with_its_agreement(self):
        made = self.make_household("103", agreement_interval=2, occupancy="occupied")
        self.assertLedger(("open", "2027-01-02"), household=made)

    def test_a_procedure_without_the_rule_promises_nothing(self):
        self.rule.active = False
        self.agree()
        self.assertFalse(self.promises())
        self.rule.active = True
        self.env.flush_all()
        cron = self.env.ref("property_visit.ir_cron_follow_agreements")
        with self.enter_registry_test_mode():
            cron.method_direct_trigger()
        self.env.invalidate_all()
        self.assertLedger(("open", "2026-12-02"))

    def test_no_odd_cadence(self):
        for odd in (-1, 367, 10**9):
            with self.subTest(odd), self.assertRefused("every 1 to 366 days"):
                self.agree(odd)
        with self.assertRefused("days, weeks or months"):
            self.agree(2, False)

    # ------------------------------------------------------------------ keeping

    def test_a_call_keeps_it_and_the_next_follows(self):
        self.agree()
        with self.on(local("2026-11-27 10:00")):
            self.contact("2026-11-27 09:30")
        self.assertLedger(("kept", "2026-12-02"), ("open", "2026-12-27"))
        first, second = self.promises()
        self.assertEqual(first.date_kept, local("2026-11-27 09:30"))
        self.assertFalse(first.was_late)
        self.assertEqual(second.date_start, local("2026-11-27 09:30"))

    def test_by_month_end(self):
        """Called on 31 January: the next is due on the last day of February."""
        self.agree()
        with self.on(local("2027-01-31 18:00")):
            self.contact("2027-01-31 17:00")
        self.assertLedger(("kept", "2026-12-02"), ("open", "2027-02-28"))
        self.assertTrue(self.promises()[0].was_late)

    def test_by_the_clock_of_the_estate(self):
        """1 December 0:30 in Shanghai is still November in UTC."""
        self.agree()
        with self.on(local("2026-12-01 01:00")):
            self.contact("2026-12-01 00:30")
        self.assertLedger(("kept", "2026-12-02"), ("open", "2027-01-01"))
        self.assertEqual(self.promises()[1].date_due, local("2027-01-01 23:59:59"))

    def test_whoever_speaks_with_them_and_however(self):
        """P11: a colleague at the door, the household in the office."""
        self.agree()
        self.contact("2026-11-02 08:10", "door", user=self.supervisor)
        self.contact("2026-11-02 08:20", "office")
        self.assertEqual(self.promises().mapped("state"), ["kept", "kept", "open"])

    def test_paper_is_no_callback(self):
        self.agree()
        for method in ("letter", "questionnaire", "event", "email"):
            self.contact("2026-11-02 08:30", method)
        self.assertLedger(("open", "2026-12-02"))
        self.method("letter").keeps_agreement = True
        self.contact("2026-11-02 08:40", "letter")
        self.assertEqual(self.promises()[0].state, "kept")

    def test_a_contact_from_before_keeps_nothing(self):
        self.agree()
        self.contact("2026-10-30 15:00")
        self.assertLedger(("open", "2026-12-02"))

    def test_a_visit_recorded_as_done_at_once_counts(self):
        self.agree()
        self.make_visit(
            state="done",
            method_id=self.method("phone").id,
            date_done=local("2026-11-02 08:30"),
        )
        self.assertEqual(self.promises().mapped("state"), ["kept", "open"])

    def test_kept_by_hand_it_counts_from_then(self):
        self.contact("2026-10-05 15:00")
        self.agree()
        self.promises().with_user(self.butler).action_keep()
        self.night("2026-11-02 17:00:00")
        self.assertLedger(("kept", "2026-11-05"), ("open", "2026-12-02"))

    def test_the_demand_of_the_household_is_kept_by_the_same_call(self):
        """H9: who was not called back asks for it, and the visitor reads why."""
        self.env["property.event.rule"].create(
            {
                "name": "Own request",
                "procedure_id": self.procedure.id,
                "code": "own_request",
                "purpose": "appointment_request",
                "offset": 1,
                "unit": "calendar_days",
            }
        )
        self.agree()
        with self.on(local("2026-12-04 10:00")):
            self.household.invalidate_recordset()
            visit = self.household._resident_ask("Please", by_phone=True)
            self.assertRegex(visit.event_ids.note, "12.02.* has not been made")
            visit.write(
                {
                    "method_id": self.method("phone").id,
                    "date_done": local("2026-12-04 09:50"),
                }
            )
            visit.action_done()
        self.assertLedger(("kept", "2026-12-02"), ("open", "2027-01-04"))
