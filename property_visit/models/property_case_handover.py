from odoo import SUPERUSER_ID, api, fields, models
from odoo.exceptions import AccessError, UserError


class PropertyCaseMixin(models.AbstractModel):
    """Whoever was asked first answers until somebody else has accepted it (C9)."""

    _inherit = "property.case.mixin"

    first_responsible_id = fields.Many2one(
        "res.users",
        string="First Asked",
        compute="_compute_first_responsible_id",
        store=True,
        precompute=True,
        copy=False,
        tracking=True,
        help="Answers to the household until somebody else accepts the matter (C9).",
        groups="base.group_user",
    )
    handover_to_id = fields.Many2one(
        "res.users",
        string="Offered To",
        readonly=True,
        copy=False,
        tracking=True,
        groups="base.group_user",
    )
    repeat_contacts = fields.Integer(
        readonly=True,
        copy=False,
        help="How often the household had to come back on an open case (C9).",
        groups="base.group_user",
    )

    @api.depends("household_id")
    def _compute_first_responsible_id(self):
        taken_by = self.env.user
        is_person = self.env.uid != SUPERUSER_ID and taken_by._is_internal()
        for case in self:
            if case.first_responsible_id or not case.household_id:
                continue
            case.first_responsible_id = taken_by if is_person else case._receiver()

    def _receiver(self):
        """Who receives what comes by the case's channel, else the butler (C1)."""
        return self.household_id.butler_id

    def _own_facts(self):
        return super()._own_facts() | {
            "first_responsible_id",
            "handover_to_id",
            "repeat_contacts",
        }

    def _hand_over(self, user):
        """Offer the matter to a colleague; nothing moves until they accept (C9).

        :raise AccessError: the user is neither responsible nor a supervisor
        """
        self.check_access("write")
        for case in self:
            responsible = case.first_responsible_id
            supervises = self.env.user.has_group(
                "property_visit.group_property_supervisor"
            )
            if self.env.user != responsible and not (supervises or self.env.su):
                raise AccessError(
                    self.env._("%s answers for this case.", responsible.name)
                )
            case.sudo().handover_to_id = user
            told = case.sudo().with_context(lang=user.lang)
            told.message_notify(
                partner_ids=user.partner_id.ids,
                subject=told.env._("%s is offered to you", case.display_name),
                body=told.env._("Accept it and you answer for it from then on."),
            )

    def action_accept_handover(self):
        """Accept what was offered: from now on the user answers for it (C9).

        :raise AccessError: it was not offered to the user
        """
        for case in self:
            if case.handover_to_id != self.env.user:
                raise AccessError(
                    self.env._("This case was not offered to you to take over.")
                )
            case.check_access("read")
            case.sudo()._pass_on(self.env.user)

    def _pass_on(self, user):
        """Whoever accepted answers from now on, for what is promised already, too."""
        before = self.first_responsible_id
        vals = {"first_responsible_id": user.id, "handover_to_id": False}
        if before and self.user_id == before:
            vals["user_id"] = user.id
        self.write(vals)
        promises = self.env["property.commitment"]._of(self)
        promises.filtered(lambda promise: promise.user_id == before).user_id = user

    def action_called_again(self):
        """The household had to come back on an open case (C9).

        :raise UserError: the case is closed
        """
        self.check_access("write")
        for case in self:
            if case.handling_state in (False, "closed"):
                raise UserError(case._refusal())
            case.sudo().repeat_contacts += 1
