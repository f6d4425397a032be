"""What was published about a survey stays what residents were told (Q7, H7)."""

from odoo.tests import tagged
from test_questionnaire_followup import FollowUpCase


@tagged("post_install", "-at_install")
class TestPublishedText(FollowUpCase):
    def test_what_changes_afterwards_does_not_change_it(self):
        """Neither the figures, nor the concerns, nor the plan, nor a new rule."""
        self.close([{"Overall": 0}, {"Overall": 4}])
        self.campaign.main_concerns = "The lifts"
        self.improve().action_tell()
        action = self.campaign.with_user(self.manager).action_publish()
        shown = self.env["property.publication"].browse(action["res_id"])
        said, notice = shown.body, shown.attachment_ids.raw
        self.assertIn("50.0%", said)
        self.campaign.main_concerns = "Parking"
        self.campaign.form_rule = "all_items"
        self.question["Overall"].suggested_answer_ids.property_satisfied = True
        self.improve(what="Mend the gate").action_tell()
        self.env.flush_all()
        self.env.invalidate_all()
        self.assertEqual((shown.body, shown.attachment_ids.raw), (said, notice))
        for later in ("Parking", "Mend the gate"):
            self.assertNotIn(later, shown.body)
            self.assertIn(later, self.campaign._notice_body())
