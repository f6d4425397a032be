from odoo import fields, models


class PropertyMeetingItem(models.Model):
    """A point of the agenda, and what was said and agreed on it."""

    _name = "property.meeting.item"
    _description = "Point of the agenda"
    _order = "sequence, id"

    meeting_id = fields.Many2one(
        "property.meeting", required=True, index=True, ondelete="cascade"
    )
    sequence = fields.Integer(default=10)
    name = fields.Char(string="Point", required=True)
    minutes = fields.Text(string="What Was Said and Agreed")
    active = fields.Boolean(default=True)
