"""What helpdesk_mgmt 19.0 leaves open to residents: closing, and files; closed here.

Two residents of one building, contacts of the same company as such buildings are
registered: helpdesk_mgmt shows each the tickets of the other.
"""

import re

from common import QUIET
from odoo import http
from odoo.fields import Command
from odoo.tests import new_test_user, tagged
from odoo.tools import mute_logger
from portal_world import PortalCase

REFUSED = "There is no such ticket of yours to close."


@tagged("post_install", "-at_install")
class TestClosing(PortalCase):
    """/ticket/close, which asked nobody whose ticket it was."""

    def close(self, ticket=None, stage=None, **values):
        values = {"ticket_id": (ticket or self.ticket).id, **values}
        stage = stage or self.done
        return self.submit("/ticket/close", **{"stage_id": stage.id, **values})

    def test_residents_close_what_is_their_households(self):
        for name in ("wang", "wife"):
            ticket = self.make_ticket("Noise", self.wang, self.household)
            with self.subTest(name):
                self.sign_in(name)
                answer = self.close(ticket)
                self.assertEqual(answer.status_code, 302)
                self.assertEqual(ticket.stage_id, self.done)

    def test_nobody_closes_anothers(self):
        self.sign_in("zhao")
        answer = self.close()
        self.assertFalse(self.ticket.closed)
        self.assertEqual(answer.status_code, 403)
        self.assertIn(REFUSED, answer.text)

    def test_staff_without_rights_do_not_close(self):
        new_test_user(self.env, "clerk", groups="base.group_user", context=QUIET)
        self.authenticate("clerk", "clerk")
        self.assertEqual(self.close().status_code, 403)
        self.assertFalse(self.ticket.closed)

    def test_who_moved_out_does_not_close(self):
        self.membership.date_to = "2026-11-02"
        self.sign_in("wife")
        self.assertEqual(self.close().status_code, 403)
        self.assertFalse(self.ticket.closed)

    def test_odd_numbers_get_the_same_answer(self):
        """Nobody can tell a stranger's ticket from one that does not exist."""
        self.sign_in("zhao")
        odd = ("", "0", "-1", "abc", "1.5", "999999999", "9" * 30, "\x00", "1 or 1")
        for number in odd:
            with self.subTest(number):
                answer = self.submit(
                    "/ticket/close", ticket_id=number, stage_id=self.done.id
                )
                self.assertEqual(answer.status_code, 403)
                self.assertIn(REFUSED, answer.text)
        self.assertEqual(self.submit("/ticket/close").status_code, 403)

    def test_only_a_stage_that_closes(self):
        open_stage, team_stage, hidden = self.env["helpdesk.ticket.stage"].create(
            [
                {"name": "Open", "closed": False, "close_from_portal": True},
                {
                    "name": "Engineers'",
                    "closed": True,
                    "close_from_portal": True,
                    "team_ids": [Command.set(self.team.ids)],
                },
                {"name": "Written off", "closed": True, "close_from_portal": False},
            ]
        )
        before = self.ticket.stage_id
        self.sign_in("wang")
        for stage in (open_stage.id, team_stage.id, hidden.id, "", "abc", "9" * 30):
            with self.subTest(stage):
                answer = self.close(stage_id=stage)
                self.assertEqual(answer.status_code, 302)
                self.assertEqual(self.ticket.stage_id, before)

    def test_closed_is_not_moved_again(self):
        self.ticket._close_because("Solved long ago")
        cancelled = self.env.ref("helpdesk_mgmt.helpdesk_ticket_stage_cancelled")
        self.sign_in("wang")
        self.close(stage=cancelled)
        self.assertEqual(self.ticket.stage_id, self.done)

    def test_a_link_does_not_close(self):
        """A picture in somebody's mail must not close a case."""
        self.sign_in("wang")
        self.url_open(
            f"/ticket/close?ticket_id={self.ticket.id}&stage_id={self.done.id}"
        )
        self.assertFalse(self.ticket.closed)

    @mute_logger("odoo.http")
    def test_a_form_of_another_site_does_not_close(self):
        self.sign_in("wang")
        answer = self.close(csrf_token="")
        self.assertEqual(answer.status_code, 400)
        self.assertFalse(self.ticket.closed)

    def test_the_page_closes_by_form_with_token(self):
        self.sign_in("wang")
        page = self.url_open(f"/my/ticket/{self.ticket.id}").text
        form = re.search(r"<form[^>]*ticket/close.*?</form>", page, re.DOTALL).group()
        self.assertIn('method="POST"', form)
        self.assertIn('name="csrf_token"', form)

    def test_a_stranger_with_the_link_sees_no_buttons(self):
        self.sign_in("zhao")
        url = f"/my/ticket/{self.ticket.id}/{self.ticket._portal_ensure_token()}"
        page = self.url_open(url).text
        self.assertIn(self.ticket.name, page)
        self.assertNotIn("/ticket/close", page)

    def test_without_household_as_before(self):
        """Colleagues of one company who are nobody's household close what they see."""
        clerk, colleague = self.env["res.partner"].create(
            [{"name": name, "parent_id": self.owner.id} for name in ("Li", "Wu")]
        )
        self.make_resident("clerk_portal", clerk)
        ticket = self.make_ticket("Invoice", colleague)
        self.sign_in("clerk")
        self.close(ticket)
        self.assertTrue(ticket.closed)


