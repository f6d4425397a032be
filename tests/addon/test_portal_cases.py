"""A case on the portal: its way, its promise, and what the household says to it."""

from freezegun import freeze_time
from odoo.tests import tagged
from portal_world import PortalCase


class CasePages(PortalCase):
    """A repair of household 101, promised an answer within 24 hours."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.startClassPatcher(freeze_time("2026-11-02 01:00:00", tick=True))
        cls.env["property.commitment.rule"].create(
            {
                "name": "Answer",
                "procedure_id": cls.procedure.id,
                "event": "ticket_received",
                "kept_by": "answer",
                "amount": 24,
            }
        )
        cls.case = cls.make_ticket(
            "Tap drips", cls.wang, cls.household, property_kind="repair"
        )

    def page(self, case=None):
        answer = self.url_open(f"/my/ticket/{(case or self.case).id}")
        self.assertEqual(answer.status_code, 200)
        return answer.text

    def say(self, answer, case=None, **values):
        url = f"/my/ticket/{(case or self.case).id}/answer"
        return self.submit(url, answer=answer, **values)

    def handle(self):
        self.case.action_start()
        self.case.remedy = "New washer"
        self.case.action_handle()

    def propose(self):
        return self.env["property.case.proposal"].create(
            {"ticket_id": self.case.id, "description": "A new tap"}
        )


@tagged("post_install", "-at_install")
class TestWay(CasePages):
    def test_the_promise_is_live(self):
        with freeze_time("2026-11-02 01:30:00", tick=True):
            self.sign_in("wife")
            pages = [
                self.page(),
                self.url_open("/my/tickets").text,
                self.url_open("/my").text,
            ]
        for page in pages:
            self.assertIn("We answer you by", page)
            self.assertIn("tomorrow 09:00", page)
            self.assertIn("23 h left", page)

    def test_late_is_said_as_such(self):
        self.sign_in("wang")
        with freeze_time("2026-11-03 02:00:00", tick=True):
            self.sign_in("wang")
            self.assertIn("We are late", self.page())

    def test_the_timeline_goes_with_the_case(self):
        self.sign_in("wang")
        self.assertIn("Being checked", self.page())
        self.case.action_start()
        self.assertIn("Being solved", self.page())
        self.case.remedy = "New washer"
        self.assertNotIn("New washer", self.page())
        self.case.action_handle()
        page = self.page()
        self.assertIn("Are you satisfied?", page)
        self.assertIn("New washer", page)

    def test_a_ticket_without_household_stays_as_it_was(self):
        bare = self.make_ticket("No household", self.wang)
        self.sign_in("wang")
        self.assertNotIn("o_property_steps", self.page(bare))


@tagged("post_install", "-at_install")
class TestAnswers(CasePages):
    def test_not_solved_reopens_and_counts(self):
        self.handle()
        self.sign_in("wife")
        self.assertEqual(self.say("not_solved", text="Drips again").status_code, 303)
        self.assertEqual(
            (self.case.handling_state, self.case.reopen_count), ("solving", 1)
        )
        self.assertIn("Drips again", str(self.case.message_ids.mapped("body")))
        promise = self.env["property.commitment"]._of(self.case)
        self.assertEqual(promise.mapped("rule_id.kept_by"), ["answer"])

    def test_solved_and_satisfied_then_rated(self):
        self.handle()
        self.sign_in("wang")
        self.say("solved")
        self.assertEqual(self.case.handling_state, "callback")
        self.assertTrue(self.case.satisfied_at)
        self.assertIn("How did we handle it?", self.page())
        self.say("rate", score="4", text="Friendly")
        rating = self.case.rating_ids
        self.assertEqual((rating.rating, rating.feedback), (4, "Friendly"))
        self.assertEqual(rating.partner_id, self.wang)
        self.assertEqual(self.say("rate", score="1").status_code, 422)
        self.assertEqual(self.case.rating_ids.rating, 4)

    def test_nothing_is_judged_before_it_is_handled(self):
        self.sign_in("wang")
        for answer in ("solved", "not_solved", "rate", "", "close", "agree"):
            with self.subTest(answer):
                self.assertEqual(self.say(answer, score="5").status_code, 422)
        self.assertEqual(self.case.handling_state, "received")

    def test_agreeing_to_a_proposal(self):
        proposal = self.propose()
        self.sign_in("wife")
        self.assertIn("A new tap", self.page())
        self.say("agree", proposal=proposal.id)
        self.assertEqual(proposal.state, "agreed")
        self.assertEqual(self.say("agree", proposal=proposal.id).status_code, 422)

    def test_another_solution_needs_a_word(self):
        proposal = self.propose()
        self.sign_in("wang")
        self.assertEqual(self.say("another", proposal=proposal.id).status_code, 422)
        self.assertEqual(proposal.state, "proposed")
        self.say("another", proposal=proposal.id, text="Repair the old one")
        self.assertEqual(proposal.state, "refused")
        self.assertEqual(proposal.household_words, "Repair the old one")

    def test_a_proposal_of_another_case_is_none(self):
        other = self.make_ticket("Lamp", self.zhao, self.neighbour)
        foreign = self.env["property.case.proposal"].create(
            {"ticket_id": other.id, "description": "A new lamp"}
        )
        self.sign_in("wang")
        self.assertEqual(self.say("agree", proposal=foreign.id).status_code, 422)
        self.assertEqual(foreign.state, "proposed")

    def test_a_link_with_a_token_only_reads(self):
        self.handle()
        url = f"/my/ticket/{self.case.id}/{self.case._portal_ensure_token()}"
        page = self.url_open(url).text
        self.assertIn("Are you satisfied?", page)
        self.assertNotIn("Solved, I am satisfied", page)
