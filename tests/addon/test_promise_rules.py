"""What a rule says is remembered, read anew when it changes, and meant for whom."""

from ledger import LedgerCase
from odoo.tests import tagged


@tagged("post_install", "-at_install")
class TestRuleFacts(LedgerCase):
    def test_a_butlers_promise_is_the_households_butlers(self):
        """Several hold the role at the estate; the first of them is not asked (N7)."""
        self.hold(self.colleague, "butler")
        self.hold(self.butler, "butler")
        rule = self.make_rule(name="Answer", event="message_taken", kept_by="callback")
        facts = self.env["property.commitment.rule"]._facts_on(
            self.procedure.id, "message_taken"
        )
        self.assertEqual([fact.id for fact in facts], rule.ids)
        for household in (self.household, self.neighbour_of_colleague()):
            promise = self.Ledger._promise(
                "message_taken",
                self.make_feedback(household_id=household.id),
                self.env.cr.now(),
            )
            self.assertEqual(promise.user_id, household.butler_id)

    def neighbour_of_colleague(self):
        return self.make_household("201", building=self.building_b)

    def test_a_rule_that_is_changed_is_read_anew(self):
        rule = self.make_rule(event="message_taken", kept_by="callback", amount=1)

        def amounts():
            facts = rule._facts_on(self.procedure.id, "message_taken")
            return [(fact.amount, len(fact.steps)) for fact in facts]

        self.assertEqual(amounts(), [(1, 4)])
        rule.amount = 2
        self.assertEqual(amounts(), [(2, 4)])
        rule.step_ids[0].active = False
        self.assertEqual(amounts(), [(2, 3)])
        rule.active = False
        self.assertEqual(amounts(), [])

    def test_a_role_that_becomes_the_butlers_is_read_anew(self):
        rule = self.make_rule(event="message_taken", kept_by="callback")
        rule.role_id = self.env["property.role"].create({"name": "New", "code": "new"})

        def is_butlers():
            (facts,) = rule._facts_on(self.procedure.id, "message_taken")
            return facts.is_butlers

        self.assertFalse(is_butlers())
        self.role("butler").code = "butler_before"
        rule.role_id.code = "butler"
        self.assertTrue(is_butlers())
