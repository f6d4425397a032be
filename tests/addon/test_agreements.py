"""H9: who was agreed a callback is promised the next one, until the agreement ends."""

from datetime import date

from common import local
from ledger import LedgerCase
from odoo.addons.property_visit.demo.agreements import Agreements
from odoo.exceptions import AccessError
from odoo.tests import tagged

HERE = ("post_install", "-at_install")


class AgreementCase(LedgerCase):
    """Monday 2 November 2026, 9:00 at the estate."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.rule = cls.make_rule(
            name="Call back as agreed",
            event="callback_agreed",
            kept_by="contact",
            unit="agreed",
            amount=0,
        )

    @classmethod
    def agree(cls, interval=1, unit="month", household=None, **values):
        household = household or cls.household
        household.write(
            {
                "agreement_number": "FW-101",
                "agreement_interval": interval,
                "agreement_interval_unit": unit,
                **values,
            }
        )
        return household

    def contact(self, moment="2026-11-02 08:30", method="phone", **values):
        """A contact with the household at a local time, as its butler records it."""
        household = values.pop("household", self.household)
        user = values.pop("user", household.butler_id)
        return household.with_user(user).log_visit(
            {
                "method_id": self.method(method).id,
                "date_done": local(moment),
                "no_appointment_reason": "met by chance",
                **values,
            }
        )

    def promises(self, household=None):
        """All that was ever promised by its agreement, in order."""
        household = household or self.household
        return self.Ledger.search(
            [("res_model", "=", household._name), ("res_id", "=", household.id)],
            order="id",
        )

    def assertLedger(self, *expected, household=None):
        """Pairs (state, local day it is due), in the order they were promised."""
        found = [
            (promise.state, promise.estate_id._today(promise.date_due).isoformat())
            for promise in self.promises(household)
        ]
        self.assertEqual(found, list(expected))


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

    # ------------------------------------------------------------------ escalating

    def test_a_missed_callback_climbs_the_ladder(self):
        self.agree()
        promise = self.promises()
        with self.on(local("2026-12-03 08:00")):
            promise._escalate()
            self.assertTrue(promise.is_late)
        self.assertEqual(self.told(promise)[-1], (4, self.supervisor))

    def test_a_new_butler_answers_for_it(self):
        """Whoever it was given to by hand keeps it."""
        self.rule.step_ids.notify = "activity"
        self.agree()
        self.agree(household=self.neighbour)
        promise, other = self.promises(), self.promises(self.neighbour)
        other.user_id = self.manager
        with self.on(local("2026-12-02 20:30")):
            promise._escalate()
        self.building.butler_id = self.colleague
        self.assertEqual((promise | other).user_id, self.colleague | self.manager)
        self.assertEqual(promise.activity_ids.user_id, self.colleague)
        self.household.with_user(self.supervisor).butler_id = self.butler
        self.assertEqual(promise.user_id, self.butler)

    # ------------------------------------------------------------------ ending

    def night(self, moment):
        with self.on(moment):
            self.env["property.household"]._cron_follow_agreements()
            self.env.flush_all()
            self.env.invalidate_all()

    def test_it_ends_with_the_agreement(self):
        """Valid until 10 December: nothing is due later, and what is open ends."""
        self.agree(agreement_until="2026-12-10")
        self.night(local("2026-12-10 23:00"))
        self.assertLedger(("open", "2026-12-02"))
        self.night(local("2026-12-11 00:30"))
        self.assertLedger(("cancelled", "2026-12-02"))
        self.assertTrue(self.promises().was_late)

    def test_no_callback_is_promised_for_after_the_agreement(self):
        self.agree(agreement_until="2026-12-01")
        self.assertFalse(self.promises())
        self.household.agreement_until = "2026-12-02"
        self.assertLedger(("open", "2026-12-02"))
        self.household.agreement_until = "2026-11-30"
        self.assertLedger(("cancelled", "2026-12-02"))

    def test_who_moves_out_or_is_archived_is_owed_nothing(self):
        self.agree()
        self.agree(household=self.neighbour)
        self.household.with_user(self.supervisor).action_move_out()
        self.neighbour.with_user(self.supervisor).action_archive()
        self.assertLedger(("cancelled", "2026-12-02"))
        self.assertLedger(("cancelled", "2026-12-02"), household=self.neighbour)
        self.neighbour.with_user(self.supervisor).action_unarchive()
        self.assertEqual(self.promises(self.neighbour)[1].state, "open")

    def test_other_terms_are_another_promise(self):
        self.agree()
        self.agree(2, "week")
        self.assertLedger(("cancelled", "2026-12-02"), ("open", "2026-11-16"))
        self.agree(0)
        self.assertEqual(self.promises().mapped("state"), ["cancelled"] * 2)

    def test_told_again_nothing_changes(self):
        self.agree()
        self.agree(agreement_parties="Wang and the company")
        self.night("2026-11-20 17:00:00")
        self.household.habits = "Sleeps long"
        self.assertLedger(("open", "2026-12-02"))

    def test_a_reminder_goes_with_what_is_withdrawn(self):
        self.rule.step_ids.notify = "activity"
        self.agree()
        with self.on(local("2026-12-02 22:00")):
            self.promises()._escalate()
            self.assertTrue(self.promises().activity_ids)
            self.agree(0)
        self.assertFalse(self.promises().activity_ids)

    # ------------------------------------------------------------------ rights

    def test_who_may_agree(self):
        """The promise is the ledger's own; the terms are the household's."""
        for user in (self.butler, self.supervisor, self.manager):
            self.household.with_user(user).agreement_interval = 2
        for user in (self.department, self.stranger):
            with self.assertRaises(AccessError):
                self.household.with_user(user).agreement_interval = 3
        with self.assertRaises(AccessError):
            self.promises().with_user(self.butler).state = "kept"
        self.assertEqual(
            self.household.with_user(self.department).next_promise_due,
            self.promises()[-1:].date_due,
        )

    def test_many_at_once(self):
        """As many queries for twenty as for two, but for the rows themselves."""
        homes = self.env["property.household"].union(
            *(self.make_household(f"2{n:02}") for n in range(24))
        )
        made = []
        for some in (homes[:2], homes[2:4], homes[4:]):
            self.env.flush_all()
            before = self.env.cr.sql_log_count
            some.agreement_interval = 1
            self.env.flush_all()
            made.append(self.env.cr.sql_log_count - before)
        self.assertLessEqual(made[2], made[1] + 18 * 2)
        self.assertEqual(self.promises(homes[23]).date_due.date(), date(2026, 12, 2))


@tagged(*HERE)
class TestAgreementDemo(AgreementCase):
    def test_one_is_late_one_is_due_soon_and_one_has_words_alone(self):
        """The demonstration calls nobody sooner than the rule has it."""
        self.contact("2026-10-05 15:00")
        self.contact("2026-10-14 15:00", household=self.neighbour)
        third = self.make_household("103")
        shops = self.make_household("1", building=self.far_building) | (
            self.make_household("2", building=self.far_building)
        )
        agreed = self.household | self.neighbour | third | shops
        agreed.agreement_number = "FW"
        shops.agreement_cadence = "once a quarter"
        estates = self.estate | self.far_estate
        Agreements(estates, date(2026, 11, 2)).agree()
        self.assertLedger(("open", "2026-10-26"))
        self.assertTrue(self.promises().is_late)
        self.assertLedger(("open", "2026-11-04"), household=self.neighbour)
        self.assertLedger(("open", "2026-12-02"), household=third)
        self.assertLedger(("open", "2027-02-02"), household=shops[0])
        self.assertLedger(household=shops[1])
