from datetime import UTC

from odoo import api, models, tools


class PropertyLinkMixin(models.AbstractModel):
    """Record that somebody may reach for one purpose without signing in.

    A link is signed, runs out and says for what it is; what was done with it (used up,
    closed, moved out) is known by the record, so that nothing is stored for a link.
    """

    _name = "property.link.mixin"
    _description = "Record with signed links"

    def _signed_link(self, purpose, expires_at):
        """Return the address that opens this record for one purpose.

        :param str purpose: what the link is for, part of what is signed
        :param datetime expires_at: when it runs out, naive UTC
        :rtype: str
        """
        return (
            f"{self.get_base_url()}/v/{purpose}/{self._link_token(purpose, expires_at)}"
        )

    def _link_token(self, purpose, expires_at):
        """Return the signed token of `_signed_link` alone (see there)."""
        self.ensure_one()
        return self._sign(purpose, self.id, expires_at)

    @api.model
    def _from_link(self, purpose, token):
        """Return the record that the token names, as superuser, or none.

        A wrong, a foreign and an expired token are the same to the caller.
        """
        return self.sudo().browse(self._signed(purpose, token) or []).exists()

    @api.model
    def _sign(self, purpose, res_id, expires_at):
        aware = expires_at.replace(tzinfo=UTC)
        return tools.hash_sign(
            self.sudo().env, self._link_scope(purpose), res_id, expiration=aware
        )

    @api.model
    def _signed(self, purpose, token):
        """Return the id that was signed for this purpose, None if there is none."""
        try:
            return tools.verify_hash_signed(
                self.sudo().env, self._link_scope(purpose), token
            )
        except ValueError:
            return None

    @api.model
    def _link_scope(self, purpose):
        return f"property_visit.{self._name}.{purpose}"
