"""Who answers for a problem that came back, and who sees it (C10, H5)."""

from odoo.exceptions import AccessError
from odoo.tests import tagged
from patterns import PatternCase
from psycopg2 import IntegrityError


@tagged("post_install", "-at_install")
class TestPatternRecords(PatternCase):
    def test_the_manager_of_the_estate_answers_and_is_told(self):
        self.say("10-27", "10-28", "10-29")
        raised = self.run_cron()
        self.assertEqual(raised.responsible_user_id, self.manager)
        self.assertEqual(raised.manager_user_id, self.manager)
        self.assertEqual(raised.activity_ids.user_id, self.manager)
        self.assertIn("A 101", raised.name)
        self.assertNotIn("Wang", raised.name + raised.description)

    def test_another_role_may_answer(self):
        self.rule.role_id = self.role("supervisor")
        self.say("10-27", "10-28", "10-29")
        raised = self.run_cron()
        self.assertEqual(raised.responsible_user_id, self.supervisor)
        self.assertEqual(raised.manager_user_id, self.manager)

    def test_buttons_lead_to_the_records(self):
        said = self.say("10-30", "10-31")
        ticket = self.make_ticket()
        raised = self.run_cron().with_user(self.manager)
        self.assertEqual((raised.feedback_count, raised.ticket_count), (2, 1))
        for action, records in (
            (raised.action_open_feedback(), said),
            (raised.action_open_tickets(), ticket),
        ):
            found = self.env[action["res_model"]].search(action["domain"])
            self.assertEqual(found, records)

    def test_who_sees_what_was_raised(self):
        self.say("10-27", "10-28", "10-29")
        raised = self.run_cron()
        boss = self.make_user("manager", "far_manager")
        self.hold(boss, "manager", self.far_estate)
        self.assertTrue(raised.with_user(self.supervisor).feedback_ids)
        raised.with_user(self.manager).analysis = "Nobody sweeps on Sundays"
        for user in (self.butler, boss):
            self.assertFalse(raised.with_user(user).has_access("read"))
        officer = self.make_user("mgmtsystem.group_mgmtsystem_user", "officer")
        self.assertTrue(raised.with_user(officer).read(["name"]))
        with self.assertRaises(AccessError):
            raised.with_user(officer).read(["household_id"])

    def test_a_copied_procedure_brings_its_rules(self):
        copy = self.procedure.copy()
        self.assertEqual(copy.pattern_rule_ids.minimum, 3)

    def test_once_is_no_repetition(self):
        with self.assertRaises(IntegrityError), self.env.cr.savepoint():
            self.rule.minimum = 1
            self.env.flush_all()
