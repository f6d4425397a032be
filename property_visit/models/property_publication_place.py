from odoo import fields, models


class PropertyPublicationPlace(models.Model):
    """Where something was made public, since when, with a photo to prove it (N1)."""

    _name = "property.publication.place"
    _description = "Place of publication"
    _inherit = ["property.photo.mixin"]
    _order = "date desc, id desc"
    _rec_name = "place"

    publication_id = fields.Many2one(
        "property.publication", required=True, index=True, ondelete="cascade"
    )
    place = fields.Selection(
        [
            ("notice_board", "Notice board"),
            ("display_window", "Display window"),
            ("notice", "Notice at the entrance"),
            ("sign", "Sign"),
            ("portal", "Portal"),
            ("meeting", "Meeting"),
            ("other", "Other"),
        ],
        required=True,
        default="notice_board",
    )
    date = fields.Date(required=True, default=fields.Date.context_today)
    user_id = fields.Many2one(
        "res.users", string="Put Up By", default=lambda self: self.env.user
    )
    note = fields.Char(help="Where exactly, and until when.")
    photo_ids = fields.Many2many("ir.attachment", string="Photos")
    active = fields.Boolean(default=True)