@tagged("post_install", "-at_install")
class TestFiles(PortalCase):
    """The ticket's page listed every file, with the key to it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.answer_file = cls.make_file("answer.txt")
        cls.note_file = cls.make_file("behind-the-scenes.txt")
        cls.loose_file = cls.make_file("unposted.txt")
        cls.post("We come today", cls.answer_file, "mail.mt_comment")
        cls.note = cls.post("Difficult customer", cls.note_file, "mail.mt_note")
        cls.internal = (cls.note_file, cls.loose_file)
        cls.env.flush_all()

    def page(self, name="wang", suffix="", ticket=None):
        self.sign_in(name)
        answer = self.url_open(f"/my/ticket/{(ticket or self.ticket).id}{suffix}")
        self.assertEqual(answer.status_code, 200)
        return answer.text

    def test_the_page_lists_what_was_sent_to_the_resident(self):
        page = self.page()
        self.assertIn(self.answer_file.name, page)
        self.assertIn(self.answer_file.access_token, page)

    def test_the_page_lists_no_internal_file(self):
        page = self.page()
        for file in self.internal:
            with self.subTest(file.name):
                file.generate_access_token()
                self.assertNotIn(file.name, page)
                self.assertNotIn(file.access_token, page)
                self.assertNotIn(f"/web/content/{file.id}", page)

    def test_a_file_of_both_kinds_is_shown(self):
        self.post("See the photo", self.note_file, "mail.mt_comment")
        self.assertIn(self.note_file.name, self.page())

    def test_what_became_internal_is_shown_no_more(self):
        self.ticket.message_ids.filtered("attachment_ids").is_internal = True
        self.assertNotIn(self.answer_file.name, self.page())

    def test_the_thread_gives_no_internal_message(self):
        self.sign_in("wang")
        for token in ({}, {"token": self.ticket._portal_ensure_token()}):
            answer = self.rpc(
                "/mail/chatter_fetch",
                thread_model="helpdesk.ticket",
                thread_id=self.ticket.id,
                **token,
            )
            self.assertIn("We come today", str(answer))
            self.assertNotIn("Difficult", str(answer))
            self.assertNotIn(self.note_file.name, str(answer))

    def test_no_internal_file_by_its_address(self):
        self.sign_in("wang")
        for file in self.internal:
            for url in ("content", "image"):
                answer = self.url_open(f"/web/{url}/{file.id}")
                self.assertNotIn(file.name.encode(), answer.content)
            fields = {"fields": ["name", "raw"]}
            answer = self.call("read", file.ids, model="ir.attachment", **fields)
            self.assertDenied(answer)

    def test_what_residents_send_with_the_form_is_shown(self):
        self.sign_in("wang")
        data = {
            "csrf_token": http.Request.csrf_token(self),
            "subject": "Smell",
            "description": "In the hall",
            "attachment": "x",
        }
        photo = [("attachment", ("mine.txt", b"mine", "text/plain"))]
        self.url_open("/submitted/ticket", data=data, files=photo)
        ticket = self.env["helpdesk.ticket"].search([("name", "=", "Smell")])
        ticket.household_id = self.household
        self.assertIn("mine.txt", self.page(ticket=ticket))

    def test_without_household_unposted_files_stay_listed(self):
        ticket = self.make_ticket("Contract", self.wang)
        self.make_file("contract.txt", ticket)
        note = self.make_file("margin.txt", ticket)
        self.post("Ours alone", note, "mail.mt_note", ticket)
        page = self.page(ticket=ticket)
        self.assertIn("contract.txt", page)
        self.assertNotIn("margin.txt", page)

    def test_links_given_before_are_void_after_installing(self):
        """helpdesk_mgmt has handed the keys out on earlier pages."""
        files = self.answer_file | self.note_file
        files.generate_access_token()
        links = {
            file: f"/web/content/{file.id}?access_token={file.access_token}"
            for file in files
        }
        self.env["helpdesk.ticket"]._revoke_shown_tokens()
        self.assertEqual(self.url_open(links[self.answer_file]).content, b"answer.txt")
        self.assertEqual(self.url_open(links[self.note_file]).status_code, 404)
