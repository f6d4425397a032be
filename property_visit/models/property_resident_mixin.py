from odoo import api, models
from odoo.fields import Domain


class PropertyResidentMixin(models.AbstractModel):
    """What residents meet on the portal's pages, and by no other way.

    They have no access to the model, so that no RPC, export or search reaches it; the
    pages read it as superuser, bound by the record rules of the resident.
    """

    _name = "property.resident.mixin"
    _description = "Record that residents see on the portal"

    @api.model
    def _resident_domain(self):
        """Domain of what the user may see: the record rules decide (H1, H5)."""
        rules = self.env["ir.rule"].with_user(self.env.user)
        return Domain(rules._compute_domain(self._name, "read"))

    @api.model
    def _of_resident(self, domain=(), **options):
        """Search what the user may see as a resident.

        :param domain: what is wanted, further
        :param options: of `search`: limit, offset, order
        :return: the records found, as superuser
        """
        found = Domain(domain) & self._resident_domain()
        return self.sudo().search(found, **options)

    @api.model
    def _count_of_resident(self, domain=()):
        """How many `_of_resident` would find."""
        return self.sudo().search_count(Domain(domain) & self._resident_domain())
