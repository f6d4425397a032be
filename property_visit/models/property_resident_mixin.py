from odoo import api, models
from odoo.fields import Domain


def resident_query(records, name, domain):
    """Domain of the records that a domain of the user as a resident finds.

    A query, for the portal runs record rules with the resident's rights. Rules ask for
    it many times over on one page and Odoo works a domain out anew each time, so that
    it is made once in a transaction: it holds no more than who asks and where they
    live; all else is looked up by the database.

    :param name: which domain of the model it is
    :param domain: function that makes the domain
    """
    partner = records.env.user.partner_id
    key = (records._name, name, partner.id, partner._households_of_user()._ids)
    known = records.env.cr.cache.setdefault("property_resident_query", {})
    if key not in known:
        found = records.sudo().with_context(active_test=False)._search(domain())
        known[key] = found.subselect()
    return Domain("id", "in", known[key])


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
        rules = self.env["ir.rule"].sudo(False)
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
