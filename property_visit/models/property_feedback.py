from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

KINDS = [
    ("complaint", "Complaint"),
    ("suggestion", "Suggestion"),
    ("need", "Need"),
    ("praise", "Praise"),
    ("question", "Question"),
]


class PropertyFeedback(models.Model):
    """One thing said by a household (V2, V3): the register that everything feeds."""

    _name = "property.feedback"
    _description = "Feedback"
    _inherit = [
        "mail.thread",
        "mail.activity.mixin",
        "property.reach.mixin",
        "property.fact.mixin",
        "property.photo.mixin",
    ]
    _order = "date desc, id desc"
    _rec_name = "description"

    visit_id = fields.Many2one("property.visit", index="btree_not_null")
    household_id = fields.Many2one(
        "property.household",
        compute="_compute_from_visit",
        store=True,
        readonly=False,
        precompute=True,
        index="btree_not_null",
    )
    estate_id = fields.Many2one(
        "property.estate",
        compute="_compute_from_visit",
        store=True,
        readonly=False,
        precompute=True,
        required=True,
        index=True,
    )
    estate_type_id = fields.Many2one(related="estate_id.estate_type_id")
    partner_id = fields.Many2one("res.partner", string="Said By")
    date = fields.Date(
        compute="_compute_from_visit",
        store=True,
        readonly=False,
        precompute=True,
        required=True,
    )
    category_id = fields.Many2one("property.feedback.category", required=True)
    kind = fields.Selection(KINDS, required=True, default="suggestion", tracking=True)
    description = fields.Text(required=True)
    photo_ids = fields.Many2many("ir.attachment", string="Photos")
    is_valid = fields.Boolean(
        string="Valid", default=True, tracking=True, help="Counts in statistics (C11)."
    )
    team_id = fields.Many2one(
        "helpdesk.ticket.team",
        compute="_compute_team_id",
        store=True,
        readonly=False,
        precompute=True,
        tracking=True,
        help="The department it goes to.",
    )
    proposal = fields.Text(tracking=True)
    decision = fields.Selection(
        [
            ("none", "Not decided"),
            ("adopted", "Adopted"),
            ("rejected", "Rejected"),
            ("deferred", "Deferred"),
        ],
        default="none",
        required=True,
        tracking=True,
    )
    reply = fields.Text(tracking=True, help="What the household was answered.")
    answered_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    answered_at = fields.Datetime(readonly=True, copy=False)
    state = fields.Selection(
        [("open", "Open"), ("answered", "Answered"), ("closed", "Closed")],
        default="open",
        required=True,
        tracking=True,
    )
    ticket_id = fields.Many2one("helpdesk.ticket", index="btree_not_null", copy=False)
    active = fields.Boolean(default=True)

    @api.depends("visit_id")
    def _compute_from_visit(self):
        for feedback in self:
            visit = feedback.visit_id
            feedback.household_id = visit.household_id or feedback.household_id
            feedback.estate_id = (
                visit.estate_id or feedback.household_id.estate_id or feedback.estate_id
            )
            feedback.date = (
                feedback.date or visit.day or fields.Date.context_today(feedback)
            )

    @api.depends("category_id", "estate_id")
    def _compute_team_id(self):
        for feedback in self:
            feedback.team_id = (
                feedback.team_id
                or feedback.category_id.team_id
                or feedback.estate_id.team_id
            )

    @api.constrains("visit_id", "household_id", "estate_id")
    def _check_estate(self):
        for feedback in self:
            visit, household = feedback.visit_id, feedback.household_id
            if (visit.household_id or household) != household or any(
                place.estate_id != feedback.estate_id
                for place in (visit, household)
                if place
            ):
                raise ValidationError(
                    self.env._(
                        "Visit, household and estate of a feedback do not belong"
                        " together: choose those of one visit."
                    )
                )

    @api.model
    def _own_facts(self):
        return super()._own_facts() | {"answered_by_id", "answered_at"}

    def action_create_ticket(self):
        """Register this feedback as a ticket of the helpdesk (C1).

        :return: the action that opens the ticket
        :raise UserError: it has a ticket already
        """
        self.ensure_one()
        if self.ticket_id:
            raise UserError(
                self.env._(
                    "This feedback is registered already as ticket %s.",
                    self.ticket_id.number,
                )
            )
        self.ticket_id = self.env["helpdesk.ticket"].create(self._prepare_ticket())
        return self.action_open_ticket()

    def action_quick_ticket(self):
        """Register as a ticket without leaving the screen on which a visit is recorded.

        :return: a notification with the ticket's number
        :raise UserError: it has a ticket already
        """
        self.action_create_ticket()
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success",
                "message": self.env._("Ticket %s was made.", self.ticket_id.number),
                "next": self.visit_id.action_record(),
            },
        }

    def _prepare_ticket(self):
        household = self.household_id
        partner = self.partner_id or household.partner_id or self.visit_id.partner_id
        return {
            "name": self.description.strip().splitlines()[0][:80],
            "description": self.description,
            "partner_id": partner.id,
            "household_id": household.id,
            "estate_id": self.estate_id.id,
            "company_id": self.estate_id.company_id.id,
            "team_id": self.team_id.id,
            "user_id": False,
            "property_kind": self._ticket_kind(),
        }

    def _ticket_kind(self):
        repair = self.env.ref(
            "property_visit.feedback_category_engineering", raise_if_not_found=False
        )
        if self.category_id == repair and self.kind in ("complaint", "need"):
            return "repair"
        return "entrusted" if self.kind == "need" else self.kind

    def action_open_ticket(self):
        """The ticket that this feedback became."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": "helpdesk.ticket",
            "res_id": self.ticket_id.id,
            "view_mode": "form",
        }

    def action_answer(self):
        """Say that the household was answered.

        :raise UserError: what it was answered is not written down
        """
        self.check_access("write")
        for feedback in self:
            if not (feedback.reply or "").strip():
                raise UserError(
                    self.env._("Write down what the household was answered.")
                )
        self.sudo().write(
            {
                "state": "answered",
                "answered_by_id": self.env.uid,
                "answered_at": fields.Datetime.now(),
            }
        )

    def action_close(self):
        """The matter is settled; what was promised about it is owed no longer (V4)."""
        self.state = "closed"
