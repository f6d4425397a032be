from odoo import api, models
from odoo.exceptions import UserError


class PropertyReachMixin(models.AbstractModel):
    """Nobody hangs a record on what lies beyond their reach.

    Record rules judge a record as it is when it is written and, at its creation, after
    the estate's people were worked out anew. Who names an estate, household or visit
    has to be able to read it beforehand: else a visit could be moved to a foreign
    estate, and somebody could make themselves staff of one.
    """

    _name = "property.reach.mixin"
    _description = "Record within somebody's reach"

    @api.model
    def _reach_fields(self):
        """The fields that say where a record belongs."""
        return [
            name
            for name in (
                "estate_id",
                "building_id",
                "household_id",
                "visit_id",
                "plan_id",
            )
            if name in self._fields and not self._fields[name].related
        ]

    @api.model_create_multi
    def create(self, vals_list):
        self._check_reach(vals_list)
        return super().create(vals_list)

    def write(self, vals):
        self._check_reach([vals])
        return super().write(vals)

    @api.model
    def _check_reach(self, vals_list):
        """Refuse values, or defaults of the context, that name what is out of reach.

        :raise UserError: the record does not exist
        :raise AccessError: it may not be read
        """
        for name in self._reach_fields():
            field = self._fields[name]
            given = [vals.get(name) for vals in vals_list]
            given.append(self.env.context.get(f"default_{name}"))
            ids = {
                field.convert_to_cache(value, self, validate=False) for value in given
            }
            named = self.env[field.comodel_name].browse(filter(None, ids))
            if named:
                self._check_exists(field, named)
                named.check_access("read")

    @api.model
    def _check_exists(self, field, named):
        if missing := named - named.exists():
            raise UserError(
                self.env._(
                    "%(what)s %(number)s does not exist: choose another.",
                    what=field._description_string(self.env),
                    number=missing[0].id,
                )
            )
