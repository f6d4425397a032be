from odoo import fields, models


class PropertyCommitmentPause(models.Model):
    """A stretch in which a promise could not be worked on; all that is stored (L2)."""

    _name = "property.commitment.pause"
    _description = "Pause of a promise"
    _order = "date_from desc, id desc"

    commitment_id = fields.Many2one(
        "property.commitment", required=True, index=True, ondelete="cascade"
    )
    reason = fields.Char(required=True)
    user_id = fields.Many2one(
        "res.users", required=True, default=lambda self: self.env.user
    )
    date_from = fields.Datetime(required=True)
    date_to = fields.Datetime(help="Empty while it lasts.")

    _dates_check = models.Constraint(
        "CHECK(date_to IS NULL OR date_to >= date_from)",
        "A pause cannot end before it begins.",
    )
