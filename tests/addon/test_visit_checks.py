"""V7: some visits are asked about again, by somebody else, each in time."""

from common import local
from ledger import LedgerCase
from odoo.exceptions import AccessError
from odoo.tests import tagged


@tagged("post_install", "-at_install")
class TestVisitChecks(LedgerCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.make_rule(
            event="check_drawn", kept_by="check", unit="calendar_days", amount=7
        )
        cls.procedure.check_share = 0.2
        cls.visits = cls.env["property.visit"]
        for day in range(1, 11):
            cls.visits += cls.make_done(cls.household, day)
        cls.visits += cls.make_done(cls.neighbour, 31)
        cls.Check = cls.env["property.visit.check"]
        cls.Analysis = cls.env["property.visit.check.analysis"]

    @classmethod
    def make_done(cls, household, day, month=10, **values):
        moment = local(f"2026-{month:02}-{day:02} 10:00")
        return cls.make_visit(household, state="done", date_done=moment, **values)

    def draw(self):
        self.Check._cron_draw()
        return self.Check.search([("estate_id", "=", self.estate.id)])

    def answer(self, check, place="yes", rightly="yes"):
        check.write({"took_place": place, "recorded_rightly": rightly})
        check.action_asked()

    # ------------------------------------------------------------------ drawing

    def test_the_share_of_last_month_is_drawn_once(self):
        """A fifth of eleven visits, rounded up; October only, and not twice."""
        self.make_done(self.household, 1, month=11)
        checks = self.draw()
        self.assertEqual(len(checks), 3)
        self.assertLessEqual(checks.visit_id, self.visits)
        self.assertEqual({f"{c.month}" for c in checks}, {"2026-10-01"})
        self.assertEqual(self.draw(), checks)

    def test_a_draw_can_be_repeated(self):
        drawn = self.draw().visit_id
        self.env.cr.execute("DELETE FROM property_visit_check")
        self.env.invalidate_all()
        self.assertEqual(self.draw().visit_id, drawn)

    def test_a_visit_of_the_last_local_evening_belongs_to_its_month(self):
        """23:30 on 31 October in Shanghai, and 0:30 on 1 November."""
        self.procedure.check_share = 1
        late = self.make_visit(state="done", date_done=local("2026-10-31 23:30"))
        early = self.make_visit(state="done", date_done=local("2026-11-01 00:30"))
        drawn = self.draw().visit_id
        self.assertIn(late, drawn)
        self.assertNotIn(early, drawn)

    def test_no_share_draws_nothing(self):
        self.procedure.check_share = 0
        self.assertFalse(self.draw())

    def test_somebody_else_asks(self):
        self.hold(self.butler, "supervisor")
        self.procedure.check_share = 1
        self.assertEqual(self.draw().user_id, self.supervisor)

    def test_who_took_part_is_refused(self):
        check = self.draw()[0]
        with self.assertRefused("somebody else has to ask"):
            check.user_id = self.butler
        check.visit_id.companion_ids = self.colleague
        with self.assertRefused("somebody else has to ask"):
            check.user_id = self.colleague

    # ------------------------------------------------------------------ asking

    def test_asking_is_promised_and_kept(self):
        check = self.draw()[0]
        promise = self.Ledger._of(check)
        self.assertEqual(promise.date_due, local("2026-11-09 23:59:59"))
        self.assertEqual(promise.user_id, self.supervisor)
        self.answer(check.with_user(self.supervisor))
        self.assertEqual((promise.state, check.state), ("kept", "asked"))

    def test_both_answers_are_needed(self):
        check = self.draw()[0].with_user(self.supervisor)
        check.took_place = "yes"
        with self.assertRefused("Note both answers"):
            check.action_asked()
        check.action_all_fine()
        self.assertEqual(check.recorded_rightly, "yes")

    def test_figures_of_a_person_and_in_all(self):
        """Who cannot say is not judged; a visit that was none is not in order."""
        self.procedure.check_share = 0.4
        first, second, third, fourth, fifth = self.draw()
        self.answer(first)
        self.answer(second, "no", "unsure")
        self.answer(third, "yes", "no")
        self.answer(fourth, "unsure", "yes")
        fifth.action_not_reached()
        self.env.flush_all()
        self.assertEqual(
            self.Analysis._figures(self.estate, "2026-10-01", "2026-11-01"),
            {"drawn": 5, "asked": 4, "judged": 3, "right": 1},
        )
        [(user, rate)] = self.Analysis._read_group(
            [("estate_id", "=", self.estate.id)],
            ["visited_by_id"],
            ["right_rate:avg"],
        )
        self.assertEqual(user, self.butler)
        self.assertAlmostEqual(rate, 1 / 3)

    def test_nothing_judged_has_no_rate(self):
        self.draw()
        [(rate,)] = self.Analysis._read_group([], [], ["right_rate:avg"])
        self.assertFalse(rate)

    # ------------------------------------------------------------------ rights

    def test_who_sees_what_is_asked(self):
        """Nobody learns beforehand which of their own visits was drawn."""
        check = self.draw()[0]
        self.assertTrue(check.with_user(self.supervisor).has_access("write"))
        self.assertTrue(check.with_user(self.manager).has_access("write"))
        self.assertTrue(check.with_user(self.admin).has_access("write"))
        for user in (self.butler, self.colleague, self.stranger, self.department):
            self.assertFalse(check.with_user(user).has_access("read"), user.name)
        check.user_id = self.colleague
        self.assertTrue(check.with_user(self.colleague).has_access("write"))
        self.assertFalse(check.with_user(self.colleague).has_access("unlink"))

    def test_a_supervisor_is_blind_to_checks_of_own_visits(self):
        own = self.make_done(self.household, 12, user_id=self.supervisor.id)
        self.procedure.check_share = 1
        check = self.draw().filtered(lambda check: check.visit_id == own)
        self.assertFalse(check.with_user(self.supervisor).has_access("read"))
        self.assertEqual(check.user_id, self.env["res.users"])

    def test_figures_are_for_supervisors(self):
        self.draw()
        self.env.flush_all()
        self.assertTrue(self.Analysis.with_user(self.supervisor).search([]))
        with self.assertRaises(AccessError):
            self.Analysis.with_user(self.butler).search([])
