"""Problems that come back are raised once as a nonconformity (C10)."""

from odoo.tests import tagged
from patterns import PatternCase
from psycopg2 import IntegrityError


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


@tagged("post_install", "-at_install")
class TestPatternsFailing(PatternCase):
    def test_an_estate_that_fails_leaves_the_others_theirs(self):
        """A zone that nobody can read any more fails; the neighbour is served."""
        self.far_estate.partner_id = self.estate.company_id.partner_id
        for household in (self.household, self.far_household):
            self.say("10-27", "10-28", "10-29", household=household)
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE property_estate SET tz = 'No/Where' WHERE id = %s",
            (self.estate.id,),
        )
        self.env.invalidate_all()
        with self.assertLogs("odoo.addons.property_visit", "ERROR"):
            raised = self.run_cron()
        self.assertEqual(raised.estate_id, self.far_estate)
