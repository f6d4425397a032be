from odoo import api, fields, models
from odoo.exceptions import UserError


class PropertyRectification(models.Model):
    """The written notice to a repair team: a callback found a fault (B4)."""

    _name = "property.rectification"
    _description = "Rectification notice"
    _inherit = [
        "mail.thread",
        "mail.activity.mixin",
        "property.reach.mixin",
        "property.fact.mixin",
    ]
    _order = "id desc"

    name = fields.Char(string="Number", required=True, readonly=True, default="/")
    visit_id = fields.Many2one(
        "property.visit", string="Callback", required=True, index=True, readonly=True
    )
    ticket_id = fields.Many2one(related="visit_id.ticket_id", store=True)
    household_id = fields.Many2one(
        "property.household", required=True, index=True, readonly=True
    )
    estate_id = fields.Many2one(
        "property.estate", required=True, index=True, readonly=True
    )
    user_id = fields.Many2one("res.users", string="Found By", tracking=True)
    team_id = fields.Many2one(
        "helpdesk.ticket.team", string="Repair Team", tracking=True
    )
    found_at = fields.Datetime(required=True, readonly=True)
    fault = fields.Text(tracking=True, help="What has to be put right.")
    rectify_by = fields.Date(string="To Be Put Right By", tracking=True)
    issued_at = fields.Datetime(readonly=True, copy=False, tracking=True)
    rectified_at = fields.Datetime(readonly=True, copy=False, tracking=True)
    outcome = fields.Text(tracking=True, help="What the team did.")
    state = fields.Selection(
        [("draft", "To be issued"), ("issued", "Issued"), ("rectified", "Put right")],
        default="draft",
        required=True,
        readonly=True,
        copy=False,
        tracking=True,
    )
    active = fields.Boolean(default=True)

    _visit_unique = models.UniqueIndex(
        "(visit_id)", "A notice exists for this callback already."
    )

    @api.model
    def _own_facts(self):
        begun = {"name", "visit_id", "household_id", "estate_id", "found_at"}
        return super()._own_facts() | begun | {"state", "issued_at", "rectified_at"}

    @api.model
    def _open_for(self, visit):
        """Begin the notice of a callback and promise to issue it (B4)."""
        notices = self.sudo()
        notice = notices.search([("visit_id", "=", visit.id)])
        if not notice:
            notice = notices.create(notices._prepare_notice(visit.sudo()))
            self.env["property.commitment"]._promise(
                "fault_found", notice, visit.date_done
            )
        return notice

    def _prepare_notice(self, visit):
        return {
            "name": self.env["ir.sequence"].next_by_code(self._name) or "/",
            "visit_id": visit.id,
            "household_id": visit.household_id.id,
            "estate_id": visit.estate_id.id,
            "user_id": visit.user_id.id,
            "team_id": (visit.ticket_id.team_id or visit.estate_id.team_id).id,
            "found_at": visit.date_done,
            "fault": visit.fault_description,
        }

    def action_issue(self):
        """Hand the written notice to the repair team; this keeps the promise (B4).

        :raise UserError: fault or team is missing, or it was issued already
        """
        self.check_access("write")
        now = fields.Datetime.now()
        for notice in self:
            notice._check_can_issue()
            notice.sudo().write({"state": "issued", "issued_at": now})
            self.env["property.commitment"]._keep_for(notice, "notice", now)
            notice.message_post(
                body=notice.fault,
                partner_ids=notice.team_id.sudo().user_ids.partner_id.ids,
            )

    def _check_can_issue(self):
        if self.state != "draft":
            raise UserError(self.env._("The notice %s is issued already.", self.name))
        if not (self.fault or "").strip():
            raise UserError(self.env._("Write down what has to be put right."))
        if not self.team_id:
            raise UserError(self.env._("Say which team has to put it right."))

    def action_rectified(self):
        """Say that the fault was put right.

        :raise UserError: it was not issued, or nobody wrote down what was done
        """
        self.check_access("write")
        for notice in self:
            if notice.state != "issued":
                raise UserError(
                    self.env._("The notice %s has to be issued first.", notice.name)
                )
            if not (notice.outcome or "").strip():
                raise UserError(self.env._("Write down what was done."))
        now = fields.Datetime.now()
        self.sudo().write({"state": "rectified", "rectified_at": now})
