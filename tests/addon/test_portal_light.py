"""Pages of residents ask no more than they show; what they leave out is right."""

from common import PropertyCase, local
from freezegun import freeze_time
from odoo.tests import tagged
from portal_world import PortalCase

COUNTERS = ["visit_count", "notice_count"]


@tagged("post_install", "-at_install")
class TestHome(PortalCase):
    """The home page comes without figures; its cards ask for them, as Odoo's do."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.startClassPatcher(freeze_time("2026-11-02 01:00:00", tick=True))
        for day in ("2026-11-04", "2026-11-05"):
            cls.announce(cls.household, day)
        cls.announce(cls.neighbour, "2026-11-06")

    @classmethod
    def announce(cls, household, day):
        visit = cls.make_visit(household, date_planned=day)
        visit.announced_at = local("2026-11-02 08:00")

    def count(self, name):
        self.sign_in(name)
        return self.rpc("/my/counters", counters=COUNTERS)

    def test_the_page_leaves_the_figures_to_the_browser(self):
        self.sign_in("wang")
        page = self.url_open("/my").text
        for name in COUNTERS:
            self.assertIn(f'data-placeholder_count="{name}"', page)

    def test_each_household_counts_its_own(self):
        wang, zhao = self.count("wang"), self.count("zhao")
        self.assertEqual(wang["visit_count"], 2)
        self.assertEqual(zhao["visit_count"], 1)

    def test_a_card_without_anything_has_no_figure(self):
        self.assertNotIn("notice_count", self.count("wang"))
        self.env["property.publication"].create(
            {
                "name": "Result",
                "body": "<p>91 %</p>",
                "estate_ids": [(6, 0, self.estate.ids)],
                "on_portal": True,
                "date": "2026-11-01",
            }
        )
        self.assertEqual(self.count("wang")["notice_count"], 1)

    def test_what_is_not_asked_for_is_not_counted(self):
        self.sign_in("wang")
        answer = self.rpc("/my/counters", counters=["visit_count"])
        self.assertEqual(list(answer), ["visit_count"])

    def test_who_lives_nowhere_counts_nothing(self):
        self.membership.date_to = "2026-11-02"
        self.assertEqual(self.count("wife"), {})


@tagged("post_install", "-at_install")
class TestRules(PortalCase):
    """A rule is worked out once in a transaction, yet follows who moves in it."""

    def test_moving_out_takes_effect_at_once(self):
        tickets = self.env["helpdesk.ticket"].with_user(self.user["wife_portal"])
        self.assertIn(self.ticket, tickets.search([]))
        self.membership.date_to = self.estate._today()
        self.assertNotIn(self.ticket, tickets.search([]))

    def test_one_resident_does_not_get_the_rule_of_another(self):
        own = self.make_ticket("Zhao's own", self.zhao, self.neighbour)
        found = {
            name: self.env["helpdesk.ticket"]
            .with_user(self.user[f"{name}_portal"])
            .search([("id", "in", (self.ticket | own).ids)])
            for name in ("wang", "zhao", "wife")
        }
        self.assertEqual(found["wang"], self.ticket)
        self.assertEqual(found["zhao"], own)
        self.assertEqual(found["wife"], self.ticket)

    def test_a_case_of_a_company_the_resident_is_not_of_is_not_next(self):
        """Home shows what the rules show, though it does not ask them."""
        other = self.env["res.company"].create({"name": "Elsewhere"})
        self.sign_in("wang")
        self.ticket.handling_state = "handled"
        self.assertIn(self.ticket.name, self.url_open("/my").text)
        self.ticket.company_id = other
        self.assertNotIn(self.ticket.name, self.url_open("/my").text)


@tagged("post_install", "-at_install")
class TestOnlyCounting(PropertyCase):
    """Who only counts leaves out what no figure needs; the figures are the same."""

    def sums(self, model, measures, **context):
        analysis = self.env[model].with_context(**context)
        analysis.invalidate_model()
        own = [("estate_id", "=", self.estate.id)]
        return analysis._read_group(own, ["estate_id"], measures)

    def setUp(self):
        super().setUp()
        for day in ("2026-10-05", "2026-10-20", "2026-11-01"):
            self.meet(self.household, day)
        self.meet(self.neighbour, "2026-11-01")
        self.make_visit(self.neighbour, date_planned="2026-10-30")

    def meet(self, household, day):
        self.env["property.visit"].create(
            {
                "household_id": household.id,
                "user_id": household.butler_id.id,
                "role_id": self.role("butler").id,
                "method_id": self.method("office").id,
                "date_done": local(f"{day} 08:30"),
            }
        ).action_done()

    def test_coverage_of_a_month_that_is_over(self):
        """The neighbour was seen after it, which is not in it."""
        for day, seen in (("2026-10-31", 1), ("2026-11-02", 2)):
            at = {"coverage_on": day, "coverage_estates": self.estate.ids}
            whole = self.sums("property.coverage.analysis", ["seen:sum"], **at)
            alone = self.sums(
                "property.coverage.analysis", ["seen:sum"], coverage_counts=True, **at
            )
            self.assertEqual(whole, [(self.estate, seen)], day)
            self.assertEqual(alone, whole, day)

    def test_visits_of_an_estate(self):
        measures = ["done:sum", "due:sum", "asked:sum", "satisfied:sum", "visits:sum"]
        whole = self.sums("property.visit.analysis", measures)
        alone = self.sums("property.visit.analysis", measures, visit_counts=True)
        self.assertEqual(whole[0][1], 4)
        self.assertEqual(alone, whole)
