from odoo import fields, models


class PropertyVisitCouldntReach(models.TransientModel):
    """Ask how the household could not be reached, and when it is tried again (V5)."""

    _name = "property.visit.couldnt.reach"
    _inherit = ["property.visit.dialog"]
    _description = "Record a failed attempt"

    outcome = fields.Selection(
        selection=lambda self: (
            self.env["property.visit.attempt"]
            ._fields["outcome"]
            ._description_selection(self.env)
        ),
        required=True,
        default="no_answer",
    )
    note = fields.Char()
    date = fields.Date(
        string="Try Again On", help="Empty: the visit stays where it is."
    )

    def action_record(self):
        """Record one failed attempt on each visit, and move them where a day is given.

        :raise UserError: one of them has ended already
        """
        self.visit_ids.action_attempt(self.outcome, self.note)
        if self.date:
            self.visit_ids.action_move(self.date)
