"""What is missed, handed over and over of a service agreement (H9)."""

from datetime import date

from agreements import AgreementCase
from common import local
from odoo.addons.property_visit.demo.agreements import Agreements
from odoo.exceptions import AccessError
from odoo.tests import tagged

HERE = ("post_install", "-at_install")


@tagged(*HERE)
class TestMissedAndOver(AgreementCase):
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
