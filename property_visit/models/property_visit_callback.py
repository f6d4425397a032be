from odoo import api, fields, models


class PropertyVisit(models.Model):
    """A callback: what it asks about, and what follows from it (B3, B4, C8)."""

    _inherit = "property.visit"

    inspected_on_site = fields.Boolean(
        help="The work was looked at where it was done (B3)."
    )
    staff_conduct = fields.Selection(
        [("good", "Good"), ("fair", "Fair"), ("poor", "Poor")],
        help="How the household judges the staff who came (B3).",
    )
    charges_checked = fields.Boolean(
        help="What was charged agrees with the price list (B3)."
    )
    problem_persists = fields.Boolean(help="The matter is not settled (C8).")
    fault_found = fields.Boolean(help="The work has to be done again (B4).")
    fault_description = fields.Text(help="What the repair team has to put right.")
    rectification_ids = fields.One2many("property.rectification", "visit_id")

    @api.model_create_multi
    def create(self, vals_list):
        visits = super().create(vals_list)
        visits.filtered(lambda visit: visit.state == "done")._conclude_callbacks()
        return visits

    def write(self, vals):
        fresh = self.filtered(lambda visit: visit.state != "done")
        written = super().write(vals)
        if vals.get("state") == "done":
            fresh._conclude_callbacks()
        return written

    def _conclude_callbacks(self):
        for visit in self.filtered(lambda v: v.purpose == "callback"):
            if visit.fault_found:
                self.env["property.rectification"]._open_for(visit)
            if visit.ticket_id:
                visit._tell_case()

    def _tell_case(self):
        """The case learns whether the household is satisfied (C8, B4)."""
        satisfied = self._found_satisfied()
        if satisfied is None:
            return
        if not satisfied:
            self.env["property.event"]._call_off_case(
                self.ticket_id, self.env._("The household was not satisfied.")
            )
        self.ticket_id.sudo()._callback_found(satisfied, self, self.date_done)

    def _found_satisfied(self):
        """Whether the household was satisfied; None when nobody asked (C8)."""
        if self.fault_found or self.problem_persists:
            return False
        return self.estate_id.sudo().procedure_id._is_satisfied(self.satisfaction)
