from odoo import api, fields, models


class PropertyMessageSlip(models.Model):
    """A phone message for a colleague, who calls back (V9)."""

    _name = "property.message.slip"
    _description = "Phone message slip"
    _inherit = ["mail.thread", "mail.activity.mixin", "property.fact.mixin"]
    _order = "date desc, id desc"
    _rec_name = "caller"

    date = fields.Datetime(required=True, default=fields.Datetime.now)
    estate_id = fields.Many2one("property.estate", required=True, index=True)
    household_id = fields.Many2one("property.household", index="btree_not_null")
    caller = fields.Char(required=True)
    organisation = fields.Char()
    phone = fields.Char()
    user_id = fields.Many2one(
        "res.users", string="For", required=True, index=True, tracking=True
    )
    taken_by_id = fields.Many2one(
        "res.users", required=True, default=lambda self: self.env.user
    )
    message = fields.Text(required=True)
    called_back_at = fields.Datetime(readonly=True, tracking=True)
    active = fields.Boolean(default=True)

    @api.model
    def _own_facts(self):
        return super()._own_facts() | {"called_back_at"}

    @api.model_create_multi
    def create(self, vals_list):
        slips = super().create(vals_list)
        for slip in slips:
            self.env["property.commitment"]._promise("message_taken", slip, slip.date)
        return slips

    def action_called_back(self):
        """Say that the caller was called back, now."""
        self.check_access("write")
        now = fields.Datetime.now()
        waiting = self.filtered(lambda slip: not slip.called_back_at)
        waiting.sudo().called_back_at = now
        self.env["property.commitment"]._keep_for(self, "callback", now)
