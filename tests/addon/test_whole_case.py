"""Two cases across the Spring Festival of 2026, promise by promise, at their minutes.

Every time below was worked out from the rules by hand and is the estate's wall clock.
"""

from clock import ClockCase, clock
from common import local
from odoo.tests import tagged


@tagged("post_install", "-at_install")
class TestLeak(ClockCase):
    """A leak at an estate run by a management office (C2a, C3, C5, C8, B1)."""

    def test_a_leak_from_friday_evening_until_everybody_is_satisfied(self):
        self.run_by("office")
        case = self._reported_on_friday_evening()
        self._arrived_late_and_checked_the_same_day(case)
        self._dispatched_on_the_make_up_saturday(case)
        self._answered_late_on_a_holiday(case)
        self._told_the_remedy_in_time(case)
        self._repaired_on_a_holiday(case)
        self._called_back_within_three_days(case)
        self._called_back_after_the_rain_and_not_satisfied(case)
        self._solved_anew(case)
        self._called_back_twice_more_and_closed(case)

    def _reported_on_friday_evening(self):
        case = self.report("2026-02-13 17:50", property_kind="repair", is_leak=True)
        self.assertEqual(
            self.running(),
            {
                # C3: 24 hours by the clock; warned 4 hours before
                "answer": ("02-14 17:50", "02-14 13:50"),
                # C2a: the same day, until its last second
                "triage": ("02-13 23:59", "02-13 19:59"),
                # C15: a leak needs somebody there, here within 2 hours; warned ½ before
                "arrived": ("02-13 19:50", "02-13 19:20"),
            },
        )
        return case

    def _arrived_late_and_checked_the_same_day(self, case):
        self.assertEqual(
            self.pass_until("2026-02-13 20:05"),
            [
                "02-13 19:20 arrived -0.5 Butler",  # who took it answers (C9)
                "02-13 19:50 arrived +0 Butler",
                "02-13 20:00 triage -4 Butler",
            ],
        )
        with self.at("2026-02-13 20:05"):
            case.with_user(self.butler).action_arrived()
        self.assertEqual(self.settled("arrived"), [("kept", 0.25)])
        with self.at("2026-02-13 20:30"):
            case.with_user(self.butler).write(
                {"findings": "The joint leaks", "triage_proposal": "Replace it"}
            )
        self.assertEqual(self.settled("triage"), [("kept", 0)])

    def _dispatched_on_the_make_up_saturday(self, case):
        with self.at("2026-02-14 09:00"):
            case.with_user(self.director)._dispatch(self.team, "Replace the joint")
        # C5: at most 3 days until the household knows the remedy, …
        self.assertEqual(self.running()["remedy"], ("02-17 09:00", "02-17 05:00"))
        with self.at("2026-02-14 10:00"):
            case.with_user(self.department)._receive(local("2026-02-16 10:00"))
        # … counted from the receipt, and sooner when the department says so
        self.assertEqual(self.running()["remedy"], ("02-16 10:00", "02-16 06:00"))

    def _answered_late_on_a_holiday(self, case):
        self.assertEqual(
            self.pass_until("2026-02-15 18:00"),
            [
                "02-14 13:50 answer -4 Butler",  # worked: nobody asks the roster
                "02-14 17:50 answer +0 Butler",
                "02-14 21:50 answer +4 Supervisor",
                "02-15 17:50 answer +24 Colleague",  # for the manager, on a holiday
            ],
        )
        self.tell("2026-02-15 18:00", case, "We replace the joint on Tuesday")
        self.assertEqual(self.settled("answer"), [("kept", 24.17)])
        self.assertEqual(list(self.running()), ["remedy"])

    def _told_the_remedy_in_time(self, case):
        self.assertEqual(
            self.pass_until("2026-02-16 09:00"), ["02-16 06:00 remedy -4 Colleague"]
        )
        with self.at("2026-02-16 09:00"):
            case.with_user(self.department).write(
                {"remedy": "A new joint", "remedy_due": local("2026-02-17 12:00")}
            )
        self.assertEqual(self.running()["handled"], ("02-17 12:00", "02-17 08:00"))
        self.tell("2026-02-16 09:05", case, "You get a new joint")
        self.assertEqual(self.settled("remedy"), [("kept", 0)])

    def _repaired_on_a_holiday(self, case):
        self.assertEqual(
            self.pass_until("2026-02-17 10:00"), ["02-17 08:00 handled -4 Colleague"]
        )
        with self.at("2026-02-17 10:00"):
            case.with_user(self.department).action_accept()
            case.with_user(self.department).action_handle()
        self.assertEqual(self.settled("handled"), [("kept", 0)])
        self.assertEqual(
            self.running(),
            {
                "result": ("02-18 10:00", "02-18 06:00"),
                # B1: a leak within 3 days, before the 7 of any repair: one visit
                "visit": ("02-20 23:59", "02-20 19:59"),
            },
        )
        self.tell("2026-02-17 11:00", case, "It is repaired")
        self.assertEqual(self.settled("result"), [("kept", 0)])

    def _called_back_within_three_days(self, case):
        self.assertEqual(self.pass_until("2026-02-19 15:00"), [])
        drawn = case.callback_ids
        self.assertTrue(drawn.drawn_on, "drawn by the procedure's shares (B2)")
        promise = self._ledger().filtered(lambda p: p.state == "open")
        self.assertEqual(promise.user_id, drawn.user_id)
        self.call_back("2026-02-19 15:00", case, 5)
        self.assertEqual(self.settled("visit"), [("kept", 0)])
        self.assertEqual(case.handling_state, "callback")
        self.assertEqual(self.running(), {}, "it has not rained yet")

    def _called_back_after_the_rain_and_not_satisfied(self, case):
        self.rain("2026-02-21", noted="2026-02-22 08:00")
        # B1, T1: it rained on a Saturday off; the next day worked is Tuesday the 24th
        self.assertEqual(self.running(), {"visit": ("02-24 17:00", "02-24 13:00")})
        self.assertEqual(
            self.pass_until("2026-02-25 09:30"),
            ["02-24 13:00 visit -4 Butler", "02-24 17:00 visit +0 Butler"],
        )
        self.call_back("2026-02-25 09:30", case, 1, problem_persists=True)
        self.assertEqual(self.settled("visit"), [("kept", 0), ("kept", 16.5)])
        self.assertEqual((case.handling_state, case.reopen_count), ("solving", 1))
        # C8, L3: everything is promised anew, and the late verdicts stay
        self.assertEqual(
            self.running(),
            {
                "answer": ("02-26 09:30", "02-26 05:30"),
                "triage": ("02-25 23:59", "02-25 19:59"),
                "arrived": ("02-25 11:30", "02-25 11:00"),
            },
        )
        self.assertEqual(self.settled("answer"), [("kept", 24.17)])

    def _solved_anew(self, case):
        self.tell("2026-02-25 10:00", case, "We are sorry and come at once")
        with self.at("2026-02-25 10:30"):
            case.with_user(self.butler).action_arrived()
            case.with_user(self.butler).findings = "The pipe leaks as well"
        self.assertEqual(self.running(), {})
        self.assertEqual(self.pass_until("2026-02-27 16:00"), [])
        with self.at("2026-02-27 16:00"):
            case.with_user(self.department).remedy = "A new pipe"
            case.with_user(self.department).action_accept()
            case.with_user(self.department).action_handle()
        self.assertEqual(
            self.running(),
            {
                "result": ("02-28 16:00", "02-28 12:00"),
                "visit": ("03-02 23:59", "03-02 19:59"),
            },
        )
        # the department answers by now, and works on this Saturday
        self.assertEqual(
            self.pass_until("2026-02-28 13:00"), ["02-28 12:00 result -4 Department"]
        )
        self.tell("2026-02-28 13:00", case, "The pipe is new")

    def _called_back_twice_more_and_closed(self, case):
        self.assertEqual(self.pass_until("2026-03-02 10:00"), [])
        self.call_back("2026-03-02 10:00", case, 5)
        self.assertEqual(self.running(), {})
        self.rain("2026-03-03", noted="2026-03-04 08:00")
        self.assertEqual(self.running(), {"visit": ("03-04 17:00", "03-04 13:00")})
        self.assertEqual(
            self.pass_until("2026-03-04 14:00"), ["03-04 13:00 visit -4 Butler"]
        )
        self.call_back("2026-03-04 14:00", case, 4)
        with self.at("2026-03-04 14:10"):
            case.with_user(self.butler).action_close()
        self.assertTrue(case.closed)
        self.assertEqual((case.handling_state, case.reopen_count), ("closed", 1))
        self.assertEqual(self.settled("visit")[2:], [("kept", 0), ("kept", 0)])
        self.assertEqual(self.settled("result"), [("kept", 0), ("kept", 0)])
        self.assertEqual(self.running(), {})
        self.assertEqual(self.pass_until("2026-04-30 12:00"), [], "nothing is left")


