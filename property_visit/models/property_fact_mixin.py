from odoo import api, models
from odoo.exceptions import AccessError


class PropertyFactMixin(models.AbstractModel):
    """What happened is written by the steps of a record alone, as superuser (H7).

    A field that no form lets anybody edit can still be written over the API: a verdict,
    a date of keeping or a consent would then say what nobody did.
    """

    _name = "property.fact.mixin"
    _description = "Record whose facts are written by its steps"

    @api.model
    def _own_facts(self):
        """Names of the fields that only a step writes."""
        return set()

    @api.model_create_multi
    def create(self, vals_list):
        """:raise AccessError: somebody begins with a fact instead of a step."""
        if not self.env.su:
            for vals in vals_list:
                self._check_begins_bare(vals)
        return super().create(vals_list)

    def write(self, vals):
        """:raise AccessError: somebody writes a fact by hand."""
        if not self.env.su and not self._own_facts().isdisjoint(vals):
            self._refuse_fact()
        return super().write(vals)

    @api.model
    def _check_begins_bare(self, vals):
        """What every record begins with is no fact yet, nor is an empty value."""
        given = {name: vals[name] for name in self._own_facts() & vals.keys()}
        usual = self.default_get(list(given)) if given else {}
        if any(value and value != usual.get(name) for name, value in given.items()):
            self._refuse_fact()

    @api.model
    def _refuse_fact(self):
        raise AccessError(
            self.env._("That is noted by the buttons of the record, not by hand.")
        )
