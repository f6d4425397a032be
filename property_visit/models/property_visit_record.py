from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import SQL


class PropertyVisit(models.Model):
    """What is written down of a visit: words, faces, signature, photos (V2, V3, H5)."""

    _inherit = "property.visit"

    duration = fields.Float(help="Hours.")
    script = fields.Html(compute="_compute_script")
    note = fields.Text(string="What Was Said")
    private_note = fields.Text(
        compute="_compute_private_note",
        inverse="_inverse_private_note",
        help="Seen by the visitor, the household's butler and the manager only (H5).",
    )
    strengths = fields.Text(help="What the household judged well (V3).")
    shortcomings = fields.Text(help="What the household judged badly (V3).")
    satisfaction = fields.Integer(
        aggregator="avg",
        help="1 very dissatisfied, 2 dissatisfied, 3 neutral, 4 satisfied,"
        " 5 very satisfied; 0 when not asked.",
    )
    signature = fields.Binary(copy=False, attachment=True)
    signed_by = fields.Char(copy=False)
    photo_ids = fields.Many2many(
        "ir.attachment", "property_visit_photo_rel", "visit_id", "attachment_id"
    )
    feedback_ids = fields.One2many("property.feedback", "visit_id")
    feedback_count = fields.Integer(compute="_compute_feedback_count")

    _satisfaction_check = models.Constraint(
        "CHECK(satisfaction IS NULL OR satisfaction BETWEEN 0 AND 5)",
        "Satisfaction goes from 1 (very dissatisfied) to 5 (very satisfied).",
    )
    _duration_check = models.Constraint(
        "CHECK(duration IS NULL OR duration >= 0)", "A duration cannot be negative."
    )

    @api.depends("feedback_ids")
    def _compute_feedback_count(self):
        counts = self._count_of("property.feedback")
        for visit in self:
            visit.feedback_count = counts.get(visit, 0)

    @api.depends("purpose", "method_id", "estate_id")
    def _compute_script(self):
        for visit in self:
            visit.script = self.env["property.visit.script"]._for_visit(visit).body

    @api.depends_context("uid")
    def _compute_private_note(self):
        """Only what the record rules of `property.private.note` let this user see."""
        notes = self._private_notes().grouped("visit_id")
        for visit in self:
            bodies = [note.body for note in notes.get(visit._origin, ())]
            visit.private_note = "\n".join(bodies) or False

    def _inverse_private_note(self):
        """What was written replaces the notes that were shown: they are one text."""
        notes = self._private_notes().grouped("visit_id")
        for visit in self:
            shown = notes.get(visit, self.env["property.private.note"])
            if not visit.private_note:
                shown.action_archive()
            elif shown:
                shown[0].body = visit.private_note
                shown[1:].action_archive()
            else:
                shown.create({"visit_id": visit.id, "body": visit.private_note})

    def _private_notes(self):
        """The notes of these visits that this user may see, first written first."""
        return self.env["property.private.note"].search(
            [("visit_id", "in", self.ids)], order="id"
        )

    @api.constrains("satisfaction")
    def _check_satisfaction(self):
        for visit in self:
            if not 0 <= visit.satisfaction <= 5:
                raise ValidationError(
                    self.env._(
                        "Satisfaction goes from 1 (very dissatisfied) to 5 (very"
                        " satisfied)."
                    )
                )

    @api.model
    def _read_group_select(self, aggregate_spec, query):
        """A visit where nobody was asked has no satisfaction to average."""
        if aggregate_spec == "satisfaction:avg":
            field = self._field_to_sql(self._table, "satisfaction", query)
            return SQL("AVG(NULLIF(%s, 0))", field)
        return super()._read_group_select(aggregate_spec, query)
