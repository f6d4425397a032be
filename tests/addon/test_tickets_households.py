"""Who answers to a household, and what it may choose (C1, C8a, C9, C12, C13)."""

from datetime import datetime, timedelta

from cases import CaseCase
from odoo.exceptions import AccessError
from odoo.tests import tagged

NOW = datetime(2026, 11, 2, 1)


@tagged("post_install", "-at_install")
class TestHouseholds(CaseCase):
    def propose(self, case, text="Paint the ceiling"):
        return self.env["property.case.proposal"].create(
            {"ticket_id": case.id, "description": text}
        )

    # ------------------------------------------------------------------ proposals

    def test_what_the_household_refused_is_not_carried_out(self):
        case = self.make_case()
        case.remedy = "Painted"
        first = self.propose(case)
        with self.assertRefused("has not agreed"):
            case.action_handle()
        mine = first.with_user(self.butler)
        with self.assertRefused("Write down what the household said"):
            mine.action_refuse()
        mine.household_words = "The whole room has to be painted"
        mine.action_refuse()
        with self.assertRefused("has not agreed"):
            case.action_handle()
        second = self.propose(case, "Paint the room").with_user(self.butler)
        second.action_agree()
        case.action_handle()
        self.assertEqual(second.answered_to_id, self.butler)
        with self.assertRefused("answered to this already"):
            second.action_agree()

    def test_an_answer_of_the_household_is_not_written_by_hand(self):
        proposal = self.propose(self.make_case())
        with self.assertRaises(AccessError):
            proposal.with_user(self.manager).state = "agreed"
        proposal.with_user(self.butler).action_agree()
        with self.assertRefused("propose another one"):
            proposal.description = "Something cheaper"

    # ------------------------------------------------------------------ first asked

    def test_responsibility_moves_when_the_colleague_accepts(self):
        case = self.make_case()
        self.assertEqual(case.first_responsible_id, self.butler)
        with self.assertRefused("Butler answers"):
            self.as_(self.colleague, case)._hand_over(self.colleague)
        self.as_(self.butler, case)._hand_over(self.colleague)
        self.assertEqual(case.first_responsible_id, self.butler, "not accepted yet")
        with self.assertRefused("not offered to you"):
            self.as_(self.supervisor, case).action_accept_handover()
        self.as_(self.colleague, case).action_accept_handover()
        self.assertEqual(case.first_responsible_id, self.colleague)
        self.assertFalse(case.handover_to_id)

    def test_what_was_promised_moves_with_the_case(self):
        """Open promises of whoever answered go along; those of others stay (C9)."""
        self.make_case_rule("ticket_received", "answer")
        case = self.make_case(user_id=self.butler.id)
        mine = self.promise_of(case, "ticket_received")
        self.assertEqual(mine.user_id, self.butler)
        theirs = mine.sudo().copy(
            {
                "rule_id": self.make_case_rule("ticket_received", "triage").id,
                "user_id": self.supervisor.id,
            }
        )
        self.as_(self.butler, case)._hand_over(self.colleague)
        self.assertEqual(mine.user_id, self.butler, "not accepted yet")
        self.as_(self.colleague, case).action_accept_handover()
        self.assertEqual(mine.user_id, self.colleague)
        self.assertEqual(case.user_id, self.colleague)
        self.assertEqual(theirs.user_id, self.supervisor)

    def test_who_receives_the_channel_answers_for_what_comes_by_it(self):
        letter = self.env.ref("property_visit.channel_letter")
        self.env["property.channel.receiver"].create(
            {
                "estate_id": self.estate.id,
                "channel_id": letter.id,
                "user_id": self.supervisor.id,
            }
        )
        by_letter = self.make_case(self.env.ref("base.user_root"), channel_id=letter.id)
        self.assertEqual(by_letter.first_responsible_id, self.supervisor)
        by_mail = self.make_case(self.env.ref("base.user_root"))
        self.assertEqual(by_mail.first_responsible_id, self.butler)

    def test_a_household_that_has_to_come_back_is_a_figure(self):
        case = self.make_case()
        case.message_post(
            body="Is anybody coming?",
            author_id=self.household.partner_id.id,
            message_type="email",
            subtype_xmlid="mail.mt_comment",
        )
        self.as_(self.butler, case).action_called_again()
        self.assertEqual(case.repeat_contacts, 2)
        self.as_(self.manager, case)._close_because("Moved away")
        with self.assertRefused("not possible"):
            self.as_(self.butler, case).action_called_again()

    def test_a_visitor_at_the_office_becomes_a_case_once(self):
        visitor = self.env["property.visitor.log"].with_user(self.butler)
        visitor = visitor.create(
            {
                "estate_id": self.estate.id,
                "visitor": "Wang",
                "household_id": self.household.id,
                "reason": "The stairs are dark",
            }
        )
        visitor.action_register()
        case = visitor.ticket_id
        self.assertEqual(case.household_id, self.household)
        self.assertEqual(case.first_responsible_id, self.butler)
        self.assertEqual(
            case.channel_id, self.env.ref("property_visit.channel_in_person")
        )
        with self.assertRefused("registered as"):
            visitor.action_register()

    def test_what_a_visit_heard_lands_in_the_same_register(self):
        self.make_case_rule("ticket_received", "answer")
        self.feedback.action_create_ticket()
        case = self.feedback.ticket_id
        self.assertEqual(case.handling_state, "received")
        self.assertTrue(self.promise_of(case, "ticket_received"))

    # ------------------------------------------------------------------ suggestions

    def test_an_adopted_suggestion_is_thanked_for_with_consent(self):
        self.make_case_rule("suggestion", "decided", unit="calendar_days", amount=7)
        case = self.make_case(property_kind="suggestion")
        promise = self.promise_of(case, "suggestion")
        self.assertEqual(promise.user_id, self.manager)
        with self.assertRefused("only if it agrees"):
            case.write({"is_thanked": True, "thanks_consent": True})
        with self.assertRefused("Manager"):
            self.as_(self.butler, case)._decide_suggestion("adopted", "A good idea")
        self.as_(self.manager, case)._decide_suggestion("adopted", "A good idea")
        self.assertEqual(promise.state, "kept")
        with self.assertRefused("only if it agrees"):
            case.is_thanked = True
        case.write({"is_thanked": True, "thanks_consent": True})

    def test_a_complaint_is_no_suggestion(self):
        with self.assertRefused("Choose what becomes"):
            self.as_(self.manager, self.make_case())._decide_suggestion("adopted", "x")

    # ------------------------------------------------------------------ major faults

    def test_a_major_fault_is_reported_and_analysed(self):
        self.make_case_rule("fault", "fault_report", amount=1)
        self.make_case_rule("fault_handled", "analysis", amount=48)
        case = self.make_case(property_kind="repair")
        self.as_(self.butler, case).is_major_fault = True
        report = self.promise_of(case, "fault")
        self.assertEqual(report.date_due, NOW + timedelta(hours=1))
        case.write({"fault_at": NOW, "fault_place": "Pump room"})
        with self.assertRefused("Fault Phenomenon, Contingency Plan"):
            self.as_(self.butler, case).action_report_fault()
        case.write({"fault_phenomenon": "No water", "contingency_plan": "Tank trucks"})
        self.as_(self.butler, case).action_report_fault()
        self.assertEqual(report.state, "kept")
        case.remedy = "The pump was replaced"
        self.as_(self.butler, case).action_handle()
        analysis = self.promise_of(case, "fault_handled")
        self.assertEqual(analysis.state, "open")
        case.write(
            {
                "impact": "40 households, 3 hours",
                "cause_note": "Bearing worn",
                "corrective_action": "All bearings checked",
                "preventive_action": "Checked every quarter",
            }
        )
        self.as_(self.butler, case).action_file_analysis()
        self.assertEqual(analysis.state, "kept")
