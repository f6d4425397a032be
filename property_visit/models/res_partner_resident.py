from odoo import api, fields, models
from odoo.fields import Domain

from .property_resident_mixin import resident_query


class ResPartner(models.Model):
    """Residents do not look each other up (design: Privacy).

    Odoo shows a portal login every contact under its commercial partner, with phone
    and mail: the whole building, where its residents are contacts of one company.
    """

    _inherit = "res.partner"

    is_of_neighbour = fields.Boolean(
        compute="_compute_is_of_neighbour", search="_search_is_of_neighbour"
    )

    @api.depends_context("uid")
    def _compute_is_of_neighbour(self):
        partners = self.sudo().with_context(active_test=False)
        foreign = partners.filtered_domain(self._neighbour_domain())
        for partner in self:
            partner.is_of_neighbour = partner in foreign

    def _search_is_of_neighbour(self, operator, _value):
        if operator != "in":
            return NotImplemented
        return resident_query(self, "neighbour", self._neighbour_domain)

    def _neighbour_domain(self):
        """Domain of members, past ones too, of none of the user's households."""
        mine = self._households_of_user().ids
        return (
            Domain("household_member_ids", "!=", False)
            & ~Domain("household_member_ids.household_id", "in", mine)
            & Domain("id", "!=", self.env.user.partner_id.id)
        )

    @api.model
    def _households_of_user(self):
        """The households the user is a member of today (H1).

        By the contact's own members, so that a page asks the database once: rules and
        pages ask this many times over.
        """
        members = self.env.user.partner_id.sudo().household_member_ids
        return members.filtered(lambda member: member._is_current()).household_id
