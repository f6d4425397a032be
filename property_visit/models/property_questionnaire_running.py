import logging

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import SQL

from ..rules import campaign

_logger = logging.getLogger(__name__)


class PropertyQuestionnaire(models.Model):
    """A campaign is handed out, collected and closed (Q1, Q5)."""

    _inherit = "property.questionnaire"

    def action_issue(self):
        """Hand the questionnaire to every household concerned that lacks it (Q1).

        One statement for all of them; who has been asked keeps their link and answer,
        so it can be done again when others have moved in.

        :raise UserError: it is closed already, has no questions, or nobody is concerned
        """
        for questionnaire in self:
            questionnaire._check_can_issue()
            households = self.env["property.household"].search(
                questionnaire._concerned_domain()
            )
            if not households:
                raise UserError(
                    self.env._(
                        "%s concerns no household: choose other households.",
                        questionnaire.name,
                    )
                )
            now = fields.Datetime.now()
            questionnaire._step("issue", issued_at=questionnaire.issued_at or now)
            questionnaire.survey_id._ask_by_link_only()
            questionnaire._insert_recipients(households, now)
            questionnaire._begin_collecting()

    def _check_can_issue(self):
        self.ensure_one()
        self.check_access("write")
        self._next_state("issue")
        if not self.survey_id.sudo().question_ids:
            raise UserError(self.env._("%s asks nothing yet.", self.survey_id.title))
        if self.date_close and self.date_close < self.estate_id._today():
            raise UserError(
                self.env._("%s would be closed already: choose a later day.", self.name)
            )

    def _insert_recipients(self, households, now):
        recipients = self.env["property.questionnaire.recipient"]
        tokens = [recipients._new_token() for _ in households]
        self.env["property.household"].flush_model(["estate_id", "building_id"])
        self.env.cr.execute(
            SQL(
                """
                INSERT INTO property_questionnaire_recipient
                       (questionnaire_id, household_id, estate_id, building_id, token,
                        state, issued_at, reminder_count,
                        create_uid, create_date, write_uid, write_date)
                SELECT %(questionnaire)s, h.id, h.estate_id, h.building_id, new.token,
                       'waiting', %(now)s, 0, %(uid)s, %(now)s, %(uid)s, %(now)s
                  FROM unnest(%(ids)s::int[], %(tokens)s::text[]) AS new(id, token)
                  JOIN property_household h ON h.id = new.id
                 ORDER BY h.id
                ON CONFLICT (questionnaire_id, household_id) DO NOTHING
                """,
                questionnaire=self.id,
                now=now,
                uid=self.env.uid,
                ids=households.ids,
                tokens=tokens,
            )
        )
        recipients.invalidate_model()
        self.invalidate_recordset()

    def _begin_collecting(self):
        """On the opening day nothing is handed out any more."""
        for questionnaire in self.filtered(lambda q: q.state == "issuing"):
            opens = questionnaire.date_open
            if not opens or opens <= questionnaire.estate_id._today():
                questionnaire.sudo().state = questionnaire._next_state("collect")

    def action_collect(self):
        """Say that all forms are handed out: answers are collected from now on."""
        for questionnaire in self:
            questionnaire._step("collect")

    def action_close(self):
        """End the collection; the statistics are promised from now on (Q5).

        Whatever was begun and not sent off is shut.

        :raise UserError: it is not running
        """
        now = fields.Datetime.now()
        for questionnaire in self:
            today = questionnaire.estate_id._today(now)
            closes = min(questionnaire.date_close or today, today)
            opens = min(questionnaire.date_open or closes, closes)
            days = {"date_open": opens, "date_close": closes}
            questionnaire._step("close", closed_at=now, **days)
            questionnaire._shut_open_answers(now)
            self.env["property.commitment"]._promise(
                "questionnaire_closed", questionnaire, now
            )

    def _shut_open_answers(self, now):
        self.env["survey.user_input"].sudo().search(
            Domain("property_recipient_ids.questionnaire_id", "in", self.ids)
            & Domain("state", "!=", "done")
        ).deadline = now

    @api.model
    def _cron_course(self):
        """Every hour: begin to collect and close what its days call for.

        One campaign that fails does not stop the others.
        """
        self._each_running("_follow_days")

    def _follow_days(self):
        self._begin_collecting()
        if self.date_close and self.date_close < self.estate_id._today():
            self.action_close()

    @api.model
    def _each_running(self, method):
        for questionnaire in self.search([("state", "in", campaign.TAKES_ANSWERS)]):
            try:
                with self.env.cr.savepoint():
                    getattr(questionnaire, method)()
            except Exception:
                _logger.exception("%s of %s", method, questionnaire)
