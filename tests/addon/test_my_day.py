from common import PropertyCase, local
from odoo.tests import tagged


@tagged("post_install", "-at_install")
class TestMyDay(PropertyCase):
    """The butler's first screen; it is 9:00 on Monday, 2 November."""

    def figures(self, user=None):
        user = user or self.butler
        return self.env["property.visit"].with_user(user).my_day_figures()

    def test_today_is_counted_and_only_what_is_mine(self):
        self.make_visit()
        done = self.make_visit(self.neighbour, date_done=local("2026-11-02 08:30"))
        done.action_done()
        self.make_visit(self.make_household("103"), date_planned="2026-11-03")
        self.make_visit(self.make_household("201", building=self.building_b))
        figures = self.figures()
        self.assertEqual(figures["date"], "2026-11-02")
        self.assertEqual((figures["done"], figures["planned"]), (1, 2))

    def test_the_day_is_the_one_on_the_users_clock(self):
        """At 17:00 in UTC it is already the third in Shanghai."""
        self.make_visit(date_planned="2026-11-03")
        with self.on("2026-11-02 17:00:00"):
            figures = self.figures()
        self.assertEqual((figures["date"], figures["planned"]), ("2026-11-03", 1))

    def test_a_cancelled_visit_is_no_work(self):
        self.make_visit().action_cancel("Abroad")
        self.assertEqual(self.figures()["planned"], 0)

    def test_open_visits_of_days_past_are_overdue(self):
        self.make_visit(date_planned="2026-10-30")
        self.make_visit(self.neighbour, date_planned="2026-10-30").action_miss()
        self.assertEqual(self.figures()["overdue"], 1)

    def test_coverage_counts_the_households_of_this_butler(self):
        self.household.log_visit(
            {
                "user_id": self.butler.id,
                "date_done": local("2026-11-01 10:00"),
                "method_id": self.method("office").id,
            }
        )
        self.make_household("201", building=self.building_b)
        figures = self.figures()
        self.assertEqual((figures["seen"], figures["wanted"]), (1, 2))

    def test_a_knock_is_offered_in_the_buildings_of_today_only(self):
        self.make_visit(self.household)
        self.building_b.butler_id = self.butler
        self.make_household("201", building=self.building_b)
        figures = self.figures()
        self.assertEqual([row["id"] for row in figures["unseen"]], self.neighbour.ids)
        self.assertEqual(figures["unseen_count"], 1)
        self.assertIs(figures["unseen"][0]["days"], False)

    def test_nobody_is_offered_who_was_seen_this_month(self):
        self.make_visit(self.household)
        self.make_visit(
            self.neighbour,
            date_planned="2026-11-01",
            date_done=local("2026-11-01 10:00"),
        ).action_done()
        self.assertEqual(self.figures()["unseen_count"], 0)

    def test_a_long_list_is_cut_and_its_length_told(self):
        self.make_visit(self.household)
        for number in range(20):
            self.make_household(f"3{number:02}")
        figures = self.figures()
        self.assertEqual(len(figures["unseen"]), 12)
        self.assertEqual(figures["unseen_count"], 21)

    def test_a_knock_opens_the_dialog_with_the_door_as_method(self):
        action = self.neighbour.with_user(self.butler).action_knock()
        dialog = (
            self.env["property.visit.log"]
            .with_user(self.butler)
            .with_context(**action["context"])
            .create({})
        )
        dialog.action_log()
        visit = self.neighbour.visit_ids
        self.assertEqual(visit.state, "done")
        self.assertEqual(visit.method_id, self.method("door"))
        self.assertEqual(visit.user_id, self.butler)

    def test_a_department_has_a_day_too(self):
        self.make_visit(user_id=self.department.id)
        figures = self.figures(self.department)
        self.assertEqual((figures["planned"], figures["wanted"]), (1, 0))

    def test_more_visits_take_no_more_queries(self):
        """One more query a visit would make eighteen; a cache or two come and go."""
        few = self.queries_with(2)
        self.assertLess(self.queries_with(20), few + 6)

    def queries_with(self, more):
        """Queries of the figures once so many more visits stand on the day."""
        known = len(self.building.household_ids)
        for number in range(known, known + 2 * more):
            household = self.make_household(f"4{number:02}")
            if number % 2:
                self.make_visit(household)
        self.env.flush_all()
        self.figures()  # what is kept between requests is kept now
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        self.figures()
        return self.env.cr.sql_log_count - before
