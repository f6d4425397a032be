"""Triage, dispatch, receipt, remedy, and what goes up to the deciding role (C2–C7)."""

from datetime import datetime, timedelta

from cases import CaseCase
from odoo.exceptions import AccessError
from odoo.tests import tagged

NOW = datetime(2026, 11, 2, 1)


@tagged("post_install", "-at_install")
class TestDepartments(CaseCase):
    # ------------------------------------------------------------------ triage

    def test_findings_and_a_proposal_the_same_day(self):
        """Received Monday 9:00 local: by the end of that day, 15:59:59 UTC."""
        self.make_case_rule("ticket_received", "triage", unit="agreed")
        case = self.make_case()
        promise = self.promise_of(case, "ticket_received")
        self.assertEqual(promise.date_due, datetime(2026, 11, 2, 15, 59, 59))
        case.findings = "A pipe of 102 leaks"
        self.assertEqual(promise.state, "open")
        case.triage_proposal = "Replace it"
        self.assertEqual(promise.state, "kept")

    def test_where_the_procedure_says_so_the_deciding_role_dispatches(self):
        self.procedure.is_triage_decided = True
        case = self.make_case()
        with self.assertRefused("Manager"):
            self.dispatch(case, self.butler)
        self.as_(self.manager, case)._decide("Engineering replaces the pipe", self.team)
        self.assertEqual(case.team_id, self.team)
        self.assertEqual(case.handling, "Engineering replaces the pipe")
        self.assertEqual(case.handling_state, "dispatched")

    # ------------------------------------------------------------------ receipt

    def test_the_department_sets_itself_a_time_of_at_most_three_days(self):
        self.make_case_rule("ticket_dispatched", "remedy", unit="agreed")
        case = self.make_case()
        self.dispatch(case)
        promise = self.promise_of(case, "ticket_dispatched")
        self.assertEqual(promise.user_id, self.department)
        self.assertEqual(promise.date_due, NOW + timedelta(days=3), "silence counts")
        with self.on("2026-11-03 01:00:00"):
            mine = self.as_(self.department, case)
            with self.assertRefused("within 3 days"):
                mine._receive(datetime(2026, 11, 6, 1, 0, 1))
            mine._receive(datetime(2026, 11, 5, 1))
        self.assertEqual(promise.date_start, datetime(2026, 11, 3, 1))
        self.assertEqual(promise.date_due, datetime(2026, 11, 5, 1))
        self.assertEqual(case.handling_state, "solving")

    def test_the_remedy_counts_when_the_household_was_told(self):
        self.make_case_rule("ticket_dispatched", "remedy", unit="agreed")
        case = self.make_case()
        self.dispatch(case)
        self.as_(self.department, case)._receive()
        promise = self.promise_of(case, "ticket_dispatched")
        self.tell(case, self.department)
        self.assertEqual(promise.state, "open", "no remedy is known yet")
        case.remedy = "We replace the pipe on Thursday"
        self.assertEqual(promise.state, "open", "nobody told the household")
        self.tell(case, self.department, case.remedy)
        self.assertEqual(promise.state, "kept")

    def test_another_department_takes_over_the_promise(self):
        self.make_case_rule("ticket_dispatched", "remedy", unit="agreed")
        case = self.make_case()
        self.dispatch(case)
        first = self.promise_of(case, "ticket_dispatched")
        self.dispatch(case, team=self.cleaning)
        second = self.promise_of(case, "ticket_dispatched")
        self.assertEqual((first.state, second.state), ("cancelled", "open"))

    def test_only_the_department_concerned_takes_over_and_accepts(self):
        case = self.make_case()
        self.dispatch(case)
        with self.assertRaises(AccessError):
            self.as_(self.cleaner, case)._receive()
        with self.assertRefused("for the department"):
            self.as_(self.butler, case)._receive()
        self.as_(self.department, case)._receive()
        case.remedy = "The pipe was replaced"
        with self.assertRefused("The department accepts"):
            self.as_(self.butler, case).action_handle()
        with self.assertRefused("for the department"):
            self.as_(self.butler, case).action_accept()
        self.as_(self.department, case).action_accept()
        self.as_(self.butler, case).action_handle()
        self.assertEqual(case.accepted_by_id, self.department)

    # ------------------------------------------------------------------ deciding

    def test_a_major_complaint_goes_to_the_deciding_role_at_once(self):
        self.make_case_rule("ticket_major", "decided")
        case = self.make_case(severity="major")
        promise = self.promise_of(case, "ticket_major")
        self.assertEqual(promise.user_id, self.manager)
        with self.assertRefused("Manager"):
            self.dispatch(case, self.butler)
        with self.assertRefused("Manager"):
            self.as_(self.supervisor, case)._decide("Ignore it")
        self.as_(self.manager, case)._decide("We pay the ceiling", self.team)
        self.assertEqual(promise.state, "kept")
        self.assertEqual(case.decided_by_id, self.manager)

    def test_what_turns_out_to_be_major_goes_up_then(self):
        self.make_case_rule("ticket_major", "decided")
        case = self.make_case()
        self.assertFalse(self.promise_of(case, "ticket_major"))
        self.as_(self.butler, case).severity = "major"
        self.assertTrue(self.promise_of(case, "ticket_major"))

    def test_what_a_department_cannot_solve_goes_up_with_a_reason(self):
        self.make_case_rule("ticket_major", "decided")
        case = self.make_case()
        self.dispatch(case)
        mine = self.as_(self.department, case)
        with self.assertRefused("Write down why"):
            mine._send_up("")
        mine._send_up("The pipe belongs to the waterworks")
        promise = self.promise_of(case, "ticket_major")
        self.assertEqual(promise.user_id, self.manager)
        self.assertEqual(promise.date_due, NOW + timedelta(hours=24))

    def test_managers_decide_where_nobody_holds_the_role(self):
        self.procedure.deciding_role_id = self.role("general_manager")
        case = self.make_case(severity="major")
        with self.assertRefused("nobody holds the role"):
            self.as_(self.supervisor, case)._decide("Pay")
        self.as_(self.manager, case)._decide("Pay")
        self.assertEqual(case.decision, "Pay")

    # ------------------------------------------------------------------ remedy

    def test_remedy_and_correction_have_due_dates_of_their_own(self):
        self.make_case_rule("remedy_planned", "handled", unit="agreed")
        self.make_case_rule("corrective_planned", "corrective", unit="agreed")
        case = self.make_case()
        case.remedy_due = "2026-11-05 09:00:00"
        case.corrective_due = "2026-11-30 09:00:00"
        remedy = self.promise_of(case, "remedy_planned")
        correction = self.promise_of(case, "corrective_planned")
        self.assertEqual(remedy.date_due, datetime(2026, 11, 5, 9))
        with self.assertRefused("pause the promise"):
            case.remedy_due = "2026-11-20 09:00:00"
        case.remedy = "Replaced"
        case.action_handle()
        self.assertEqual(remedy.state, "kept")
        self.as_(self.manager, case)._close_because("Moved away")
        self.assertEqual(correction.state, "open", "it prevents the next case")
        with self.assertRefused("Write down the corrective"):
            case.action_corrective_done()
        case.corrective_action = "All pipes of the year are checked"
        case.action_corrective_done()
        self.assertEqual(correction.state, "kept")

    def test_the_result_is_told_after_the_case_was_handled(self):
        self.make_case_rule("ticket_handled", "result")
        case = self.make_case()
        case.remedy = "Replaced"
        self.tell(case)
        case.action_handle()
        promise = self.promise_of(case, "ticket_handled")
        self.assertEqual(promise.state, "open", "told too early")
        self.tell(case)
        self.assertEqual(promise.state, "kept")

    # ------------------------------------------------------------------ severity

    def test_severity_and_flags_choose_the_promises(self):
        urgent = "[('severity', 'in', ['urgent', 'major'])]"
        self.make_case_rule("ticket_received", "answer", domain=urgent, amount=24)
        leak = "['|', ('is_leak', '=', True), ('is_safety', '=', True)]"
        self.make_case_rule("ticket_received", "answer", domain=leak, amount=2)
        self.make_case_rule("ticket_received", "answer", amount=48)

        def hours(case):
            dues = case.commitment_ids.mapped("date_due")
            return sorted((due - NOW).total_seconds() / 3600 for due in dues)

        self.assertEqual(hours(self.make_case()), [48])
        both = self.make_case(severity="urgent", is_leak=True, is_safety=True)
        self.assertEqual(hours(both), [2, 24, 48])

    def test_a_leak_found_later_is_promised_what_leaks_are(self):
        leak = "[('is_leak', '=', True)]"
        self.make_case_rule("ticket_received", "answer")
        self.make_case_rule("ticket_received", "answer", domain=leak, amount=2)
        case, answered = self.make_case(), self.make_case()
        self.tell(answered)
        (case | answered).is_leak = True
        self.assertEqual(len(case.commitment_ids), 2)
        self.assertEqual(len(answered.commitment_ids), 1, "it was answered before")

    def test_somebody_arrives_within_the_time_of_the_place(self):
        self.make_case_rule("site_needed", "arrived", unit="agreed")
        self.estate.arrival_hours = 0.5
        case = self.make_case(property_kind="repair", is_safety=True)
        promise = self.promise_of(case, "site_needed")
        self.assertEqual(promise.date_due, NOW + timedelta(minutes=30))
        self.as_(self.butler, case).action_arrived()
        self.assertEqual(promise.state, "kept")

    def test_work_from_afar_needs_an_authorisation(self):
        case = self.make_case(service_level="remote")
        case.remedy = "Reset from the control room"
        with self.assertRefused("authorisation"):
            case.action_handle()
        case.remote_authorised = True
        case.action_handle()
