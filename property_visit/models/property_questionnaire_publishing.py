from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain


class PropertyQuestionnaire(models.Model):
    """Statistics are handed on, results published, outcomes told (Q5, Q7)."""

    _inherit = "property.questionnaire"

    finished_at = fields.Datetime(
        string="Statistics Finished At", readonly=True, copy=False, tracking=True
    )
    publication_ids = fields.One2many(
        "property.publication", compute="_compute_publication_ids"
    )

    @api.model
    def _own_facts(self):
        return super()._own_facts() | {"finished_at"}

    def _compute_publication_ids(self):
        found = self.env["property.publication"].search(
            Domain("res_model", "=", self._name) & Domain("res_id", "in", self.ids)
        )
        for campaign in self:
            campaign.publication_ids = found.filtered(
                lambda shown, campaign=campaign: shown.res_id == campaign.id
            )

    def action_finish_statistics(self):
        """Hand the report on; this keeps the promise of it (Q5).

        The manager of the estate is asked to name the main concerns.

        :raise UserError: answers are taken still, or open answers wait to be sorted
        """
        self.check_access("write")
        now = fields.Datetime.now()
        for campaign in self:
            campaign._check_finished()
            campaign.sudo().finished_at = campaign.finished_at or now
            self.env["property.commitment"]._keep_for(campaign, "statistics", now)
            campaign._raise_nonconformity()
            if manager := campaign.sudo()._manager():
                campaign.sudo().activity_schedule(
                    "mail.mail_activity_data_todo",
                    summary=self.env._("Name the main concerns, charge departments"),
                    user_id=manager.id,
                )

    def _check_finished(self):
        if self.state not in ("analysing", "published"):
            raise UserError(
                self.env._("%s is to be closed before it is analysed.", self.name)
            )
        if self.unsorted_count:
            raise UserError(
                self.env._(
                    "%s open answers wait to be sorted: enter them in the register, or"
                    " put them aside.",
                    self.unsorted_count,
                )
            )

    def action_publish(self):
        """Publish the result and the plan on the portal and as a notice (Q7).

        :return: the action that opens the publication
        :raise UserError: it is not closed, or open answers wait to be sorted
        """
        self.ensure_one()
        self.action_finish_statistics()
        self._step("publish")
        values = self._prepare_publication(self._notice_body(), self._notice_file())
        publication = self.env["property.publication"].create(values)
        return {
            "type": "ir.actions.act_window",
            "res_model": "property.publication",
            "res_id": publication.id,
            "view_mode": "form",
        }

    def _prepare_publication(self, body, notice):
        return {
            "name": self.name,
            "kind": "questionnaire",
            "company_id": self.company_id.id,
            "estate_ids": [fields.Command.set(self.estate_ids.ids)],
            "date": self.estate_id._today(),
            "body": body,
            "attachment_ids": [fields.Command.set(notice.ids)],
            "on_portal": True,
            "res_model": self._name,
            "res_id": self.id,
        }

    def _notice_body(self):
        """What residents read: figures and plan, nobody's own words."""
        return self.env["ir.qweb"]._render(
            "property_visit.questionnaire_public", {"page": self._report_values()}
        )

    def _notice_file(self):
        """The notice for the board as PDF; none where no PDF can be made."""
        return self.env["property.visit.form"]._file(
            "property_visit.report_questionnaire_notice", self, self.name
        )

    # ------------------------------------------------------------------ outcomes

    def action_tell_outcomes(self):
        """Mail those who raised something what came of it, once each (Q7).

        Whom no mail reaches is told by the butler, and reads it on the portal.

        :return: a notification that says how many were told
        :raise UserError: nothing new is answered
        """
        self.check_access("write")
        said = self.env["property.feedback"].search(
            Domain("questionnaire_id", "in", self.ids)
            & Domain("state", "in", ("answered", "closed"))
            & Domain("reply", "!=", False)
            & Domain("outcome_told_at", "=", False)
        )
        reached = said.filtered(
            lambda feedback: feedback._link_partner("outcome").email
        )
        if not reached:
            raise UserError(
                self.env._("No answered feedback waits for a mail about its outcome.")
            )
        template = self.env.ref("property_visit.mail_template_feedback_outcome").sudo()
        template.send_mail_batch(reached.ids)
        reached.sudo().outcome_told_at = fields.Datetime.now()
        message = self.env._(
            "%(told)s told by mail; %(left)s have no address: their butlers tell them.",
            told=len(reached),
            left=len(said - reached),
        )
        return self.env["property.questionnaire.opinion"]._notify(message)
