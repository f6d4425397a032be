from odoo import api, fields, models
from odoo.exceptions import UserError

from ..rules import scoring


class PropertyFreeService(models.Model):
    """Help given to a household for nothing (V6), and what it said about it."""

    _name = "property.free.service"
    _description = "Free help"
    _inherit = ["mail.thread", "property.reach.mixin", "property.photo.mixin"]
    _order = "date desc, id desc"
    _rec_name = "what"

    household_id = fields.Many2one("property.household", required=True, index=True)
    estate_id = fields.Many2one(
        related="household_id.estate_id", store=True, index=True, precompute=True
    )
    date = fields.Date(required=True, default=fields.Date.context_today, tracking=True)
    what = fields.Char(string="Help Given", required=True, tracking=True)
    helper_ids = fields.Many2many(
        "res.users", string="Who Helped", default=lambda self: self.env.user
    )
    duration = fields.Float(string="Time Spent", help="Hours.")
    words = fields.Text(
        string="What the Household Said",
        help="Thanks or a complaint: they enter the feedback register.",
    )
    satisfaction = fields.Integer(
        aggregator="avg", help="1 very dissatisfied … 5 very satisfied; 0: not asked."
    )
    photo_ids = fields.Many2many("ir.attachment", string="Photos")
    feedback_ids = fields.One2many("property.feedback", "free_service_id")
    active = fields.Boolean(default=True)

    _duration_check = models.Constraint(
        "CHECK(duration >= 0)", "The time spent cannot be negative."
    )
    _satisfaction_check = models.Constraint(
        "CHECK(satisfaction BETWEEN 0 AND 5)",
        "Satisfaction is 1 (very dissatisfied) to 5 (very satisfied), 0: not asked.",
    )

    def action_register_words(self):
        """Enter what the households said in the feedback register, once each (V6).

        Who is dissatisfied complains, everybody else praises.

        :return: the new `property.feedback`
        :raise UserError: nothing is written down, or it was entered already
        """
        self.check_access("write")
        for service in self:
            if not (service.words or "").strip():
                raise UserError(self.env._("Write down what the household said."))
            if service.feedback_ids:
                raise UserError(
                    self.env._("What they said is in the feedback register already.")
                )
        said = [service._prepare_feedback() for service in self]
        return self.env["property.feedback"].create(said)

    def _prepare_feedback(self):
        category = self.env.ref("property_visit.feedback_category_convenience")
        unhappy = self.satisfaction in scoring.DISSATISFIED
        return {
            "free_service_id": self.id,
            "household_id": self.household_id.id,
            "date": self.date,
            "kind": "complaint" if unhappy else "praise",
            "category_id": category.id,
            "description": self.words.strip(),
        }

    @api.depends("what", "household_id")
    def _compute_display_name(self):
        for service in self:
            parts = (service.what, service.household_id.display_name)
            service.display_name = " · ".join(filter(None, parts))
