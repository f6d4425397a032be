"""Problems that come back are raised once as a nonconformity (C10)."""

from common import PropertyCase
from odoo.exceptions import AccessError
from odoo.tests import tagged
from psycopg2 import IntegrityError


class PatternCase(PropertyCase):
    """Three times within ten days in one household count as one fault."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.Raised = cls.env["mgmtsystem.nonconformity"]
        cls.rule = cls.make_pattern()

    @classmethod
    def make_pattern(cls, **values):
        return cls.env["property.pattern.rule"].create(
            {
                "name": "Again and again",
                "procedure_id": cls.procedure.id,
                "minimum": 3,
                "days": 10,
                **values,
            }
        )

    def say(self, *days, household=None, **values):
        """A complaint of a household on each of some days ("10-24")."""
        household = household or self.household
        values = {"kind": "complaint", **values, "household_id": household.id}
        return self.env["property.feedback"].union(
            *(self.make_feedback(date=f"2026-{day}", **values) for day in days)
        )

    def make_ticket(self, moment="2026-11-01 02:00:00", household=None, **values):
        """A complaint's ticket about the environment, received at a moment in UTC."""
        household = household or self.household
        with self.on(moment):
            ticket = self.env["helpdesk.ticket"].create(
                {
                    "name": "Dirty stairs",
                    "description": "The stairs are dirty",
                    "household_id": household.id,
                    "property_kind": "complaint",
                    "problem_category_id": self.category().id,
                    **values,
                }
            )
            self.env.flush_all()
        return ticket

    def run_cron(self, moment="2026-11-02 18:00:00"):
        """Run the nightly search as the scheduler does; return all that is raised."""
        self.env.flush_all()
        with self.on(moment), self.enter_registry_test_mode():
            self.env.ref("property_visit.ir_cron_find_patterns").method_direct_trigger()
        self.env.invalidate_all()
        return self.Raised.search(
            [("pattern_rule_id.procedure_id", "=", self.procedure.id)]
        )

    def end(self, raised, stage="cancel"):
        raised.stage_id = self.env.ref(f"mgmtsystem_nonconformity.stage_{stage}")


