from odoo import api, fields, models


class PropertyVisitAttempt(models.Model):
    """One try to reach a household that failed (V5)."""

    _name = "property.visit.attempt"
    _description = "Failed attempt"
    _inherit = ["property.reach.mixin"]
    _order = "visit_id, date desc, id desc"
    _rec_name = "date"

    visit_id = fields.Many2one(
        "property.visit", required=True, index=True, ondelete="cascade"
    )
    date = fields.Datetime(required=True, default=fields.Datetime.now)
    user_id = fields.Many2one(
        "res.users", required=True, default=lambda self: self.env.user
    )
    method_id = fields.Many2one("property.visit.method")
    outcome = fields.Selection(
        [
            ("no_answer", "No answer"),
            ("not_home", "Nobody home"),
            ("asked_later", "Asked to come another time"),
            ("refused", "Refused"),
            ("wrong_number", "Wrong number"),
        ],
        required=True,
        default="no_answer",
    )
    note = fields.Char()

    @api.model_create_multi
    def create(self, vals_list):
        attempts = super().create(vals_list)
        for visit, made in attempts.grouped("visit_id").items():
            visit._tell_about_attempts(len(made))
        return attempts
