"""The cadences that are shipped are those of the written procedures (P2–P8).

Who is due how often, by whom and how is told here in the words of the rules and read
from the policies through the planner's own question: what does a household, or a
stakeholder, follow?
"""

from common import PropertyCase
from odoo.fields import Command
from odoo.tests import tagged


@tagged("post_install", "-at_install")
class TestShippedPolicies(PropertyCase):
    def run_by(self, procedure, estate_type="residential"):
        """Sunny Garden is run by a shipped procedure; its policies are these."""
        self.estate.estate_type_id = self.env.ref(
            f"property_visit.estate_type_{estate_type}"
        )
        self.estate.procedure_id = self.env.ref(f"property_visit.procedure_{procedure}")
        return self.estate.procedure_id.policy_ids

    def rhythm(self, policies):
        """("1 month", methods) of each policy, the first match in front."""
        return [
            (
                f"{policy.times} in {policy.interval} {policy.interval_unit}",
                set(policy.method_ids.mapped("code")),
            )
            for policy in policies
        ]

    def follows(self, role, *segments, occupancy="occupied"):
        """The rhythm by which household 101 is seen by a role."""
        self.household.occupancy = occupancy
        chosen = [self.segment(code).id for code in segments]
        self.household.segment_ids = [Command.set(chosen)]
        policies = self.env["property.visit.policy"]
        return self.rhythm(policies._followed_by(self.household, self.role(role)))

    def meets(self, role, tag):
        """The rhythm by which a stakeholder with a tag is seen by a role."""
        partner = self.env["res.partner"].create(
            {"name": tag, "category_id": self.env.ref(f"property_visit.{tag}").ids}
        )
        policies = self.env["property.visit.policy"]
        return self.rhythm(
            policies._followed_by_stakeholder(partner, self.estate, self.role(role))
        )

    def turns(self, role):
        """(how many, of whom, how often) of what a role does for a few in turn."""
        return [
            (
                policy.rotate_count,
                set(policy.segment_ids.mapped("code")),
                f"{policy.times} in {policy.interval} {policy.interval_unit}",
            )
            for policy in self.estate.procedure_id.policy_ids
            if policy.role_id == self.role(role) and policy.selection == "rotate"
        ]

    def test_butler_service(self):
        """P2: once a month at the door or by phone; not moved in: a quarter, phone."""
        self.run_by("butler")
        monthly = ("1 in 1 month", {"door", "phone"})
        self.assertEqual(self.follows("butler"), [monthly])
        empty = self.follows("butler", occupancy="not_moved_in")
        self.assertEqual(empty, [("1 in 1 quarter", {"phone"})])

    def test_managers_and_directors_of_the_butler_service(self):
        """P4, P5: committee monthly, one key household a month, offices in turn."""
        self.run_by("butler")
        self.assertEqual(self.turns("manager"), [(1, {"key"}, "1 in 1 month")])
        self.assertEqual(self.turns("director"), [(2, set(), "1 in 1 month")])
        for tag, often in (
            ("partner_category_committee_chair", "1 in 1 month"),
            ("partner_category_community_office", "1 in 2 month"),
            ("partner_category_housing_bureau", "1 in 1 quarter"),
        ):
            with self.subTest(stakeholder=tag):
                self.assertEqual(self.meets("manager", tag), [(often, set())])

    def test_management_office_by_type_of_estate(self):
        """P3: monthly, quarterly, half-yearly; complaint-prone and new twice that."""
        how = {"door", "phone"}
        for kind, usual, often in (
            ("residential", "1 in 1 month", "2 in 1 month"),
            ("commercial_complex", "1 in 1 quarter", "2 in 1 quarter"),
            ("office", "1 in 6 month", "1 in 1 quarter"),
            ("other", "1 in 1 quarter", "2 in 1 quarter"),
        ):
            self.run_by("office", kind)
            with self.subTest(estate=kind):
                self.assertEqual(self.follows("butler"), [(usual, how)])
                for segment in ("complaint_prone", "new"):
                    self.assertEqual(self.follows("butler", segment), [(often, how)])
                officer = self.follows("area_officer")
                self.assertEqual(officer, [("1 in 1 quarter", how)])

    def test_shopping_centre(self):
        """P6: anchor stores three times a year, others once, needs every fortnight."""
        self.run_by("shopping", "shopping_centre")
        self.assertEqual(self.follows("butler", "anchor"), [("3 in 1 year", {"door"})])
        self.assertEqual(self.follows("butler"), [("1 in 1 year", {"door"})])
        [(_count, _segments, often)] = self.turns("department_head")
        self.assertEqual(often, "1 in 2 week")

    def test_delivered_projects(self):
        """P7: by phone monthly in the first year, quarterly after; one full visit."""
        self.run_by("delivered")
        full = ("1 in 1 year", {"door"})
        for segments, often in (
            (("delivered_project", "new_project"), "1 in 1 month"),
            (("delivered_project",), "1 in 1 quarter"),
        ):
            found = self.follows("butler", *segments)
            self.assertEqual(found, [(often, {"phone"}), full])

    def test_delivery_customers(self):
        """P8: three phone callbacks and a door visit of two departments a month."""
        policies = self.run_by("delivery")
        found = self.follows("butler", "delivery_customer")
        self.assertCountEqual(
            found, [("3 in 1 month", {"phone"}), ("1 in 1 month", {"door"})]
        )
        together = policies.filtered(lambda p: "door" in p.method_ids.mapped("code"))
        self.assertEqual(together.companion_role_ids, self.role("department_head"))
