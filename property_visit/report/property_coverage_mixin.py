from odoo import models
from odoo.fields import Domain
from odoo.orm.domains import DomainAnd, DomainCondition


class PropertyCoverageMixin(models.AbstractModel):
    """An analysis that is put together estate by estate when it is read.

    Where a reader asks for some estates alone, the others are left out before anything
    is put together: a company may have a thousand.
    """

    _name = "property.coverage.mixin"
    _description = "Coverage of some estates"

    def _search(self, domain, *args, **kwargs):
        asked = _estates_in(domain, self)
        if asked is None or "coverage_estates" in self.env.context:
            return super()._search(domain, *args, **kwargs)
        some = self.with_context(coverage_estates=sorted(asked))
        return super(PropertyCoverageMixin, some)._search(domain, *args, **kwargs)


def _estates_in(domain, model):
    """Ids of the estates that a domain is confined to; None when it is not."""
    domain = Domain(domain).optimize(model)
    parts = domain.children if isinstance(domain, DomainAnd) else [domain]
    for part in parts:
        if (
            isinstance(part, DomainCondition)
            and part.field_expr == "estate_id"
            and part.operator == "in"
        ):
            return {estate for estate in part.value if estate}
    return None
