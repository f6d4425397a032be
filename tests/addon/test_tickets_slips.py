"""Contact slips between departments (C14), and who sees what of cases."""

from cases import CaseCase
from odoo.exceptions import AccessError
from odoo.tests import tagged, users
from psycopg2 import IntegrityError


@tagged("post_install", "-at_install")
class TestSlips(CaseCase):
    def make_slip(self, user=None, **values):
        slips = self.env["property.contact.slip"].with_user(user or self.department)
        return slips.create(
            {
                "estate_id": self.estate.id,
                "from_team_id": self.team.id,
                "to_team_id": self.cleaning.id,
                "request": "Clean the pump room",
                **values,
            }
        )

    def test_in_an_emergency_it_is_solved_first(self):
        with self.assertRaises(IntegrityError), self.env.cr.savepoint():
            self.make_slip(is_emergency=True)
        slip = self.make_slip(is_emergency=True, solved_at="2026-11-01 22:00:00")
        self.assertTrue(slip.name)
        self.assertEqual(slip.state, "open")

    def test_the_office_rules_where_departments_disagree(self):
        slip = self.make_slip()
        with self.assertRefused("Cleaning answers"):
            slip.action_agree()
        asked = slip.with_user(self.cleaner)
        with self.assertRefused("view of the asked"):
            asked.action_dispute()
        asked.to_view = "The pump room belongs to Engineering"
        asked.action_dispute()
        with self.assertRefused("The office rules"):
            slip._rule("Engineering cleans")
        slip.with_user(self.manager)._rule("Engineering cleans, Cleaning helps")
        self.assertEqual((slip.state, slip.ruled_by_id), ("ruled", self.manager))

    def test_nobody_rules_where_nobody_disagrees(self):
        slip = self.make_slip()
        slip.with_user(self.cleaner).action_agree()
        self.assertEqual(slip.state, "agreed")
        with self.assertRefused("disputed"):
            slip.with_user(self.manager)._rule("No")

    def test_no_answer_is_written_by_hand(self):
        slip = self.make_slip()
        for user in (self.department, self.manager, self.admin):
            with self.assertRaises(AccessError):
                slip.with_user(user).state = "ruled"
            with self.assertRaises(AccessError):
                self.make_slip(self.manager, ruling="Done")


@tagged("post_install", "-at_install")
class TestWhoSees(CaseCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.case = cls.make_case()
        cls.proposal = cls.env["property.case.proposal"].create(
            {"ticket_id": cls.case.id, "description": "Paint"}
        )
        cls.visitor = cls.env["property.visitor.log"].create(
            {"estate_id": cls.estate.id, "visitor": "Wang", "reason": "Lamp"}
        )

    def sees(self, *records):
        return [bool(r.with_env(self.env).has_access("read")) for r in records]

    @users("test_butler", "test_supervisor", "test_manager", "test_admin")
    def test_people_of_the_estate_see_its_cases(self):
        everything = (self.case, self.proposal, self.visitor)
        self.assertEqual(self.sees(*everything), [True] * 3)

    @users("test_stranger")
    def test_people_of_other_estates_see_nothing(self):
        everything = (self.case, self.proposal, self.visitor)
        self.assertEqual(self.sees(*everything), [False] * 3)

    def test_a_department_sees_what_is_sent_to_it(self):
        for user, seen in ((self.department, False), (self.cleaner, False)):
            self.assertEqual(self.case.with_user(user).has_access("read"), seen)
        self.case._dispatch(self.team)
        for user, seen in ((self.department, True), (self.cleaner, False)):
            self.assertEqual(self.case.with_user(user).has_access("read"), seen)
            self.assertEqual(self.proposal.with_user(user).has_access("read"), seen)
            self.assertFalse(self.visitor.with_user(user).has_access("read"))

    def test_strangers_take_no_step(self):
        theirs = self.case.with_user(self.stranger)
        steps = (
            theirs.action_start,
            theirs.action_handle,
            theirs.action_called_again,
            theirs.action_arrived,
        )
        for step in steps:
            with self.subTest(step.__name__), self.assertRaises(AccessError):
                step()
