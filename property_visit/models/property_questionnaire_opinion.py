from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ..rules.statistics import says_nothing
from .property_feedback import KINDS


class PropertyQuestionnaireOpinion(models.Model):
    """What a household wrote in its own words, on its way into the register (Q5, Q7).

    Collected from the forms returned when the campaign closes. Each is given a category
    and entered as feedback of its household, once; what says nothing is put aside.
    """

    _name = "property.questionnaire.opinion"
    _description = "Open answer"
    _inherit = ["property.fact.mixin"]
    _order = "state, question_id, id"
    _rec_name = "text"

    questionnaire_id = fields.Many2one(
        "property.questionnaire", required=True, readonly=True, index=True
    )
    recipient_id = fields.Many2one(
        "property.questionnaire.recipient", required=True, readonly=True
    )
    household_id = fields.Many2one(
        "property.household", required=True, readonly=True, index=True
    )
    estate_id = fields.Many2one("property.estate", required=True, readonly=True)
    line_id = fields.Many2one(
        "survey.user_input.line", required=True, readonly=True, ondelete="restrict"
    )
    question_id = fields.Many2one(
        "survey.question", required=True, readonly=True, ondelete="restrict"
    )
    text = fields.Text(required=True, readonly=True)
    category_id = fields.Many2one("property.feedback.category")
    kind = fields.Selection(KINDS, default="suggestion", required=True)
    state = fields.Selection(
        [
            ("new", "To be sorted"),
            ("registered", "In the register"),
            ("aside", "Put aside"),
        ],
        default="new",
        required=True,
        readonly=True,
    )
    feedback_id = fields.Many2one(
        "property.feedback", readonly=True, index="btree_not_null"
    )

    _line_unique = models.UniqueIndex("(line_id)", "This answer is collected already.")
    _by_state = models.Index("(questionnaire_id, state)")

    @api.model
    def _own_facts(self):
        """All but what sorting says: nobody puts words into a household's mouth."""
        said = {"questionnaire_id", "recipient_id", "household_id", "estate_id"}
        said |= {"line_id", "question_id", "text"}
        return super()._own_facts() | said | {"state", "feedback_id"}

    # ------------------------------------------------------------------ collecting

    @api.model
    def _collect(self, questionnaires):
        """Take the open answers of the forms returned; those taken stay as they are.

        :return: how many were new
        """
        self.env["survey.user_input"].flush_model()
        self.env["survey.user_input.line"].flush_model()
        questionnaires.recipient_ids.flush_recordset()
        taken = self.env.execute_query(self._collecting(questionnaires))
        self.invalidate_model()
        silent = [row[0] for row in taken if says_nothing(row[1])]
        self.sudo().browse(silent).state = "aside"
        return len(taken)

    def _collecting(self, questionnaires):
        """Comments on a choice are open answers, too; one-word fields of forms are not
        told apart from them.
        """
        return SQL(
            """
            INSERT INTO property_questionnaire_opinion
                   (questionnaire_id, recipient_id, household_id, estate_id, line_id,
                    question_id, text, kind, state,
                    create_uid, create_date, write_uid, write_date)
            SELECT r.questionnaire_id, r.id, r.household_id, r.estate_id, l.id,
                   l.question_id, said.text, 'suggestion', 'new',
                   %(uid)s, %(now)s, %(uid)s, %(now)s
              FROM property_questionnaire_recipient r
              JOIN survey_user_input ui ON ui.id = r.user_input_id
                   AND ui.state = 'done' AND NOT COALESCE(ui.test_entry, FALSE)
              JOIN survey_user_input_line l ON l.user_input_id = ui.id
                   AND l.skipped IS NOT TRUE
              JOIN LATERAL (SELECT btrim(CASE l.answer_type
                        WHEN 'text_box' THEN l.value_text_box
                        WHEN 'char_box' THEN l.value_char_box END, E' \\t\\r\\n　')
                        AS text) said ON said.text <> ''
             WHERE r.questionnaire_id IN %(ids)s AND r.state = 'answered'
             ORDER BY r.id, l.id
            ON CONFLICT (line_id) DO NOTHING
            RETURNING id, text
            """,
            uid=self.env.uid,
            now=fields.Datetime.now(),
            ids=tuple(questionnaires.ids) or (0,),
        )

    # ------------------------------------------------------------------ sorting

    def action_register(self):
        """Enter the chosen answers as feedback of their households, once each (Q7).

        :return: a notification that says how many
        :raise UserError: one has no category, or nothing is left to enter
        """
        self.check_access("write")
        fresh = self.filtered(lambda opinion: opinion.state != "registered")
        if not fresh:
            raise UserError(self.env._("These answers are in the register already."))
        if missing := fresh.filtered(lambda opinion: not opinion.category_id):
            raise UserError(
                self.env._("Choose a category for %s answers first.", len(missing))
            )
        for opinion, feedback in zip(fresh, fresh._make_feedback(), strict=True):
            opinion.sudo().write({"feedback_id": feedback.id, "state": "registered"})
        return self._notify(self.env._("%s entered in the register.", len(fresh)))

    def _make_feedback(self):
        return self.env["property.feedback"].create(
            [opinion._prepare_feedback() for opinion in self]
        )

    def _prepare_feedback(self):
        returned = self.sudo().recipient_id.returned_at or self.create_date
        return {
            "questionnaire_id": self.questionnaire_id.id,
            "household_id": self.household_id.id,
            "date": self.estate_id._today(returned),
            "category_id": self.category_id.id,
            "kind": self.kind,
            "description": self.text,
        }

    def action_put_aside(self):
        """Say that there is nothing to enter; it can be taken up again.

        :raise UserError: one is in the register already
        """
        self._sort("aside")

    def action_take_up(self):
        """Sort it after all."""
        self._sort("new")

    def _sort(self, state):
        self.check_access("write")
        if "registered" in self.mapped("state"):
            raise UserError(self.env._("What is in the register is followed up there."))
        self.sudo().state = state

    def _notify(self, message):
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success",
                "message": message,
                "next": {"type": "ir.actions.client", "tag": "soft_reload"},
            },
        }
