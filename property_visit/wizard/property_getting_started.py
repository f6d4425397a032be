from odoo import fields, models


class PropertyGettingStarted(models.TransientModel):
    """The five steps from an empty database to a month of visits, and where one is."""

    _name = "property.getting.started"
    _description = "Getting started"

    estate_count = fields.Integer(compute="_compute_counts")
    staff_count = fields.Integer(compute="_compute_counts")
    household_count = fields.Integer(compute="_compute_counts")
    policy_count = fields.Integer(compute="_compute_counts")
    plan_count = fields.Integer(compute="_compute_counts")
    done_count = fields.Integer(compute="_compute_counts")

    def _compute_counts(self):
        """How much of each step is there; a step is done as soon as it has anything."""
        estates = self.env["property.estate"]._all()
        counts = {
            "estate_count": len(estates),
            "staff_count": self.env["property.estate.staff"].search_count([]),
            "household_count": self.env["property.household"].search_count([]),
            "policy_count": len(estates.procedure_id.policy_ids),
            "plan_count": self.env["property.visit.plan"].search_count([]),
        }
        for screen in self:
            screen.update(counts)
            screen.done_count = sum(map(bool, counts.values()))

    def _compute_display_name(self):
        self.display_name = self.env._("Getting Started")
