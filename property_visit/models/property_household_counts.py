from odoo import fields, models


class PropertyHousehold(models.Model):
    """What there is about a household: counted on its buttons, which open it."""

    _inherit = "property.household"

    visit_count = fields.Integer(compute="_compute_counts")
    feedback_count = fields.Integer(compute="_compute_counts")
    ticket_count = fields.Integer(compute="_compute_counts")
    previous_count = fields.Integer(compute="_compute_counts")

    def _compute_counts(self):
        count = self._count_by_household
        visits, feedback, tickets = (
            count("property.visit"),
            count("property.feedback"),
            count("helpdesk.ticket"),
        )
        previous = self._previous_occupancies()
        for household in self:
            household.visit_count = visits.get(household, 0)
            household.feedback_count = feedback.get(household, 0)
            household.ticket_count = tickets.get(household, 0)
            household.previous_count = max(
                previous.get((household.building_id, household.unit), 0) - 1, 0
            )

    def _count_by_household(self, model):
        return dict(
            self.env[model]._read_group(
                [("household_id", "in", self.ids)], ["household_id"], ["__count"]
            )
        )

    def _previous_occupancies(self):
        """Dict (building, unit) → how many households ever held the unit."""
        groups = self.with_context(active_test=False)._read_group(
            [
                ("building_id", "in", self.building_id.ids),
                ("unit", "in", self.mapped("unit")),
            ],
            ["building_id", "unit"],
            ["__count"],
        )
        return {(building, unit): count for building, unit, count in groups}

    # ------------------------------------------------------------------ actions

    def action_open_visits(self):
        """The visits to the household; a new one is to it, too."""
        return self._action_related("property_visit.property_visit_action")

    def action_open_feedback(self):
        """What the household said."""
        return self._action_related("property_visit.property_feedback_action")

    def action_open_tickets(self):
        """The cases of the household."""
        return self._action_related("helpdesk_mgmt.helpdesk_ticket_action")

    def _action_related(self, xmlid):
        action = self.env["ir.actions.act_window"]._for_xml_id(xmlid)
        action["domain"] = [("household_id", "in", self.ids)]
        action["context"] = {
            "default_household_id": self.id,
            "default_partner_id": self.partner_id.id,
        }
        return action

    def action_open_previous(self):
        """Who held this unit before and after."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "property_visit.property_household_action"
        )
        action["domain"] = [
            ("building_id", "=", self.building_id.id),
            ("unit", "=", self.unit),
        ]
        action["context"] = {"active_test": False}
        return action
