from odoo import api, fields, models

# Where a feedback may come from, first match counts.
SOURCES = {
    "visit": "visit_id",
    "meeting": "meeting_id",
    "free_service": "free_service_id",
    "questionnaire": "questionnaire_id",
}


class PropertyFeedback(models.Model):
    """Whatever is said is said in one register, wherever it was heard (M6, V6)."""

    _inherit = "property.feedback"

    meeting_id = fields.Many2one(
        "property.meeting", index="btree_not_null", ondelete="restrict"
    )
    free_service_id = fields.Many2one(
        "property.free.service", index="btree_not_null", ondelete="restrict"
    )
    questionnaire_id = fields.Many2one(
        "property.questionnaire", index="btree_not_null", ondelete="restrict"
    )
    outcome_told_at = fields.Datetime(
        readonly=True,
        copy=False,
        help="When the household was mailed the outcome (Q7).",
    )
    source = fields.Selection(
        [
            ("visit", "Visit"),
            ("meeting", "Meeting"),
            ("free_service", "Free help"),
            ("questionnaire", "Questionnaire"),
            ("other", "Other"),
        ],
        string="Heard At",
        compute="_compute_source",
        store=True,
        precompute=True,
    )

    @api.depends(*SOURCES.values())
    def _compute_source(self):
        for feedback in self:
            heard = (name for name, field in SOURCES.items() if feedback[field])
            feedback.source = next(heard, "other")

    @api.depends("visit_id", "meeting_id", "free_service_id")
    def _compute_from_visit(self):
        """What was heard elsewhere says household, estate and day, too."""
        for feedback in self.filtered(lambda feedback: not feedback.visit_id):
            meeting, service = feedback.meeting_id, feedback.free_service_id
            if service and not feedback.household_id:
                feedback.household_id = service.household_id
            if meeting or service:
                feedback.estate_id = (meeting or service).estate_id
                feedback.date = feedback.date or meeting.day or service.date
        return super()._compute_from_visit()

    @api.model
    def _own_facts(self):
        return super()._own_facts() | {"outcome_told_at"}

    @api.model
    def _reach_fields(self):
        return [*super()._reach_fields(), *list(SOURCES.values())[1:]]
