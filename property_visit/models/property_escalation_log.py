from odoo import fields, models


class PropertyEscalationLog(models.Model):
    """A step of the ladder that was taken, and who was to be told (E1, E4)."""

    _name = "property.escalation.log"
    _description = "Escalation"
    _order = "date desc, id desc"

    commitment_id = fields.Many2one(
        "property.commitment", required=True, index=True, ondelete="cascade"
    )
    step_id = fields.Many2one("property.escalation.step", required=True)
    date = fields.Datetime(required=True)
    user_id = fields.Many2one(
        "res.users", string="Told", help="Empty where a higher step was told instead."
    )
    digested_at = fields.Datetime(help="When it went out with a digest.")

    _once = models.Constraint(
        "UNIQUE(commitment_id, step_id)", "A step of the ladder is taken once."
    )
    _to_digest = models.Index("(user_id) WHERE digested_at IS NULL")
