from odoo import fields, models


class HelpdeskTicketStage(models.Model):
    _inherit = "helpdesk.ticket.stage"

    property_state = fields.Selection(
        [
            ("received", "Received"),
            ("solving", "Dispatched or being solved"),
            ("handled", "Handled"),
            ("closed", "Closed"),
        ],
        string="Handling of Cases",
        help="Where cases of households stand in this stage. Empty: any state, or"
        " closed where the stage is.",
    )

    def _case_state(self):
        """The kind of stage this is to a case, False where it does not matter."""
        return self.property_state or ("closed" if self.closed else False)
