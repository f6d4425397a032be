from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..rules import errors
from ..rules.cadence import Cadence


class PropertyVisitPolicy(models.Model):
    """Who is due how often, by whom and how (P2–P8); semantics W and N."""

    _name = "property.visit.policy"
    _description = "Visit policy"
    _order = "procedure_id, sequence, id"

    name = fields.Char(required=True, translate=True)
    procedure_id = fields.Many2one(
        "property.procedure", required=True, index=True, ondelete="cascade"
    )
    sequence = fields.Integer(
        default=10, help="Of the policies of one role the first that fits counts (N2)."
    )
    active = fields.Boolean(default=True)
    role_id = fields.Many2one("property.role", required=True)
    subject = fields.Selection(
        [("household", "Households"), ("stakeholder", "Stakeholders")],
        required=True,
        default="household",
    )
    estate_type_ids = fields.Many2many(
        "property.estate.type", help="Empty: every estate type."
    )
    occupancy = fields.Selection(
        [("not_moved_in", "Not moved in"), ("occupied", "Occupied")],
        help="Empty: both.",
    )
    segment_ids = fields.Many2many(
        "property.segment", help="Households in any of these; empty: all."
    )
    partner_category_ids = fields.Many2many(
        "res.partner.category", help="Stakeholders with any of these tags; empty: all."
    )
    times = fields.Integer(required=True, default=1)
    interval = fields.Integer(required=True, default=1)
    interval_unit = fields.Selection(
        [
            ("week", "Weeks"),
            ("month", "Months"),
            ("quarter", "Quarters"),
            ("year", "Years"),
        ],
        required=True,
        default="month",
    )
    method_ids = fields.Many2many(
        "property.visit.method",
        help="The first decides which days suit; one alone is written on the visit.",
    )
    selection = fields.Selection(
        [("all", "Everybody"), ("rotate", "A few in turn")],
        required=True,
        default="all",
    )
    rotate_count = fields.Integer(
        default=1, help="How many each time, longest unvisited first (N8)."
    )
    in_addition = fields.Boolean(
        compute="_compute_in_addition",
        store=True,
        readonly=False,
        precompute=True,
        help="Adds to what other policies of the role want instead of competing with"
        " them (N2); always so for a few in turn.",
    )
    companion_role_ids = fields.Many2many(
        "property.role", string="Together With", help="Roles that come along."
    )
    cadence_text = fields.Char(compute="_compute_cadence_text", string="Cadence")
    source = fields.Char(help="The rule this policy comes from.")

    _rotate_check = models.Constraint(
        "CHECK(selection <> 'rotate' OR rotate_count > 0)",
        "A few in turn means at least one.",
    )

    @api.depends("selection")
    def _compute_in_addition(self):
        for policy in self:
            policy.in_addition = policy.in_addition or policy.selection == "rotate"

    @api.depends("times", "interval", "interval_unit")
    def _compute_cadence_text(self):
        units = dict(self._fields["interval_unit"]._description_selection(self.env))
        for policy in self:
            policy.cadence_text = self.env._(
                "%(times)s × per %(interval)s %(unit)s",
                times=policy.times,
                interval=policy.interval,
                unit=units.get(policy.interval_unit, ""),
            )

    @api.constrains("times", "interval", "interval_unit")
    def _check_cadence(self):
        for policy in self:
            try:
                policy._cadence()
            except errors.CadenceError as refusal:
                raise ValidationError(policy._cadence_sentence(refusal)) from refusal

    @api.constrains("selection", "in_addition")
    def _check_rotate_in_addition(self):
        for policy in self:
            if policy.selection == "rotate" and not policy.in_addition:
                raise ValidationError(
                    self.env._(
                        "%s takes a few in turn, so it always adds to other policies.",
                        policy.name,
                    )
                )

    def _cadence(self):
        """The rule object of this policy's rhythm; raises `CadenceError`."""
        self.ensure_one()
        return Cadence(self.times, self.interval, self.interval_unit)

    def _cadence_sentence(self, refusal):
        if isinstance(refusal, errors.IntervalDoesNotDivideYear):
            return self.env._(
                "%s: an interval in months has to divide the year: 1, 2, 3, 4, 6 or 12"
                " months, or 1, 2 or 4 quarters.",
                self.name,
            )
        if isinstance(refusal, errors.SlotTooShort):
            return self.env._(
                "%s: contacts would follow each other within less than 7 days; choose"
                " fewer times, or a window of one week.",
                self.name,
            )
        return self.env._("%s: times and interval have to be at least 1.", self.name)

    def _single_method(self):
        """The method to write on planned visits: the only one there is (§7)."""
        return (
            self.method_ids if len(self.method_ids) == 1 else self.method_ids.browse()
        )
