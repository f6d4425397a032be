"""Guidance at hand fits the visit it is shown on (V8)."""

from common import PropertyCase
from odoo.fields import Command
from odoo.tests import tagged


@tagged("post_install", "-at_install")
class TestScripts(PropertyCase):
    def script(self, visit):
        return self.env["property.visit.script"]._for_visit(visit)

    def shipped(self, name):
        return self.env.ref(f"property_visit.script_{name}")

    def visit(self, method, **values):
        return self.make_visit(method_id=self.method(method).id, **values)

    def test_the_method_chooses_the_script(self):
        self.assertEqual(self.script(self.visit("phone")), self.shipped("phone"))
        self.assertEqual(self.script(self.visit("door")), self.shipped("door"))
        self.assertFalse(self.script(self.visit("fax")))

    def test_the_purpose_comes_before_the_method(self):
        visit = self.visit("phone", purpose="callback")
        self.assertEqual(self.script(visit).purpose, "callback")

    def test_a_shop_is_spoken_to_as_a_shop(self):
        self.household.segment_ids = self.segment("catering")
        self.assertEqual(self.script(self.visit("door")), self.shipped("store"))

    def test_a_procedure_that_writes_its_own_is_followed(self):
        own = self.shipped("phone").copy({"procedure_id": self.procedure.id})
        own.method_ids = [Command.set(self.method("phone").ids)]
        self.assertEqual(self.script(self.visit("phone")), own)
        far = self.make_visit(self.far_household, method_id=self.method("phone").id)
        self.assertEqual(self.script(far), own)  # the same procedure
        self.far_estate.procedure_id = self.env.ref("property_visit.procedure_butler")
        self.assertEqual(self.script(far), self.shipped("phone"))
