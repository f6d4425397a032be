from odoo import fields, models


class MgmtsystemNonconformity(models.Model):
    """A nonconformity raised by a survey asks, once closed, to measure again (Q6)."""

    _inherit = "mgmtsystem.nonconformity"

    questionnaire_id = fields.Many2one(
        "property.questionnaire",
        index="btree_not_null",
        readonly=True,
        groups="property_visit.group_property_supervisor",
    )

    def write(self, vals):
        going_on = self.filtered(lambda nonconformity: nonconformity.state != "done")
        written = super().write(vals)
        going_on.filtered(lambda found: found.state == "done")._ask_to_measure()
        return written

    def _ask_to_measure(self):
        for closed in self.sudo().filtered("questionnaire_id"):
            closed.questionnaire_id.activity_schedule(
                "mail.mail_activity_data_todo",
                summary=self.env._("Ask the households again: did it help?"),
                user_id=closed.manager_user_id.id,
            )