@tagged("post_install", "-at_install")
class TestComplaint(ClockCase):
    """An urgent complaint at an estate run by butlers (C4, B5)."""

    def test_a_complaint_is_called_back_three_times(self):
        self.run_by("butler")
        case = self.report(
            "2026-02-13 17:50", property_kind="complaint", severity="urgent"
        )
        # C4: urgent within 24 hours by the clock
        self.assertEqual(self.running(), {"answer": ("02-14 17:50", "02-14 13:50")})
        self.tell("2026-02-13 18:30", case, "We look at it tomorrow")
        with self.at("2026-02-14 16:00"):
            case.with_user(self.butler).remedy = "The ceiling was dried"
            case.with_user(self.butler).action_handle()
        self.tell("2026-02-14 16:05", case, "The ceiling is dry")
        self.assertEqual(
            sorted(self._dues("visit")),
            [
                # 7 days after, and 3 more to call in
                "02-24 23:59",
                # 2 working days: the festival's nine days are none, 24 and 25 are
                "02-25 17:00",
                # 30 days after, and 7 more to call in
                "03-23 23:59",
            ],
        )
        self._call_back_in_turn(case)

    def _call_back_in_turn(self, case):
        self.assertEqual(
            self.pass_until("2026-02-24 20:30"), ["02-24 20:00 visit -4 Butler"]
        )
        self.call_back("2026-02-24 20:30", case, 4)
        self.call_back("2026-02-24 21:00", case, 5)
        with self.at("2026-02-24 21:10"):
            case.with_user(self.butler).action_close()
        self.assertEqual(self._dues("visit"), ["03-23 23:59"], "asked again, later")
        self.assertEqual(
            self.pass_until("2026-03-25 09:00"),
            [
                "03-23 20:00 visit -4 Butler",
                "03-24 00:00 visit +0 Butler",
                "03-25 00:00 visit +24 Supervisor",
            ],
        )
        self.call_back("2026-03-25 09:00", case, 4)
        self.assertEqual(
            self.settled("visit"), [("kept", 0), ("kept", 0), ("kept", 33)]
        )
        self.assertEqual(case.handling_state, "closed")

    def _dues(self, kept_by):
        found = self._ledger().filtered(
            lambda p: p.state == "open" and p.rule_id.kept_by == kept_by
        )
        return [clock(promise.date_due) for promise in found]
