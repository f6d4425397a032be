"""Whose turn it is to call back, and what each role made of it (B2, S1)."""

from datetime import date, datetime, timedelta

from callbacks import CallbackCase
from odoo.exceptions import AccessError
from odoo.tests import tagged

SHARES = {"manager": 0.1, "supervisor": 0.3, "repair_lead": 0.6}


@tagged("post_install", "-at_install")
class TestCallbackShares(CallbackCase):
    """Shares of 10, 30 and 60 %, each within one of its share at every point (S1)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.lead = cls.make_user("butler", "lead")
        cls.hold(cls.lead, "repair_lead")
        cls.make_callback_rule(7, by_share=True)
        cls.shares = cls.env["property.callback.share"].create(
            [
                {
                    "procedure_id": cls.procedure.id,
                    "role_id": cls.role(role).id,
                    "minimum_share": share,
                }
                for role, share in SHARES.items()
            ]
        )

    def repairs_of(self, day, count):
        with self.on(f"2026-11-{day:02} 02:00:00"):
            tickets = self.env["helpdesk.ticket"]
            for _number in range(count):
                ticket = self.make_case()
                self.handle(ticket)
                tickets |= ticket
        return tickets

    def draw(self, day):
        with self.on(f"2026-11-{day:02} 17:00:00"):
            self.env["property.callback.share"]._cron_draw()

    def test_nobody_is_told_before_the_day_is_over(self):
        tickets = self.repairs_of(2, 2)
        self.assertFalse(tickets.callback_ids.user_id)
        with self.on("2026-11-02 15:30:00"):  # 23:30 at the estate
            self.shares._cron_draw()
        self.assertFalse(tickets.callback_ids.user_id)
        self.draw(2)
        self.assertTrue(all(visit.user_id for visit in tickets.callback_ids))
        promises = self.promises(tickets.callback_ids)
        self.assertEqual(promises.user_id, tickets.callback_ids.user_id)

    def test_each_role_is_within_one_of_its_share_at_every_point(self):
        counts, total = dict.fromkeys(SHARES, 0), 0
        for day, number in ((2, 3), (3, 1), (4, 6), (5, 4), (6, 5)):
            visits = self.repairs_of(day, number).callback_ids
            self.draw(day)
            total += number
            for role, share in SHARES.items():
                mine = visits.filtered(lambda v, r=role: v.role_id.code == r)
                counts[role] += len(mine)
                self.assertLess(abs(counts[role] - share * total), 1, (role, total))
        self.assertEqual(sum(counts.values()), total)

    def test_the_same_key_draws_the_same_again(self):
        visits = self.repairs_of(2, 6).callback_ids
        self.draw(2)
        first = visits.mapped("drawn_role_id.code")
        given = [visit.drawn_role_id for visit in visits]
        visits.write({"drawn_on": False, "drawn_role_id": False})
        self.draw(2)
        self.assertEqual([visit.drawn_role_id for visit in visits], given)
        self.assertEqual(visits.mapped("drawn_role_id.code"), first)

    def test_another_key_draws_in_another_order(self):
        """Ten tickets have 10!/(1! 3! 6!) = 840 ways; two of them seldom agree."""
        visits = self.repairs_of(2, 10).callback_ids
        drawn = set()
        for key in ("one", "two", "three"):
            self.env["ir.config_parameter"].set_param(
                "property_visit.callback_draw_key", key
            )
            visits.write({"drawn_on": False, "drawn_role_id": False})
            self.draw(2)
            drawn.add(tuple(visit.drawn_role_id.code for visit in visits))
        self.assertGreater(len(drawn), 1)

    def test_a_new_month_begins_anew(self):
        with self.on("2026-11-30 02:00:00"):
            ticket = self.make_case()
            self.handle(ticket)
        with self.on("2026-12-01 02:00:00"):
            self.shares._cron_draw()
        self.assertEqual(ticket.callback_ids.drawn_on, date(2026, 11, 30))
        drawn = self.shares._drawn(self.estate, date(2026, 12, 1))
        self.assertFalse(drawn)

    def test_shares_make_at_most_the_whole(self):
        with self.assertRefused("more than 100 %"):
            self.shares[0].minimum_share = 0.2
        with self.assertRefused("same base"):
            self.shares[0].period = "year"

    def test_figures_per_role(self):
        visits = self.repairs_of(2, 10).callback_ids
        self.draw(2)
        for visit in visits[:5]:
            self.call_back(visit, str(datetime(2026, 11, 4, 2) + timedelta(hours=1)))
        rows = self.env["property.callback.analysis"].search(
            [("estate_id", "=", self.estate.id)]
        )
        self.assertEqual(sum(rows.mapped("drawn_count")), 10)
        self.assertEqual(sum(rows.mapped("done_count")), 5)
        by_role = {row.role_id.code: row.drawn_count for row in rows}
        self.assertEqual(
            {role: by_role.get(role, 0) for role in SHARES},
            {"manager": 1, "supervisor": 3, "repair_lead": 6},
        )

    def make_called_back(self, day, count, role, **values):
        """Repairs of which one role called the household back, at noon of that day."""
        tickets = self.repairs_of(day, count)
        tickets.write(values)
        for visit in tickets.callback_ids:
            visit.role_id = self.role(role)
            self.call_back(visit, f"2026-11-{day:02} 04:00:00")
        return tickets

    def figures(self, start="2026-11-01", stop="2026-12-01"):
        rows = self.env["property.callback.share"]._figures(
            self.estate, date.fromisoformat(start), date.fromisoformat(stop)
        )
        return {
            row["role"].code: (row["made"], row["base"], row["share"], row["met"])
            for row in rows
        }

    def test_what_each_role_made_of_all_callbacks(self):
        self.make_called_back(2, 4, "repair_lead")
        self.make_called_back(3, 1, "manager")
        self.repairs_of(4, 3)  # open: not made yet
        self.assertEqual(
            self.figures(),
            {
                "manager": (1, 5, 0.2, True),
                "supervisor": (0, 5, 0.0, False),
                "repair_lead": (4, 5, 0.8, True),
            },
        )
        self.assertEqual(self.figures(stop="2026-11-03")["manager"][:2], (0, 4))
        self.assertEqual(
            self.figures("2026-12-01", "2027-01-01")["manager"], (0, 0, None, None)
        )

    def assertListAgrees(self):
        """The list of shares tells the same as the figures of its month."""
        rows = self.env["property.callback.analysis"]
        rows.invalidate_model()
        found = rows.search(
            [("estate_id", "=", self.estate.id), ("minimum_share", ">", 0)]
        )
        told = {
            row.role_id.code: (row.done_count, row.base_count, row.share, row.is_met)
            for row in found
        }
        self.assertEqual(told, self.figures())

    def test_the_list_shows_who_made_none(self):
        self.make_called_back(2, 4, "repair_lead")
        self.make_called_back(3, 1, "manager")
        self.assertListAgrees()
        self.shares.base = "cases"
        self.repairs_of(4, 5)
        self.assertListAgrees()

    def test_each_row_is_one_of_its_own(self):
        """By estate, kind, month and role; a row that is opened is the one listed."""
        self.shares.copy({"property_kind": "complaint"})
        for handled in ("2026-11-02 02:00:00", "2026-12-02 02:00:00"):
            for kind in ("repair", "complaint"):
                with self.on(handled):
                    self.handle(self.make_case(property_kind=kind))
        rows = self.env["property.callback.analysis"]
        mine = [("estate_id", "=", self.estate.id), ("minimum_share", ">", 0)]
        listed = rows.search(mine)
        self.assertEqual(rows.search_count(mine), 2 * 2 * len(SHARES))
        self.assertEqual(
            {(row.property_kind, f"{row.month}", row.role_id.code) for row in listed},
            {
                (kind, month, role)
                for kind in ("repair", "complaint")
                for month in ("2026-11-01", "2026-12-01")
                for role in SHARES
            },
        )

    def test_the_base_may_be_what_was_repaired(self):
        """S1 leaves open what 10 % are taken of: callbacks made, or repairs done."""
        self.shares.base = "cases"
        self.make_called_back(2, 2, "manager")
        self.repairs_of(3, 8)
        self.assertEqual(self.figures()["manager"], (2, 10, 0.2, True))
        self.assertEqual(self.figures()["supervisor"], (0, 10, 0.0, False))

    def test_the_figures_of_an_estate_are_the_same_for_all_its_people(self):
        self.make_called_back(2, 4, "repair_lead")
        row = self.env["property.callback.share"].with_user(self.butler)
        days = (date(2026, 11, 1), date(2026, 12, 1))
        self.assertEqual(row._figures(self.estate, *days)[-1]["made"], 4)
        with self.assertRaises(AccessError):
            far = self.estate.with_user(self.stranger)
            row.with_user(self.stranger)._figures(far, *days)
