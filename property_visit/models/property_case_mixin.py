from odoo import api, fields, models
from odoo.exceptions import ValidationError


class PropertyCaseMixin(models.AbstractModel):
    """What a case is to us, whatever application registers it.

    Joined to OCA's `helpdesk.ticket` in `helpdesk_ticket.py`; a bridge to another
    helpdesk is one such file.
    """

    _name = "property.case.mixin"
    _description = "Case of a household"

    household_id = fields.Many2one("property.household", index="btree_not_null")
    estate_id = fields.Many2one(
        "property.estate",
        compute="_compute_estate_id",
        store=True,
        readonly=False,
        precompute=True,
        index="btree_not_null",
    )
    property_kind = fields.Selection(
        [
            ("complaint", "Complaint"),
            ("repair", "Repair"),
            ("entrusted", "Entrusted matter"),
            ("suggestion", "Suggestion"),
            ("praise", "Praise"),
            ("question", "Question"),
        ],
    )

    severity = fields.Selection(
        [("general", "General"), ("urgent", "Urgent"), ("major", "Major")],
        default="general",
        help="Decides by when the household is promised an answer and a solution.",
    )

    @api.depends("household_id")
    def _compute_estate_id(self):
        # What a case asks of its household; all of it would cost as much as the case.
        self.household_id.fetch(("estate_id", "butler_id"))
        for case in self:
            case.estate_id = case.household_id.estate_id or case.estate_id

    @api.constrains("household_id", "estate_id")
    def _check_estate(self):
        for case in self.filtered("household_id").sudo():
            if case.household_id.estate_id != case.estate_id:
                raise ValidationError(
                    self.env._(
                        "The household does not live at %(estate)s: choose one of that"
                        " estate.",
                        estate=case.estate_id.name,
                    )
                )
