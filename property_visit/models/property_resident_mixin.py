from odoo import api, models
from odoo.fields import Domain
from odoo.tools import ormcache


def resident_query(records, name):
    """Domain of the records that a domain of the user as a resident finds.

    A query, for the portal runs record rules with the resident's rights. Rules ask for
    it many times over on one page and Odoo works a domain out anew each time, so that
    its text is remembered: it holds no more than who asks and where they live today;
    all else is looked up by the database.

    :param name: which domain of the model it is: `_<name>_domain` makes it
    """
    partner = records.env.user.partner_id
    homes = partner._households_of_user()._ids
    mixin = records.env["property.resident.mixin"]
    found = mixin._resident_query(records._name, name, partner.id, homes)
    return Domain("id", "in", found)


class PropertyResidentMixin(models.AbstractModel):
    """What residents meet on the portal's pages, and by no other way.

    They have no access to the model, so that no RPC, export or search reaches it; the
    pages read it as superuser, bound by the record rules of the resident.
    """

    _name = "property.resident.mixin"
    _description = "Record that residents see on the portal"

    @api.model
    @ormcache("model", "name", "partner_id", "homes")
    def _resident_query(self, model, name, partner_id, homes):
        """The subselect (SQL) that `resident_query` asks for.

        :param partner_id: of the user
        :param homes: ids of their households of today, which the text names
        """
        records = self.env[model]
        everything = records.sudo().with_context(active_test=False)
        return everything._search(getattr(records, f"_{name}_domain")()).subselect()

    @api.model
    def _resident_domain(self):
        """Domain of what the user may see: the record rules decide (H1, H5)."""
        rules = self.env["ir.rule"].sudo(False)
        return Domain(rules._compute_domain(self._name, "read"))

    @api.model
    def _of_resident(self, domain=(), fields=(), **options):
        """Search what the user may see as a resident.

        :param domain: what is wanted, further
        :param fields: names of what is read along
        :param options: of `search`: limit, offset, order
        :return: the records found, as superuser
        """
        found = Domain(domain) & self._resident_domain()
        return self.sudo().search_fetch(found, fields, **options)

    @api.model
    def _count_of_resident(self, domain=()):
        """How many `_of_resident` would find."""
        return self.sudo().search_count(Domain(domain) & self._resident_domain())
