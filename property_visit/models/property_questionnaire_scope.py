from ast import literal_eval

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain


class PropertyQuestionnaire(models.Model):
    """Which households of its estates a campaign concerns (Q1)."""

    _inherit = "property.questionnaire"

    household_domain = fields.Char(
        string="Households",
        default="[('occupancy', '=', 'occupied')]",
        help="The households concerned, among those of the estates. Who has moved out"
        " is never asked.",
    )

    @api.constrains("household_domain")
    def _check_household_domain(self):
        for questionnaire in self:
            try:
                questionnaire._condition().validate(self.env["property.household"])
            except (ValueError, SyntaxError, KeyError, TypeError) as error:
                raise ValidationError(
                    self.env._(
                        "The households of %s cannot be read: choose them anew.",
                        questionnaire.name,
                    )
                ) from error

    def _condition(self):
        return Domain(literal_eval(self.household_domain or "[]"))

    def _count_concerned(self):
        if not self.estate_ids:
            return 0
        return self.env["property.household"].search_count(self._concerned_domain())

    def _concerned_domain(self):
        """Domain of the households concerned, as the register stands (Q1)."""
        return (
            Domain("estate_id", "in", self.estate_ids.ids)
            & Domain("occupancy", "!=", "moved_out")
            & self._condition()
        )
