from odoo import api, fields, models


class PropertyQuestionnaire(models.Model):
    """How many households are concerned, were given the form, sent it back (Q1).

    Who is left out counts nowhere but as left out.
    """

    _inherit = "property.questionnaire"

    household_count = fields.Integer(
        compute="_compute_counts",
        string="Households Concerned",
        help="Without those left out.",
    )
    issued_count = fields.Integer(compute="_compute_counts", string="Forms Issued")
    returned_count = fields.Integer(compute="_compute_counts", string="Returned")
    left_out_count = fields.Integer(compute="_compute_counts", string="Left Out")
    waiting_count = fields.Integer(compute="_compute_counts", string="Not Answered")
    issue_rate = fields.Float(
        compute="_compute_counts", help="Issued of the households concerned, percent."
    )
    return_rate = fields.Float(
        compute="_compute_counts", help="Returned of issued, percent."
    )

    @api.depends("recipient_ids.state", "recipient_ids.issued_at", "state")
    @api.depends_context("uid")
    def _compute_counts(self):
        counted = self._count_recipients()
        for questionnaire in self:
            figures = counted.get(questionnaire.id, {})
            concerned = sum(
                n for state, (n, _) in figures.items() if state != "left_out"
            )
            issued = sum(n for state, (_, n) in figures.items() if state != "left_out")
            answered = figures.get("answered", (0, 0))[0]
            if questionnaire.state == "draft":
                concerned = questionnaire._count_concerned()
            questionnaire.household_count = concerned
            questionnaire.issued_count = issued
            questionnaire.returned_count = answered
            questionnaire.left_out_count = figures.get("left_out", (0, 0))[0]
            questionnaire.waiting_count = figures.get("waiting", (0, 0))[0]
            questionnaire.issue_rate = 100.0 * issued / concerned if concerned else 0.0
            questionnaire.return_rate = 100.0 * answered / issued if issued else 0.0

    def _count_recipients(self):
        """Dict questionnaire id → state → (households, of them issued)."""
        counted = {}
        groups = self.env["property.questionnaire.recipient"]._read_group(
            [("questionnaire_id", "in", self.ids)],
            ["questionnaire_id", "state"],
            ["__count", "issued_at:count"],
        )
        for questionnaire, state, count, issued in groups:
            counted.setdefault(questionnaire.id, {})[state] = (count, issued)
        return counted
