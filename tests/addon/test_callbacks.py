"""Who handled something calls back, and what follows from it (B1, B3–B5, P13)."""

from datetime import date, datetime

from callbacks import CallbackCase
from common import local
from odoo.exceptions import AccessError
from odoo.tests import tagged


@tagged("post_install", "-at_install")
class TestCallbacks(CallbackCase):
    # ------------------------------------------------------------------ when (B1, B5)

    def test_a_repair_is_called_back_within_seven_days(self):
        self.make_callback_rule(7)
        ticket = self.make_case()
        self.assertFalse(ticket.callback_ids, "nothing is done yet")
        visit = self.handle(ticket)
        self.assertEqual(visit.purpose, "callback")
        self.assertEqual(visit.date_deadline, date(2026, 11, 9))
        self.assertEqual(self.promises(visit).date_due, local("2026-11-09 23:59:59"))

    def test_of_several_flags_the_earliest_decides(self):
        """An urgent repair of safety equipment: one callback, within 24 hours."""
        self.make_callback_rule(7)
        self.make_callback_rule(2, domain="[('is_safety', '=', True)]")
        self.make_callback_rule(
            24, "elapsed_hours", domain="[('is_urgent', '=', True)]"
        )
        safe = self.handle(self.make_case(is_safety=True))
        self.assertEqual(safe.date_deadline, date(2026, 11, 4))
        both = self.handle(self.make_case(is_safety=True, is_urgent=True))
        self.assertEqual(self.promises(both).date_due, datetime(2026, 11, 3, 1))

    def test_a_leak_is_looked_at_again_after_the_first_rain(self):
        """Repaired on Monday, rain on Wednesday: the next working day is Thursday."""
        leak = "[('is_leak', '=', True)]"
        self.make_callback_rule(3, domain=leak)
        self.make_callback_rule(1, "first_rain", domain=leak, part="later")
        ticket = self.make_case(is_leak=True)
        first = self.handle(ticket)
        self.assertEqual(len(first), 1, "nobody knows when it will rain")
        rain = self.env["property.rain.day"]
        rain.create({"estate_id": self.estate.id, "date": "2026-11-02"})
        self.assertEqual(ticket.callback_ids, first, "it rained before, not after")
        with self.on("2026-11-04 04:00:00"):
            rain.create({"estate_id": self.estate.id, "date": "2026-11-04"})
        ticket.invalidate_recordset(["callback_ids"])
        second = ticket.callback_ids - first
        self.assertEqual(second.date_deadline, date(2026, 11, 5))
        self.assertEqual(self.promises(second).date_due, local("2026-11-05 17:00"))
        with self.on("2026-11-06 04:00:00"):
            rain.create({"estate_id": self.estate.id, "date": "2026-11-06"})
        ticket.invalidate_recordset(["callback_ids"])
        self.assertEqual(len(ticket.callback_ids), 2, "only the first rain counts")

    def test_a_complaint_is_asked_about_again_after_7_and_30_days(self):
        rule = {"code": "complaint_handled", "part": "later", "timing": "after"}
        self.make_callback_rule(2, code="complaint_handled")
        self.make_callback_rule(7, grace_days=3, **rule)
        self.make_callback_rule(30, grace_days=7, **rule)
        visits = self.handle(self.make_case("complaint"))
        self.assertEqual(
            sorted(visits.mapped("date_planned")),
            [date(2026, 11, 3), date(2026, 11, 9), date(2026, 12, 2)],
        )

    def test_a_major_complaint_is_called_back_by_four_together(self):
        chief = self.make_user("supervisor", "chief")
        self.hold(chief, "chief_butler")
        self.make_callback_rule(
            2,
            code="complaint_handled",
            domain="[('severity', '=', 'major')]",
            roles=("manager",),
            companions=("chief_butler", "supervisor", "butler"),
        )
        visit = self.handle(self.make_case("complaint", severity="major"))
        self.assertEqual(visit.user_id, self.manager)
        self.assertEqual(visit.companion_ids, chief | self.supervisor | self.butler)
        self.assertFalse(self.handle(self.make_case("complaint")))

    def test_the_supervisor_of_the_responsible_department_comes_along(self):
        """Not the estate's: the case's team has a leader of its own (P13)."""
        head = self.make_user("department", "head")
        self.team.user_id = head
        self.make_callback_rule(
            2, code="complaint_handled", roles=("manager",), with_department=True
        )
        visit = self.handle(self.make_case("complaint"))
        self.assertEqual(visit.companion_ids, head)
        self.team.user_id = False
        visit = self.handle(self.make_case("complaint"))
        self.assertEqual(visit.companion_ids, self.department, "the department head")

    def test_shipped_major_complaints_take_the_department_along(self):
        for code in ("butler", "questionnaire", "office", "shopping"):
            rule = self.env.ref(f"property_visit.event_{code}_complaint_major")
            self.assertTrue(rule.with_department)
            self.assertNotIn(self.role("supervisor"), rule.companion_role_ids)

    def test_a_ticket_without_a_household_is_not_called_back(self):
        self.make_callback_rule(7)
        ticket = self.make_case()
        ticket._after_handled(datetime(2026, 11, 2, 1))
        other = self.env["helpdesk.ticket"].create(
            {"name": "Mail", "description": "Hello", "property_kind": "repair"}
        )
        other._after_handled(datetime(2026, 11, 2, 1))
        self.assertTrue(ticket.callback_ids)
        self.assertFalse(other.callback_ids)

    # ------------------------------------------------------------------ outcome

    def test_an_unsatisfied_household_reopens_the_case_and_calls_off_the_rest(self):
        self.make_callback_rule(2)
        self.make_callback_rule(7, part="later", timing="after")
        ticket = self.make_case()
        first, later = self.handle(ticket).sorted("date_deadline")
        self.call_back(first, "2026-11-03 02:00:00", satisfaction=2)
        self.assertEqual(ticket.handling_state, "solving")
        self.assertEqual(ticket.reopen_count, 1)
        self.assertEqual(later.state, "cancelled")
        with self.on("2026-11-04 02:00:00"):
            again = self.handle(ticket)
        self.assertEqual(len(again), 2, "a second round")

    def test_a_satisfied_household_lets_the_case_close(self):
        self.make_callback_rule(2)
        ticket = self.make_case()
        visit = self.handle(ticket)
        self.call_back(visit, "2026-11-03 02:00:00", satisfaction=4)
        ticket.action_close()
        self.assertEqual(ticket.handling_state, "closed")

    def test_from_where_a_household_counts_as_satisfied_is_a_setting(self):
        """One line for the case and for the figures: 4 as shipped, or "neutral"."""
        self.make_callback_rule(7)
        for lowest, state, satisfied in (("4", "solving", 0), ("3", "callback", 2)):
            self.procedure.satisfied_from = lowest
            ticket = self.make_case()
            self.call_back(self.handle(ticket), "2026-11-03 02:00:00", 3)
            self.assertEqual(ticket.handling_state, state)
            rows = self.env["property.callback.analysis"]
            rows.invalidate_model()
            rows = rows.search([("estate_id", "=", self.estate.id)])
            self.assertEqual(sum(rows.mapped("satisfied_count")), satisfied)

    def test_who_was_not_asked_settles_nothing(self):
        self.make_callback_rule(2)
        ticket = self.make_case()
        self.call_back(self.handle(ticket), "2026-11-03 02:00:00", satisfaction=0)
        self.assertEqual(ticket.handling_state, "handled")

    def test_a_butler_who_may_not_write_the_case_reopens_it_by_calling_back(self):
        self.make_callback_rule(2)
        ticket = self.make_case()
        visit = self.handle(ticket).with_user(self.butler)
        self.call_back(visit, "2026-11-03 02:00:00", problem_persists=True)
        self.assertEqual(ticket.handling_state, "solving")

    # ------------------------------------------------------------------ faults (B4)

    def find_fault(self):
        self.make_callback_rule(2)
        visit = self.handle(self.make_case()).with_user(self.butler)
        self.call_back(
            visit,
            "2026-11-03 02:00:00",
            fault_found=True,
            fault_description="The valve drips",
        )
        return visit.rectification_ids

    def test_a_fault_is_put_to_the_team_in_writing_within_24_hours(self):
        notice = self.find_fault()
        self.assertEqual(notice.team_id, self.team)
        self.assertEqual(notice.ticket_id.handling_state, "solving")
        promise = self.promises(notice)
        self.assertEqual(promise.date_due, datetime(2026, 11, 4, 2))
        with self.assertRefused("issued first"):
            notice.action_rectified()
        with self.on("2026-11-03 03:00:00"):
            notice.action_issue()
        self.assertEqual(promise.state, "kept")
        self.assertIn(
            self.department.partner_id, notice.message_ids.notified_partner_ids
        )
        with self.assertRefused("issued already"):
            notice.action_issue()
        seen = notice.with_user(self.department)
        seen.outcome = "New valve"
        seen.action_rectified()
        self.assertEqual(notice.state, "rectified")

    def test_a_notice_says_what_and_to_whom(self):
        notice = self.find_fault()
        notice.fault = " "
        with self.assertRefused("Write down what"):
            notice.action_issue()
        notice.write({"fault": "It drips", "team_id": False})
        with self.assertRefused("which team"):
            notice.action_issue()

    def test_strangers_neither_see_nor_write_notices(self):
        notice = self.find_fault()
        with self.assertRaises(AccessError):
            notice.with_user(self.stranger).read(["fault"])
        with self.assertRaises(AccessError):
            notice.with_user(self.colleague).write({"fault": "nothing"})

    def test_the_notice_is_printed_with_the_number_of_the_case(self):
        notice = self.find_fault()
        report = self.env.ref("property_visit.action_report_rectification_notice")
        html = report._render_qweb_html(report, notice.ids)[0].decode()
        for words in (notice.name, notice.ticket_id.number, "The valve drips"):
            self.assertIn(words, html)
