"""Bad input about places, people and plans is refused alike."""

from bad_input import BadInputCase
from odoo.tests import tagged


@tagged("post_install", "-at_install")
class TestBadInputElsewhere(BadInputCase):
    # ------------------------------------------------------------------ elsewhere

    def test_an_unknown_household(self):
        self.refused(
            "does not exist",
            "property.visit",
            "create",
            vals_list=[{"household_id": 99999999}],
        )

    def test_a_foreign_estate(self):
        """Odoo's own sentence for what one may not see."""
        sentence = "doesn't have 'read' access to"
        for values in (
            {"household_id": self.far_household.id},
            {"household_id": self.household.id, "estate_id": self.far_estate.id},
        ):
            self.refused(sentence, "property.visit", "create", vals_list=[values])
            self.refused(sentence, "property.visit", "write", self.visit, vals=values)
        self.refused(
            sentence,
            "property.household",
            "log_visit",
            self.far_household,
            values={
                "date_done": "2026-10-27 02:00:00",
                "method_id": self.method("outdoor").id,
            },
        )

    def test_a_household_of_another_estate(self):
        """Also for those who may see both."""
        self.refused(
            "does not live at Sunny Garden",
            "property.visit",
            "create",
            user=self.admin,
            vals_list=[
                {
                    "household_id": self.far_household.id,
                    "estate_id": self.estate.id,
                }
            ],
        )
        self.refused(
            "does not stand in Far Garden",
            "property.household",
            "write",
            self.household,
            self.admin,
            vals={"estate_id": self.far_estate.id},
        )

    # ------------------------------------------------------------------ register

    def test_two_households_in_one_unit(self):
        values = {
            "building_id": self.building.id,
            "unit": " 101 ",
            "partner_id": self.butler.partner_id.id,
        }
        self.refused(
            "Somebody already holds this unit",
            "property.household",
            "create",
            user=self.supervisor,
            vals_list=[values],
        )
        self.household.action_move_out()
        self.household.create(values)

    def test_a_unit_without_number(self):
        for unit in ("  ", False):
            self.refused(
                "Give the unit or room number",
                "property.household",
                "write",
                self.household,
                self.supervisor,
                vals={"unit": unit},
            )

    def test_moving_out(self):
        self.refused(
            "moved in on 2020-01-01: choose a later day",
            "property.household",
            "action_move_out",
            self.household,
            self.supervisor,
            date="2019-12-31",
        )
        self.refused(
            "next year is no date",
            "property.household",
            "action_move_out",
            self.household,
            self.supervisor,
            date="next year",
        )
        self.household.action_move_out("2026-10-31")
        self.env.flush_all()
        self.refused(
            "has moved out already",
            "property.household",
            "action_move_out",
            self.household,
            self.supervisor,
        )

    # ------------------------------------------------------------------ planning

    def policy_values(self, **values):
        return {
            "name": "Odd",
            "procedure_id": self.procedure.id,
            "role_id": self.role("butler").id,
            **values,
        }

    def test_a_cadence_that_the_calendar_has_not(self):
        for values, sentence in (
            ({"interval": 5}, "has to divide the year"),
            ({"interval": 3, "interval_unit": "quarter"}, "has to divide the year"),
            ({"times": 9}, "less than 7 days"),
            ({"times": 0}, "at least 1"),
            ({"interval": -1}, "at least 1"),
        ):
            with self.subTest(values=values):
                self.refused(
                    sentence,
                    "property.visit.policy",
                    "create",
                    user=self.manager,
                    vals_list=[self.policy_values(**values)],
                )
                self.refused(
                    sentence,
                    "property.visit.policy",
                    "write",
                    self.policy,
                    self.manager,
                    vals=values,
                )

    def plan(self, **values):
        return self.env["property.visit.plan"].create(
            {
                "estate_id": self.estate.id,
                "user_id": self.butler.id,
                "role_id": self.role("butler").id,
                "date_from": "2026-11-01",
                **values,
            }
        )

    def test_an_annual_plan_is_not_generated(self):
        plan = self.plan(plan_type="annual", date_from="2026-01-01")
        self.refused(
            "is an annual plan",
            "property.visit.plan",
            "action_generate",
            plan,
            self.supervisor,
        )

    def test_a_closed_plan_is_not_generated(self):
        plan = self.plan()
        for step in ("submit", "approve", "close"):
            getattr(plan, f"action_{step}")()
        self.refused(
            "is closed",
            "property.visit.plan",
            "action_generate",
            plan,
            self.supervisor,
        )

    def test_a_month_that_is_none(self):
        self.refused(
            "November is no date",
            "property.estate",
            "action_generate_month",
            self.estate,
            self.supervisor,
            date="November",
        )

    # ------------------------------------------------------------------ not for outside

    def test_what_begins_with_an_underscore_is_not_called(self):
        for model, method in (
            ("property.visit", "_cron_miss"),
            ("property.visit.plan", "_cron_generate_monthly_plans"),
            ("property.estate", "_cron_refresh_people"),
            ("property.visit", "_serve_slot"),
        ):
            with self.subTest(method=method):
                response = self.ask(model, method)
                self.assertIn(response.status_code, (403, 404))

    def test_a_stranger_without_key(self):
        response = self.url_open("/json/2/property.visit/search", json={"domain": []})
        self.assertEqual(response.status_code, 401)
