from odoo import api, fields, models
from odoo.fields import Domain

from ..rules import deadline

STATES = [
    ("open", "Open"),
    ("paused", "Paused"),
    ("kept", "Kept"),
    ("cancelled", "Cancelled"),
]
RUNNING = ("open", "paused")


class PropertyCommitment(models.Model):
    """One promise with a due time: the ledger that everything promised stands in.

    Rules alone make promises, through `_promise`; keeping, pausing and the ladder are
    in `property_commitment_keeping.py` and `property_commitment_escalation.py`. Whether
    one is late is decided in `rules/deadline.py` and nowhere else (L1).
    """

    _name = "property.commitment"
    _description = "Promise"
    _inherit = ["mail.thread", "mail.activity.mixin", "property.fact.mixin"]
    _order = "date_due, id"

    name = fields.Char(related="rule_id.name", string="Promise")
    rule_id = fields.Many2one("property.commitment.rule", required=True, readonly=True)
    res_model = fields.Char(required=True, readonly=True)
    res_id = fields.Many2oneReference(
        model_field="res_model", required=True, readonly=True
    )
    record_name = fields.Char(compute="_compute_record_name", string="About")
    household_id = fields.Many2one(
        "property.household", index="btree_not_null", readonly=True
    )
    estate_id = fields.Many2one("property.estate", required=True, readonly=True)
    user_id = fields.Many2one("res.users", string="Who Answers", tracking=True)
    date_start = fields.Datetime(required=True, readonly=True)
    agreed_due = fields.Datetime(readonly=True)
    date_due = fields.Datetime(
        readonly=True, tracking=True, help="Empty until it rains, where rain decides."
    )
    date_kept = fields.Datetime(readonly=True, tracking=True)
    state = fields.Selection(
        STATES, default="open", required=True, readonly=True, tracking=True
    )
    next_escalation_at = fields.Datetime(readonly=True)
    escalation_level = fields.Integer(
        readonly=True, help="Steps of the ladder taken so far."
    )
    log_ids = fields.One2many("property.escalation.log", "commitment_id")
    pause_ids = fields.One2many("property.commitment.pause", "commitment_id")
    was_late = fields.Boolean(
        readonly=True, help="The verdict, kept when it was settled."
    )
    is_late = fields.Boolean(compute="_compute_is_late", search="_search_is_late")
    late_hours = fields.Float(compute="_compute_is_late")
    failure_count = fields.Integer(readonly=True)
    last_error = fields.Char(readonly=True)
    active = fields.Boolean(default=True)

    _one_open = models.UniqueIndex(
        "(rule_id, res_model, res_id) WHERE state IN ('open', 'paused')",
        "That promise has been made on this record already.",
    )
    _next_step = models.Index("(next_escalation_at, id) WHERE state = 'open'")
    _person_due = models.Index("(user_id, state, date_due)")
    _estate_due = models.Index("(estate_id, state, date_due)")
    _record = models.Index("(res_model, res_id)")

    @api.depends("rule_id.name", "res_model", "res_id")
    def _compute_display_name(self):
        for promise in self:
            promise.display_name = f"{promise.name} · {promise.record_name or ''}"

    @api.depends("res_model", "res_id")
    def _compute_record_name(self):
        for model, promises in self.grouped("res_model").items():
            known = self.env[model].browse(promises.mapped("res_id")).exists()
            readable = known._filtered_access("read")
            names = {record.id: record.display_name for record in readable}
            for promise in promises:
                promise.record_name = names.get(promise.res_id)

    @api.depends("date_due", "date_kept", "state", "was_late")
    def _compute_is_late(self):
        now = fields.Datetime.now()
        for promise in self:
            paused = promise.state == "paused"
            facts = (promise.date_due, promise.date_kept, now, paused)
            running = promise.state in RUNNING
            promise.is_late = deadline.is_late(*facts) if running else promise.was_late
            promise.late_hours = (
                deadline.late_hours(*facts) if promise.state != "cancelled" else 0.0
            )

    def _search_is_late(self, operator, value):
        if operator != "in":
            return NotImplemented
        now = fields.Datetime.now()
        open_late = Domain("state", "=", "open") & Domain("date_due", "<", now)
        settled = Domain("state", "in", ("kept", "cancelled"))
        return open_late | (settled & Domain("was_late", "=", True))

    @api.model
    def _own_facts(self):
        return super()._own_facts() | {
            "rule_id",
            "res_model",
            "res_id",
            "household_id",
            "estate_id",
            "date_start",
            "agreed_due",
            "date_due",
            "date_kept",
            "state",
            "next_escalation_at",
            "escalation_level",
            "was_late",
            "failure_count",
            "last_error",
        }

    # ------------------------------------------------------------------ screens

    def action_open_record(self):
        """What the promise is about."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": self.res_model,
            "res_id": self.res_id,
            "view_mode": "form",
        }

    def _record(self):
        self.ensure_one()
        return self.env[self.res_model].browse(self.res_id)
