from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError


class PropertyContactSlip(models.Model):
    """What one department asks of another; the office rules where they differ (C14)."""

    _name = "property.contact.slip"
    _description = "Contact slip"
    _inherit = ["mail.thread", "mail.activity.mixin", "property.fact.mixin"]
    _order = "date desc, id desc"

    name = fields.Char(
        string="Number",
        readonly=True,
        copy=False,
        default=lambda self: self.env["ir.sequence"].next_by_code(
            "property.contact.slip"
        ),
    )
    date = fields.Datetime(required=True, default=fields.Datetime.now)
    estate_id = fields.Many2one("property.estate", required=True, index=True)
    ticket_id = fields.Many2one("helpdesk.ticket", index="btree_not_null")
    from_team_id = fields.Many2one(
        "helpdesk.ticket.team", string="Asking Department", required=True
    )
    to_team_id = fields.Many2one(
        "helpdesk.ticket.team", string="Asked Department", required=True
    )
    request = fields.Text(required=True)
    is_emergency = fields.Boolean(
        string="Emergency", help="It was solved first; the slip follows (C14)."
    )
    solved_at = fields.Datetime(help="When the emergency was solved.")
    from_view = fields.Text(string="View of the Asking Department")
    to_view = fields.Text(string="View of the Asked Department")
    state = fields.Selection(
        [
            ("open", "Open"),
            ("agreed", "Departments Agree"),
            ("disputed", "Disputed"),
            ("ruled", "Ruled"),
        ],
        default="open",
        required=True,
        readonly=True,
        copy=False,
        tracking=True,
    )
    ruling = fields.Text(readonly=True, copy=False, tracking=True)
    ruled_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    ruled_at = fields.Datetime(readonly=True, copy=False)

    _emergency_check = models.Constraint(
        "CHECK(NOT is_emergency OR solved_at IS NOT NULL)",
        "In an emergency solve it first: say when it was solved, then file the slip.",
    )
    _teams_check = models.Constraint(
        "CHECK(from_team_id <> to_team_id)", "Two different departments are needed."
    )

    @api.model
    def _own_facts(self):
        facts = {"name", "state", "ruling", "ruled_by_id", "ruled_at"}
        return super()._own_facts() | facts

    def action_agree(self):
        """The asked department agrees."""
        self._answer("agreed")

    def action_dispute(self):
        """The asked department disagrees; its view goes to the office.

        :raise UserError: it has not written its view
        """
        for slip in self:
            if not (slip.to_view or "").strip():
                raise UserError(
                    self.env._("Write down the view of the asked department.")
                )
        self._answer("disputed")

    def _answer(self, state):
        self.check_access("write")
        for slip in self:
            asked = self.env.user in slip.sudo().to_team_id.user_ids
            if not (asked or self.env.su):
                raise AccessError(
                    self.env._("%s answers to this slip.", slip.to_team_id.name)
                )
            if slip.state != "open":
                raise UserError(self.env._("This slip is answered already."))
        self.sudo().state = state

    def _rule(self, text):
        """The office rules between two departments (C14).

        :raise AccessError: the user is no manager
        :raise UserError: there is no dispute, or no ruling
        """
        self.check_access("write")
        if not self.env.user.has_group("property_visit.group_property_manager"):
            raise AccessError(self.env._("The office rules: ask a manager."))
        if not (text or "").strip() or self.filtered(lambda s: s.state != "disputed"):
            raise UserError(
                self.env._("A ruling is written on a slip that is disputed.")
            )
        self.sudo().write(
            {
                "state": "ruled",
                "ruling": text,
                "ruled_by_id": self.env.uid,
                "ruled_at": fields.Datetime.now(),
            }
        )

    def action_ask_ruling(self):
        """Open the dialog in which the office rules."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Ruling"),
            "res_model": "property.contact.slip.ruling",
            "view_mode": "form",
            "target": "new",
            "context": {"default_slip_id": self.id},
        }
