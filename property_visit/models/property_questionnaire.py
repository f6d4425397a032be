from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from ..rules import campaign, errors
from ..rules.lifecycle import next_state

STATES = [
    ("draft", "Draft"),
    ("issuing", "Being handed out"),
    ("collecting", "Collecting answers"),
    ("analysing", "Being analysed"),
    ("published", "Published"),
]


class PropertyQuestionnaire(models.Model):
    """A campaign: one survey, asked of each household once (Q1).

    Who is asked stands in `property.questionnaire.recipient`. The files beside this one
    hand it out, remind and close it; the figures are counted by the analysis model.
    """

    _name = "property.questionnaire"
    _description = "Questionnaire"
    _inherit = ["mail.thread", "mail.activity.mixin", "property.fact.mixin"]
    _order = "date_open desc, id desc"

    name = fields.Char(required=True, tracking=True)
    kind = fields.Selection(
        [("owner", "Annual owner survey"), ("topic", "On one topic")],
        required=True,
        default="owner",
        tracking=True,
    )
    survey_id = fields.Many2one(
        "survey.survey",
        required=True,
        index=True,
        ondelete="restrict",
        tracking=True,
        help="The questions. They are edited in the Surveys application.",
    )
    company_id = fields.Many2one(
        "res.company", required=True, default=lambda self: self.env.company
    )
    estate_ids = fields.Many2many("property.estate", required=True)
    estate_id = fields.Many2one(
        "property.estate",
        compute="_compute_estate_id",
        store=True,
        index=True,
        string="Leading Estate",
        help="Its procedure sets the targets and what is promised.",
    )
    user_id = fields.Many2one(
        "res.users",
        string="Responsible",
        tracking=True,
        help="Answers for the statistics; empty: the role of the procedure.",
    )
    date_open = fields.Date(
        string="Opens On",
        default=fields.Date.context_today,
        tracking=True,
        help="From this day on nothing is handed out any more: answers come in.",
    )
    date_close = fields.Date(
        string="Closes On", tracking=True, help="The last day on which answers count."
    )
    issue_target = fields.Float(
        compute="_compute_targets",
        store=True,
        readonly=False,
        precompute=True,
        tracking=True,
        help="Issued of the households concerned, percent (Q1).",
    )
    return_target = fields.Float(
        compute="_compute_targets",
        store=True,
        readonly=False,
        precompute=True,
        tracking=True,
        help="Returned of issued, percent (Q1).",
    )
    satisfaction_target = fields.Float(
        compute="_compute_targets",
        store=True,
        readonly=False,
        precompute=True,
        tracking=True,
        help="Satisfied of returned, percent (Q6).",
    )
    reminder_days = fields.Char(
        compute="_compute_targets",
        store=True,
        readonly=False,
        precompute=True,
        help="Days after issue on which those who have not answered are reminded, with"
        " commas; empty: no reminder by itself (Q8).",
    )
    form_rule = fields.Selection(
        [
            ("overall", "The overall question is answered satisfied"),
            ("all_items", "Every item answered is satisfied"),
            ("average", "Enough of the items answered are satisfied"),
        ],
        string="A Form Is Satisfied When",
        required=True,
        default="overall",
        tracking=True,
        help="Decides the satisfaction rate: satisfied forms of forms returned (Q4).",
    )
    overall_question_id = fields.Many2one(
        "survey.question",
        compute="_compute_overall_question_id",
        store=True,
        readonly=False,
        precompute=True,
        tracking=True,
        domain="[('survey_id', '=', survey_id),"
        " ('question_type', 'in', ('simple_choice', 'scale'))]",
        ondelete="restrict",
    )
    satisfied_from = fields.Float(
        default=60.0,
        tracking=True,
        help="Items satisfied of those answered on the form, percent.",
    )
    state = fields.Selection(
        STATES,
        default="draft",
        required=True,
        readonly=True,
        copy=False,
        index=True,
        tracking=True,
    )
    issued_at = fields.Datetime(readonly=True, copy=False)
    closed_at = fields.Datetime(readonly=True, copy=False)
    recipient_ids = fields.One2many(
        "property.questionnaire.recipient", "questionnaire_id", copy=False
    )
    active = fields.Boolean(default=True)

    _dates_check = models.Constraint(
        "CHECK(date_close IS NULL OR date_open IS NULL OR date_close >= date_open)",
        "A questionnaire cannot close before it opens.",
    )
    _percent_check = models.Constraint(
        "CHECK(issue_target BETWEEN 0 AND 100 AND return_target BETWEEN 0 AND 100"
        " AND satisfaction_target BETWEEN 0 AND 100"
        " AND satisfied_from BETWEEN 0 AND 100)",
        "Targets are percentages between 0 and 100.",
    )

    # ------------------------------------------------------------------ computes

    @api.depends("estate_ids")
    def _compute_estate_id(self):
        for questionnaire in self:
            questionnaire.estate_id = questionnaire.estate_ids[:1]._origin

    @api.depends("kind", "estate_ids")
    def _compute_targets(self):
        for questionnaire in self.filtered(lambda q: q.state == "draft"):
            procedure = questionnaire.estate_ids[:1].sudo().procedure_id
            source = procedure or procedure.new({})
            prefix = "topic_" if questionnaire.kind == "topic" else ""
            questionnaire.issue_target = source[f"{prefix}issue_target"]
            questionnaire.return_target = source[f"{prefix}return_target"]
            questionnaire.satisfaction_target = source.satisfaction_target
            questionnaire.reminder_days = source.reminder_days

    @api.depends("survey_id")
    def _compute_overall_question_id(self):
        """The survey's own overall question, else none."""
        for questionnaire in self:
            survey = questionnaire.survey_id.sudo()
            if questionnaire.overall_question_id.sudo().survey_id != survey:
                questionnaire.overall_question_id = survey.property_overall_question_id

    # ------------------------------------------------------------------ constraints

    @api.constrains("estate_ids", "company_id")
    def _check_estates(self):
        for questionnaire in self:
            estates = questionnaire.estate_ids
            if not estates:
                raise ValidationError(self.env._("Choose at least one estate."))
            if foreign := estates.filtered(
                lambda e, q=questionnaire: e.company_id != q.company_id
            ):
                raise ValidationError(
                    self.env._(
                        "%(estate)s belongs to another company: choose estates of"
                        " %(company)s.",
                        estate=foreign[0].name,
                        company=questionnaire.company_id.name,
                    )
                )

    @api.constrains("reminder_days")
    def _check_reminder_days(self):
        for questionnaire in self:
            questionnaire._reminder_days()

    def _reminder_days(self):
        read = self.env["property.procedure"]._read_reminder_days
        return read(self.reminder_days)

    # ------------------------------------------------------------------ states

    @api.model
    def _own_facts(self):
        return super()._own_facts() | {"issued_at", "closed_at"}

    def _next_state(self, action):
        self.ensure_one()
        try:
            return next_state(self.state, action, campaign.TRANSITIONS)
        except errors.TransitionRefused as refusal:
            labels = dict(self._fields["state"]._description_selection(self.env))
            raise UserError(
                self.env._(
                    "%(name)s: this is not possible while it is at “%(state)s”.",
                    name=self.name,
                    state=labels[self.state],
                )
            ) from refusal

    def _step(self, action, **facts):
        """Take one step, if the state and the user's rights allow it."""
        self.check_access("write")
        state = self._next_state(action)
        self.sudo().write({"state": state, **facts})

    def _takes_answers(self):
        """Whether answers count at this moment (Q1)."""
        self.ensure_one()
        if self.state not in campaign.TAKES_ANSWERS:
            return False
        return not self.date_close or self.date_close >= self.estate_id._today()
