from odoo import fields, models

from .mgmtsystem_nonconformity import SUPERVISORS


class PropertyFeedback(models.Model):
    """What was said again and again leads to what was raised for it (C10)."""

    _inherit = "property.feedback"

    nonconformity_ids = fields.Many2many(
        "mgmtsystem.nonconformity",
        "property_nonconformity_feedback_rel",
        "feedback_id",
        "nonconformity_id",
        string="Nonconformities",
        copy=False,
        groups=SUPERVISORS,
    )
