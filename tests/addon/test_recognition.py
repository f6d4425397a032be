"""M3, M4: cadences that figures question; staff and households that are thanked."""

from cases import CaseCase
from common import local
from odoo.exceptions import AccessError
from odoo.tests import tagged


@tagged("post_install", "-at_install")
class TestAdvice(CaseCase):
    def test_a_policy_shows_what_its_figures_suggest_and_stays_as_it_is(self):
        self.procedure.write({"advice_answers": 2, "satisfaction_target": 85})
        visits = [self.done_for_policy(day, score) for day, score in ((1, 5), (2, 2))]
        self.env.flush_all()
        self.assertEqual(len(visits), 2)
        self.assertEqual(self.policy.advice, "more")
        self.assertIn("1 of 2 answers", self.policy.advice_text)
        self.assertEqual((self.policy.times, self.policy.interval), (1, 1))
        self.assertEqual(self.procedure.advice_count, 1)
        self.procedure.advice_answers = 3
        self.policy.invalidate_recordset()
        self.assertFalse(self.policy.advice)

    def done_for_policy(self, day, score):
        return self.make_visit(
            state="done",
            date_done=local(f"2026-10-{day:02} 10:00"),
            satisfaction=score,
            policy_id=self.policy.id,
        )

    def test_staff_are_ranked_by_the_analyses(self):
        """A month's goals of the shipped challenge count what the analyses count."""
        challenge = self.env.ref("property_visit.gamification_challenge_butler")
        moment = local("2026-11-02 09:00")
        for _number in range(2):
            self.make_visit(state="done", date_done=moment, satisfaction=5)
        self.env.flush_all()
        challenge.write({"user_ids": [(6, 0, self.butler.ids)], "user_domain": "[]"})
        challenge.action_start()
        goals = self.env["gamification.goal"].search(
            [("challenge_id", "=", challenge.id), ("user_id", "=", self.butler.id)]
        )
        goals.update_goal()
        found = {goal.definition_id.name: goal.current for goal in goals}
        self.assertEqual(found["Visits made"], 2)
        self.assertEqual(found["Satisfied households"], 2)
        self.assertEqual(found["Promises kept on time"], 0)


@tagged("post_install", "-at_install")
class TestHonours(CaseCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.suggestion = cls.make_feedback(
            kind="suggestion", description="A bench at the pond"
        )
        cls.Honour = cls.env["property.honour"]

    def adopt(self, feedback=None):
        feedback = feedback or self.suggestion
        feedback.with_user(self.manager).decision = "adopted"
        return self.Honour.search([("feedback_id", "=", feedback.id)])

    def agree(self, honour, words="Ms Wang, building A"):
        mine = honour.with_user(self.butler)
        mine.shown_as = words
        mine.action_consent()

    def publish(self, honour):
        return honour.with_user(self.manager).action_publish()

    def test_an_adopted_suggestion_is_to_be_thanked_for(self):
        honour = self.adopt()
        self.assertEqual(honour.household_id, self.household)
        self.assertEqual(honour.reason, "A bench at the pond")
        self.assertEqual(honour.consent, "unknown")
        self.suggestion.decision = "deferred"
        self.assertEqual(self.adopt(), honour)

    def test_one_that_comes_in_adopted_is_too(self):
        item = self.make_feedback(kind="suggestion", decision="adopted")
        self.assertEqual(len(self.Honour.search([("feedback_id", "=", item.id)])), 1)

    def test_complaints_and_rejections_are_not(self):
        complaint = self.make_feedback(kind="complaint")
        self.assertFalse(self.adopt(complaint))
        self.suggestion.decision = "rejected"
        self.assertFalse(self.Honour.search([("feedback_id", "=", self.suggestion.id)]))

    def test_nobody_is_named_without_consent(self):
        honour = self.adopt()
        with self.assertRefused("has not agreed"):
            self.publish(honour)
        with self.assertRefused("wants to be named"):
            honour.with_user(self.butler).action_consent()
        self.agree(honour)
        publication = self.publish(honour)
        self.assertEqual((publication.kind, publication.on_portal), ("thanks", True))
        self.assertIn("Ms Wang, building A", publication.body)
        self.assertNotIn(self.household.partner_id.name + " ", publication.body)
        self.assertFalse(self.publish(honour), "thanked once")

    def test_words_of_a_household_are_shown_as_text(self):
        honour = self.adopt()
        self.agree(honour, "<script>x</script>Wang")
        self.assertNotIn("<script>", self.publish(honour).body)

    def test_consent_holds_for_these_words_only(self):
        honour = self.adopt()
        self.agree(honour)
        with self.assertRefused("agreed to be named otherwise"):
            honour.with_user(self.butler).shown_as = "Wang Fang, A-101"

    def test_who_changes_their_mind_is_taken_off(self):
        """Their name goes at once; the last one takes the notice along."""
        other = self.make_feedback(kind="suggestion", household_id=self.neighbour.id)
        honours = self.adopt() | self.adopt(other)
        for honour, words in zip(honours, ("Ms Wang", "Mr Zhao"), strict=True):
            self.agree(honour, words)
        publication = self.publish(honours)
        wang = honours.filtered(lambda honour: honour.shown_as == "Ms Wang")
        wang.with_user(self.butler).action_refuse()
        self.assertNotIn("Ms Wang", publication.body)
        self.assertIn("Mr Zhao", publication.body)
        (honours - wang).with_user(self.butler).action_refuse()
        self.assertFalse(publication.active)

    def test_a_manager_names_model_households(self):
        honour = self.adopt()
        honour.with_user(self.butler).nomination = "nominated"
        with self.assertRefused("A manager names"):
            honour.with_user(self.supervisor).nomination = "named"
        honour.with_user(self.manager).nomination = "named"

    def test_who_keeps_the_list(self):
        honour = self.adopt()
        for user in (self.butler, self.supervisor, self.manager, self.admin):
            self.assertTrue(honour.with_user(user).has_access("write"), user.name)
            self.assertFalse(honour.with_user(user).has_access("unlink"), user.name)
        for user in (self.stranger, self.department):
            self.assertFalse(honour.with_user(user).has_access("read"), user.name)
        self.agree(honour)
        with self.assertRaises(AccessError):
            honour.with_user(self.supervisor).action_publish()
