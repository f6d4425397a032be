from ast import literal_eval

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

from .property_visit import PURPOSES

CODES = [
    ("moved_in", "A household moved in"),
    ("entrusted_done", "An entrusted matter was done"),
    ("repair_done", "A repair was done"),
    ("complaint_handled", "A complaint was handled"),
    ("wedding", "Wedding"),
    ("pregnancy", "Pregnancy"),
    ("birth", "Birth"),
    ("bereavement", "Bereavement"),
    ("illness", "Illness"),
    ("own_request", "The household asks for a visit"),
    ("incident", "An incident"),
    ("fee_reminder", "A fee is to be reminded of"),
    ("community_event", "A community event will be held"),
    ("survey", "A satisfaction survey is held"),
    ("new_service", "A new service was delivered"),
    ("delivered", "Goods were delivered"),
    ("completed", "A project was completed"),
    ("new_year", "The New Year is coming"),
]
# H5: that it happened is as confidential as what was said about it.
CONFIDENTIAL = ("wedding", "pregnancy", "birth", "bereavement", "illness")
# What a ticket becoming handled is called, by its kind.
CASES = {
    "entrusted": "entrusted_done",
    "repair": "repair_done",
    "complaint": "complaint_handled",
}
UNITS = [
    ("elapsed_hours", "Hours by the clock"),
    ("working_days", "Working days"),
    ("calendar_days", "Calendar days"),
    ("months", "Months"),
    ("first_rain", "Working days after the first rain"),
    ("agreed", "The day itself"),
]


class PropertyEventRule(models.Model):
    """What makes a visit by itself: when, how, by whom and with whom (P12)."""

    _name = "property.event.rule"
    _description = "Event rule"
    _order = "procedure_id, sequence, id"

    name = fields.Char(required=True, translate=True)
    procedure_id = fields.Many2one(
        "property.procedure", required=True, index=True, ondelete="cascade"
    )
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    code = fields.Selection(CODES, string="Event", required=True)
    part = fields.Selection(
        [("first", "The first visit"), ("later", "A further visit")],
        required=True,
        default="first",
        help="Where several rules ask for the first visit after one event, one visit"
        " is made, by the earliest time; each further visit is made as well.",
    )
    domain = fields.Char(
        string="Condition", default="[]", help="Tickets that this rule is for."
    )
    offset = fields.Integer(aggregator=None, help="Negative for days before the event.")
    unit = fields.Selection(
        UNITS, string="Counted In", required=True, default="calendar_days"
    )
    timing = fields.Selection(
        [("within", "Not later than that"), ("after", "From that day on")],
        required=True,
        default="within",
    )
    grace_days = fields.Integer(
        default=7, help="Calendar days in which a visit from a day on is made."
    )
    method_id = fields.Many2one(
        "property.visit.method", help="Empty: as the household prefers."
    )
    purpose = fields.Selection(PURPOSES, required=True, default="event")
    role_ids = fields.Many2many(
        "property.role",
        "property_event_rule_role_rel",
        "rule_id",
        "role_id",
        string="Who",
        help="The first of these that somebody holds; the butler where it is empty.",
    )
    companion_role_ids = fields.Many2many(
        "property.role",
        "property_event_rule_companion_rel",
        "rule_id",
        "role_id",
        string="Together With",
    )
    with_department = fields.Boolean(
        string="Together With the Department",
        help="Whoever supervises the department that handled the case comes along"
        " (P13).",
    )
    by_share = fields.Boolean(
        string="Drawn by Shares",
        help="Who calls back is drawn at night by the procedure's shares (B2).",
    )
    is_promised = fields.Boolean(
        string="Promised",
        default=True,
        help="The time counts as a promise with its ladder.",
    )
    guidance = fields.Text(translate=True, help="What to bring or to ask.")
    is_confidential = fields.Boolean(compute="_compute_is_confidential")
    source = fields.Char(help="The rule this comes from.")

    _grace_check = models.Constraint(
        "CHECK(grace_days >= 0)", "The days to make a visit cannot be negative."
    )
    _offset_check = models.Constraint(
        "CHECK(\"offset\" >= 0 OR unit = 'calendar_days')",
        "Only calendar days can be counted back from an event.",
    )

    @api.depends("code")
    def _compute_is_confidential(self):
        for rule in self:
            rule.is_confidential = rule.code in CONFIDENTIAL

    @api.constrains("domain", "code")
    def _check_domain(self):
        for rule in self:
            try:
                rule._condition().validate(self.env["helpdesk.ticket"])
            except (ValueError, SyntaxError, KeyError, TypeError) as error:
                raise ValidationError(
                    self.env._(
                        "The condition of %s cannot be read: choose it anew.", rule.name
                    )
                ) from error

    def _condition(self):
        return Domain(literal_eval(self.domain or "[]"))

    def _for_event(self, code, ticket):
        """Those of these rules that an event concerns.

        :param code: what happened, a key of `CODES`
        :param ticket: the `helpdesk.ticket` it happened to, may be empty
        """
        rules = self.filtered(lambda rule: rule.code == code)
        if not ticket:
            return rules
        return rules.filtered(lambda rule: ticket.filtered_domain(rule._condition()))

    def _grace(self):
        """Days after the due day in which the visit is made, None if by that day."""
        return self.grace_days if self.timing == "after" else None


class PropertyProcedure(models.Model):
    _inherit = "property.procedure"

    event_rule_ids = fields.One2many("property.event.rule", "procedure_id", copy=True)
