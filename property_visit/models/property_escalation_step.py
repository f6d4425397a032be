from odoo import api, fields, models


class PropertyEscalationStep(models.Model):
    """A rung of the ladder: who hears of a promise, how long from its due time."""

    _name = "property.escalation.step"
    _description = "Escalation step"
    _order = "rule_id, offset_hours, id"

    rule_id = fields.Many2one(
        "property.commitment.rule", required=True, index=True, ondelete="cascade"
    )
    offset_hours = fields.Float(
        required=True, help="Hours after the due time; before it when negative."
    )
    role_id = fields.Many2one(
        "property.role", help="Empty: whoever answers for the promise."
    )
    notify = fields.Selection(
        [("activity", "Activity and digest"), ("mail", "Digest")],
        required=True,
        default="mail",
    )
    active = fields.Boolean(default=True)

    @api.depends("offset_hours", "role_id")
    def _compute_display_name(self):
        for step in self:
            when = (
                self.env._("%s h before", f"{-step.offset_hours:g}")
                if step.offset_hours < 0
                else self.env._("%s h after", f"{step.offset_hours:g}")
            )
            who = step.role_id.name or self.env._("whoever answers")
            step.display_name = f"{when} · {who}"
