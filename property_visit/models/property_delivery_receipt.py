from odoo import api, fields, models
from odoo.exceptions import UserError


class PropertyDeliveryReceipt(models.Model):
    """What a delivery says was sent; the customer is called the next day (P8)."""

    _name = "property.delivery.receipt"
    _description = "Delivery receipt"
    _inherit = [
        "mail.thread",
        "mail.activity.mixin",
        "property.reach.mixin",
        "property.fact.mixin",
    ]
    _order = "date desc, id desc"

    name = fields.Char(string="Receipt Number", required=True, tracking=True)
    household_id = fields.Many2one(
        "property.household", string="Customer", required=True, index=True
    )
    estate_id = fields.Many2one(
        related="household_id.estate_id", store=True, index=True
    )
    date = fields.Date(required=True, default=fields.Date.context_today)
    line_ids = fields.One2many("property.delivery.receipt.line", "receipt_id")
    visit_id = fields.Many2one(
        "property.visit", string="Callback", index="btree_not_null", readonly=True
    )
    visit_state = fields.Selection(related="visit_id.state", string="Callback State")
    has_discrepancy = fields.Boolean(
        compute="_compute_has_discrepancy",
        store=True,
        help="The customer says that something else arrived.",
    )
    report = fields.Text(
        string="Report to the General Manager", tracking=True, copy=False
    )
    reported_at = fields.Datetime(readonly=True, copy=False)
    active = fields.Boolean(default=True)

    _receipt_unique = models.UniqueIndex(
        "(household_id, name)", "That receipt is recorded already."
    )

    @api.depends("line_ids.difference")
    def _compute_has_discrepancy(self):
        for receipt in self:
            receipt.has_discrepancy = any(line.difference for line in receipt.line_ids)

    @api.model
    def _own_facts(self):
        return super()._own_facts() | {"visit_id", "reported_at"}

    @api.model_create_multi
    def create(self, vals_list):
        receipts = super().create(vals_list)
        for receipt in receipts:
            events = self.env["property.event"]._happen(
                "delivered",
                receipt.household_id,
                receipt.date,
                f"{receipt._name},{receipt.id}",
                receipt.name,
            )
            receipt.sudo().visit_id = events.sudo().visit_id[:1]
        return receipts

    def _called_back(self, at):
        """The customer was asked: a report is due, at once where something differs."""
        for receipt in self:
            self.env["property.commitment"]._promise("delivery_called", receipt, at)
            if receipt.has_discrepancy:
                receipt._alert_general_manager()

    def _alert_general_manager(self):
        role = self.env.ref("property_visit.role_general_manager")
        for user in self.estate_id._holding(role)[:1]:
            self.activity_schedule(
                "mail.mail_activity_data_todo",
                summary=self.env._("A delivery differs from its receipt"),
                user_id=user.id,
            )

    def action_report(self):
        """Hand the written report to the general manager; this keeps the promise.

        :raise UserError: nothing is written, or the customer was not called yet
        """
        self.check_access("write")
        now = fields.Datetime.now()
        for receipt in self:
            if receipt.visit_id.state != "done":
                raise UserError(
                    self.env._("Call %s first.", receipt.household_id.display_name)
                )
            if not (receipt.report or "").strip():
                raise UserError(self.env._("Write down what the customer said."))
            receipt.sudo().reported_at = now
            self.env["property.commitment"]._keep_for(receipt, "report", now)


class PropertyDeliveryReceiptLine(models.Model):
    """One item that was sent, and how much of it the customer says arrived."""

    _name = "property.delivery.receipt.line"
    _description = "Delivered item"
    _order = "receipt_id, sequence, id"
    _rec_name = "item"

    receipt_id = fields.Many2one(
        "property.delivery.receipt", required=True, index=True, ondelete="cascade"
    )
    sequence = fields.Integer(default=10)
    item = fields.Char(required=True)
    quantity = fields.Float(required=True, default=1.0, digits=(16, 3))
    unit = fields.Char(string="Unit of Measure")
    is_confirmed = fields.Boolean(string="Customer Answered")
    quantity_confirmed = fields.Float(
        string="Arrived", digits=(16, 3), help="As the customer says."
    )
    difference = fields.Float(compute="_compute_difference", store=True, digits=(16, 3))
    remark = fields.Char()

    _quantity_check = models.Constraint(
        "CHECK(quantity >= 0 AND coalesce(quantity_confirmed, 0) >= 0)",
        "A quantity cannot be negative.",
    )

    @api.depends("quantity", "quantity_confirmed", "is_confirmed")
    def _compute_difference(self):
        for line in self:
            arrived = line.quantity_confirmed if line.is_confirmed else line.quantity
            line.difference = arrived - line.quantity

    @api.onchange("quantity_confirmed")
    def _onchange_quantity_confirmed(self):
        self.is_confirmed = True


class PropertyVisit(models.Model):
    _inherit = "property.visit"

    receipt_ids = fields.One2many("property.delivery.receipt", "visit_id")

    def write(self, vals):
        written = super().write(vals)
        if vals.get("state") == "done":
            for visit in self.filtered("receipt_ids"):
                visit.sudo().receipt_ids._called_back(visit.date_done)
        return written
