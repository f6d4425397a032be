from ast import literal_eval

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain
from odoo.tools import ormcache

from ..rules.escalation import Step

UNITS = [
    ("elapsed_hours", "Hours by the clock"),
    ("working_hours", "Working hours"),
    ("working_days", "Working days"),
    ("calendar_days", "Calendar days"),
    ("month_end", "Before month-end"),
    ("first_rain", "Working days after the first rain"),
    ("agreed", "The time that was agreed"),
]


class PropertyCommitmentRule(models.Model):
    """What is promised on which event, by when, and what makes it kept."""

    _name = "property.commitment.rule"
    _description = "Promise rule"
    _order = "procedure_id, sequence, id"

    name = fields.Char(required=True, translate=True)
    procedure_id = fields.Many2one(
        "property.procedure", required=True, index=True, ondelete="cascade"
    )
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    event = fields.Selection(
        [
            ("reply_promised", "A reply was promised"),
            ("message_taken", "A phone message was taken"),
            ("ticket_received", "A ticket was received"),
            ("ticket_dispatched", "A case was sent to a department"),
            ("ticket_major", "A case needs the deciding role"),
            ("remedy_planned", "A remedy was given a due date"),
            ("corrective_planned", "A corrective action was given a due date"),
            ("ticket_handled", "A case was handled"),
            ("suggestion", "A suggestion was received"),
            ("fault", "A major fault was found"),
            ("fault_handled", "A major fault was handled"),
            ("site_needed", "Somebody is needed on site"),
            ("visit_due", "An event calls for a visit"),
            ("callback_due", "A case is to be called back"),
            ("fault_found", "A callback found a fault"),
            ("delivery_called", "A delivery was called back about"),
            ("review_due", "A procedure is to be reviewed"),
            ("check_drawn", "A visit was drawn to be asked about"),
            ("questionnaire_closed", "A questionnaire was closed"),
            ("improvement_due", "A department was told what to put right"),
            ("summary_opened", "A monthly summary was opened"),
            ("summary_decided", "A monthly summary was decided"),
            ("item_adopted", "An item of the month was adopted"),
            ("supervision_due", "A service supervision report is due"),
            ("meeting_due", "A residents' meeting is due"),
            ("callback_agreed", "A service agreement wants a callback"),
        ],
        required=True,
        help="What makes the promise.",
    )
    kept_by = fields.Selection(
        [
            ("reply", "The reply is written down"),
            ("callback", "The caller is called back"),
            ("answer", "The household is sent an answer"),
            ("solution", "The ticket is closed"),
            ("triage", "Findings and a proposal are reported"),
            ("remedy", "The household is told the remedy"),
            ("decided", "The deciding role has decided"),
            ("handled", "The case is handled"),
            ("corrective", "The corrective action is done"),
            ("result", "The household is told the result"),
            ("fault_report", "The fault is reported"),
            ("analysis", "The fault analysis is filed"),
            ("arrived", "Somebody has arrived"),
            ("visit", "The visit is made"),
            ("notice", "The rectification notice is issued"),
            ("report", "The report is written"),
            ("review", "The review is recorded"),
            ("check", "The household was asked"),
            ("improved", "What a survey found is put right"),
            ("statistics", "The statistics are reported"),
            ("summary_proposed", "The month is handed to the manager"),
            ("summary_decided", "The month is decided"),
            ("summary_published", "The month is published"),
            ("item_done", "What was adopted is carried out"),
            ("households_told", "The households are told"),
            ("supervision_sent", "The service supervision report is sent"),
            ("minutes", "The minutes are finished"),
            ("contact", "The household is contacted"),
        ],
        required=True,
        help="What keeps it.",
    )
    model_id = fields.Many2one(
        "ir.model", compute="_compute_model_id", help="What the condition looks at."
    )
    model_name = fields.Char(compute="_compute_model_id")
    domain = fields.Char(
        string="Condition", default="[]", help="Records that the promise is made on."
    )
    amount = fields.Float(default=24.0, aggregator=None)
    unit = fields.Selection(
        UNITS, string="Counted In", required=True, default="elapsed_hours"
    )
    role_id = fields.Many2one(
        "property.role", help="Who answers for it where the record names nobody."
    )
    step_ids = fields.One2many("property.escalation.step", "rule_id", copy=True)
    source = fields.Char(help="The rule this promise comes from.")

    _amount_check = models.Constraint(
        "CHECK(amount >= 0)", "A promise cannot be due before it is made."
    )

    MODELS = {
        "reply_promised": "property.feedback",
        "message_taken": "property.message.slip",
        "ticket_received": "helpdesk.ticket",
        "visit_due": "property.visit",
        "callback_due": "property.visit",
        "fault_found": "property.rectification",
        "delivery_called": "property.delivery.receipt",
        "review_due": "property.procedure.review",
        "check_drawn": "property.visit.check",
        "questionnaire_closed": "property.questionnaire",
        "improvement_due": "property.questionnaire.improvement",
        "summary_opened": "property.monthly.summary",
        "summary_decided": "property.monthly.summary",
        "item_adopted": "property.monthly.summary.line",
        "supervision_due": "property.service.report",
        "meeting_due": "property.meeting",
        "callback_agreed": "property.household",
    }

    @api.depends("event")
    def _compute_model_id(self):
        for rule in self:
            name = rule.event and self.MODELS.get(rule.event, "helpdesk.ticket")
            rule.model_id = name and self.env["ir.model"]._get(name)
            rule.model_name = name

    @api.constrains("domain", "event")
    def _check_domain(self):
        for rule in self:
            try:
                rule._condition().validate(self.env[rule.model_name])
            except (ValueError, SyntaxError, KeyError, TypeError) as error:
                raise ValidationError(
                    self.env._(
                        "The condition of %s cannot be read: choose it anew.", rule.name
                    )
                ) from error

    def _condition(self):
        return Domain(literal_eval(self.domain or "[]"))

    def _steps(self):
        """The ladder as `rules.escalation.Step`, keyed by step id."""
        return [Step(step.id, step.offset_hours) for step in self.step_ids]

    @api.model
    @ormcache()
    def _kept_by(self):
        """What keeps the promises of each rule: dict id → key of `kept_by`.

        Few rules, asked for on every page of a resident; forgotten as `_facts_on` is.
        """
        rules = (
            self.sudo().with_context(active_test=False).search_fetch([], ["kept_by"])
        )
        return {rule.id: rule.kept_by for rule in rules}
