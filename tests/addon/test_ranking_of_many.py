"""M4: many estates and months in one pass, with the figures of each asked alone."""

from common import local
from lived import LivedMonth
from odoo.fields import Command
from odoo.tests import tagged

FIGURES = {
    "coverage": "coverage",
    "on_time": "on_time",
    "satisfaction": "satisfaction",
    "resolution": "feedback_handled",
}


@tagged("post_install", "-at_install")
class TestRankingOfMany(LivedMonth):
    """Estates of two procedures in Shanghai and New York, where people come and go."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.Ranking = cls.env["property.estate.ranking"]
        cls.simple = cls.procedure
        cls.procedure = cls.simple.copy({"name": "Choosy", "code": "choosy"})
        cls.procedure.policy_ids.active = False
        cls.make_policy(
            sequence=1, times=2, segment_ids=[Command.set(cls.segment("key").ids)]
        )
        cls.make_policy(sequence=2, interval_unit="quarter", occupancy="occupied")
        cls.make_policy(role="manager", subject="stakeholder")
        cls.make_policy(interval_unit="week", in_addition=True, methods=["phone"])
        cls.bureau = cls.env["res.partner"].create({"name": "Housing bureau"})
        cls.many = cls.estate | cls.far_estate
        for number in range(4):
            cls.many |= cls.settle_estate(number)
        cls.homes = cls.homes.search([("estate_id", "in", cls.many.ids)])

    @classmethod
    def settle_estate(cls, number):
        estate = cls.make_estate(
            f"Garden {number}",
            tz=("Asia/Shanghai", "America/New_York")[number % 2],
            procedure_id=(cls.simple, cls.procedure)[number // 2 % 2].id,
            stakeholder_ids=[Command.set(cls.bureau.ids)],
        )
        building = cls.make_building(estate, f"G{number}", butler=cls.butler)
        for unit in range(4):
            home = cls.make_household(f"{number}{unit}", building=building)
            home.segment_ids |= cls.segment("key") if unit == 1 else home.segment_ids
        cls.make_household(f"{number}9", building=building, move_in_date="2026-10-20")
        return estate

    def test_everybody_at_once_has_the_figures_of_each_alone(self):
        self.live_through()
        with self.on(local("2026-10-12 09:00")):
            for estate in self.many:
                estate.household_ids.sorted("unit")[0].action_move_out("2026-10-11")
                self.meet_the_bureau(estate)
        with self.on(local("2026-11-20 09:00")):
            rows = self.Ranking.search(
                [
                    ("estate_id", "in", self.many.ids),
                    ("period_type", "=", "month"),
                    ("start", ">=", "2026-09-01"),
                ]
            )
            self.assertEqual(len(rows), 3 * len(self.many))
            for row in rows:
                alone = self.sum_up(row.start, row.estate_id)
                for name, key in FIGURES.items():
                    counted, base = self.Ranking._rates[f"{name}_rate:avg"]
                    self.assertEqual(
                        (row[counted], row[base]),
                        self.figure(alone, key),
                        (row.estate_id.name, row.period_name, name),
                    )
        for name in ("seen", "wanted", "on_time", "satisfied", "handled"):
            self.assertTrue(sum(rows.mapped(name)), name)

    def meet_the_bureau(self, estate):
        if self.bureau in estate.stakeholder_ids:
            self.env["property.visit"].create(
                {
                    "estate_id": estate.id,
                    "partner_id": self.bureau.id,
                    "purpose": "stakeholder",
                    "role_id": self.role("manager").id,
                    "user_id": self.manager.id,
                    "method_id": self.method("office").id,
                    "date_done": local("2026-10-12 08:00"),
                }
            ).action_done()

    def test_neither_estates_nor_months_cost_queries(self):
        one_month = [("period_type", "=", "month"), ("start", "=", "2026-10-01")]
        every_month = [("period_type", "in", ("month", "year"))]
        few = self.queries(one_month)
        for number in range(8):
            self.settle_estate(4 + number)
        self.assertEqual(self.queries(every_month), few)

    def queries(self, domain):
        """How many a list takes that shows every figure."""
        names = [name for name, field in self.Ranking._fields.items() if field.store]
        self.Ranking.search_fetch(domain, names)  # what is remembered, is
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        self.Ranking.search_fetch(domain, names)
        return self.env.cr.sql_log_count - before
