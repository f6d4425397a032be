"""Who hears of a result, of a suggestion, of a fault's analysis (C8, C12, C13)."""

from datetime import datetime, timedelta

from cases import CaseCase
from odoo.tests import tagged

NOW = datetime(2026, 11, 2, 1)
TENANTS = "[('household_id.relation', '=', 'tenant'), ('is_valid', '=', True)]"
FAULT = {
    "property_kind": "repair",
    "is_major_fault": True,
    "fault_at": NOW,
    "fault_place": "Pump room",
    "fault_phenomenon": "No water",
    "contingency_plan": "Tank trucks",
    "remedy": "The pump was replaced",
    "impact": "40 households, 3 hours",
    "cause_note": "Bearing worn",
    "corrective_action": "All bearings checked",
    "preventive_action": "Bearings checked each year",
}


class TellingCase(CaseCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.director = cls.make_user("manager", "director")
        cls.general = cls.make_user("manager", "general")
        cls.hold(cls.director, "director")
        cls.hold(cls.general, "general_manager")

    def notes_to(self, case, user):
        """Internal notes of a case that a user was told of, newest first."""
        return case.message_ids.filtered(
            lambda note: (
                user.partner_id in note.notified_partner_ids
                and note.subtype_id.internal
            )
        )


@tagged("post_install", "-at_install")
class TestResults(TellingCase):
    def test_the_director_reads_the_result_when_a_case_is_handled(self):
        case = self.make_case(remedy="The pipe was replaced")
        self.as_(self.butler, case).action_handle()
        [note] = self.notes_to(case, self.director)
        self.assertIn("The pipe was replaced", note.body)
        self.assertEqual(note.author_id, self.butler.partner_id)
        self.assertFalse(self.notes_to(case, self.manager))

    def test_handling_a_case_leads_to_writing_to_the_household(self):
        case = self.make_case(remedy="The pipe was replaced")
        dialog = self.as_(self.butler, case).action_handle()
        self.assertEqual(dialog["res_model"], "mail.compose.message")
        context = dialog["context"]
        self.assertEqual(context["default_model"], case._name)
        self.assertEqual(context["default_res_ids"], case.ids)

    def test_the_director_reads_why_a_case_was_closed(self):
        case = self.make_case()
        self.as_(self.manager, case)._close_because("Moved away")
        self.assertIn("Moved away", self.notes_to(case, self.director).body)

    def test_who_is_told_is_the_procedures_choice(self):
        self.procedure.result_role_id = self.role("general_manager")
        case = self.make_case(remedy="Done")
        case.action_handle()
        self.assertTrue(self.notes_to(case, self.general))
        self.assertFalse(self.notes_to(case, self.director))

    def test_where_nobody_holds_the_role_the_deciding_one_is_told(self):
        self.procedure.result_role_id = self.role("area_officer")
        case = self.make_case(remedy="Done")
        case.action_handle()
        self.assertTrue(self.notes_to(case, self.manager))


@tagged("post_install", "-at_install")
class TestSuggestions(TellingCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for kept_by, values in (
            ("decided", {"role_id": cls.role("manager").id}),
            ("result", {"role_id": cls.role("department_head").id, "domain": TENANTS}),
        ):
            cls.make_case_rule(
                "suggestion", kept_by, unit="calendar_days", amount=7, **values
            )
        cls.household.relation = "tenant"

    def promised(self, case):
        found = self.Ledger._of(case).filtered(
            lambda p: p.rule_id.event == "suggestion"
        )
        return {promise.rule_id.kept_by: promise for promise in found}

    def test_a_tenants_suggestion_is_written_to_the_department_head_with_a_copy(self):
        case = self.make_case(property_kind="suggestion", name="More bicycle stands")
        promised = self.promised(case)
        self.assertEqual(promised["decided"].user_id, self.manager)
        self.assertEqual(promised["result"].user_id, self.department)
        self.assertEqual(promised["result"].date_due, datetime(2026, 11, 9, 15, 59, 59))
        [note] = self.notes_to(case, self.department)
        self.assertEqual(note, self.notes_to(case, self.general))
        self.assertIn("More bicycle stands", note.body)

    def test_the_head_of_the_department_it_was_sent_to_comes_first(self):
        head = self.make_user("department", "head_of_cleaning")
        self.cleaning.user_id = head
        case = self.make_case(property_kind="suggestion", team_id=self.cleaning.id)
        self.assertEqual(self.promised(case)["result"].user_id, head)

    def test_a_word_of_thanks_is_no_answer_yet(self):
        """It is answered when the household is told what was decided."""
        case = self.make_case(property_kind="suggestion")
        promise = self.promised(case)["result"]
        self.tell(case, text="Thank you, we will look into it")
        self.assertEqual(promise.state, "open")
        self.as_(self.manager, case)._decide_suggestion("adopted", "A good idea")
        self.tell(case, text="It is adopted")
        self.assertEqual(promise.state, "kept")

    def test_only_valid_ones_of_tenants(self):
        self.household.relation = "owner"
        case = self.make_case(property_kind="suggestion")
        self.assertEqual(list(self.promised(case)), ["decided"])
        self.assertFalse(self.notes_to(case, self.department))
        self.household.relation = "tenant"
        odd = self.make_case(property_kind="suggestion", is_valid=False)
        self.assertEqual(list(self.promised(odd)), ["decided"])
        self.as_(self.butler, odd).is_valid = True
        self.assertTrue(self.notes_to(odd, self.department))

    def test_what_turns_out_to_be_a_suggestion_is_promised_as_one(self):
        case = self.make_case(property_kind="question")
        self.assertFalse(self.promised(case))
        self.as_(self.butler, case).property_kind = "suggestion"
        self.assertEqual(set(self.promised(case)), {"decided", "result"})
        self.as_(self.butler, case).property_kind = "suggestion"
        self.assertEqual(len(self.notes_to(case, self.general)), 1)


@tagged("post_install", "-at_install")
class TestFaultIsSent(TellingCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.bureau = cls.env["res.partner"].create(
            {"name": "Bureau of Quality", "email": "quality@example.com"}
        )
        cls.estate.supervising_partner_id = cls.bureau
        cls.household.partner_id.email = "wang@example.com"

    def analysed(self, **values):
        case = self.make_case(**{**FAULT, **values})
        self.as_(self.butler, case).action_report_fault()
        self.as_(self.butler, case).action_file_analysis()
        return case

    def test_household_and_supervising_department_get_the_paper(self):
        case = self.analysed()
        with self.on(NOW + timedelta(hours=1)):
            self.as_(self.butler, case).action_send_analysis()
        self.assertEqual(case.analysis_sent_at, NOW + timedelta(hours=1))
        sent = case.message_ids.filtered("attachment_ids")
        people = self.bureau | self.household.partner_id
        self.assertEqual(sent.notified_partner_ids & people, people)
        self.assertIn(case.number, sent.attachment_ids.name)
        self.assertTrue(sent.attachment_ids.name.endswith(".pdf"))

    def test_who_has_no_address_is_named_for_the_way_on_paper(self):
        self.household.partner_id.email = False
        case = self.analysed()
        self.as_(self.butler, case).action_send_analysis()
        self.assertTrue(case.analysis_sent_at)
        self.assertIn("Wang", case.message_ids[0].body + case.message_ids[1].body)
        self.bureau.email = False
        other = self.analysed()
        with self.assertRefused("on paper"):
            self.as_(self.butler, other).action_send_analysis()
        self.assertFalse(other.analysis_sent_at)

    def test_nothing_is_sent_before_it_is_filed(self):
        case = self.make_case(**FAULT)
        with self.assertRefused("file the analysis"):
            self.as_(self.butler, case).action_send_analysis()
        small = self.make_case(**{**FAULT, "is_major_fault": False})
        with self.assertRefused("file the analysis"):
            self.as_(self.butler, small).action_send_analysis()

    def test_that_it_was_sent_is_not_written_by_hand(self):
        with self.assertRefused("not by hand"):
            self.as_(self.butler, self.make_case(**FAULT)).analysis_sent_at = NOW
