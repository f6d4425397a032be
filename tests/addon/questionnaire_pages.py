"""A household's questionnaire as a browser meets it."""

import json

from odoo.tests import HttpCase, new_test_user
from questionnaires import QuestionnaireCase


class QuestionnairePageCase(QuestionnaireCase, HttpCase):
    """The owner survey is issued; household 101 holds `recipient`."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.questionnaire.action_issue()
        cls.recipient = cls.questionnaire.recipient_ids.filtered(
            lambda recipient: recipient.household_id == cls.household
        )

    def get(self, path, **kwargs):
        self.env.flush_all()
        page = self.url_open(path, **kwargs)
        self.env.invalidate_all()
        return page

    def rpc(self, step, answer, **params):
        url = f"/survey/{step}/{self.survey.access_token}/{answer.access_token}"
        self.env.flush_all()
        reply = self.url_open(
            url,
            data=json.dumps({"params": params}),
            headers={"Content-Type": "application/json"},
        ).json()
        self.env.invalidate_all()
        return reply["result"]

    def given(self, **answers):
        """What the survey's page sends: item code → code of its choice, or text."""
        return {
            str(self.question(code).id): str(self.choice(code, given).id)
            if self.question(code).question_type == "simple_choice"
            else given
            for code, given in answers.items()
        }

    def begin(self, path=None):
        """Open the household's link and start; returns the survey answer."""
        page = self.get(path or f"/q/{self.recipient.token}")
        self.assertEqual(page.status_code, 200)
        self.assertIn("Start Survey", page.text)
        answer = self.recipient.user_input_id
        self.rpc("begin", answer)
        return answer

    @classmethod
    def let_wang_sign_in(cls):
        """The contact of household 101 has a login on the portal."""
        new_test_user(
            cls.env,
            "wang_portal",
            groups="base.group_portal",
            partner_id=cls.household.partner_id.id,
        )
