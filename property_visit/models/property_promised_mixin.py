from odoo import fields, models
from odoo.fields import Domain

from .property_commitment import RUNNING

STAFF = "base.group_user"


class PropertyPromisedMixin(models.AbstractModel):
    """What was promised next about a record, for the countdown on its form."""

    _name = "property.promised.mixin"
    _description = "Record that something is promised about"

    next_promise_id = fields.Many2one(
        "property.commitment",
        string="Running Promise",
        compute="_compute_next_promise",
        groups=STAFF,
    )
    next_promise_name = fields.Char(related="next_promise_id.name", groups=STAFF)
    next_promise_due = fields.Datetime(
        string="Next Promise",
        related="next_promise_id.date_due",
        groups=STAFF,
        help="What is promised next about it, and until when.",
    )
    next_promise_state = fields.Selection(related="next_promise_id.state", groups=STAFF)

    def _compute_next_promise(self):
        """The running promise that is due first; those on hold come last."""
        running = self.env["property.commitment"].search(
            Domain("res_model", "=", self._name)
            & Domain("res_id", "in", self.ids)
            & Domain("state", "in", RUNNING),
            order="state, date_due, id",
        )
        about = running.grouped("res_id")
        for record in self:
            promises = about.get(record.id) or running.browse()
            record.next_promise_id = promises[:1]


class HelpdeskTicket(models.Model):
    _name = "helpdesk.ticket"
    _inherit = ["helpdesk.ticket", "property.promised.mixin"]


class PropertyVisit(models.Model):
    _name = "property.visit"
    _inherit = ["property.visit", "property.promised.mixin"]
