"""The announcement left at the door (P9), and the day sheet of a butler."""

from common import local
from odoo.tests import tagged
from paper import PaperCase


@tagged("post_install", "-at_install")
class TestNotice(PaperCase):
    def test_it_says_who_comes_when_and_where(self):
        visit = self.make_visit(method_id=self.method("door").id)
        visit.action_appoint(local("2026-11-05 19:00"))
        (page,) = self.pages(self.pdf("visit_notice", visit))
        self.assertIn("Dear Wang,", page)
        self.assertIn("Butler (Butler) would like to visit you at home on", page)
        self.assertIn("Thursday, November 5, 2026 19:00–19:30", page)
        self.assertIn("Sunny Garden A 101", page)

    def test_times_are_those_of_the_estate(self):
        self.estate.resource_calendar_id.tz = "Europe/Berlin"
        visit = self.make_visit()
        visit.action_appoint("2026-11-05 11:00:00")
        self.assertIn("November 5, 2026 12:00–12:30", self.read("visit_notice", visit))

    def test_a_call_is_announced_as_a_call(self):
        visit = self.make_visit(method_id=self.method("phone").id, user_id=False)
        text = self.read("visit_notice", visit)
        self.assertIn("A member of our team would like to call you on", text)

    def test_residents_read_their_own_language(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        self.household.partner_id.lang = "zh_CN"
        visit = self.make_visit(date_planned="2026-11-05")
        self.assertIn("2026年11月5日星期四", self.read("visit_notice", visit))
        self.assertIn("November 5, 2026", self.read("visit_record", visit))
        self.household.language = "en_US"
        self.assertIn("Thursday, November 5", self.read("visit_notice", visit))

    def test_a_language_no_longer_installed_does_no_harm(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        self.household.partner_id.lang = "zh_CN"
        visit = self.make_visit(date_planned="2026-11-05")
        self.env["res.users"].search([("lang", "=", "zh_CN")]).lang = "en_US"
        self.env.cr.execute("UPDATE res_lang SET active = false WHERE code = 'zh_CN'")
        self.env.invalidate_all()
        self.env.registry.clear_all_caches()
        self.assertIn("Thursday, November 5", self.read("visit_notice", visit))


@tagged("post_install", "-at_install")
class TestDaySheet(PaperCase):
    def test_visits_come_in_walking_order(self):
        self.building_b.sequence = 1
        for unit in ("1001", "201"):
            self.make_visit(self.make_household(unit, f"Resident-{unit}"))
        self.make_visit(
            self.make_household("301", "Resident-B", building=self.building_b),
            user_id=self.butler.id,
        )
        (page,) = self.pages(self.pdf("day_sheet", self.open_visits()))
        places = [
            page.find(name) for name in ("Resident-B", "Resident-201", "Resident-1001")
        ]
        self.assertNotIn(-1, places)
        self.assertEqual(places, sorted(places))
        self.assertIn("Monday, November 2, 2026", page)
        self.assertIn("3 visits in walking order", page)

    def test_one_sheet_for_each_person_and_day(self):
        first = self.make_visit(date_planned="2026-11-03")
        self.make_visit(self.neighbour, date_planned="2026-11-04")
        self.make_visit(self.neighbour, user_id=self.colleague.id)
        over = self.make_visit(self.neighbour, date_planned="2026-11-06")
        over.action_cancel("They are travelling")
        pages = self.pages(self.pdf("day_sheet", self.open_visits() | over))
        self.assertEqual(len(pages), 3)
        self.assertIn(self.colleague.name, pages[0])
        self.assertIn(first.household_id.partner_id.name, pages[1])
        self.assertIn("November 4, 2026", pages[2])

    def test_a_plan_prints_its_days(self):
        plan = self.env["property.visit.plan"].create(
            {
                "estate_id": self.estate.id,
                "user_id": self.butler.id,
                "role_id": self.role("butler").id,
                "date_from": "2026-11-01",
            }
        )
        visit = self.make_visit(plan_id=plan.id, date_planned="2026-11-05")
        visit.action_appoint(local("2026-11-05 19:00"))
        (page,) = self.pages(self.pdf("day_sheet_plan", plan))
        self.assertIn("Wang", page)
        self.assertIn("19:00", page)

    def test_nothing_open_is_said(self):
        visit = self.make_visit()
        visit.action_cancel("They are travelling")
        (page,) = self.pages(self.pdf("day_sheet", visit))
        self.assertIn("No visit is open", page)

    def open_visits(self):
        return self.env["property.visit"].search(
            [("estate_id", "=", self.estate.id), ("state", "=", "planned")]
        )
