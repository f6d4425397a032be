from odoo import fields, models


class PropertyVisitDialog(models.AbstractModel):
    """Base of the small dialogs that ask before something is done to visits."""

    _name = "property.visit.dialog"
    _description = "Question about visits"

    visit_ids = fields.Many2many(
        "property.visit",
        required=True,
        default=lambda self: self.env.context.get("active_ids"),
    )
    visit_count = fields.Integer(compute="_compute_visit_count")
    convenient_time = fields.Char(compute="_compute_visit_count")

    def _compute_visit_count(self):
        for dialog in self:
            dialog.visit_count = len(dialog.visit_ids)
            dialog.convenient_time = (
                len(dialog.visit_ids) == 1 and dialog.visit_ids.convenient_time
            )
