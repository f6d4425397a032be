"""The day of an event's visit: level, and where its method reaches somebody."""

from datetime import date

from occasions import OccasionCase
from odoo.tests import tagged


@tagged("post_install", "-at_install")
class TestEventDays(OccasionCase):
    def test_neighbours_are_spread_over_working_days(self):
        """Six households from Tuesday to Thursday: two a day, in walking order."""
        households = self.household | self.neighbour
        for unit in ("103", "104", "105", "106"):
            households |= self.make_household(unit)
        self.make_event_rule("survey", 3)
        visits = self.happen("survey", households)
        self.assertVisits(
            visits,
            [
                (unit, f"2026-11-0{day}", "planned")
                for unit, day in zip(
                    ("101", "102", "103", "104", "105", "106"),
                    (3, 3, 4, 4, 5, 5),
                    strict=True,
                )
            ],
        )

    def test_a_day_is_chosen_on_which_the_method_reaches_somebody(self):
        """No calls on Tuesdays: Wednesday; who comes to the door comes on Tuesday."""
        self.make_window("Tuesdays", 0, 24, weekday="1")
        self.make_event_rule("survey", 3, method="phone")
        self.make_event_rule("incident", 3, method="door")
        [call] = self.happen("survey")
        self.assertEqual(call.date_planned, date(2026, 11, 4))
        [knock] = self.happen("incident")
        self.assertEqual(knock.date_planned, date(2026, 11, 3))

    def test_windows_of_a_segment_move_its_own_households_alone(self):
        catering = self.segment("catering")
        self.neighbour.segment_ids = catering
        self.make_window("Market day", 0, 24, weekday="1", segment_ids=catering.ids)
        self.make_event_rule("survey", 3, method="phone")
        visits = self.happen("survey", self.household | self.neighbour)
        self.assertVisits(
            visits,
            [("101", "2026-11-03", "planned"), ("102", "2026-11-04", "planned")],
        )

    def test_where_every_day_is_closed_the_time_still_holds(self):
        self.make_window("Never", 0, 24)
        self.make_event_rule("own_request", 1, method="phone")
        [visit] = self.happen("own_request")
        self.assertEqual(visit.date_planned, date(2026, 11, 3))
