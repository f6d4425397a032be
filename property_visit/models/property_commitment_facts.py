from typing import NamedTuple

from odoo import api, models
from odoo.fields import Domain
from odoo.tools import ormcache

from ..rules.escalation import Step


class RuleFacts(NamedTuple):
    """What making a promise has to know of its rule, without asking the database."""

    id: int
    condition: Domain
    amount: float
    unit: str
    role_id: int
    is_butlers: bool
    steps: tuple[Step, ...]

    def among(self, records):
        """Those of some records that the promise is made on."""
        everybody = self.condition.is_true()
        return records if everybody else records.filtered_domain(self.condition)


class PropertyRememberedMixin(models.AbstractModel):
    """What is read once and remembered is forgotten when one of these changes."""

    _name = "property.remembered.mixin"
    _description = "Record that is remembered"

    @api.model_create_multi
    def create(self, vals_list):
        result = super().create(vals_list)
        self.env.registry.clear_cache()
        return result

    def write(self, vals):
        result = super().write(vals)
        self.env.registry.clear_cache()
        return result

    def unlink(self):
        result = super().unlink()
        self.env.registry.clear_cache()
        return result


class PropertyCommitmentRule(models.Model):
    """Rules are read once and remembered: every case asks for them."""

    _name = "property.commitment.rule"
    _inherit = ["property.commitment.rule", "property.remembered.mixin"]

    @api.model
    @ormcache("procedure_id", "event")
    def _facts_on(self, procedure_id, event):
        """What a procedure promises on an event, in order.

        :param procedure_id: id of a `property.procedure`
        :return: a tuple of `RuleFacts`
        """
        # As nobody in particular: what one user may see must not decide for all.
        nobody = self.sudo().with_context({})  # pylint: disable=context-overridden
        rules = nobody.search(
            [("procedure_id", "=", procedure_id), ("event", "=", event)]
        )
        return tuple(rule._facts() for rule in rules)

    def _facts(self):
        return RuleFacts(
            id=self.id,
            condition=self._condition(),
            amount=self.amount,
            unit=self.unit,
            role_id=self.role_id.id,
            is_butlers=self.role_id.code == "butler",
            steps=tuple(self._steps()),
        )


class PropertyEscalationStep(models.Model):
    _name = "property.escalation.step"
    _inherit = ["property.escalation.step", "property.remembered.mixin"]


class PropertyRole(models.Model):
    _name = "property.role"
    _inherit = ["property.role", "property.remembered.mixin"]
