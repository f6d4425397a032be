from collections.abc import Set as AbstractSet

from odoo import api, models
from odoo.fields import Domain

COLLECTION_TYPES = (list, tuple, AbstractSet)
CONFIDENTIAL = ("segment_ids", "private_note_ids")


def _is_numbers(value):
    """Whether the value of a condition lists ids, rather than names or a domain."""
    return isinstance(value, COLLECTION_TYPES) and all(
        isinstance(item, int) or item is None for item in value
    )


class PropertyHousehold(models.Model):
    """Searching must not tell what reading does not show (H5)."""

    _inherit = "property.household"

    @api.model
    def _search(self, domain, *args, **kwargs):
        """Let the record rules of segments and notes bind searches by number, too.

        Odoo answers "is one of these" and "is set" from the relation alone: by trying
        numbers anybody could find out who is in a restricted segment.
        """
        guarded = Domain(domain).map_conditions(self._guard_condition)
        return super()._search(guarded, *args, **kwargs)

    @api.model
    def _guard_condition(self, condition):
        if condition.field_expr not in CONFIDENTIAL:
            return condition
        value = condition.value
        if isinstance(value, int) or value is None:
            value = [value]
        if not _is_numbers(value):
            return condition
        found = self._guarded(condition.field_expr, value)
        return ~found if condition.operator in ("not in", "!=") else found

    @api.model
    def _guarded(self, name, values):
        """Domain of those with one of `values`; an empty value means none at all."""
        numbers = [number for number in values if number]
        found = self._having(name, Domain("id", "in", numbers))
        if len(numbers) < len(values):
            found |= ~self._having(name, Domain.TRUE)
        return found

    @api.model
    def _having(self, name, domain):
        """Domain of those who have what `domain` says and this user may read."""
        comodel = self.env[self._fields[name].comodel_name]
        return Domain(
            name, "any", comodel.with_context(active_test=False)._search(domain)
        )
