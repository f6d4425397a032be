"""Who handled something calls back, and what follows from it (B1–B5, P13, S1)."""

from datetime import date, datetime, timedelta

from common import local
from occasions import OccasionCase
from odoo.exceptions import AccessError
from odoo.tests import tagged

SHARES = {"manager": 0.1, "supervisor": 0.3, "repair_lead": 0.6}


class CallbackCase(OccasionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.make_rule(
            event="fault_found", kept_by="notice", unit="elapsed_hours", amount=24
        )

    @classmethod
    def make_callback_rule(cls, offset, unit="calendar_days", code="repair_done", **v):
        return cls.make_event_rule(code, offset, unit, purpose="callback", **v)


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


@tagged("post_install", "-at_install")
class TestCallbackShares(CallbackCase):
    """Shares of 10, 30 and 60 %, each within one of its share at every point (S1)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.lead = cls.make_user("butler", "lead")
        cls.hold(cls.lead, "repair_lead")
        cls.make_callback_rule(7, by_share=True)
        cls.shares = cls.env["property.callback.share"].create(
            [
                {
                    "procedure_id": cls.procedure.id,
                    "role_id": cls.role(role).id,
                    "minimum_share": share,
                }
                for role, share in SHARES.items()
            ]
        )

    def repairs_of(self, day, count):
        with self.on(f"2026-11-{day:02} 02:00:00"):
            tickets = self.env["helpdesk.ticket"]
            for _number in range(count):
                ticket = self.make_case()
                self.handle(ticket)
                tickets |= ticket
        return tickets

    def draw(self, day):
        with self.on(f"2026-11-{day:02} 17:00:00"):
            self.env["property.callback.share"]._cron_draw()

    def test_nobody_is_told_before_the_day_is_over(self):
        tickets = self.repairs_of(2, 2)
        self.assertFalse(tickets.callback_ids.user_id)
        with self.on("2026-11-02 15:30:00"):  # 23:30 at the estate
            self.shares._cron_draw()
        self.assertFalse(tickets.callback_ids.user_id)
        self.draw(2)
        self.assertTrue(all(visit.user_id for visit in tickets.callback_ids))
        promises = self.promises(tickets.callback_ids)
        self.assertEqual(promises.user_id, tickets.callback_ids.user_id)

    def test_each_role_is_within_one_of_its_share_at_every_point(self):
        counts, total = dict.fromkeys(SHARES, 0), 0
        for day, number in ((2, 3), (3, 1), (4, 6), (5, 4), (6, 5)):
            visits = self.repairs_of(day, number).callback_ids
            self.draw(day)
            total += number
            for role, share in SHARES.items():
                mine = visits.filtered(lambda v, r=role: v.role_id.code == r)
                counts[role] += len(mine)
                self.assertLess(abs(counts[role] - share * total), 1, (role, total))
        self.assertEqual(sum(counts.values()), total)

    def test_the_same_key_draws_the_same_again(self):
        visits = self.repairs_of(2, 6).callback_ids
        self.draw(2)
        first = visits.mapped("drawn_role_id.code")
        given = [visit.drawn_role_id for visit in visits]
        visits.write({"drawn_on": False, "drawn_role_id": False})
        self.draw(2)
        self.assertEqual([visit.drawn_role_id for visit in visits], given)
        self.assertEqual(visits.mapped("drawn_role_id.code"), first)

    def test_another_key_draws_in_another_order(self):
        """Ten tickets have 10!/(1! 3! 6!) = 840 ways; two of them seldom agree."""
        visits = self.repairs_of(2, 10).callback_ids
        drawn = set()
        for key in ("one", "two", "three"):
            self.env["ir.config_parameter"].set_param(
                "property_visit.callback_draw_key", key
            )
            visits.write({"drawn_on": False, "drawn_role_id": False})
            self.draw(2)
            drawn.add(tuple(visit.drawn_role_id.code for visit in visits))
        self.assertGreater(len(drawn), 1)

    def test_a_new_month_begins_anew(self):
        with self.on("2026-11-30 02:00:00"):
            ticket = self.make_case()
            self.handle(ticket)
        with self.on("2026-12-01 02:00:00"):
            self.shares._cron_draw()
        self.assertEqual(ticket.callback_ids.drawn_on, date(2026, 11, 30))
        drawn = self.shares._drawn(self.estate, date(2026, 12, 1))
        self.assertFalse(drawn)

    def test_shares_make_at_most_the_whole(self):
        with self.assertRefused("more than 100 %"):
            self.shares[0].minimum_share = 0.2
        with self.assertRefused("same base"):
            self.shares[0].period = "year"

    def test_figures_per_role(self):
        visits = self.repairs_of(2, 10).callback_ids
        self.draw(2)
        for visit in visits[:5]:
            self.call_back(visit, str(datetime(2026, 11, 4, 2) + timedelta(hours=1)))
        rows = self.env["property.callback.analysis"].search(
            [("estate_id", "=", self.estate.id)]
        )
        self.assertEqual(sum(rows.mapped("drawn_count")), 10)
        self.assertEqual(sum(rows.mapped("done_count")), 5)
        by_role = {row.role_id.code: row.drawn_count for row in rows}
        self.assertEqual(
            {role: by_role.get(role, 0) for role in SHARES},
            {"manager": 1, "supervisor": 3, "repair_lead": 6},
        )

    def make_called_back(self, day, count, role, **values):
        """Repairs of which one role called the household back, at noon of that day."""
        tickets = self.repairs_of(day, count)
        tickets.write(values)
        for visit in tickets.callback_ids:
            visit.role_id = self.role(role)
            self.call_back(visit, f"2026-11-{day:02} 04:00:00")
        return tickets

    def figures(self, start="2026-11-01", stop="2026-12-01"):
        rows = self.env["property.callback.share"]._figures(
            self.estate, date.fromisoformat(start), date.fromisoformat(stop)
        )
        return {
            row["role"].code: (row["made"], row["base"], row["share"], row["met"])
            for row in rows
        }

    def test_what_each_role_made_of_all_callbacks(self):
        self.make_called_back(2, 4, "repair_lead")
        self.make_called_back(3, 1, "manager")
        self.repairs_of(4, 3)  # open: not made yet
        self.assertEqual(
            self.figures(),
            {
                "manager": (1, 5, 0.2, True),
                "supervisor": (0, 5, 0.0, False),
                "repair_lead": (4, 5, 0.8, True),
            },
        )
        self.assertEqual(self.figures(stop="2026-11-03")["manager"][:2], (0, 4))
        self.assertEqual(
            self.figures("2026-12-01", "2027-01-01")["manager"], (0, 0, None, None)
        )

    def assertListAgrees(self):
        """The list of shares tells the same as the figures of its month."""
        rows = self.env["property.callback.analysis"]
        rows.invalidate_model()
        found = rows.search(
            [("estate_id", "=", self.estate.id), ("minimum_share", ">", 0)]
        )
        told = {
            row.role_id.code: (row.done_count, row.base_count, row.share, row.is_met)
            for row in found
        }
        self.assertEqual(told, self.figures())

    def test_the_list_shows_who_made_none(self):
        self.make_called_back(2, 4, "repair_lead")
        self.make_called_back(3, 1, "manager")
        self.assertListAgrees()
        self.shares.base = "cases"
        self.repairs_of(4, 5)
        self.assertListAgrees()

    def test_the_base_may_be_what_was_repaired(self):
        """S1 leaves open what 10 % are taken of: callbacks made, or repairs done."""
        self.shares.base = "cases"
        self.make_called_back(2, 2, "manager")
        self.repairs_of(3, 8)
        self.assertEqual(self.figures()["manager"], (2, 10, 0.2, True))
        self.assertEqual(self.figures()["supervisor"], (0, 10, 0.0, False))

    def test_the_figures_of_an_estate_are_the_same_for_all_its_people(self):
        self.make_called_back(2, 4, "repair_lead")
        row = self.env["property.callback.share"].with_user(self.butler)
        days = (date(2026, 11, 1), date(2026, 12, 1))
        self.assertEqual(row._figures(self.estate, *days)[-1]["made"], 4)
        with self.assertRaises(AccessError):
            far = self.estate.with_user(self.stranger)
            row.with_user(self.stranger)._figures(far, *days)
