"""The dialog of a step shows what one has to know, to those who may know it."""

from cases import CaseCase
from odoo.exceptions import AccessError
from odoo.tests import Form, tagged


@tagged("post_install", "-at_install")
class TestCaseDialog(CaseCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.case = cls.make_case(
            severity="major", findings="A pipe broke", triage_proposal="Replace it"
        )

    def dialog(self, user, step):
        action = self.as_(user, self.case).with_context(case_step=step).action_ask()
        dialogs = self.env[action["res_model"]].with_user(user)
        return Form(dialogs.with_context(**action["context"]))

    def test_who_decides_reads_the_findings_and_the_proposal(self):
        """C2a, C6."""
        dialog = self.dialog(self.manager, "decide")
        self.assertEqual(dialog.name, "Water from the ceiling")
        self.assertEqual(dialog.findings, "A pipe broke")
        self.assertEqual(dialog.triage_proposal, "Replace it")
        dialog.text = "Replace it this week"
        dialog.team_id = self.team
        dialog.save().action_confirm()
        self.assertEqual(self.case.decision, "Replace it this week")
        self.assertEqual(self.case.team_id, self.team)

    def test_the_department_reads_what_was_ordered(self):
        self.as_(self.manager, self.case)._dispatch(self.team, "Find the leak")
        dialog = self.dialog(self.department, "receive")
        self.assertEqual(dialog.handling, "Find the leak")

    def test_the_dialog_tells_a_stranger_nothing(self):
        """H5: naming somebody else's case does not open it."""
        dialogs = self.env["property.case.dialog"].with_user(self.stranger)
        with self.assertRaises(AccessError):
            dialogs.create({"ticket_id": self.case.id, "step": "decide"}).read(
                ["findings"]
            )
