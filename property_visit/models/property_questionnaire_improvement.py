from odoo import api, fields, models
from odoo.exceptions import UserError

from ..rules import working_time

CHARGE = ("team_id", "what", "date_due", "estate_id", "questionnaire_id")


class PropertyQuestionnaireImprovement(models.Model):
    """What a department has to put right after a survey, and by when (Q6a).

    Once the department is told, what and by when stand: the promise is in the ledger.
    """

    _name = "property.questionnaire.improvement"
    _description = "Improvement after a survey"
    _inherit = [
        "mail.thread",
        "mail.activity.mixin",
        "property.reach.mixin",
        "property.fact.mixin",
    ]
    _order = "date_due, id"
    _rec_name = "what"

    questionnaire_id = fields.Many2one(
        "property.questionnaire", required=True, index=True, ondelete="restrict"
    )
    estate_id = fields.Many2one(
        "property.estate",
        required=True,
        index=True,
        compute="_compute_estate_id",
        store=True,
        readonly=False,
        precompute=True,
    )
    team_id = fields.Many2one(
        "helpdesk.ticket.team", string="Department", required=True, tracking=True
    )
    user_id = fields.Many2one("res.users", string="Who Answers", tracking=True)
    what = fields.Text(string="What to Put Right", required=True, tracking=True)
    date_due = fields.Date(string="Put Right By", required=True, tracking=True)
    outcome = fields.Text(string="What Was Done", tracking=True)
    done_at = fields.Datetime(readonly=True, copy=False)
    state = fields.Selection(
        [("draft", "To be told"), ("told", "Told"), ("done", "Done")],
        required=True,
        readonly=True,
        copy=False,
        default="draft",
        tracking=True,
    )
    active = fields.Boolean(default=True)

    def _reach_fields(self):
        return [*super()._reach_fields(), "questionnaire_id"]

    @api.model
    def _own_facts(self):
        return super()._own_facts() | {"state", "done_at"}

    @api.depends("questionnaire_id")
    def _compute_estate_id(self):
        for improvement in self:
            campaign = improvement.questionnaire_id
            improvement.estate_id = improvement.estate_id or campaign.estate_id

    def write(self, vals):
        told = self.filtered(lambda improvement: improvement.state != "draft")
        if not self.env.su and told and not set(CHARGE).isdisjoint(vals):
            raise UserError(
                self.env._("The department was told already: what and by when stand.")
            )
        return super().write(vals)

    def action_tell(self):
        """Tell the departments; what each has to put right is a promise now (Q6a).

        :raise UserError: one is told already, or its date has passed
        """
        self.check_access("write")
        now = fields.Datetime.now()
        for improvement in self:
            if improvement.state != "draft":
                raise UserError(self.env._("The department was told already."))
            estate = improvement.estate_id
            if improvement.date_due < estate._today(now):
                raise UserError(self.env._("Choose a day to come."))
            improvement.sudo().state = "told"
            due = working_time.day_end(improvement.date_due, estate.sudo().tz)
            promises = self.env["property.commitment"]._promise(
                "improvement_due", improvement, now, due
            )
            improvement._inform(promises.user_id[:1])

    def _inform(self, person):
        """An activity for who answers: the department's head, else one of the team."""
        person = self.user_id or person or self.team_id.sudo().user_ids[:1]
        if person:
            self.sudo().activity_schedule(
                "mail.mail_activity_data_todo",
                date_deadline=self.date_due,
                summary=self.env._("Put right after the survey"),
                note=self.what,
                user_id=person.id,
            )

    def action_done(self):
        """Say that it was put right; this keeps the promise.

        :raise UserError: the department was not told, or nobody wrote what was done
        """
        self.check_access("write")
        now = fields.Datetime.now()
        for improvement in self:
            if improvement.state != "told":
                raise UserError(self.env._("Only what a department was told is done."))
            if not (improvement.outcome or "").strip():
                raise UserError(self.env._("Write down what was done."))
        self.sudo().write({"state": "done", "done_at": now})
        self.env["property.commitment"]._keep_for(self, "improved", now)
        self.activity_feedback(["mail.mail_activity_data_todo"])
