"""Bad input gives one clear sentence and changes nothing, whoever sends it."""

from common import PropertyCase, local
from odoo.tests import HttpCase, tagged

TUESDAY_NOON = local("2026-10-27 12:30")
TUESDAY_TEN = local("2026-10-27 10:00")


@tagged("post_install", "-at_install")
class TestBadInput(PropertyCase, HttpCase):
    """Over JSON-2 with an API key, which is how other programs call us."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.make_window("Lunch", 12, 14, "block")
        cls.make_window("Early morning", 0, 9)
        cls.visit = cls.make_visit()
        cls.env.flush_all()

    # ------------------------------------------------------------------ words

    def ask(self, model, method, records=(), user=None, **arguments):
        """Call a public method as `user`, the butler unless told otherwise."""
        user = user or self.butler
        # Keys expire by the database's clock, which stands still for nobody.
        keys = self.env["res.users.apikeys"].with_user(user).sudo()
        key = keys._generate("rpc", "test", expiration_date=None)
        if records:
            arguments["ids"] = records.ids
        return self.url_open(
            f"/json/2/{model}/{method}",
            json=arguments,
            headers={"Authorization": f"Bearer {key}"},
        )

    def refused(self, sentence, model, method, records=(), user=None, **arguments):
        """The answer is an error of the caller with our sentence; nothing changed."""
        before = self.picture()
        response = self.ask(model, method, records, user, **arguments)
        answer = response.json()
        self.assertIn(response.status_code, range(400, 500), answer)
        self.assertIn(sentence, answer["message"])
        self.env.invalidate_all()
        self.assertEqual(self.picture(), before)

    def picture(self):
        """Everything that a refused request could have changed."""
        names = ("state", "date_done", "slot_start", "satisfaction", "household_id")
        return [
            self.env["property.visit"].search([], order="id").read(names),
            self.env["property.household"].search([]).read(["occupancy", "unit"]),
            self.env["property.visit.plan"].search([]).read(["state"]),
            self.env["property.visit.policy"].search_count([]),
            self.env["property.visit.attempt"].search_count([]),
        ]

    def refuses_done(self, sentence, method="office", at=TUESDAY_TEN, **values):
        """Write the values on the visit, then `action_done` is refused."""
        self.visit.write(
            {"method_id": self.method(method).id, "date_done": at, **values}
        )
        self.env.flush_all()
        self.refused(sentence, "property.visit", "action_done", self.visit)

    def takes(self, method="phone", at=TUESDAY_TEN, **values):
        """The visit is done with these values."""
        visit = self.make_visit(
            self.household,
            method_id=self.method(method).id,
            date_done=at,
            **values,
        )
        visit.with_user(self.butler).action_done()
        self.assertEqual(visit.state, "done")

    # ------------------------------------------------------------------ it works

    def test_what_is_right_is_done(self):
        self.visit.date_done = TUESDAY_TEN
        self.env.flush_all()
        response = self.ask("property.visit", "action_done", self.visit)
        self.assertEqual(response.status_code, 200, response.text)
        self.env.invalidate_all()
        self.assertEqual(self.visit.state, "done")

    def test_log_visit_answers_with_the_visit(self):
        response = self.ask(
            "property.household",
            "log_visit",
            self.household,
            values={
                "date_done": "2026-10-27 02:00:00",
                "method_id": self.method("outdoor").id,
            },
        )
        self.assertEqual(response.status_code, 200, response.text)
        visit = self.env["property.visit"].browse(response.json())
        self.assertEqual(visit.household_id, self.household)

    # ------------------------------------------------------------------ incomplete

    def test_done_without_a_time(self):
        self.refuses_done("Say when the visit", at=False)

    def test_done_without_a_method(self):
        self.visit.write({"method_id": False, "date_done": TUESDAY_TEN})
        self.env.flush_all()
        self.refused("Say how", "property.visit", "action_done", self.visit)

    def test_done_written_directly(self):
        self.refused(
            "Say when the visit",
            "property.visit",
            "write",
            self.visit,
            vals={"state": "done"},
        )

    def test_cancelled_without_a_reason(self):
        self.refused("will not be made", "property.visit", "action_cancel", self.visit)
        self.refused(
            "will not be made",
            "property.visit",
            "action_cancel",
            self.visit,
            reason="  ",
        )
        self.refused(
            "needs a reason",
            "property.visit",
            "write",
            self.visit,
            vals={"state": "cancelled"},
        )

    def test_log_visit_without_its_values(self):
        for values, sentence in (
            ({}, "Say when the contact took place"),
            ({"date_done": "2026-10-27 02:00:00"}, "Say how the household"),
            ({"date_done": "last week", "method_id": 1}, "last week is no time"),
            ("yesterday", "Give the fields of the visit"),
        ):
            with self.subTest(values=values):
                self.refused(
                    sentence,
                    "property.household",
                    "log_visit",
                    self.household,
                    values=values,
                )

    def test_nobody_visited(self):
        self.refused(
            "Choose the household or stakeholder",
            "property.visit",
            "create",
            vals_list=[{"estate_id": self.estate.id}],
        )

    # ------------------------------------------------------------------ P9, P10

    def test_at_the_door_without_appointment(self):
        self.refuses_done("needs an appointment agreed beforehand", "door")
        self.takes("door", no_appointment_reason="They asked me in")
        self.takes(
            "door",
            appointment_start=TUESDAY_TEN,
            appointment_stop=local("2026-10-27 10:30"),
            appointment_state="agreed",
        )

    def test_a_reason_of_blanks_is_none(self):
        self.refuses_done(
            "needs an appointment agreed beforehand", "door", no_appointment_reason=" "
        )

    def test_by_phone_in_a_blocked_window(self):
        self.refuses_done("(Lunch): choose another time", "phone", at=TUESDAY_NOON)
        self.refuses_done(
            "(Lunch): choose another time",
            "phone",
            at=TUESDAY_NOON,
            contact_reason="I was there",
        )

    def test_by_phone_in_a_warned_window(self):
        early = local("2026-10-27 08:59")
        self.refuses_done("(Early morning): write down why", "phone", at=early)
        self.takes(at=early, contact_reason="They leave at nine")
        self.takes(at=local("2026-10-27 09:00"))

    def test_those_exempt_from_contact_hours(self):
        for exemption in ("urgent", "agreed", "household_called"):
            with self.subTest(exemption=exemption):
                self.takes(at=TUESDAY_NOON, contact_exemption=exemption)
        self.takes(
            at=TUESDAY_NOON,
            appointment_start=TUESDAY_NOON,
            appointment_stop=local("2026-10-27 13:00"),
            appointment_state="agreed",
        )
        self.takes("outdoor", at=TUESDAY_NOON)

    def test_an_appointment_that_ends_before_it_begins(self):
        self.refused(
            "has to end after it begins",
            "property.visit",
            "action_appoint",
            self.visit,
            start="2026-11-05 03:00:00",
            stop="2026-11-05 02:00:00",
        )
        self.refused(
            "Give the day and time",
            "property.visit",
            "action_appoint",
            self.visit,
        )
        self.refused(
            "soon is no time",
            "property.visit",
            "action_appoint",
            self.visit,
            start="soon",
        )

    # ------------------------------------------------------------------ impossible

    def test_satisfaction_nine(self):
        sentence = "Satisfaction goes from 1"
        for value in (9, -1):
            self.refused(
                sentence,
                "property.visit",
                "write",
                self.visit,
                vals={"satisfaction": value},
            )
        self.refused(
            sentence,
            "property.visit",
            "create",
            vals_list=[{"household_id": self.household.id, "satisfaction": 9}],
        )

    def test_done_in_the_future(self):
        self.refuses_done("in the future", at=local("2026-11-02 09:06"))

    def test_done_twice(self):
        self.visit.date_done = TUESDAY_TEN
        self.visit.action_done()
        self.env.flush_all()
        self.refused("is Done", "property.visit", "action_done", self.visit)
        self.refused(
            "is Done",
            "property.visit",
            "action_move",
            self.visit,
            date="2026-11-04",
        )
        self.refused(
            "is Done", "property.visit", "write", self.visit, vals={"state": "planned"}
        )

    def test_an_unknown_state(self):
        self.refused(
            "that step does not follow",
            "property.visit",
            "write",
            self.visit,
            vals={"state": "finished"},
        )

    def test_moved_to_no_day(self):
        for date, sentence in (
            (False, "Say to which day"),
            ("someday", "someday is no date"),
            ("2026-02-30", "2026-02-30 is no date"),
        ):
            with self.subTest(date=date):
                self.refused(
                    sentence, "property.visit", "action_move", self.visit, date=date
                )

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
