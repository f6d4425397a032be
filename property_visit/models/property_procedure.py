from odoo import api, fields, models

from ..rules import scoring


class PropertyProcedure(models.Model):
    """An operating procedure: everything that companies do differently, as records.

    An estate is run by one procedure; a manager copies one and edits the copy.
    """

    _name = "property.procedure"
    _description = "Operating procedure"
    _inherit = ["mail.thread"]
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True, tracking=True)
    code = fields.Char(required=True, copy=False, default="new")
    sequence = fields.Integer(default=10)
    company_id = fields.Many2one("res.company", help="Empty: shared by all companies.")
    description = fields.Text(translate=True)
    source = fields.Char(help="The written procedure these rules come from.")
    active = fields.Boolean(default=True)
    policy_ids = fields.One2many("property.visit.policy", "procedure_id", copy=True)
    window_ids = fields.One2many("property.contact.window", "procedure_id", copy=True)
    script_ids = fields.One2many("property.visit.script", "procedure_id", copy=True)
    commitment_rule_ids = fields.One2many(
        "property.commitment.rule", "procedure_id", copy=True
    )
    pattern_rule_ids = fields.One2many(
        "property.pattern.rule", "procedure_id", copy=True
    )
    estate_ids = fields.One2many("property.estate", "procedure_id")
    estate_count = fields.Integer(compute="_compute_estate_count")
    attempt_limit = fields.Integer(
        default=3,
        tracking=True,
        help="Failed attempts after which the supervisor hears of it (V5).",
    )
    attempt_role_id = fields.Many2one(
        "property.role",
        string="Told After Failed Attempts",
        default=lambda self: self.env.ref(
            "property_visit.role_supervisor", raise_if_not_found=False
        ),
    )
    issue_target = fields.Float(
        default=90.0, help="Questionnaires issued, percent (Q1)."
    )
    return_target = fields.Float(default=85.0, help="Returned of issued, percent (Q1).")
    satisfaction_target = fields.Float(default=85.0, help="Percent (Q6).")
    satisfied_from = fields.Selection(
        [
            ("2", "Dissatisfied"),
            ("3", "Neutral"),
            ("4", "Satisfied"),
            ("5", "Very satisfied"),
        ],
        string="Counts as Satisfied From",
        required=True,
        default=str(scoring.SATISFIED_FROM),
        tracking=True,
        help="The lowest answer that counts as satisfied: in figures, and where a"
        " callback lets a case close (C8).",
    )

    _code_unique = models.UniqueIndex(
        "(code) WHERE code <> 'new'", "Each procedure needs a code of its own."
    )
    _attempt_limit_check = models.Constraint(
        "CHECK(attempt_limit > 0)", "At least one attempt has to fail first."
    )

    def _is_satisfied(self, score):
        """Whether a score (1–5) counts as satisfied; None when 0 or empty."""
        lowest = int(self.satisfied_from or scoring.SATISFIED_FROM)
        return scoring.is_satisfied(score, lowest)

    @api.depends("estate_ids")
    def _compute_estate_count(self):
        for procedure in self:
            procedure.estate_count = len(procedure.estate_ids)

    def copy_data(self, default=None):
        """A copy says so in its name, so that the two can be told apart."""
        default = dict(default or {})
        return [
            dict(vals, name=self.env._("%s (copy)", procedure.name))
            if "name" not in default
            else vals
            for procedure, vals in zip(self, super().copy_data(default), strict=True)
        ]

    def action_copy(self):
        """Copy it with its policies, windows and scripts, and open the copy."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": "property.procedure",
            "res_id": self.copy().id,
            "view_mode": "form",
        }

    def action_open_estates(self):
        """The estates that are run by this procedure."""
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "property_visit.property_estate_action"
        )
        action["domain"] = [("procedure_id", "in", self.ids)]
        return action
