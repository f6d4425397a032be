from odoo import api, fields, models
from odoo.exceptions import AccessError

from .property_monthly_summary import MANAGER


class PropertyFeedback(models.Model):
    """Feedback is summed up by the month, and decided on by the manager alone (M1)."""

    _inherit = "property.feedback"

    summary_line_ids = fields.Many2many(
        "property.monthly.summary.line",
        "property_monthly_summary_line_feedback_rel",
        "feedback_id",
        "line_id",
        string="Summed Up In",
        copy=False,
    )

    _estate_date = models.Index("(estate_id, date)")

    @api.model_create_multi
    def create(self, vals_list):
        if any(vals.get("decision", "none") != "none" for vals in vals_list):
            self._check_may_decide()
        return super().create(vals_list)

    def write(self, vals):
        if "decision" in vals and set(self.mapped("decision")) != {vals["decision"]}:
            self._check_may_decide()
        return super().write(vals)

    def _check_may_decide(self):
        """Decisions are the manager's (M1).

        :raise AccessError: of anybody else
        """
        if not (self.env.su or self.env.user.has_group(MANAGER)):
            raise AccessError(
                self.env._("The manager decides: write down what you propose.")
            )
