from collections import Counter

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tools import email_normalize

STATES = [
    ("ready", "Can be invited"),
    ("no_email", "No valid e-mail address"),
    ("taken", "Address belongs to somebody else"),
    ("invited", "Invited, has not signed in"),
    ("active", "Has signed in"),
    ("staff", "Works here"),
]
MAY_BE_SENT = ("ready", "invited")


class PropertyInvite(models.TransientModel):
    """Invite members of households to the portal, by Odoo's own invitation (H1)."""

    _name = "property.invite"
    _description = "Invite residents"

    line_ids = fields.One2many("property.invite.line", "invite_id")
    message = fields.Text(help="Added to the invitation.")
    chosen_count = fields.Integer(compute="_compute_counts")
    no_email_count = fields.Integer(compute="_compute_counts")
    access_count = fields.Integer(compute="_compute_counts")

    @api.depends("line_ids.chosen", "line_ids.state", "line_ids.email")
    def _compute_counts(self):
        for invite in self:
            states = Counter(invite.line_ids.mapped("state"))
            invite.chosen_count = len(invite.line_ids.filtered("chosen"))
            invite.no_email_count = states["no_email"]
            invite.access_count = states["invited"] + states["active"]

    @api.model
    def _make(self, households):
        """A dialog with one line for each person who lives there now."""
        members = households.member_ids.filtered(lambda member: member._is_current())
        if not members:
            raise UserError(
                self.env._("Nobody lives there now who could be invited to the portal.")
            )
        invite = self.create(
            {
                "line_ids": [
                    Command.create({"member_id": member.id, "email": email})
                    for member, email in _each_person_once(members)
                ]
            }
        )
        for line in invite.line_ids:
            line.chosen = line.state == "ready"
        return invite

    def _action_open(self):
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Invite to the Portal"),
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
            "target": "new",
        }

    def action_invite(self):
        """Give the chosen people access and mail each how to sign in.

        :return: a notification with how many were invited
        :raise UserError: nobody is chosen, or one of them cannot be invited
        :raise AccessError: a household may not be written by the user
        """
        chosen = self.line_ids.filtered("chosen")
        if not chosen:
            raise UserError(self.env._("Choose at least one person to invite."))
        chosen.member_id.household_id.check_access("write")
        chosen._check_can_be_sent()
        chosen._send(self.message)
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success",
                "message": self.env._("Invited to the portal: %s", len(chosen)),
                "next": {"type": "ir.actions.act_window_close"},
            },
        }


class PropertyInviteLine(models.TransientModel):
    _name = "property.invite.line"
    _description = "Person to invite"
    _order = "id"

    invite_id = fields.Many2one(
        "property.invite", required=True, index=True, ondelete="cascade"
    )
    member_id = fields.Many2one(
        "property.household.member", required=True, readonly=True, ondelete="cascade"
    )
    household_id = fields.Many2one(related="member_id.household_id")
    partner_id = fields.Many2one(related="member_id.partner_id", string="Person")
    relation = fields.Selection(related="member_id.relation")
    email = fields.Char(string="E-mail")
    chosen = fields.Boolean(string="To Invite")
    state = fields.Selection(STATES, compute="_compute_state")

    @api.depends("email", "invite_id.line_ids.email")
    def _compute_state(self):
        taken = self._taken_addresses()
        for line in self:
            address = email_normalize(line.email)
            if line.member_id.access in ("staff", "active", "invited"):
                line.state = line.member_id.access
            elif not address:
                line.state = "no_email"
            else:
                line.state = "taken" if address in taken else "ready"

    @api.onchange("email")
    def _onchange_email(self):
        self.chosen = self.state == "ready"

    def _taken_addresses(self):
        """Addresses with which somebody else signs in, or that two lines share."""
        addresses = [email_normalize(line.email) for line in self.invite_id.line_ids]
        users = self.env["res.users"].sudo().with_context(active_test=False)
        known = users.search([("login", "in", list(filter(None, addresses)))])
        people = self.invite_id.line_ids.sudo().partner_id
        own = people.with_context(active_test=False).user_ids
        shared = {
            address for address, n in Counter(addresses).items() if address and n > 1
        }
        return {user.login for user in known - own} | shared

    def _check_can_be_sent(self):
        labels = dict(self._fields["state"]._description_selection(self.env))
        for line in self.filtered(lambda line: line.state not in MAY_BE_SENT):
            raise UserError(
                self.env._(
                    "%(person)s cannot be invited: %(why)s.",
                    person=line.partner_id.name,
                    why=labels[line.state],
                )
            )

    def _send(self, message):
        """Grant access as Odoo's own dialog does; mails are queued."""
        wizard = self.member_id._portal_wizard(self.partner_id, message)
        lines = {line.partner_id: line for line in self}
        for access in wizard.user_ids:
            line = lines[access.partner_id]
            line._note_language()
            access = access.with_context(property_queue=True).with_company(
                line.household_id.sudo().company_id
            )
            access.email = line.email
            if access.is_portal:
                access.action_invite_again()
            else:
                access.action_grant_access()
        self.sudo().member_id.invited_at = fields.Datetime.now()

    def _note_language(self):
        """They are written to in the language the household likes (H8)."""
        if language := self.household_id.language:
            self.sudo().partner_id.lang = language


def _each_person_once(members):
    """(member, address): who belongs to two of the households stands there once."""
    for person, same in members.grouped("partner_id").items():
        yield same[0], person.email
