from odoo import fields, models
from odoo.exceptions import UserError


class PropertyCaseMixin(models.AbstractModel):
    """What helps the household, and what keeps it from happening again (C7, C8a)."""

    _inherit = "property.case.mixin"

    remedy = fields.Text(tracking=True, help="What helps the household now.")
    remedy_due = fields.Datetime(copy=False, tracking=True)
    corrective_action = fields.Text(
        tracking=True,
        help="What keeps it from happening again.",
        groups="base.group_user",
    )
    corrective_due = fields.Datetime(
        string="Corrective Action Due",
        copy=False,
        tracking=True,
        groups="base.group_user",
    )
    corrective_done_at = fields.Datetime(
        readonly=True, copy=False, groups="base.group_user"
    )
    cause_id = fields.Many2one(
        "property.cause", tracking=True, groups="base.group_user"
    )
    cause_note = fields.Text(string="Cause in Detail", groups="base.group_user")
    impact = fields.Text(groups="base.group_user")
    accepted_at = fields.Datetime(readonly=True, copy=False, groups="base.group_user")
    accepted_by_id = fields.Many2one(
        "res.users", readonly=True, copy=False, groups="base.group_user"
    )

    def _own_facts(self):
        return super()._own_facts() | {"corrective_done_at", "arrived_at"}

    def _check_plan(self, vals):
        """A due date that was promised is not moved by hand: it is paused (L2)."""
        named = {"remedy_due": "remedy_planned", "corrective_due": "corrective_planned"}
        events = {event for name, event in named.items() if name in vals}
        if not events:
            return
        running = self.env["property.commitment"]._of(self)
        if events & set(running.rule_id.mapped("event")):
            raise UserError(
                self.env._(
                    "This due date is promised already: pause the promise with a"
                    " reason instead of moving it."
                )
            )

    def _follow_plan(self, vals):
        now = fields.Datetime.now()
        for case in self:
            if vals.get("remedy_due"):
                case._promise_of("remedy_planned", now, case.remedy_due)
            if vals.get("corrective_due"):
                case._promise_of("corrective_planned", now, case.corrective_due)

    def action_accept(self):
        """The department concerned accepts what was carried out (C7).

        :raise UserError: nothing is carried out, or it is not being solved
        """
        for case in self:
            case._check_department()
            case._check_remedy()
            if case.handling_state != "solving":
                raise UserError(case._refusal())
            case.check_access("write")
            case.sudo().write(
                {
                    "accepted_at": fields.Datetime.now(),
                    "accepted_by_id": self.env.uid,
                }
            )

    def _check_remedy(self):
        if not (self.remedy or "").strip():
            raise UserError(
                self.env._("Write down the remedy: what was done for the household.")
            )

    def _check_handled(self):
        checked = super()._check_handled()
        self._check_remedy()
        self._check_remote()
        if self.dispatched_at and not self.accepted_at:
            raise UserError(
                self.env._(
                    "The department accepts what was carried out before the household"
                    " is told."
                )
            )
        return checked

    def action_corrective_done(self):
        """What prevents the next case is done (C7)."""
        self.check_access("write")
        now = fields.Datetime.now()
        for case in self:
            if not (case.corrective_action or "").strip():
                raise UserError(self.env._("Write down the corrective action."))
            case.sudo().corrective_done_at = now
            case._settle("corrective", now)

    def action_tell(self):
        """Write to the household; the message itself keeps the promises (C3–C5, C8)."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Tell the Household"),
            "res_model": "mail.compose.message",
            "view_mode": "form",
            "target": "new",
            "context": {
                "default_model": self._name,
                "default_res_ids": self.ids,
                "default_composition_mode": "comment",
                "default_partner_ids": self.partner_id.ids,
                "default_subject": self.display_name,
                "default_body": self.remedy or "",
                "default_subtype_id": self.env.ref("mail.mt_comment").id,
            },
        }
