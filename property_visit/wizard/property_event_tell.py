from odoo import api, fields, models
from odoo.exceptions import UserError

from ..models.property_event_rule import CASES, CODES, CONFIDENTIAL

ELSEWHERE = (*CASES.values(), *CONFIDENTIAL, "delivered", "completed", "moved_in")
SUPERVISOR = "property_visit.group_property_supervisor"


class PropertyEventTell(models.TransientModel):
    """Something happened: say what and to whom, and the visits are made (P12)."""

    _name = "property.event.tell"
    _description = "Something happened"

    code = fields.Selection(
        [(code, label) for code, label in CODES if code not in ELSEWHERE],
        string="What Happened",
        required=True,
        default="own_request",
    )
    date = fields.Date(required=True, default=fields.Date.context_today)
    note = fields.Text(help="What the visitor should know; nothing confidential.")
    target = fields.Selection(
        [("households", "These households"), ("estate", "A whole estate")],
        required=True,
        default="households",
    )
    household_ids = fields.Many2many(
        "property.household",
        default=lambda self: (
            self.env.context.get("active_ids")
            if self.env.context.get("active_model") == "property.household"
            else False
        ),
    )
    estate_id = fields.Many2one("property.estate")
    segment_ids = fields.Many2many("property.segment", help="Empty: everybody.")
    household_count = fields.Integer(compute="_compute_household_count")

    @api.depends("target", "household_ids", "estate_id", "segment_ids")
    def _compute_household_count(self):
        for tell in self:
            tell.household_count = len(tell._households())

    def _households(self):
        if self.target == "households":
            return self.household_ids
        domain = [("estate_id", "=", self.estate_id.id), ("occupancy", "=", "occupied")]
        if self.segment_ids:
            domain.append(("segment_ids", "in", self.segment_ids.ids))
        return self.env["property.household"].search(domain)

    def action_tell(self):
        """Make the visits that the procedure wants for this.

        :return: the action that lists them
        :raise UserError: nobody is concerned, or no procedure wants a visit for it, or
            a whole estate is told by somebody else than a supervisor
        """
        self._check_may_tell_all()
        households = self._households()
        if not households:
            raise UserError(self.env._("Say to whom it happened."))
        households.check_access("read")
        ref = f"{self.code} {self.date}"
        events = self.env["property.event"]._happen(
            self.code, households, self.date, ref, self.note
        )
        visits = events.sudo().visit_id
        if not visits:
            raise UserError(
                self.env._(
                    "No visit was made: the procedure has no rule for this event, or"
                    " it is known already."
                )
            )
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "property_visit.property_visit_action"
        )
        return {**action, "domain": [("id", "in", visits.ids)], "context": {}}

    def _check_may_tell_all(self):
        if self.target == "estate" and not self.env.user.has_group(SUPERVISOR):
            raise UserError(
                self.env._("Only a supervisor tells something for a whole estate.")
            )
