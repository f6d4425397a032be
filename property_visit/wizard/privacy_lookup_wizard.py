from odoo import models
from odoo.exceptions import UserError


class PrivacyLookupWizard(models.TransientModel):
    """Odoo finds what names a person; this adds what is about their household."""

    _inherit = "privacy.lookup.wizard"

    def action_lookup(self):
        """Look up a person; also the records of households of theirs (H7)."""
        action = super().action_lookup()
        known = {(line.res_model, line.res_id) for line in self.line_ids}
        people = self.line_ids.filtered(lambda line: line.res_model == "res.partner")
        models_ = self.env["ir.model"].sudo()
        added = {}
        for person in self.env["res.partner"].browse(people.mapped("res_id")):
            for name, records in person._person_records().items():
                for record in records:
                    if (name, record.id) not in known:
                        added[name, record.id] = {
                            "wizard_id": self.id,
                            "res_model_id": models_._get_id(name),
                            "res_id": record.id,
                            "is_active": record.active if "active" in record else True,
                        }
        self.env["privacy.lookup.wizard.line"].create(list(added.values()))
        return action


class PrivacyLookupWizardLine(models.TransientModel):
    _inherit = "privacy.lookup.wizard.line"

    def action_unlink(self):
        """:raise UserError: a record of ours, which the statistics are made of (H7)."""
        if (self.res_model or "").startswith("property."):
            raise UserError(
                self.env._(
                    "Records of visits are kept for the statistics: remove the personal"
                    " data by the contact's action Request of a Person."
                )
            )
        return super().action_unlink()
