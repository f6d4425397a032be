from odoo import fields, models
from odoo.fields import Domain

from .property_commitment import RUNNING, STATES

STAFF = "base.group_user"


class PropertyPromisedMixin(models.AbstractModel):
    """What was promised next about a record, for the countdown on its form."""

    _name = "property.promised.mixin"
    _description = "Record that something is promised about"

    # All four by one compute: a related field would ask, at each write of a promise,
    # which records it is the next of.
    next_promise_id = fields.Many2one(
        "property.commitment",
        string="Running Promise",
        compute="_compute_next_promise",
        groups=STAFF,
    )
    next_promise_name = fields.Char(compute="_compute_next_promise", groups=STAFF)
    next_promise_due = fields.Datetime(
        string="Next Promise",
        compute="_compute_next_promise",
        groups=STAFF,
        help="What is promised next about it, and until when.",
    )
    next_promise_state = fields.Selection(
        STATES, compute="_compute_next_promise", groups=STAFF
    )

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
            promise = (about.get(record.id) or running.browse())[:1]
            record.next_promise_id = promise
            record.next_promise_name = promise.name
            record.next_promise_due = promise.date_due
            record.next_promise_state = promise.state


class HelpdeskTicket(models.Model):
    _name = "helpdesk.ticket"
    _inherit = ["helpdesk.ticket", "property.promised.mixin"]


class PropertyVisit(models.Model):
    _name = "property.visit"
    _inherit = ["property.visit", "property.promised.mixin"]