@tagged("post_install", "-at_install")
class TestPatterns(PatternCase):
    # ------------------------------------------------------------------ found

    def test_three_complaints_within_ten_days_are_raised_once(self):
        said = self.say("10-20", "10-25", "10-29")
        raised = self.run_cron()
        self.assertEqual(len(raised), 1)
        self.assertEqual(raised.feedback_ids, said)
        self.assertEqual(said.nonconformity_ids, raised)
        self.assertEqual(raised.household_id, self.household)
        self.assertEqual(raised.problem_category_id, self.category())
        self.assertEqual(raised.estate_id, self.estate)
        self.assertEqual(self.run_cron("2026-11-03 18:00:00"), raised)
        self.assertEqual(raised.feedback_ids, said)

    def test_one_day_too_far_apart_is_no_repetition(self):
        self.say("10-20", "10-25", "10-30")
        self.assertFalse(self.run_cron())

    def test_two_are_not_three(self):
        self.say("10-28", "10-29")
        self.assertFalse(self.run_cron())

    def test_the_rule_says_how_often_and_within_how_long(self):
        self.say("10-01", "10-30")
        self.rule.write({"minimum": 2, "days": 29})
        self.assertFalse(self.run_cron())
        self.rule.days = 30
        self.assertTrue(self.run_cron())

    def test_different_categories_are_different_problems(self):
        self.say("10-28", "10-29")
        self.say("10-30", category_id=self.category("security").id)
        self.assertFalse(self.run_cron())

    def test_different_households_are_different_problems(self):
        self.say("10-28", "10-29")
        self.say("10-30", household=self.neighbour)
        self.assertFalse(self.run_cron())

    def test_households_of_one_building_add_up_where_the_rule_says_so(self):
        self.rule.scope = "building"
        said = self.say("10-28", "10-29") | self.say("10-30", household=self.neighbour)
        self.say(
            "10-30", household=self.make_household("201", building=self.building_b)
        )
        raised = self.run_cron()
        self.assertEqual(raised.building_id, self.building)
        self.assertFalse(raised.household_id)
        self.assertEqual(raised.feedback_ids, said)

    def test_praise_and_what_was_invalid_do_not_count(self):
        self.say("10-27", "10-28")
        self.say("10-29", kind="praise")
        self.say("10-30", is_valid=False)
        self.assertFalse(self.run_cron())

    def test_the_rule_says_which_kinds_and_categories_count(self):
        self.say("10-27", "10-28", "10-29", kind="suggestion")
        self.assertFalse(self.run_cron())
        self.rule.write({"kinds": "any", "category_ids": self.category("security").ids})
        self.assertFalse(self.run_cron())
        self.rule.category_ids = self.category()
        self.assertTrue(self.run_cron())

    def test_other_procedures_and_archived_rules_raise_nothing(self):
        self.rule.active = False
        self.say("10-27", "10-28", "10-29")
        self.assertFalse(self.run_cron())

    def test_a_search_that_stood_still_for_two_months_misses_nothing(self):
        self.say("10-27", "10-28", "10-29")
        self.assertTrue(self.run_cron("2026-12-28 18:00:00"))

    # ------------------------------------------------------------------ tickets

    def test_tickets_and_feedback_add_up(self):
        ticket = self.make_ticket()
        said = self.say("10-30", "10-31")
        raised = self.run_cron()
        self.assertEqual((raised.ticket_ids, raised.feedback_ids), (ticket, said))
        self.assertEqual(ticket.nonconformity_ids, raised)

    def test_a_ticket_and_the_feedback_it_came_from_count_once(self):
        said = self.say("10-30", "10-31")
        with self.on("2026-11-01 02:00:00"):
            said[0].action_create_ticket()
            self.env.flush_all()
        self.assertEqual(said.ticket_id.problem_category_id, self.category())
        self.assertFalse(self.run_cron())
        self.say("11-01")
        raised = self.run_cron()
        self.assertEqual(raised.ticket_ids, said[0].ticket_id)

    def test_feedback_that_becomes_a_ticket_later_is_not_news(self):
        said = self.say("10-29", "10-30", "10-31")
        raised = self.run_cron()
        messages = len(raised.message_ids)
        said[0].action_create_ticket()
        self.run_cron("2026-11-03 18:00:00")
        self.assertFalse(raised.ticket_ids)
        self.assertEqual(len(raised.message_ids), messages)

    def test_duplicates_and_tickets_without_household_do_not_count(self):
        self.say("10-30", "10-31")
        first = self.make_ticket(household=self.neighbour)
        self.make_ticket(duplicate_id=first.id)
        self.make_ticket(household_id=False, estate_id=self.estate.id)
        self.assertFalse(self.run_cron())

    def test_a_case_found_invalid_does_not_count(self):
        self.say("10-30", "10-31")
        ticket = self.make_ticket(is_valid=False)
        self.assertFalse(self.run_cron())
        ticket.is_valid = True
        self.assertTrue(self.run_cron())

    def test_the_day_of_a_ticket_is_that_of_the_estate(self):
        """17:00 UTC on 29 October is the 30th there: the eleventh day."""
        self.make_ticket("2026-10-29 17:00:00")
        self.say("10-20", "10-21")
        self.assertFalse(self.run_cron())

    # ------------------------------------------------------------------ going on

    def test_what_comes_back_joins_the_open_one(self):
        self.say("10-27", "10-28", "10-29")
        raised = self.run_cron()
        more = self.say("11-03")
        self.assertEqual(self.run_cron("2026-11-03 18:00:00"), raised)
        self.assertIn(more, raised.feedback_ids)
        self.assertIn("2026-11-03", raised.message_ids[0].body)

    def test_what_comes_back_long_after_does_not_join(self):
        self.say("10-27", "10-28", "10-29")
        raised = self.run_cron()
        late = self.say("11-20")
        self.assertEqual(self.run_cron("2026-11-20 18:00:00"), raised)
        self.assertNotIn(late, raised.feedback_ids)

    def test_after_it_was_ended_only_a_new_repetition_is_raised(self):
        self.say("10-27", "10-28", "10-29")
        first = self.run_cron()
        self.end(first)
        self.say("10-30", "10-31")
        self.assertEqual(self.run_cron(), first)
        self.say("11-01")
        second = self.run_cron() - first
        self.assertEqual(len(second), 1)
        self.assertEqual(len(second.feedback_ids), 3)

    def test_the_database_holds_one_open_only(self):
        self.say("10-27", "10-28", "10-29")
        raised = self.run_cron()
        with self.assertRaises(IntegrityError), self.env.cr.savepoint():
            raised.copy()
            self.env.flush_all()

    # ------------------------------------------------------------------ people

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


@tagged("post_install", "-at_install")
class TestPatternsFailing(PatternCase):
    def test_an_estate_that_fails_leaves_the_others_theirs(self):
        """A role that nobody can read any more fails; the neighbour is served."""
        self.far_estate.partner_id = self.estate.company_id.partner_id
        for household in (self.household, self.far_household):
            self.say("10-27", "10-28", "10-29", household=household)
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE resource_calendar SET tz = 'No/Where' WHERE id = %s",
            (self.estate.resource_calendar_id.id,),
        )
        self.env.invalidate_all()
        with self.assertLogs("odoo.addons.property_visit", "ERROR"):
            raised = self.run_cron()
        self.assertEqual(raised.estate_id, self.far_estate)
