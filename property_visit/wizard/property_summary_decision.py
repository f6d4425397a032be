from odoo import fields, models


class PropertySummaryDecision(models.TransientModel):
    """Asks why items are rejected or deferred, or who carries them out by when (M1)."""

    _name = "property.summary.decision"
    _description = "Decision on items"

    line_ids = fields.Many2many("property.monthly.summary.line", required=True)
    decision = fields.Selection(
        [("adopted", "Adopted"), ("rejected", "Rejected"), ("deferred", "Deferred")],
        required=True,
        default="adopted",
    )
    reason = fields.Text()
    team_id = fields.Many2one(
        "helpdesk.ticket.team",
        string="Department",
        help="Empty: as each item has it.",
    )
    date_due = fields.Date(string="Due On")

    def action_confirm(self):
        """Write the decision to every item that was chosen.

        :raise AccessError: of anybody but a manager
        :raise ValidationError: a reason or a department is missing
        """
        self.ensure_one()
        values = {"decision": self.decision, "reason": self.reason or False}
        if self.decision == "adopted":
            values |= {
                name: self[name].id if name == "team_id" else self[name]
                for name in ("team_id", "date_due")
                if self[name]
            }
        self.line_ids.write(values)
        return {"type": "ir.actions.act_window_close"}
