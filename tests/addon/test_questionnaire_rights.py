"""Who sees campaigns, households asked and what they answered (H5, H7): by role."""

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import new_test_user, tagged
from odoo.tools import mute_logger
from psycopg2 import IntegrityError
from questionnaires import QuestionnaireCase


@tagged("post_install", "-at_install")
class TestQuestionnaireRights(QuestionnaireCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.both = cls.make_questionnaire(
            cls.estate | cls.far_estate, name="Both estates"
        )
        (cls.questionnaire | cls.both).action_issue()
        cls.mine = cls.questionnaire.recipient_ids[:1]
        cls.far = cls.both.recipient_ids.filtered(
            lambda recipient: recipient.estate_id == cls.far_estate
        )
        cls.answer = cls.mine._answer("link")

    def assertRefusedTo(self, user, act):
        with self.assertRaises(AccessError):
            act(user)

    def test_butlers_read_those_of_their_estates_and_act_for_households(self):
        self.assertTrue(self.questionnaire.with_user(self.butler).name)
        self.assertTrue(self.mine.with_user(self.butler).url)
        self.assertFalse(self.far.with_user(self.butler).has_access("read"))
        for record in (self.questionnaire, self.mine):
            for right in ("write", "create", "unlink"):
                self.assertFalse(record.with_user(self.butler).has_access(right))
        self.assertRefusedTo(
            self.butler, lambda u: self.questionnaire.with_user(u).action_issue()
        )
        self.assertRefusedTo(
            self.butler, lambda u: self.questionnaire.with_user(u).action_close()
        )
        self.assertRefusedTo(
            self.butler, lambda u: self.far.with_user(u).action_enter_answers()
        )
        self.assertRefusedTo(self.butler, lambda u: self.answer.with_user(u).state)
        with self.assertRefused("read by supervisors"):
            self.mine.with_user(self.butler).action_view_answers()

    def test_a_stranger_sees_nothing_of_the_estate(self):
        found = self.env["property.questionnaire"].with_user(self.stranger).search([])
        self.assertEqual(found & (self.questionnaire | self.both), self.both)
        self.assertFalse(self.mine.with_user(self.stranger).has_access("read"))

    def test_departments_see_none(self):
        for model in ("property.questionnaire", "property.questionnaire.recipient"):
            records = self.env[model].with_user(self.department)
            self.assertFalse(records.has_access("read"))

    def test_supervisors_run_those_that_ask_their_estates_alone(self):
        made = (
            self.env["property.questionnaire"]
            .with_user(self.supervisor)
            .create(
                {
                    "name": "Repairs",
                    "kind": "topic",
                    "survey_id": self.env.ref("property_visit.survey_topic").id,
                    "estate_ids": [Command.set(self.estate.ids)],
                }
            )
        )
        made.action_issue()
        made.action_remind()
        made.action_close()
        self.assertEqual(made.state, "analysing")
        both = self.both.with_user(self.supervisor)
        self.assertTrue(both.name)
        self.assertRefusedTo(self.supervisor, lambda u: both.action_close())
        self.assertRefusedTo(
            self.supervisor,
            lambda u: made.copy(
                {"estate_ids": [Command.set((self.estate | self.far_estate).ids)]}
            ),
        )

    def test_supervisors_write_neither_states_nor_households_asked(self):
        questionnaire = self.questionnaire.with_user(self.supervisor)
        with self.assertRefused("use the buttons", UserError):
            questionnaire.state = "published"
        for right in ("write", "create", "unlink"):
            self.assertFalse(self.mine.with_user(self.supervisor).has_access(right))
        self.assertFalse(questionnaire.has_access("unlink"))

    def test_supervisors_read_answers_of_their_estates_by_the_page_alone(self):
        self.answer._mark_done()
        action = self.mine.with_user(self.supervisor).action_view_answers()
        self.assertIn(self.answer.access_token, action["url"])
        self.assertFalse(self.answer.with_user(self.supervisor).has_access("read"))

    def test_supervisors_read_surveys_for_households_only(self):
        other = self.env["survey.survey"].create({"title": "Staff quiz"})
        self.assertTrue(self.survey.with_user(self.supervisor).title)
        self.assertFalse(other.with_user(self.supervisor).has_access("read"))
        self.assertFalse(self.survey.with_user(self.supervisor).has_access("write"))
        self.assertFalse(self.survey.with_user(self.butler).has_access("read"))

    def test_managers_edit_questions_and_delete_no_answer(self):
        self.question("power").with_user(self.manager).title = "Electricity"
        answer = self.answer.with_user(self.manager)
        self.assertTrue(answer.has_access("read"))
        self.assertFalse(answer.has_access("write"))
        self.assertFalse(answer.has_access("unlink"))
        far_answer = self.far._answer("link").with_user(self.manager)
        self.assertFalse(far_answer.has_access("read"))

    def test_who_may_edit_surveys_sees_and_changes_nothing_of_households(self):
        officer = new_test_user(
            self.env, "survey_officer", groups="survey.group_survey_manager"
        )
        self.answer._save_lines(self.question("ideas"), "More trees")
        line = self.answer.user_input_line_ids
        for record in (self.answer, line):
            for right in ("read", "write", "unlink"):
                self.assertFalse(record.with_user(officer).has_access(right))
        with (
            self.assertRaises(IntegrityError),
            mute_logger("odoo.sql_db"),
            self.env.cr.savepoint(),
        ):
            self.survey.with_user(officer).unlink()

    def test_administrators_see_every_estate_and_delete_nothing(self):
        for record in (self.questionnaire, self.both, self.mine, self.far):
            self.assertTrue(record.with_user(self.admin).has_access("read"))
            self.assertFalse(record.with_user(self.admin).has_access("unlink"))
        self.assertTrue(self.answer.with_user(self.admin).has_access("read"))
        self.assertFalse(self.answer.with_user(self.admin).has_access("unlink"))

    def test_another_company_sees_nothing(self):
        foreign = self.env["res.company"].create({"name": "Other"})
        outsider = self.make_user(
            "admin", "outsider", company_id=foreign.id, company_ids=foreign.ids
        )
        self.assertFalse(self.questionnaire.with_user(outsider).has_access("read"))
        self.assertFalse(self.mine.with_user(outsider).has_access("read"))

    def test_residents_read_no_model_of_it(self):
        resident = new_test_user(self.env, "resident", groups="base.group_portal")
        for record in (self.questionnaire, self.mine, self.answer):
            self.assertFalse(record.with_user(resident).has_access("read"))
