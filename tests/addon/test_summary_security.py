"""Who may read, propose, decide and carry out a month, role by role (M1, H5)."""

from months import MonthCase
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged


@tagged("post_install", "-at_install")
class TestSummarySecurity(MonthCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.say("More benches")
        cls.open_month = cls.Summary.create(
            {"estate_id": cls.estate.id, "month": "2026-11-01"}
        )
        cls.far = cls.Summary.create(
            {"estate_id": cls.far_estate.id, "month": "2026-11-01"}
        )

    def sees(self, user, records):
        found = records.with_user(user).search([("id", "in", records.ids)])
        return found.sudo() == records

    def assertRefusedFor(self, user, record, values):
        with self.assertRaises(UserError), self.cr.savepoint():
            record.with_user(user).write(values)

    # ------------------------------------------------------------------ roles

    def test_butler(self):
        month, line = self.open_month, self.open_month.line_ids
        for records in (month, line, self.far):
            self.assertFalse(self.sees(self.butler, records))
        with self.assertRaises(AccessError):
            month.with_user(self.butler).get_figures()
        with self.assertRaises(AccessError):
            month.with_user(self.butler).create(
                {"estate_id": self.estate.id, "month": "2026-10-01"}
            )
        self.propose(month)
        self.decide(month)
        self.assertTrue(self.sees(self.butler, month))
        self.assertTrue(self.sees(self.butler, line))
        self.assertTrue(month.with_user(self.butler).get_figures()["sections"])
        self.assertRefusedFor(self.butler, line, {"proposal": "Mine"})
        call = month.call_ids
        self.assertTrue(self.sees(self.butler, call))
        self.assertFalse(self.sees(self.colleague, call))
        self.assertFalse(self.sees(self.stranger, call))
        call.with_user(self.butler).note = "They are glad"
        self.assertRefusedFor(self.butler, call, {"told_at": "2026-11-02 02:00:00"})

    def test_department(self):
        month, line = self.open_month, self.open_month.line_ids
        self.assertFalse(self.sees(self.department, line))
        self.propose(month)
        self.decide(month)
        self.assertTrue(self.sees(self.department, line))
        self.assertFalse(self.sees(self.cleaner, line))
        line.with_user(self.department).result = "Two benches"
        self.assertRefusedFor(self.department, line, {"proposal": "Mine"})
        self.assertRefusedFor(self.department, line, {"decision": "rejected"})
        with self.assertRaises(AccessError):
            self.sees(self.department, month.call_ids)
        self.hold(self.cleaner, "department_head")
        for user in (self.department, self.cleaner):
            self.env.invalidate_all()
            mine = month.with_user(user)
            mine.line_ids.mapped("name")  # what they may read, into the cache
            self.assertEqual((mine.decided_count, mine.item_count), (1, 1))
            self.assertEqual((mine.call_count, mine.told_count), (1, 0))
            self.assertEqual(mine.get_figures()["items"]["adopted"], 1)

    def test_supervisor_and_deputy(self):
        month, line = self.open_month, self.open_month.line_ids
        for user in (self.supervisor, self.deputy):
            self.assertTrue(self.sees(user, month))
            self.assertFalse(self.sees(user, self.far))
            line.with_user(user).proposal = "Two on each side"
            self.assertRefusedFor(user, line, {"decision": "adopted"})
            self.assertRefusedFor(user, month, {"verdict": "Well done"})
            self.assertRefusedFor(user, month, {"state": "decided"})
            self.assertRefusedFor(user, month, {"frozen": {}})
        month.with_user(self.deputy).remarks = "A quiet month"
        with self.assertRaises(AccessError):
            month.with_user(self.deputy).action_decide()
        with self.assertRaises(AccessError):
            month.with_user(self.deputy).create(
                {"estate_id": self.far_estate.id, "month": "2026-10-01"}
            )

    def test_manager(self):
        month = self.open_month
        self.assertFalse(self.sees(self.manager, self.far))
        month.with_user(self.manager).verdict = "Well done"
        self.propose(month)
        month.with_user(self.manager).action_return()
        self.assertEqual(month.state, "draft")
        self.decide(month)
        self.assertRefusedFor(self.manager, month, {"state": "draft"})
        month.with_user(self.manager).action_publish()
        self.assertEqual(month.state, "published")

    def test_administrator_sees_every_estate(self):
        self.assertTrue(self.sees(self.admin, self.open_month | self.far))

    def test_an_analysis_stays_within_reach(self):
        analysis = self.env["property.period.analysis"].with_user(self.manager)
        mine = analysis.create({"estate_ids": [(6, 0, self.estate.ids)]})
        self.assertTrue(mine.get_figures()["sections"])
        theirs = mine.sudo().create({"estate_ids": [(6, 0, self.far_estate.ids)]})
        with self.assertRaises(UserError):
            theirs.with_user(self.manager).get_figures()

    def test_analyses_count_what_their_reader_may_see(self):
        self.say("Far away", household=self.far_household)
        self.make_case()
        for name, readers in (
            ("feedback", (self.butler, self.supervisor, self.manager)),
            ("ticket", (self.supervisor, self.manager)),
        ):
            model = self.env[f"property.{name}.analysis"]
            for user in readers:
                self.assertEqual(
                    model.with_user(user).search([]).estate_id, self.estate, name
                )
        self.assertFalse(
            self.env["property.feedback.analysis"]
            .with_user(self.cleaner)
            .search([("estate_id", "=", self.estate.id)])
        )
        with self.assertRaises(AccessError):
            self.env["property.ticket.analysis"].with_user(self.butler).search([])
