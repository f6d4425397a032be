from datetime import date

from common import PropertyCase, local
from freezegun import freeze_time
from odoo.fields import Command
from odoo.tests import tagged


@tagged("post_install", "-at_install")
class TestCoverage(PropertyCase):
    """Who has not been seen in the slot running now (N2, N3); it is 2 November."""

    def see(self, household, day, role="butler", method="office"):
        """The holder of a role meets a household at half past eight."""
        self.env["property.visit"].create(
            {
                "household_id": household.id,
                "user_id": household.butler_id.id,
                "role_id": self.role(role).id,
                "method_id": self.method(method).id,
                "date_done": local(f"{day} 08:30"),
            }
        ).action_done()

    def rows(self, **where):
        self.env["property.coverage.analysis"].invalidate_model()
        domain = [("estate_id", "=", self.estate.id)]
        domain += [(name, "=", record.id) for name, record in where.items()]
        return self.env["property.coverage.analysis"].search(domain)

    def assertSeen(self, rows, expected):
        """Compare with a dict unit → 1 (seen) or 0."""
        found = {row.household_id.unit: row.seen for row in rows}
        self.assertEqual(found, expected)

    # ------------------------------------------------------------------ seen

    def test_a_contact_of_this_month_is_seen_one_of_last_month_is_not(self):
        self.see(self.household, "2026-11-01")
        self.see(self.neighbour, "2026-10-31")
        self.assertSeen(self.rows(), {"101": 1, "102": 0})

    def test_the_month_is_the_one_on_the_estates_clock(self):
        """31 October 23:30 in UTC is 1 November in Shanghai, and New York is behind."""
        self.see(self.household, "2026-11-01")
        late = self.make_estate("Hudson Yard", tz="America/New_York")
        building = self.make_building(late, "H", butler=self.butler)
        self.make_household("H1", building=building)
        with freeze_time("2026-11-01 03:30:00"):  # still 31 October in New York
            rows = self.env["property.coverage.analysis"].search([])
            start = {row.estate_id: row.slot_start for row in rows}
        self.assertEqual(start[self.estate], date(2026, 11, 1))
        self.assertEqual(start[late], date(2026, 10, 1))

    def test_a_month_begins_where_the_estate_lies(self):
        """31 October 16:30 in UTC, as a nightly run reads it: November in Shanghai."""
        west = self.make_estate("Hudson", tz="America/New_York")
        building = self.make_building(west, "H", butler=self.butler)
        self.make_household("1", building=building)
        months = self.env["property.coverage.month.analysis"].with_context(tz="UTC")
        found = {}
        with self.on("2026-10-31 16:30:00"):
            self.env.flush_all()
            for estate in (self.estate, west):
                rows = months.search([("estate_id", "=", estate.id)])
                found[estate] = max(rows.mapped("month"))
        self.assertEqual(
            found, {self.estate: date(2026, 11, 1), west: date(2026, 10, 1)}
        )

    def test_a_visit_of_another_role_does_not_count(self):
        self.see(self.household, "2026-11-02", role="manager")
        self.assertSeen(self.rows(), {"101": 0, "102": 0})

    def test_a_planned_visit_is_not_seen_but_not_missing_either(self):
        self.make_visit()
        row = self.rows(household_id=self.household)
        self.assertEqual((row.seen, row.planned, row.missing), (0, 1, 0))
        row = self.rows(household_id=self.neighbour)
        self.assertEqual((row.seen, row.planned, row.missing), (0, 0, 1))

    def test_days_are_counted_from_the_last_contact_whenever_it_was(self):
        self.see(self.household, "2026-10-20")
        row = self.rows(household_id=self.household)
        self.assertEqual(row.last_visit_date, date(2026, 10, 20))
        self.assertEqual(row.days_unseen, 13)
        self.assertFalse(self.rows(household_id=self.neighbour).last_visit_date)

    # ------------------------------------------------------------------ wanted

    def test_of_two_policies_the_first_that_fits_wants_the_household(self):
        yearly = self.make_policy(
            sequence=1,
            interval_unit="year",
            segment_ids=[Command.set(self.segment("key").ids)],
        )
        self.household.segment_ids = self.segment("key")
        self.assertEqual(self.rows(household_id=self.household).policy_id, yearly)
        self.assertEqual(self.rows(household_id=self.neighbour).policy_id, self.policy)

    def test_an_addition_that_names_methods_is_served_by_them_only(self):
        at_the_door = self.make_policy(methods=["door"], in_addition=True)
        self.see(self.household, "2026-11-02", method="office")
        rows = self.rows(household_id=self.household)
        seen = {row.policy_id: row.seen for row in rows}
        self.assertEqual(seen, {self.policy: 1, at_the_door: 0})

    def test_those_who_left_or_come_later_are_wanted_by_nobody(self):
        self.household.action_move_out("2026-11-01")
        self.neighbour.move_in_date = "2026-12-01"
        self.assertFalse(self.rows())

    def test_a_few_in_turn_are_owed_to_nobody_in_particular(self):
        self.make_policy(selection="rotate", rotate_count=1)
        self.assertEqual(self.rows().policy_id, self.policy)

    def test_a_stakeholder_is_covered_at_each_estate(self):
        bureau = self.env["res.partner"].create({"name": "Housing bureau"})
        (self.estate | self.far_estate).stakeholder_ids = bureau
        self.make_policy(role="manager", subject="stakeholder")
        self.env["property.visit"].create(
            {
                "estate_id": self.estate.id,
                "partner_id": bureau.id,
                "purpose": "stakeholder",
                "role_id": self.role("manager").id,
                "user_id": self.manager.id,
                "method_id": self.method("office").id,
                "date_done": local("2026-11-02 08:00"),
            }
        ).action_done()
        rows = self.env["property.coverage.analysis"].search(
            [("partner_id", "=", bureau.id)]
        )
        seen = {row.estate_id: row.seen for row in rows}
        self.assertEqual(seen, {self.estate: 1, self.far_estate: 0})
        here = rows.filtered(lambda row: row.estate_id == self.estate)
        self.assertEqual(here.user_id, self.manager)

    def test_a_month_that_is_over_names_who_was_in_charge_then(self):
        """Several hold the role: the one with the lowest id (N7)."""
        bureau = self.env["res.partner"].create({"name": "Housing bureau"})
        self.estate.stakeholder_ids = bureau
        self.make_policy(role="manager", subject="stakeholder")
        staff = self.estate.staff_ids.filtered(lambda s: s.user_id == self.manager)
        staff.date_to = "2026-10-31"
        self.hold(self.admin, "manager", since="2026-11-01")
        self.hold(self.supervisor, "manager", since="2019-01-01", until="2026-09-30")
        months = self.env["property.coverage.month.analysis"].search(
            [("partner_id", "=", bureau.id), ("month", ">=", "2026-09-01")]
        )
        self.assertEqual(
            {f"{row.month:%m}": row.user_id for row in months},
            {"11": self.admin, "10": self.manager, "09": self.supervisor},
        )

    def test_an_archived_household_is_wanted_by_nobody(self):
        self.neighbour.active = False
        months = self.env["property.coverage.month.analysis"].search(
            [("estate_id", "=", self.estate.id), ("month", "=", "2026-10-01")]
        )
        self.assertEqual(months.household_id, self.household)
        self.assertSeen(self.rows(), {"101": 0})

    # ------------------------------------------------------------------ figures

    def test_a_rate_is_summed_before_it_is_divided(self):
        """3 of 4 households seen is 75 %, not the mean of two buildings' rates."""
        third = self.make_household("103")
        alone = self.make_household("201", building=self.building_b)
        for household in (self.household, self.neighbour, alone):
            self.see(household, "2026-11-02")
        [(seen, wanted, rate)] = self.env["property.coverage.analysis"]._read_group(
            [("estate_id", "=", self.estate.id)],
            [],
            ["seen:sum", "wanted:sum", "coverage:avg"],
        )
        self.assertEqual((seen, wanted, rate), (3, 4, 0.75))
        self.assertTrue(third)

    def test_grouped_by_segment_a_household_counts_in_each_of_its_own(self):
        self.household.segment_ids = self.segment("key") | self.segment("anchor")
        groups = self.env["property.coverage.analysis"]._read_group(
            [("estate_id", "=", self.estate.id)], ["segment_ids"], ["wanted:sum"]
        )
        wanted = {segment.code: count for segment, count in groups}
        self.assertEqual(wanted, {"key": 1, "anchor": 1, False: 1})

    def test_what_the_planner_would_create_is_what_is_missing(self):
        """Coverage and planner ask the same question: at once after a plan, nothing."""
        self.make_household("103")
        self.see(self.household, "2026-11-02")
        missing = self.rows().filtered("missing").household_id
        created = self.plan_month("2026-11") - self.household.visit_ids
        self.assertEqual(created.household_id, missing)
        self.assertFalse(self.rows().filtered("missing"))

    # ------------------------------------------------------------------ the filter

    def test_filter_and_field_of_the_household_agree(self):
        self.see(self.household, "2026-11-02")
        gone = self.make_household("104")
        gone.action_move_out("2026-11-02")
        households = self.env["property.household"].search([])
        unseen = self.env["property.household"].search([("is_unseen", "=", True)])
        self.assertEqual(unseen, households.filtered("is_unseen"))
        self.assertIn(self.neighbour, unseen)
        self.assertNotIn(self.household, unseen)
        self.assertNotIn(gone, unseen)
        rest = self.env["property.household"].search([("is_unseen", "=", False)])
        self.assertEqual(rest, households - unseen)

    # ------------------------------------------------------------------ who sees what

    def test_nobody_counts_at_estates_of_others(self):
        for user, estates in (
            (self.butler, self.estate),
            (self.stranger, self.far_estate),
            (self.admin, self.estate | self.far_estate),
        ):
            rows = self.env["property.coverage.analysis"].with_user(user).search([])
            known = rows.estate_id & (self.estate | self.far_estate)
            self.assertEqual(known, estates, user.name)


