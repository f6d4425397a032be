"""A case from received to closed, and no way around it (C8)."""

from datetime import datetime

from cases import CaseCase
from odoo.exceptions import AccessError
from odoo.tests import tagged

NOW = datetime(2026, 11, 2, 1)


@tagged("post_install", "-at_install")
class TestStates(CaseCase):
    def handled_case(self):
        case = self.make_case()
        case.remedy = "The pipe was replaced"
        self.as_(self.butler, case).action_handle()
        return case

    # ------------------------------------------------------------------ the whole way

    def test_a_case_goes_from_the_department_to_a_satisfied_household(self):
        case = self.make_case()
        self.assertEqual(case.handling_state, "received")
        self.dispatch(case)
        self.assertEqual(case.handling_state, "dispatched")
        self.assertEqual(case.team_id, self.team)
        self.solve(case)
        self.assertEqual(case.handling_state, "handled")
        self.assertEqual(case.user_id, self.department)
        case._callback_found(True, self.make_visit(), NOW)
        self.assertEqual(case.handling_state, "callback")
        self.as_(self.butler, case).action_close()
        self.assertEqual(case.handling_state, "closed")
        self.assertTrue(case.closed)

    def test_what_can_be_finished_at_once_is(self):
        self.assertEqual(self.handled_case().handling_state, "handled")

    def test_nothing_is_handled_before_the_remedy_is_written_down(self):
        case = self.make_case()
        with self.assertRefused("Write down the remedy"):
            case.action_handle()

    def test_a_callback_is_told_of_a_handled_case(self):
        seen = []
        case = self.make_case()
        case.remedy = "Done"
        self.patch(type(case), "_after_handled", lambda case, at: seen.append(at))
        case.action_handle()
        self.assertEqual(seen, [NOW])

    # ------------------------------------------------------------------ closing

    def test_nobody_closes_before_the_household_is_satisfied(self):
        case = self.handled_case()
        for user in (self.butler, self.manager, self.admin):
            with self.assertRefused("find the household satisfied"):
                self.as_(user, case).action_close()
            with self.assertRefused("find the household satisfied"):
                self.as_(user, case).stage_id = self.stage("done")

    def test_a_manager_closes_with_a_written_reason(self):
        case = self.handled_case()
        with self.assertRefused("Only a manager"):
            self.as_(self.supervisor, case)._close_because("Nobody answers")
        with self.assertRefused("Write down why"):
            self.as_(self.manager, case)._close_because("  ")
        self.as_(self.manager, case)._close_because("The household moved away")
        self.assertEqual(case.handling_state, "closed")
        self.assertEqual(case.close_reason, "The household moved away")
        self.assertEqual(case.stage_id, self.stage("done"))

    def test_a_duplicate_is_closed_because_it_goes_on_elsewhere(self):
        first, second = self.make_case(), self.make_case()
        second.duplicate_id = first
        second.stage_id = self.stage("cancelled")
        self.assertEqual(second.handling_state, "closed")
        self.assertIn(first.number, second.close_reason)
        self.assertEqual(second.stage_id, self.stage("cancelled"))

    # ------------------------------------------------------------------ reopening

    def test_a_household_not_satisfied_reopens_the_case(self):
        self.make_case_rule("ticket_received", "answer")
        case = self.handled_case()
        self.tell(case)
        first = self.promise_of(case, "ticket_received")
        case._callback_found(False, self.make_visit(), datetime(2026, 11, 4, 1))
        self.assertEqual(case.handling_state, "solving")
        self.assertEqual(case.reopen_count, 1)
        self.assertFalse(case.handled_at)
        again = self.promise_of(case, "ticket_received")
        self.assertNotEqual(again, first)
        self.assertEqual(again.date_due, datetime(2026, 11, 5, 1))
        self.assertEqual(first.state, "kept")

    def test_a_later_check_reopens_a_closed_case(self):
        case = self.handled_case()
        case._callback_found(True, self.make_visit(), NOW)
        case.action_close()
        case._callback_found(True, self.make_visit(), NOW)
        self.assertEqual(case.handling_state, "closed")
        case._callback_found(False, self.make_visit(), NOW)
        self.assertEqual(case.handling_state, "solving")
        self.assertEqual(case.stage_id, self.stage("in_progress"))
        with self.assertRefused("find the household satisfied"):
            case.action_close()

    def test_a_case_that_nobody_handled_cannot_be_reopened(self):
        with self.assertRefused("not possible"):
            self.make_case()._reopen("again", NOW)

    # ------------------------------------------------------------------ side doors

    def test_no_fact_is_written_by_hand(self):
        case = self.handled_case()
        facts = {
            "handling_state": "closed",
            "satisfied_at": NOW,
            "accepted_at": NOW,
            "decision": "Pay",
            "reopen_count": 0,
            "first_responsible_id": self.butler.id,
        }
        for user in (self.butler, self.manager, self.admin):
            for name, value in facts.items():
                who = self.subTest(user=user.name, fact=name)
                with who, self.assertRaises(AccessError):
                    self.as_(user, case).write({name: value})
        with self.assertRaises(AccessError):
            self.make_case(handling_state="closed")

    def test_even_the_system_follows_the_table(self):
        with self.assertRefused("not possible"):
            self.make_case().handling_state = "callback"

    def test_only_an_import_brings_old_matters_in_closed(self):
        done = self.stage("done").id
        with self.assertRefused("in an open stage"):
            self.make_case(stage_id=done)
        self.make_case_rule("ticket_received", "answer")
        old = self.make_case(self.env.user, stage_id=done)
        self.assertEqual(old.handling_state, "closed")
        self.assertFalse(old.commitment_ids)

    def test_a_case_keeps_a_household(self):
        with self.assertRefused("stays with a household"):
            self.make_case().household_id = False

    # ------------------------------------------------------------------ stages

    def test_the_card_follows_the_case_and_the_case_the_card(self):
        case = self.make_case()
        self.assertEqual(case.stage_id, self.stage("new"))
        self.as_(self.butler, case).stage_id = self.stage("in_progress")
        self.assertEqual(case.handling_state, "solving")
        case.remedy = "Done"
        self.as_(self.butler, case).stage_id = self.stage("awaiting")
        self.assertEqual(case.handling_state, "handled")
        with self.assertRefused("not possible"):
            case.stage_id = self.stage("new")
        case._callback_found(True, self.make_visit(), NOW)
        self.as_(self.butler, case).stage_id = self.stage("done")
        self.assertEqual(case.handling_state, "closed")
        case.stage_id = self.stage("new")
        self.assertEqual(case.handling_state, "solving")
        self.assertEqual(case.stage_id, self.stage("in_progress"))

    def test_a_ticket_without_household_is_what_it_was(self):
        ticket = self.make_case(self.env.user, household_id=False)
        self.assertFalse(ticket.handling_state)
        self.assertFalse(ticket.first_responsible_id)
        for name in ("done", "new", "awaiting", "rejected"):
            ticket.stage_id = self.stage(name)
            self.assertEqual(ticket.stage_id, self.stage(name))
        self.assertFalse(ticket.commitment_ids)
        with self.assertRefused("not possible"):
            ticket.action_handle()

    def test_naming_the_household_makes_a_case_promised_since_it_came_in(self):
        self.make_case_rule("ticket_received", "answer")
        ticket = self.make_case(self.env.user, household_id=False)
        with self.on("2026-11-02 05:00:00"):
            ticket.household_id = self.household
        self.assertEqual(ticket.handling_state, "received")
        self.assertEqual(ticket.first_responsible_id, self.butler)
        promise = self.promise_of(ticket, "ticket_received")
        self.assertEqual(promise.date_start, ticket.create_date)

    def test_closing_ends_what_is_still_promised(self):
        self.make_case_rule("ticket_received", "answer")
        self.make_case_rule("ticket_received", "solution")
        case = self.make_case()
        self.as_(self.manager, case)._close_because("Moved away")
        states = {p.rule_id.kept_by: p.state for p in case.commitment_ids}
        self.assertEqual(states, {"answer": "cancelled", "solution": "kept"})
