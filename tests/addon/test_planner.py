"""A month is planned: people, days, capacity, time zones, forecasts, refusals."""

from collections import Counter
from datetime import date

from common import PropertyCase
from odoo.tests import tagged


@tagged("post_install", "-at_install")
class TestPlanner(PropertyCase):
    def setUp(self):
        super().setUp()
        self.Plan = self.env["property.visit.plan"]

    def make_homes(self, number, building=None, **values):
        return [
            self.make_household(f"{n:03d}", building=building, **values)
            for n in range(200, 200 + number)
        ]

    # ------------------------------------------------------------------ whom and who

    def test_every_household_is_planned_once_for_its_own_butler(self):
        self.make_household("301", building=self.building_b)
        visits = self.plan_month("2026-12")
        self.assertEqual(len(visits), 3)
        for visit in visits:
            self.assertEqual(visit.user_id, visit.household_id.butler_id)
            self.assertEqual(visit.plan_id.user_id, visit.user_id)
            self.assertEqual(visit.slot_start, date(2026, 12, 1))
            self.assertEqual(visit.slot_end, date(2027, 1, 1))

    def test_work_without_a_person_is_shown_first_and_not_dropped(self):
        orphaned = self.make_building(self.estate, "C")
        self.make_household("401", building=orphaned)
        visits = self.plan_month("2026-12")
        lost = visits.filtered(lambda visit: not visit.user_id)
        self.assertEqual(lost.household_id.unit, "401")
        plans = self.Plan.search([("estate_id", "=", self.estate.id)])
        self.assertEqual(plans[0].visit_ids, lost)

    def test_the_holder_of_a_role_on_the_first_day_gets_its_plan(self):
        self.make_policy("director")
        self.hold(self.supervisor, "director", until="2026-11-30")
        self.hold(self.manager, "director", since="2026-12-01")
        director = self.role("director")
        for month, person in (("2026-11", self.supervisor), ("2026-12", self.manager)):
            visits = self.plan_month(month).filtered(lambda v: v.role_id == director)
            self.assertEqual(visits.user_id, person, month)

    def test_a_second_holder_of_a_role_is_given_nothing(self):
        self.make_policy("director")
        first, second = sorted([self.supervisor, self.manager], key=lambda u: u.id)
        self.hold(second, "director")
        self.hold(first, "director")
        plan = self.Plan.create(
            {
                "estate_id": self.estate.id,
                "user_id": second.id,
                "role_id": self.role("director").id,
                "date_from": "2026-12-01",
            }
        )
        plan.action_generate()
        self.assertFalse(plan.visit_ids)

    def test_stakeholders_are_visited_by_tag_and_estate(self):
        tag = self.env.ref("property_visit.partner_category_community_office")
        office = self.env["res.partner"].create(
            {"name": "Community", "category_id": [(4, tag.id)]}
        )
        other = self.env["res.partner"].create({"name": "Somebody"})
        for estate in (self.estate, self.far_estate):
            estate.stakeholder_ids = office | other
        self.make_policy(
            "manager", subject="stakeholder", partner_category_ids=[(4, tag.id)]
        )
        manager = self.role("manager")
        for estate in (self.estate, self.far_estate):
            visits = self.plan_month("2026-12", estate)
            visited = visits.filtered(lambda v: v.role_id == manager)
            self.assertEqual(visited.partner_id, office)
            self.assertEqual(visited.purpose, "stakeholder")

    # ------------------------------------------------------------------ which day

    def test_days_are_level_over_the_working_days_of_the_month(self):
        self.make_homes(40)
        days = Counter(
            visit.date_planned
            for visit in self.plan_month("2026-12")
            if visit.user_id == self.butler
        )
        self.assertEqual(sum(days.values()), 42)
        self.assertEqual(len(days), 23)  # every working day of December 2026
        self.assertLessEqual(max(days.values()) - min(days.values()), 1)

    def test_neighbours_share_a_day(self):
        self.make_homes(44)
        visits = self.plan_month("2026-12").filtered(lambda v: v.user_id == self.butler)
        units = [v.household_id.unit for v in visits.sorted("date_planned")]
        by_day = visits.grouped("date_planned")
        walk = [v.household_id.unit for d in sorted(by_day) for v in by_day[d]]
        self.assertEqual(sorted(units), walk)

    def test_what_already_stands_on_a_day_is_counted(self):
        for _ in range(3):
            self.make_visit(
                date_planned="2026-12-01",
                purpose="event",
                role_id=(self.role("health_butler").id),
            )
        self.make_homes(21)
        days = Counter(
            visit.date_planned
            for visit in self.plan_month("2026-12")
            if visit.user_id == self.butler and visit.purpose == "routine"
        )
        self.assertNotIn(date(2026, 12, 1), days)

    def test_beyond_the_capacity_the_last_day_takes_the_rest_and_says_so(self):
        self.estate.daily_visit_capacity = 1
        self.make_homes(30)  # 32 with the two of the stage, 23 working days
        visits = self.plan_month("2026-12").filtered(lambda v: v.user_id == self.butler)
        over = visits.filtered(lambda v: v.planning_hint == "over_capacity")
        self.assertEqual(len(over), 32 - 23)
        self.assertEqual(set(over.mapped("date_planned")), {date(2026, 12, 31)})
        self.assertIn("9", visits.plan_id.generation_report)
        self.assertEqual(visits.plan_id.over_capacity_count, 9)

    def test_a_phone_policy_leaves_out_days_without_a_suitable_hour(self):
        self.policy.method_ids = self.method("phone")
        self.make_window("Mondays", 0, 24, weekday="0")
        self.make_homes(40)
        days = {v.date_planned.weekday() for v in self.plan_month("2026-12")}
        self.assertEqual(days, {1, 2, 3, 4})

    def test_a_month_without_any_allowed_day_uses_second_best_and_says_so(self):
        self.policy.method_ids = self.method("phone")
        self.make_window("always", 0, 24)
        visits = self.plan_month("2026-12")
        self.assertEqual(set(visits.mapped("planning_hint")), {"no_contact_day"})
        self.assertTrue(all(v.date_planned.weekday() < 5 for v in visits))

    def test_an_estate_without_working_time_is_open_every_day(self):
        self.estate.resource_calendar_id = self.env["resource.calendar"].create(
            {"name": "none", "tz": "Asia/Shanghai", "attendance_ids": []}
        )
        self.make_homes(29)
        days = {
            v.date_planned
            for v in self.plan_month("2026-12")
            if v.user_id == self.butler
        }
        self.assertEqual(len(days), 31)

    def test_generating_in_the_month_plans_from_today_on_in_the_estates_zone(self):
        """At 20:00 UTC it is the next day in Shanghai already."""
        with self.on("2026-12-14 20:00:00"):
            visits = self.plan_month("2026-12")
        self.assertEqual(min(visits.mapped("date_planned")), date(2026, 12, 15))

    def test_a_month_that_is_over_is_not_planned_any_more(self):
        self.assertFalse(self.plan_month("2026-10"))

    def test_after_moving_in_and_before_moving_out(self):
        self.household.move_in_date = "2026-12-29"
        self.neighbour.move_out_date = "2026-12-02"
        for visit in self.plan_month("2026-12"):
            if visit.household_id == self.household:
                self.assertGreaterEqual(visit.date_planned, date(2026, 12, 29))
            if visit.household_id == self.neighbour:
                self.assertEqual(visit.date_planned, date(2026, 12, 1))

    def test_a_quarter_is_level_over_its_months(self):
        self.policy.interval_unit = "quarter"
        self.make_homes(64)  # 66 with the two of the stage
        with self.on("2026-12-25 03:00:00"):
            months = [
                len(self.plan_month(month).filtered(lambda v: v.user_id == self.butler))
                for month in ("2027-01", "2027-02", "2027-03")
            ]
        self.assertEqual(sum(months), 66)
        # 21, 20 and 23 of the 64 working days
        self.assertEqual(months, [22, 21, 23])

    # ------------------------------------------------------------------ again

    def test_what_would_change_is_shown_and_not_done(self):
        plans = self.Plan._for_month(self.estate, date(2026, 12, 1))
        message = plans.action_preview()["params"]
        self.assertIn("2", message["title"])
        self.assertFalse(plans.visit_ids)

    def test_a_missed_visit_frees_its_slot_a_cancelled_one_holds_it(self):
        visits = self.plan_month("2026-12")
        missed, cancelled = visits
        missed.action_miss()
        cancelled.action_cancel("asked us to stay away")
        again = self.plan_month("2026-12") - visits
        self.assertEqual(again.household_id, missed.household_id)

    # ------------------------------------------------------------------ a year

    def test_the_forecast_is_what_the_monthly_runs_create_when_all_is_done(self):
        self.policy.method_ids = self.method("office")
        self.make_policy(interval_unit="quarter", in_addition=True, methods=["phone"])
        self.make_homes(10)
        annual = self.Plan._for_year(self.estate, 2027).filtered(
            lambda plan: plan.user_id == self.butler
        )
        annual.action_forecast()
        promised = {
            (line.month, line.policy_id): line.expected for line in annual.month_ids
        }
        made = Counter()
        for number in range(1, 13):
            first = date(2027, number, 1)
            with self.on(f"{first} 00:00:00"):
                visits = self.plan_month(f"{first:%Y-%m}")
            mine = visits.filtered(lambda v: v.user_id == self.butler)
            made.update((first, visit.policy_id) for visit in mine)
            with self.on("2028-01-01 00:00:00"):
                for visit in mine:
                    visit.date_done = f"{visit.date_planned} 02:00:00"
                mine.action_done()
        self.assertEqual(promised, dict(made))
        self.assertEqual(annual.expected_count, sum(made.values()))

    def test_submitting_an_annual_plan_works_out_its_forecast(self):
        annual = self.Plan._for_year(self.estate, 2027)[:1]
        annual.action_submit()
        self.assertEqual(len(annual.month_ids), 12)

    def test_making_plans_writes_to_nobody(self):
        before = self.env["mail.message"].search_count([])
        plans = self.Plan._for_month(self.estate, date(2026, 12, 1))
        self.env.flush_all()
        self.assertIn(self.butler, plans.user_id)
        self.assertEqual(self.env["mail.message"].search_count([]), before)
        self.assertFalse(plans.message_follower_ids)

    # ------------------------------------------------------------------ refusals

    def test_annual_and_closed_plans_are_refused_and_nothing_is_created(self):
        annual = self.Plan._for_year(self.estate, 2027)
        monthly = self.Plan._for_month(self.estate, date(2026, 12, 1))
        with self.assertRefused("annual plan"):
            (annual | monthly).action_generate()
        monthly.action_submit()
        monthly.action_approve()
        monthly[0].action_close()
        with self.assertRefused("closed"):
            monthly.action_generate()
        self.assertFalse(monthly.visit_ids)

    # ------------------------------------------------------------------ cost

    def test_queries_do_not_grow_with_households_or_people(self):
        def queries(homes):
            self.make_homes(
                homes, building=self.make_building(self.estate, f"Q{homes}")
            )
            plans = self.Plan._for_month(self.estate, date(2026, 12, 1))
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            plans.action_generate()
            return self.env.cr.sql_log_count - before

        few = queries(3)
        self.assertLessEqual(queries(60), few)