@tagged("post_install", "-at_install")
class TestVisitAnalysis(PropertyCase):
    """Visits counted: a rate counts only what can count in it."""

    def figures(self, *aggregates):
        [row] = self.env["property.visit.analysis"]._read_group(
            [("estate_id", "=", self.estate.id)], [], aggregates
        )
        return row

    def meet(self, household, satisfaction=0):
        visit = self.make_visit(
            household, date_done=local("2026-11-02 08:30"), satisfaction=satisfaction
        )
        visit.action_done()
        return visit

    def test_only_those_who_were_asked_are_satisfied_or_not(self):
        self.meet(self.household, satisfaction=4)
        self.meet(self.neighbour, satisfaction=2)
        self.meet(self.make_household("103"))
        self.assertEqual(
            self.figures("done:sum", "asked:sum", "satisfied:sum"), (3, 2, 1)
        )
        self.assertEqual(self.figures("satisfaction_rate:avg"), (0.5,))

    def test_an_open_visit_is_neither_kept_nor_missed(self):
        self.meet(self.household)
        self.make_visit(self.neighbour).action_miss()
        self.make_visit(self.make_household("103"))
        self.assertEqual(
            self.figures("visits:sum", "due:sum", "done_rate:avg"), (3, 2, 0.5)
        )

    def test_where_nothing_was_counted_there_is_no_rate(self):
        self.make_visit()
        for rate in self.figures("done_rate:avg", "satisfaction_rate:avg"):
            self.assertIs(rate, False, "not 0 %, which would be equal to False")

    def test_failed_attempts_are_summed(self):
        visit = self.make_visit()
        visit.action_attempt("no_answer")
        visit.action_attempt("not_home")
        self.make_visit(self.neighbour)
        self.assertEqual(self.figures("attempts:sum", "visits:sum"), (2, 2))
