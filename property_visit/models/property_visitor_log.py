from odoo import api, fields, models
from odoo.exceptions import UserError


class PropertyVisitorLog(models.Model):
    """Who came to the office, when, and what for (C1)."""

    _name = "property.visitor.log"
    _description = "Visitor log"
    _inherit = ["property.fact.mixin"]
    _order = "date desc, id desc"
    _rec_name = "visitor"

    date = fields.Datetime(required=True, default=fields.Datetime.now)
    estate_id = fields.Many2one("property.estate", required=True, index=True)
    visitor = fields.Char(string="Guest", required=True)
    phone = fields.Char()
    household_id = fields.Many2one(
        "property.household",
        index="btree_not_null",
        domain="[('estate_id', '=', estate_id)]",
    )
    reason = fields.Text(required=True)
    outcome = fields.Text()
    received_by_id = fields.Many2one(
        "res.users", required=True, default=lambda self: self.env.user
    )
    ticket_id = fields.Many2one("helpdesk.ticket", readonly=True, copy=False)

    @api.model
    def _own_facts(self):
        return super()._own_facts() | {"ticket_id"}

    def action_register(self):
        """Register what the visitor came for as a case (C1).

        :return: the action that opens the case
        :raise UserError: it is registered already
        """
        self.ensure_one()
        self.check_access("write")
        if self.ticket_id:
            raise UserError(
                self.env._("This is registered as %s.", self.ticket_id.number)
            )
        case = self.env["helpdesk.ticket"].create(self._prepare_ticket())
        self.sudo().ticket_id = case
        return {
            "type": "ir.actions.act_window",
            "res_model": "helpdesk.ticket",
            "res_id": case.id,
            "view_mode": "form",
        }

    def _prepare_ticket(self):
        walk_in = self.env.ref(
            "property_visit.channel_in_person", raise_if_not_found=False
        )
        return {
            "name": self.reason.strip().splitlines()[0][:80],
            "description": self.reason,
            "partner_id": self.household_id.partner_id.id,
            "partner_name": self.visitor,
            "household_id": self.household_id.id,
            "estate_id": self.estate_id.id,
            "company_id": self.estate_id.company_id.id,
            "channel_id": walk_in.id if walk_in else False,
        }
