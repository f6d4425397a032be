"""H2: segments set by hand, and those that a rule holds every night."""

from common import PropertyCase
from odoo.tests import tagged


@tagged("post_install", "-at_install")
class TestSegments(PropertyCase):
    """Today is 2 November 2026; `night()` is the nightly run."""

    def night(self):
        self.env["property.household"]._cron_refresh_segments()

    def assertIn_(self, segment, household):
        self.assertIn(self.segment(segment), household.segment_ids)

    def assertNotIn_(self, segment, household):
        self.assertNotIn(self.segment(segment), household.segment_ids)

    def complain(self, times, household=None, **values):
        for _time in range(times):
            self.make_feedback(
                household_id=(household or self.household).id,
                kind="complaint",
                **{"date": "2026-10-15", **values},
            )

    def test_new_for_three_months(self):
        last_day = self.make_household("201", move_in_date="2026-08-03")
        over = self.make_household("202", move_in_date="2026-08-02")
        self.night()
        self.assertIn_("new", last_day)
        self.assertNotIn_("new", over)

    def test_a_day_is_over_where_the_estate_lies(self):
        """16:30 in UTC on the 2nd: the 3rd in Shanghai, still the 2nd in New York."""
        estate = self.make_estate("Hudson", tz="America/New_York")
        building = self.make_building(estate, "H", butler=self.butler)
        here = self.make_household("201", move_in_date="2026-08-03")
        there = self.make_household("1", building=building, move_in_date="2026-08-03")
        with self.on("2026-11-02 16:30:00"):
            self.night()
        self.assertNotIn_("new", here)
        self.assertIn_("new", there)

    def test_a_manager_shortens_what_is_new(self):
        household = self.make_household("201", move_in_date="2026-08-20")
        self.segment("new").months = 2
        self.night()
        self.assertNotIn_("new", household)

    def test_new_ends_by_itself(self):
        household = self.make_household("201", move_in_date="2026-11-01")
        self.night()
        self.assertIn_("new", household)
        with self.on("2027-02-01 01:00:00"):
            self.night()
        self.assertNotIn_("new", household)

    def test_long_standing_from_five_years_on(self):
        reached = self.make_household("201", move_in_date="2021-11-02")
        almost = self.make_household("202", move_in_date="2021-11-03")
        self.night()
        self.assertIn_("long_standing", reached)
        self.assertNotIn_("long_standing", almost)

    def test_only_who_lives_there_is_new_or_long_standing(self):
        gone = self.make_household("201", move_in_date="2020-01-01")
        gone.action_move_out("2026-10-01")
        self.night()
        self.assertNotIn_("long_standing", gone)

    def test_not_moved_in_until_they_do(self):
        household = self.make_household("201", occupancy="not_moved_in")
        self.night()
        self.assertIn_("not_moved_in", household)
        household.action_move_in()
        self.night()
        self.assertNotIn_("not_moved_in", household)

    def test_three_valid_complaints_in_a_year(self):
        self.complain(3)
        self.complain(2, self.neighbour)
        self.night()
        self.assertIn_("complaint_prone", self.household)
        self.assertNotIn_("complaint_prone", self.neighbour)

    def test_invalid_old_and_friendly_words_do_not_count(self):
        self.complain(2)
        self.complain(1, is_valid=False)
        self.complain(1, date="2025-11-02")
        self.make_feedback(kind="praise", date="2026-10-15")
        self.night()
        self.assertNotIn_("complaint_prone", self.household)
        self.complain(1, date="2025-11-03")
        self.night()
        self.assertIn_("complaint_prone", self.household)

    def test_a_manager_lowers_the_threshold(self):
        self.segment("complaint_prone").minimum = 2
        self.complain(2)
        self.night()
        self.assertIn_("complaint_prone", self.household)

    def test_delivered_from_the_day_of_completion(self):
        today = self.make_household("201", completion_date="2026-11-02")
        tomorrow = self.make_household("202", completion_date="2026-11-03")
        self.night()
        self.assertIn_("delivered_project", today)
        self.assertNotIn_("delivered_project", tomorrow)

    def test_what_is_set_by_hand_is_left_alone(self):
        self.household.segment_ids = self.segment("key")
        self.night()
        self.assertIn_("key", self.household)
