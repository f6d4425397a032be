"""Links as they arrive in a household's mail, opened without signing in."""

import re
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from cases import CaseCase
from odoo.tests import HttpCase


class LinkCase(CaseCase, HttpCase):
    """Household 101 (Wang) with something to answer for each purpose."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.wang = cls.household.partner_id
        today = cls.estate._today()
        cls.done = cls.make_visit(date_done=datetime.now())
        cls.done.action_done()
        cls.visit = cls.make_visit(
            purpose="event",
            method_id=cls.method("door").id,
            date_planned=today + timedelta(days=2),
        )
        cls.case = cls.make_case(user=cls.manager, property_kind="repair")
        cls.case.remedy = "The pipe was replaced"
        cls.case.action_handle()
        cls.open_case = cls.make_case(user=cls.manager, name="Which door?")
        cls.proposal = cls.make_proposal("A white door")
        cls.answered = cls.make_feedback(reply="They are cleaned daily now")
        cls.answered.action_answer()

    @classmethod
    def make_proposal(cls, description):
        return cls.env["property.case.proposal"].create(
            {"ticket_id": cls.open_case.id, "description": description}
        )

    # ------------------------------------------------------------------ words

    def asked(self):
        """Each purpose with the record that it is about."""
        return {
            "confirm": self.visit,
            "rate": self.done,
            "solved": self.case,
            "proposal": self.proposal,
            "outcome": self.answered,
        }

    def path(self, purpose, record=None):
        """The path of a link made now; it has to be there."""
        link = (record or self.asked()[purpose])._link(purpose)
        self.assertTrue(link, f"nothing to answer: {purpose}")
        return urlsplit(link).path

    def answer(self, path, answer, text="", **form):
        return self.url_open(path, data={"answer": answer, "text": text, **form})

    def page(self, response):
        """What a reader sees: the page without Odoo's head."""
        return re.search(r'<div id="wrap".*</main>', response.text, re.DOTALL)[0]

    def assertThanked(self, response):
        self.assertEqual(response.status_code, 200)
        self.assertIn("Thank you", self.page(response))

    def assertRefusedPolitely(self, response):
        """The one page for everything that is not valid."""
        self.assertEqual(response.status_code, 404)
        wrong = self.url_open("/v/rate/wrong")
        self.assertEqual(self.page(response), self.page(wrong))
