from odoo import api, fields, models
from odoo.tools import ormcache


class HelpdeskTicketStage(models.Model):
    _name = "helpdesk.ticket.stage"
    _inherit = ["helpdesk.ticket.stage", "property.remembered.mixin"]

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

    # ------------------------------------------------------------------ remembered

    @api.model
    @ormcache()
    def _closing_ids(self):
        """Ids of the stages that the portal closes by: few, and mostly none at all."""
        # As nobody in particular: what one user may see must not decide for all.
        nobody = self.sudo().with_context({})  # pylint: disable=context-overridden
        return nobody.search([("close_from_portal", "=", True)])._ids
