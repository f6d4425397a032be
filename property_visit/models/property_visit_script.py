from odoo import api, fields, models

from .property_visit import PURPOSES


class PropertyVisitScript(models.Model):
    """Guidance at hand (V8): what to say, per purpose and method."""

    _name = "property.visit.script"
    _description = "Visit script"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    procedure_id = fields.Many2one(
        "property.procedure",
        index="btree_not_null",
        ondelete="cascade",
        help="Empty: every procedure.",
    )
    purpose = fields.Selection(
        selection=PURPOSES,
        help="Empty: every purpose.",
    )
    method_ids = fields.Many2many("property.visit.method", help="Empty: every method.")
    segment_ids = fields.Many2many("property.segment", help="Empty: everybody.")
    body = fields.Html(translate=True, required=True)
    active = fields.Boolean(default=True)

    @api.model
    def _for_visit(self, visit):
        """The script that fits a visit best: by procedure, purpose, segment, method."""
        fitting = self.search(
            [
                ("procedure_id", "in", [False, visit.estate_id.procedure_id.id]),
                ("purpose", "in", [False, visit.purpose]),
                "|",
                ("method_ids", "=", False),
                ("method_ids", "in", visit.method_id.ids),
                "|",
                ("segment_ids", "=", False),
                ("segment_ids", "in", visit.household_id.segment_ids.ids),
            ]
        )
        return fitting.sorted(
            lambda script: (
                not script.procedure_id,
                not script.purpose,
                not script.segment_ids,
                not script.method_ids,
                script.sequence,
            )
        )[:1]
