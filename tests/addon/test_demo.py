"""The demonstration data: a year that keeps the rules, and a login for each role."""

import csv
from pathlib import Path

from common import PropertyCase
from dateutil.relativedelta import relativedelta
from lxml import etree
from odoo.addons import property_visit
from odoo.fields import Command, Date
from odoo.tests import tagged

DEMO = Path(property_visit.__file__).parent / "demo"
PEOPLE = {
    "1": ["Wang", "Zhao", "Sun"],
    "2": ["Zhou", "Wu", "Zheng"],
}


@tagged("post_install", "-at_install")
class TestHistory(PropertyCase):
    """A year at a residential estate with seven households and one chair."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.procedure = cls.env.ref("property_visit.procedure_butler")
        chair = cls.env["res.partner"].create(
            {
                "name": "Chair Ma",
                "category_id": [
                    Command.link(
                        cls.env.ref(
                            "property_visit.partner_category_committee_chair"
                        ).id
                    )
                ],
            }
        )
        cls.home = cls.make_estate("Lake Garden", stakeholder_ids=chair)
        cls.hold(cls.manager, "manager", cls.home)
        cls.hold(cls.supervisor, "supervisor", cls.home)
        for name, surnames in PEOPLE.items():
            building = cls.make_building(cls.home, name, butler=cls.butler)
            for floor, surname in enumerate(surnames, 1):
                cls.make_household(f"{floor}01", surname, building=building)
        cls.make_household(
            "901",
            "Feng",
            building=building,
            occupancy="not_moved_in",
            move_in_date=False,
        )

    def live_until(self, day):
        """Let the year before `day` (ISO text) pass; return all its visits."""
        with self.on(f"{day} 02:00:00"):
            self.env["property.demo"]._build_history(self.home, Date.to_date(day))
            self.env.flush_all()
        return self.env["property.visit"].search([("estate_id", "=", self.home.id)])

    def assertYear(self, day):
        """The year before `day` is complete, keeps the rules, and is not perfect."""
        mails = self.env["mail.mail"].search_count([])
        visits = self.live_until(day)
        today = Date.to_date(day)
        self.assertPlans(today)
        self.assertOutcomes(visits, today)
        self.assertEqual(self.env["mail.mail"].search_count([]), mails)

    def assertPlans(self, today):
        """Past months are closed, this one runs, the next waits."""
        this_month = today.replace(day=1)
        states = {}
        for plan in self.env["property.visit.plan"].search(
            [("estate_id", "=", self.home.id), ("plan_type", "=", "monthly")]
        ):
            states.setdefault(plan.date_from, set()).add(plan.state)
        for ago in range(1, 13):
            month = this_month - relativedelta(months=ago)
            self.assertEqual(states.pop(month), {"closed"}, month)
        self.assertEqual(states.pop(this_month), {"running"})
        self.assertEqual(set(states), {this_month + relativedelta(months=1)})

    def assertOutcomes(self, visits, today):
        nobody = visits.filtered(lambda v: not v.household_id and not v.partner_id)
        self.assertLessEqual(set(nobody.mapped("purpose")), {"inspection", "meeting"})
        done = visits.filtered(lambda visit: visit.state == "done")
        done._check_contact()  # the guard has nothing to object to (P9, P10)
        self.assertFalse(done.filtered(lambda visit: visit.day >= today))
        left_open = visits.filtered(
            lambda visit: visit._is_open() and visit.day < today.replace(day=1)
        )
        self.assertFalse(left_open, "a visit of a closed month is still open")
        planned = visits.filtered(lambda visit: visit.plan_id and visit.day < today)
        wanted = planned.filtered(lambda visit: visit.state != "cancelled")
        share = len(wanted & done) / len(wanted)
        self.assertGreater(share, 0.8)
        self.assertLess(share, 1.0)

    def test_the_first_of_a_month(self):
        self.assertYear("2024-03-01")

    def test_the_25th(self):
        self.assertYear("2024-12-25")

    def test_the_31st(self):
        self.assertYear("2025-01-31")

    def test_a_leap_day(self):
        self.assertYear("2024-02-29")

    def test_the_same_day_gives_the_same_history(self):
        def history():
            return [
                (visit.household_id.unit, visit.day, visit.state, visit.note)
                for visit in self.live_until("2025-06-17").sorted("id")
            ]

        savepoint = self.env.cr.savepoint()
        first = history()
        savepoint.rollback()
        self.env.invalidate_all()
        self.assertEqual(history(), first)

    def test_a_unit_that_was_left_is_let_again(self):
        self.live_until("2025-06-17")
        households = self.env["property.household"].search(
            [("estate_id", "=", self.home.id)]
        )
        left = households.filtered(lambda home: home.occupancy == "moved_out")
        self.assertEqual(len(left), 3)
        for household in left:
            successors = households.filtered(
                lambda home, left=household: (
                    home.building_id == left.building_id
                    and home.unit == left.unit
                    and home.occupancy == "occupied"
                    and home.move_in_date >= left.move_out_date
                )
            )
            self.assertEqual(len(successors), 1)


@tagged("post_install", "-at_install")
class TestCases(PropertyCase):
    """Eight households of an estate, so that each story has one of its own."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.procedure = cls.env.ref("property_visit.procedure_butler")
        cls.home = cls.make_estate("Lake Garden")
        cls.hold(cls.supervisor, "supervisor", cls.home)
        cls.hold(cls.manager, "manager", cls.home)
        building = cls.make_building(cls.home, "1", butler=cls.butler)
        for floor in range(1, 10):
            cls.make_household(f"{floor}01", building=building)

    def live(self):
        with self.on("2025-06-17 02:00:00"):
            self.env["property.demo"]._build_history(
                self.home, Date.to_date("2025-06-17")
            )
            self.env.flush_all()
        answers = self.env["property.commitment"].search(
            [
                ("estate_id", "=", self.home.id),
                ("rule_id.kept_by", "=", "answer"),
                ("state", "in", ("open", "paused")),
            ]
        )
        cases = self.env["helpdesk.ticket"].search(
            [("estate_id", "=", self.home.id), ("create_date", "<", "2026-01-01")]
        )
        return answers, cases

    def test_cases_are_overdue_on_hold_climbed_and_reopened(self):
        with self.on("2025-06-17 02:00:00"):
            answers, cases = self.live()
            on_hold = answers.filtered(lambda promise: promise.state == "paused")
            overdue = answers.filtered("is_late")
            self.assertEqual(len(on_hold), 2)
            self.assertEqual(len(on_hold.pause_ids.filtered("reason")), 2)
            self.assertFalse(on_hold & overdue)
            levels = overdue.mapped("escalation_level")
            self.assertGreaterEqual(max(levels), 4, "told to the manager")
            self.assertEqual(min(levels), 2, "told to who answers only")
            self.assertTrue(answers - overdue - on_hold, "not due yet")
        self.assertEqual(sorted(set(cases.mapped("reopen_count"))), [0, 1, 2])
        for case in cases.filtered("reopen_count"):
            made = case.callback_ids.filtered(lambda visit: visit.state == "done")
            self.assertEqual(len(made), case.reopen_count)
            self.assertEqual(case.handling_state, "solving")

    def test_the_same_day_gives_the_same_cases(self):
        def lived():
            answers, cases = self.live()
            return [
                (promise.date_due, promise.state, promise.household_id.unit)
                for promise in answers.sorted("id")
            ], cases.sorted("id").mapped("name")

        savepoint = self.env.cr.savepoint()
        first = lived()
        savepoint.rollback()
        self.env.invalidate_all()
        self.assertEqual(lived(), first)


@tagged("post_install", "-at_install")
class TestLogins(PropertyCase):
    """What the demo files promise on the first page of `./dev run`."""

    def users(self):
        tree = etree.parse(DEMO / "res_users_demo.xml")
        for record in tree.iterfind("//record[@model='res.users']"):
            yield {field.get("name"): field for field in record}

    def test_the_password_is_the_login(self):
        for user in self.users():
            self.assertEqual(user["password"].text, user["login"].text)

    def test_every_group_and_the_resident_have_a_login(self):
        given = " ".join(user["group_ids"].get("eval") for user in self.users())
        groups = ["department", "butler", "supervisor", "manager", "admin"]
        for group in [f"group_property_{name}" for name in groups]:
            self.assertIn(group, given)
        self.assertIn("base.group_portal", given)

    def test_somebody_holds_every_role(self):
        with (DEMO / "property.estate.staff.csv").open() as lines:
            held = {row["role_id:id"] for row in csv.DictReader(lines)}
        roles = self.env["property.role"].search([])
        self.assertEqual(held, {f"role_{role.code}" for role in roles})
