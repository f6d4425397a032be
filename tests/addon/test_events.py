"""One event makes one visit, at its time, by its roles (P12, P13a, P7, H5)."""

from datetime import date, datetime

from common import local
from occasions import OccasionCase
from odoo.exceptions import AccessError
from odoo.tests import tagged
from psycopg2 import IntegrityError


@tagged("post_install", "-at_install")
class TestEvents(OccasionCase):
    # ------------------------------------------------------------------ one event

    def test_an_event_makes_a_visit_by_the_butler_and_promises_it(self):
        """Monday 2 November; within three days: planned Tuesday, due Thursday."""
        self.make_event_rule("incident", 3)
        visit = self.happen("incident")
        self.assertEqual(visit.user_id, self.butler)
        self.assertEqual(visit.purpose, "event")
        self.assertEqual(visit.date_planned, date(2026, 11, 3))
        self.assertEqual(visit.date_deadline, date(2026, 11, 5))
        promise = self.promises(visit)
        self.assertEqual(promise.date_due, local("2026-11-05 23:59:59"))
        self.call_back(visit, "2026-11-03 02:00:00")
        self.assertEqual(promise.state, "kept")

    def test_the_same_event_told_again_makes_nothing(self):
        self.make_event_rule("incident", 3)
        visit = self.happen("incident", source_ref="fire 7")
        self.assertFalse(self.happen("incident", source_ref="fire 7"))
        self.assertEqual(len(visit), 1)

    def test_two_rules_that_name_one_event_make_one_visit_by_the_earlier(self):
        self.make_event_rule("incident", 7)
        self.make_event_rule("incident", 2)
        events = self.Event._happen("incident", self.household)
        self.assertEqual(len(events), 2)
        self.assertEqual(len(events.visit_id), 1)
        self.assertEqual(events.visit_id.date_deadline, date(2026, 11, 4))

    def test_two_people_telling_one_event_of_a_day_make_one_visit(self):
        self.make_event_rule("incident", 2)
        first = self.happen("incident", source_ref="told by the guard")
        second = self.happen("incident", source_ref="told by the neighbour")
        self.assertEqual(first, second)

    def test_another_household_and_another_day_have_visits_of_their_own(self):
        self.make_event_rule("incident", 2)
        visits = self.happen("incident", self.household | self.neighbour)
        visits |= self.happen("incident", date=date(2026, 11, 1))
        self.assertEqual(len(visits), 3)

    def test_who_moved_out_is_not_visited(self):
        self.make_event_rule("incident", 2)
        self.household.action_move_out()
        self.assertFalse(self.happen("incident"))

    def test_a_visit_given_up_takes_its_promise_along(self):
        self.make_event_rule("incident", 2)
        visit = self.happen("incident")
        visit.action_cancel("settled by phone")
        self.assertEqual(self.promises(visit).state, "cancelled")

    # ------------------------------------------------------------------ when

    def test_three_months_after_the_last_of_august(self):
        """30 November is a Monday; the visit is made from that day on."""
        self.make_event_rule("moved_in", 3, "months", part="later", timing="after")
        with self.on("2026-08-31 02:00:00"):
            visit = self.happen("moved_in", date=date(2026, 8, 31))
        self.assertEqual(visit.date_planned, date(2026, 11, 30))
        self.assertEqual(visit.date_deadline, date(2026, 12, 7))

    def test_hours_run_by_the_clock_where_clocks_go_back(self):
        """New York, Saturday 31 October 20:00: 24 hours later it is 19:00."""
        estate = self.make_estate("Hudson", tz="America/New_York")
        building = self.make_building(estate, "H", butler=self.butler)
        household = self.make_household("1", building=building)
        self.make_event_rule("incident", 24, "elapsed_hours")
        event = self.Event._happen("incident", household, datetime(2026, 11, 1))
        self.assertEqual(event.due_at, datetime(2026, 11, 2))
        self.assertEqual(event.date, date(2026, 10, 31))
        self.assertEqual(event.visit_id.date_deadline, date(2026, 11, 1))

    def test_before_an_event_means_before(self):
        self.make_event_rule("community_event", -1)
        visit = self.happen("community_event", date=date(2026, 11, 20))
        self.assertEqual(visit.date_deadline, date(2026, 11, 19))
        with self.assertRaises(IntegrityError), self.env.cr.savepoint():
            self.make_event_rule("community_event", -1, "months")

    def test_history_calls_for_no_visit(self):
        self.make_event_rule("incident", 2)
        event = self.Event._happen("incident", self.household, date(2026, 8, 1))
        self.assertEqual(event.state, "over")
        self.assertFalse(event.visit_id)

    # ------------------------------------------------------------------ who

    def test_the_first_role_that_is_held_comes_with_companions(self):
        self.make_event_rule(
            "new_service",
            7,
            roles=("chief_butler", "manager"),
            companions=("supervisor", "butler", "manager"),
        )
        visit = self.happen("new_service")
        self.assertEqual(visit.user_id, self.manager, "there is no chief butler")
        self.assertEqual(visit.companion_ids, self.supervisor | self.butler)

    def test_where_nobody_holds_the_role_the_visit_is_nobodys(self):
        self.make_event_rule("new_service", 7, roles=("director",))
        visit = self.happen("new_service")
        self.assertFalse(visit.user_id)
        self.assertEqual(visit.role_id, self.role("director"))

    # ------------------------------------------------------------------ by itself

    def test_moving_in_is_noticed(self):
        self.make_event_rule("moved_in", 3, companions=("health_butler",))
        empty = self.make_household("201", occupancy="not_moved_in", move_in_date=False)
        self.assertFalse(empty.visit_ids)
        empty.write({"occupancy": "occupied", "move_in_date": "2026-11-02"})
        self.assertEqual(empty.visit_ids.date_deadline, date(2026, 11, 5))
        self.assertFalse(self.make_household("202").visit_ids, "there since 2020")
        new = self.make_household("203", move_in_date="2026-10-30")
        self.assertEqual(len(new.visit_ids), 1)

    def test_a_completed_project_is_called_after_1_3_6_and_12_months(self):
        for months in (1, 3, 6, 12):
            self.make_event_rule(
                "completed", months, "months", part="later", timing="after"
            )
        self.household.completion_date = "2026-10-31"
        visits = self.household.visit_ids.filtered(lambda v: v.purpose == "event")
        self.assertEqual(
            sorted(visits.mapped("date_planned")),
            [
                date(2026, 11, 30),
                date(2027, 2, 1),  # 31 January is a Sunday
                date(2027, 4, 30),
                date(2027, 11, 1),  # 31 October is a Sunday
            ],
        )

    def test_in_december_everybody_gets_a_gift_once(self):
        self.make_event_rule("new_year", 30, is_promised=False)
        with self.enter_registry_test_mode():
            self.env.ref("property_visit.ir_cron_new_year").method_direct_trigger()
        self.assertFalse(self.household.visit_ids, "it is November")
        with self.on("2026-12-01 02:00:00"):
            self.estate._tell_new_year()
            self.estate._tell_new_year()
        self.assertEqual(len(self.household.visit_ids), 1)
        self.assertEqual(len(self.neighbour.visit_ids), 1)
        self.assertFalse(self.promises(self.household.visit_ids))

    def test_somebody_tells_what_happened(self):
        self.make_event_rule("own_request", 2, purpose="appointment_request")
        tell = self.env["property.event.tell"].with_user(self.butler)
        action = tell.create(
            {"code": "own_request", "household_ids": self.household.ids}
        ).action_tell()
        visit = self.env["property.visit"].search(action["domain"])
        self.assertEqual(visit.purpose, "appointment_request")
        with self.assertRefused("No visit was made"):
            tell.create(
                {"code": "own_request", "household_ids": self.household.ids}
            ).action_tell()
        with self.assertRefused("to whom"):
            tell.create({"code": "own_request"}).action_tell()

    def test_butlers_tell_nothing_about_whole_estates_or_foreign_households(self):
        self.make_event_rule("survey", 5)
        tell = self.env["property.event.tell"].with_user(self.butler)
        with self.assertRefused("supervisor"):
            tell.create(
                {"code": "survey", "target": "estate", "estate_id": self.estate.id}
            ).action_tell()
        with self.assertRaises(AccessError):
            tell.create(
                {"code": "survey", "household_ids": self.far_household.ids}
            ).action_tell()

    # ------------------------------------------------------------------ life events

    def test_a_life_event_calls_for_a_visit_that_tells_nobody_why(self):
        self.make_event_rule("bereavement", 1, guidance="Condole")
        self.env["property.private.note"].with_user(self.butler).create(
            {
                "household_id": self.household.id,
                "kind": "bereavement",
                "body": "Her husband died",
            }
        )
        visit = self.household.visit_ids
        self.assertEqual(visit.user_id, self.butler)
        self.assertIn("Condole", visit.with_user(self.butler).occasion)
        self.assertIn("Condole", visit.with_user(self.manager).occasion)
        for other in (self.colleague, self.supervisor):
            seen = visit.with_user(other)
            seen.invalidate_recordset()
            self.assertFalse(seen.occasion)
            self.assertFalse(seen.event_ids)
        for other in (self.colleague, self.supervisor, self.department, self.admin):
            self.assertFalse(self.Event.with_user(other).search([]))
        self.assertFalse(visit.event_ids.note, "the words stay with the note")

    def test_nobody_writes_events_by_hand(self):
        self.make_event_rule("incident", 2)
        event = self.Event._happen("incident", self.household)
        for user in (self.butler, self.manager, self.admin):
            with self.assertRaises(AccessError):
                event.with_user(user).write({"note": "x"})
        self.assertFalse(self.Event.with_user(self.stranger).search([]))
