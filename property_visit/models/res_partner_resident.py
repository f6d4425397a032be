from odoo import api, fields, models
from odoo.fields import Domain

from .property_resident_mixin import resident_query

LIVES = ["partner_id", "household_id", "date_from", "date_to", "active"]


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
        return resident_query(self, "neighbour")

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
        person = self.env.user.partner_id.sudo()
        person._fetch_homes()
        members = person.household_member_ids
        return members.filtered(lambda member: member._is_current()).household_id

    def _fetch_homes(self):
        """Read, once in a transaction, what tells where a person lives today.

        Only ahead of time: what is written later in the transaction counts as ever.
        """
        read = self.env.cr.cache.setdefault("property_homes_read", set())
        if self.id not in read:
            read.add(self.id)
            members = self.env["property.household.member"].sudo()
            members = members.with_context(active_test=False)
            members = members.search_fetch([("partner_id", "=", self.id)], LIVES)
            self._fields["household_member_ids"]._insert_cache(self, [members._ids])
            members.household_id._fetch_lives()

    def _portal_picture(self):
        """The small picture of a contact, as pages of the portal carry it in the text.

        The `avatar_128` of who it is of, by one query; Odoo's own asks the rules about
        everybody who signs in as the contact, to find out what a contact shows anyway.

        :return: base64 bytes
        """
        self.ensure_one()
        contact = self.sudo()
        if contact.type != "contact":
            return contact.avatar_128
        return contact.image_128 or contact._avatar_generate_svg()
