from dateutil.relativedelta import relativedelta
from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain

from ..rules import working_time

STATES = [
    ("proposed", "Proposed"),
    ("discussed", "Discussed"),
    ("decided", "Decided"),
    ("done", "Recorded"),
]


class PropertyProcedureReview(models.Model):
    """A procedure is looked at again: half-yearly, or after a serious case (M5)."""

    _name = "property.procedure.review"
    _description = "Review of a procedure"
    _inherit = [
        "mail.thread",
        "mail.activity.mixin",
        "property.reach.mixin",
        "property.fact.mixin",
    ]
    _order = "date_start desc, id desc"
    _rec_name = "procedure_id"

    procedure_id = fields.Many2one(
        "property.procedure", required=True, index=True, tracking=True
    )
    page_id = fields.Many2one(
        related="procedure_id.document_page_id", string="Written Text"
    )
    estate_id = fields.Many2one(
        "property.estate",
        required=True,
        index=True,
        help="The estate that leads the review; its ladder applies.",
    )
    user_id = fields.Many2one("res.users", string="Led By", tracking=True)
    reason = fields.Selection(
        [
            ("half_yearly", "Regular review"),
            ("complaint", "Major complaint"),
            ("problem", "Service problem"),
            ("proposal", "Proposal by staff or residents"),
        ],
        required=True,
        default="proposal",
        tracking=True,
    )
    ticket_ids = fields.Many2many(
        "helpdesk.ticket", string="Cases", help="What called for it."
    )
    date_start = fields.Date(
        required=True, default=fields.Date.context_today, readonly=True
    )
    date_due = fields.Datetime(compute="_compute_date_due")
    participant_ids = fields.Many2many(
        "res.users",
        string="Staff Taking Part",
        help="Management, department heads and front line.",
    )
    customer_ids = fields.Many2many(
        "res.partner",
        "property_procedure_review_customer_rel",
        "review_id",
        "partner_id",
        string="Customer Representatives",
    )
    proposal = fields.Text(tracking=True, help="What should change, and why.")
    discussion = fields.Text(tracking=True, help="What was said about it.")
    decision = fields.Selection(
        [("keep", "Stays as it is"), ("revise", "Is revised")], tracking=True
    )
    decision_note = fields.Text(string="Reasons", tracking=True)
    revision_id = fields.Many2one(
        "document.page.history",
        domain="[('page_id', '=', page_id), ('state', '=', 'approved')]",
        tracking=True,
        index="btree_not_null",
        help="The approved revision that carries the decision out.",
    )
    date_done = fields.Datetime(string="Recorded On", readonly=True, copy=False)
    state = fields.Selection(
        STATES,
        default="proposed",
        required=True,
        readonly=True,
        copy=False,
        tracking=True,
    )
    active = fields.Boolean(default=True)

    _one_open = models.UniqueIndex(
        "(procedure_id, estate_id, reason) WHERE state <> 'done' AND active",
        "A review for that reason is under way already.",
    )

    @api.depends("procedure_id", "date_start")
    def _compute_display_name(self):
        for review in self:
            name = review.procedure_id.name or ""
            review.display_name = f"{name} · {review.date_start or ''}"

    def _compute_date_due(self):
        promises = self.env["property.commitment"]._of(self)
        due = {promise.res_id: promise.date_due for promise in promises}
        for review in self:
            review.date_due = due.get(review.id)

    # ------------------------------------------------------------------ beginning

    @api.model_create_multi
    def create(self, vals_list):
        reviews = super().create(vals_list)
        for review in reviews:
            if not review.user_id:
                review.user_id = review._leader()
            review.env["property.commitment"]._promise(
                "review_due", review, fields.Datetime.now(), review._scheduled_due()
            )
        return reviews

    def _leader(self):
        """Who decides at the estate by its procedure, else whoever begins it."""
        role = self.procedure_id.deciding_role_id
        return self.estate_id.sudo()._holding(role)[:1].with_env(self.env)

    def _scheduled_due(self):
        """The evening of the day the regular review is due, naive UTC."""
        if self.reason != "half_yearly":
            return None
        estate = self.estate_id.sudo()
        lead = relativedelta(days=self.procedure_id.review_lead_days)
        return working_time.day_end(self.date_start + lead, estate.tz)

    @api.model
    def _open_for_case(self, case, reason):
        """A serious case calls for a review at once; one under way takes it along."""
        estate = case.estate_id.sudo()
        if not estate:
            return self
        lead = estate.procedure_id._lead_estate(estate.company_id)
        reviews = self.sudo()
        review = reviews.search(
            Domain("procedure_id", "=", estate.procedure_id.id)
            & Domain("estate_id", "=", lead.id)
            & Domain("reason", "=", reason)
            & Domain("state", "!=", "done")
        )
        if not review:
            review = reviews.create(
                {
                    "procedure_id": estate.procedure_id.id,
                    "estate_id": lead.id,
                    "reason": reason,
                    "date_start": estate._today(),
                }
            )
        review.ticket_ids += case.sudo()
        return review

    # ------------------------------------------------------------------ steps

    @api.model
    def _own_facts(self):
        return super()._own_facts() | {"state", "date_start", "date_done"}

    def action_discuss(self):
        """Put the proposal to those who take part.

        :raise UserError: proposal or participants are missing
        """
        self.check_access("write")
        for review in self:
            review._need("proposal", self.env._("Write down what is proposed first."))
            review._need(
                "participant_ids", self.env._("Say who takes part in the review.")
            )
        self.sudo().state = "discussed"

    def action_decide(self):
        """Decide on it.

        :raise UserError: discussion or decision is missing
        :raise AccessError: somebody else than a manager decides
        """
        if not self.env.user.has_group("property_visit.group_property_manager"):
            raise AccessError(self.env._("A manager decides on procedures."))
        self.check_access("write")
        for review in self:
            review._need("discussion", self.env._("Write down what was discussed."))
            review._need("decision", self.env._("Say whether the text is revised."))
        self.sudo().state = "decided"

    def action_finish(self):
        """Record the outcome; this keeps the promise (M5).

        :raise UserError: it is not decided, or the revision is not approved
        """
        self.check_access("write")
        now = fields.Datetime.now()
        for review in self:
            if review.state != "decided":
                raise UserError(self.env._("The review has to be decided first."))
            if review.decision == "revise" and not review.revision_id:
                raise UserError(
                    self.env._("Name the approved revision that carries it out.")
                )
            review.sudo().write({"state": "done", "date_done": now})
            self.env["property.commitment"]._keep_for(review, "review", now)

    def _need(self, field, sentence):
        if not self[field]:
            raise UserError(sentence)
