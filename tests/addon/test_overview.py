"""M3: the figures an estate is judged by, each with the records that it counts."""

from cases import CaseCase
from common import local
from odoo.exceptions import AccessError
from odoo.tests import tagged

NOW = "2026-11-20 02:00:00"  # Friday, 10:00 at the estate


@tagged("post_install", "-at_install")
class TestOverview(CaseCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.procedure.satisfaction_target = 80

    def make_done(self, day, satisfaction=0, household=None, **values):
        return self.make_visit(
            household or self.household,
            state="done",
            date_done=local(f"{day} 10:00"),
            satisfaction=satisfaction,
            **values,
        )

    def figure(self, key, user=None):
        self.env.flush_all()
        self.env.invalidate_all()
        return self.estate.with_user(user or self.manager).overview[key]

    def behind(self, method):
        """The records that the link of a figure shows."""
        action = getattr(self.estate.with_user(self.manager), method)()
        self.assertEqual(action["views"][0][1], "list")
        records = self.env[action["res_model"]].with_user(self.manager)
        return records.search(action["domain"])

    # ------------------------------------------------------------------ figures

    def test_nothing_counted_is_a_dash(self):
        empty = self.make_estate("Empty Garden")
        self.hold(self.manager, "manager", empty)
        self.env.flush_all()
        texts = {key: f["text"] for key, f in empty.overview.items()}
        self.assertEqual(
            texts,
            {
                "coverage": "–",
                "promises": "–",
                "callbacks": "–",
                "satisfaction": "–",
                "complaints": "0",
            },
        )
        self.assertFalse(any(f["alarm"] for f in empty.overview.values()))

    def test_coverage_and_everybody_behind_it(self):
        with self.on(NOW):
            self.make_done("2026-11-05")
            figure = self.figure("coverage")
            self.assertEqual((figure["text"], figure["of"]), ("50%", "1 / 2"))
            self.assertTrue(figure["alarm"], "102 is neither seen nor planned")
            rows = self.behind("action_open_coverage")
            self.assertEqual((len(rows), sum(rows.mapped("seen"))), (2, 1))
            self.make_visit(self.neighbour, date_planned="2026-11-25")
            self.assertFalse(self.figure("coverage")["alarm"])

    def test_coverage_is_compared_with_the_same_day_last_month(self):
        """On 25 October the second was seen, but on the 20th not yet."""
        self.make_done("2026-10-05")
        self.make_done("2026-10-25", household=self.neighbour)
        with self.on(NOW):
            self.make_done("2026-11-05")
            self.assertEqual(self.figure("coverage")["trend"], "same")
            self.make_done("2026-11-06", household=self.neighbour)
            self.assertEqual(self.figure("coverage")["trend"], "up")

    def test_satisfaction_with_its_answers(self):
        """Unanswered visits do not enter; below the target: alarm.

        Compared with last month up to the same day: the 31st does not enter either.
        """
        self.make_done("2026-10-10", 1)
        self.make_done("2026-10-31", 5)
        with self.on(NOW):
            self.make_done("2026-11-02", 5)
            self.make_done("2026-11-03", 4)
            self.make_done("2026-11-04", 2)
            self.make_done("2026-11-05")
            figure = self.figure("satisfaction")
            self.assertEqual((figure["text"], figure["count"]), ("67%", 3))
            self.assertEqual((figure["alarm"], figure["trend"]), (True, "up"))
            self.assertEqual(len(self.behind("action_open_month_satisfaction")), 3)

    def test_promises_kept_late_and_overdue(self):
        self.make_rule()
        with self.on("2026-11-05 01:00:00"):
            kept = self.promise("2026-11-05 01:00:00")
            kept._keep(kept.date_due)
            late = self.promise("2026-11-05 01:00:00", self.make_feedback())
        with self.on(NOW):
            figure = self.figure("promises")
            self.assertEqual((figure["of"], figure["alarm"]), ("1 / 2", True))
            rows = self.behind("action_open_month_promises")
            self.assertEqual(rows.commitment_id, kept | late)
            late._keep(late.date_due.replace(day=19))
            figure = self.figure("promises")
            self.assertEqual((figure["of"], figure["alarm"]), ("1 / 2", False))

    def test_callback_shares(self):
        self.env["property.callback.share"].create(
            [
                {
                    "procedure_id": self.procedure.id,
                    "role_id": self.role(role).id,
                    "minimum_share": share,
                }
                for role, share in (("manager", 0.5), ("butler", 0.5))
            ]
        )
        ticket = self.make_case(property_kind="repair")
        with self.on(NOW):
            for day in (5, 6, 7, 8):
                self.make_done(
                    f"2026-11-{day:02}",
                    purpose="callback",
                    ticket_id=ticket.id,
                    role_id=self.role("butler").id,
                )
            figure = self.figure("callbacks")
            self.assertEqual((figure["text"], figure["alarm"]), ("1 / 2", True))
            rows = self.behind("action_open_month_callbacks")
            self.assertEqual(len(rows), figure["count"])

    def test_open_complaints(self):
        first, second = self.make_case(), self.make_case()
        self.make_case(property_kind="repair")
        self.make_case(is_valid=False)
        figure = self.figure("complaints")
        self.assertEqual((figure["text"], figure["alarm"]), ("2", False))
        rows = self.behind("action_open_complaints")
        self.assertEqual(rows.ticket_id, first | second)

    def test_many_estates_are_counted_at_the_price_of_one(self):
        """A card each for ten estates asks no more than the card of one."""
        ten = self.env["property.estate"].union(
            *(self.make_estate(f"Garden {number}") for number in range(10))
        )

        def queries(estates):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            estates.mapped("overview")
            return self.env.cr.sql_log_count - before

        queries(ten[:1])  # what is remembered is read
        self.assertEqual(queries(ten), queries(ten[:1]))

    def test_an_overdue_answer_alarms(self):
        self.make_case_rule("ticket_received", "answer", amount=24)
        self.make_case()
        self.assertFalse(self.figure("complaints")["alarm"])
        with self.on("2027-01-20 02:00:00"):
            self.assertTrue(self.figure("complaints")["alarm"])

    # ------------------------------------------------------------------ months

    def test_coverage_by_month(self):
        self.make_done("2026-09-05")
        self.make_done("2026-10-05")
        self.make_done("2026-10-06", household=self.neighbour)
        self.env.flush_all()
        analysis = self.env["property.coverage.month.analysis"].with_user(self.manager)
        rows = analysis._read_group(
            [("estate_id", "=", self.estate.id), ("month", ">=", "2026-09-01")],
            ["month:month"],
            ["seen:sum", "wanted:sum", "coverage:avg"],
        )
        self.assertEqual(
            [(f"{month:%m}", *counts) for month, *counts in rows],
            [("09", 1, 2, 0.5), ("10", 2, 2, 1.0), ("11", 0, 2, 0.0)],
        )

    def test_whose_coverage_one_reads(self):
        analysis = self.env["property.coverage.month.analysis"]
        self.env.flush_all()
        for user, count in ((self.butler, 1), (self.admin, 2), (self.department, 0)):
            estates = analysis.with_user(user).search([]).estate_id
            found = estates & (self.estate | self.far_estate)
            self.assertEqual(len(found), count, user.name)

    # ------------------------------------------------------------------ digest

    def test_the_periodic_mail_counts_as_the_analyses_do(self):
        self.make_done("2026-11-01")
        self.make_done("2026-10-31")
        self.make_case()
        self.env.flush_all()
        digest = self.env["digest.digest"].create({"name": "Test"})
        period = {
            "start_datetime": local("2026-11-01 08:00"),
            "end_datetime": local("2026-12-01 08:00"),
        }
        mine = digest.with_user(self.manager).with_context(**period)
        self.assertEqual(mine.kpi_property_visits_value, 1)
        self.assertEqual(mine.kpi_property_late_value, 0)
        other = digest.with_user(self.department).with_context(**period)
        with self.assertRaises(AccessError):
            other.kpi_property_visits_value  # noqa: B018
        actions = digest._compute_kpis_actions(self.env.company, self.manager)
        for key in actions:
            if key.startswith("kpi_property_"):
                self.assertIn(key, digest._fields)
                self.assertTrue(self.env.ref(actions[key].split("?")[0]))
