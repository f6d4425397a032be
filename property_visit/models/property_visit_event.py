from odoo import api, fields, models

FOLLOWED = ("callback", "event", "appointment_request")


class PropertyVisit(models.Model):
    """What a visit was called for by, and the promise that it is made (P12, B1)."""

    _inherit = "property.visit"

    event_ids = fields.One2many("property.event", "visit_id")
    occasion = fields.Text(
        compute="_compute_occasion",
        compute_sudo=False,
        help="Events of which one may not know are left out (H5).",
    )

    @api.depends_context("uid", "lang")
    @api.depends("event_ids")
    def _compute_occasion(self):
        """Only what the record rules of `property.event` let this user see."""
        events = self.env["property.event"].search([("visit_id", "in", self.ids)])
        told = events.grouped("visit_id")
        for visit in self:
            lines = [
                line
                for event in told.get(visit._origin, ())
                for line in (event.rule_id.name, event.rule_id.guidance, event.note)
            ]
            visit.occasion = "\n".join(dict.fromkeys(filter(None, lines))) or False

    def write(self, vals):
        written = super().write(vals)
        if vals.get("state") in ("done", "cancelled"):
            followed = self.filtered(lambda visit: visit.purpose in FOLLOWED)
            for visit in followed:
                visit._settle_promise()
        return written

    def _settle_promise(self):
        """A visit made keeps its promise; one that is given up needs none."""
        ledger = self.env["property.commitment"]
        if self.state == "done":
            ledger._keep_for(self, "visit", self.date_done)
        else:
            ledger._of(self)._cancel(self.cancel_reason)
