from odoo import api, fields, models
from odoo.fields import Command, Domain

ACCESS = [
    ("no_email", "No e-mail address"),
    ("none", "No access"),
    ("invited", "Invited"),
    ("active", "Has signed in"),
    ("staff", "Works here"),
]


class PropertyHouseholdMember(models.Model):
    """Who of a household may sign in on the portal, and until when (H1, design §4)."""

    _inherit = "property.household.member"

    invited_at = fields.Datetime(
        readonly=True,
        copy=False,
        help="When they were invited to the portal from here; leaving ends it.",
    )
    access = fields.Selection(ACCESS, string="Portal", compute="_compute_access")

    @api.model
    def _own_facts(self):
        return super()._own_facts() | {"invited_at"}

    @api.depends("partner_id.email", "partner_id.user_ids.active")
    def _compute_access(self):
        for member in self:
            person = member.sudo().partner_id
            users = person.user_ids.filtered("active")
            if any(user._is_internal() for user in users):
                member.access = "staff"
            elif any(user._is_portal() for user in users):
                seen = any(users.mapped("login_date"))
                member.access = "active" if seen else "invited"
            else:
                member.access = "none" if person.email_normalized else "no_email"

    def write(self, vals):
        """Who leaves the household leaves the portal, unless they live elsewhere."""
        done = super().write(vals)
        if not {"date_to", "active", "household_id"}.isdisjoint(vals):
            self._end_access()
        return done

    @api.model
    def _portal_wizard(self, people, message=""):
        """Odoo's own dialog for portal access, for these people, as superuser."""
        wizard = self.env["portal.wizard"].sudo()
        return wizard.with_context(default_partner_ids=[]).create(
            {"partner_ids": [Command.set(people.ids)], "welcome_message": message}
        )

    def _end_access(self):
        """Take portal access from those invited who live in no household any more.

        Access that somebody else gave for another reason stays: record rules show them
        nothing of a household that they have left.
        """
        left = self.sudo()._invited_people() - self.sudo()._people_still_here()
        for access in self._portal_wizard(left).user_ids if left else ():
            if access.is_portal:
                access.action_revoke_access()
        gone = self.sudo().with_context(active_test=False)
        gone.search([("partner_id", "in", left.ids)]).invited_at = False

    def _invited_people(self):
        """Those of these members whom we invited, and who can sign in."""
        everywhere = self.with_context(active_test=False).search(
            [("partner_id", "in", self.partner_id.ids), ("invited_at", "!=", False)]
        )
        return everywhere.partner_id.filtered("user_ids")

    def _people_still_here(self):
        everywhere = self.search([("partner_id", "in", self.partner_id.ids)])
        return everywhere.filtered(lambda member: member._is_current()).partner_id

    @api.model
    def _cron_end_access(self):
        """Nightly: days of leaving that were known beforehand have come."""
        tomorrow = fields.Date.add(fields.Date.today(), days=1)
        ended = Domain("date_to", "<=", tomorrow) | Domain(
            "household_id.move_out_date", "<=", tomorrow
        )
        found = self.with_context(active_test=False).search(
            Domain("invited_at", "!=", False) & ended
        )
        found.filtered(lambda member: not member._is_current())._end_access()


class PropertyHousehold(models.Model):
    _inherit = "property.household"

    def action_invite(self):
        """Choose members to be invited to the portal (H1).

        :return: the dialog, with a line for each member who lives there
        :raise UserError: nobody does
        :raise AccessError: one of the households may not be written
        """
        self.check_access("write")
        return self.env["property.invite"]._make(self)._action_open()
