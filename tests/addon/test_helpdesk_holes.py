"""What helpdesk_mgmt 19.0 leaves open to residents, by page, JSON and form: closed.

Two residents of one building, contacts of the same company as such buildings are
registered: helpdesk_mgmt shows each the tickets of the other.
"""

import base64
import re

from common import QUIET, PropertyCase
from odoo import http
from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tests import HttpCase, new_test_user, tagged
from odoo.tools import mute_logger

REFUSED = "There is no such ticket of yours to close."


class PortalCase(PropertyCase, HttpCase):
    """Wang (101) and Zhao (102) sign in, and Wang's wife, who shares no company."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.owner = cls.env["res.partner"].create(
            {"name": "Tower Ltd", "is_company": True}
        )
        cls.wang = cls.household.partner_id
        cls.zhao = cls.neighbour.partner_id
        (cls.wang | cls.zhao).parent_id = cls.owner
        cls.wife = cls.env["res.partner"].create({"name": "Mrs Wang"})
        cls.membership = cls.env["property.household.member"].create(
            {"household_id": cls.household.id, "partner_id": cls.wife.id}
        )
        cls.user = {
            login: cls.make_resident(login, partner)
            for login, partner in (
                ("wang_portal", cls.wang),
                ("zhao_portal", cls.zhao),
                ("wife_portal", cls.wife),
            )
        }
        cls.ticket = cls.make_ticket("Lift stuck", cls.wang, cls.household)
        cls.done = cls.env.ref("helpdesk_mgmt.helpdesk_ticket_stage_done")

    @classmethod
    def make_resident(cls, login, partner):
        return new_test_user(
            cls.env,
            login,
            groups="base.group_portal",
            partner_id=partner.id,
            name=partner.name,
            email=f"{login}@example.com",
            context=QUIET,
        )

    @classmethod
    def make_ticket(cls, name, partner, household=None, **values):
        return cls.env["helpdesk.ticket"].create(
            {
                "name": name,
                "description": f"{name}!",
                "partner_id": partner.id,
                "household_id": household.id if household else False,
                **values,
            }
        )

    @classmethod
    def make_file(cls, name, ticket=None):
        """A file as the portal form of helpdesk_mgmt and the chatter leave it."""
        return cls.env["ir.attachment"].create(
            {
                "name": name,
                "datas": base64.b64encode(name.encode()),
                "res_model": "helpdesk.ticket",
                "res_id": (ticket or cls.ticket).id,
            }
        )

    @classmethod
    def post(cls, body, file, subtype, ticket=None):
        return (ticket or cls.ticket).message_post(
            body=body,
            subtype_xmlid=subtype,
            message_type="comment",
            attachment_ids=file.ids,
        )

    # ------------------------------------------------------------------ words

    def sign_in(self, name):
        self.authenticate(f"{name}_portal", f"{name}_portal")

    def submit(self, url, **values):
        """Send a form with Odoo's CSRF token; redirects are not followed."""
        token = http.Request.csrf_token(self)
        values = {"csrf_token": token, **values}
        return self.url_open(url, data=values, allow_redirects=False)

    def rpc(self, url, **params):
        """The answer to a JSON-RPC request: its result, or its error."""
        answer = self.url_open(url, json={"params": params}).json()
        return answer.get("result", answer.get("error"))

    def call(self, method, *args, model="helpdesk.ticket", **kwargs):
        return self.rpc(
            f"/web/dataset/call_kw/{model}/{method}",
            model=model,
            method=method,
            args=list(args),
            kwargs=kwargs,
        )

    def found(self, domain=()):
        """Names of the tickets that JSON-RPC gives to whoever is signed in."""
        rows = self.call("search_read", list(domain), ["name"])
        return sorted(row["name"] for row in rows)

    def assertDenied(self, answer):
        self.assertIn(
            answer.get("data", {}).get("name"),
            ("odoo.exceptions.AccessError", "werkzeug.exceptions.NotFound"),
            answer,
        )


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
        self.ticket.stage_id = self.done
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


@tagged("post_install", "-at_install")
class TestNeighbours(PortalCase):
    """Residents under one commercial partner, and those who came and went."""

    def test_a_neighbour_reads_nothing(self):
        self.make_ticket("Zhao's own", self.zhao, self.neighbour)
        self.sign_in("zhao")
        self.assertEqual(self.found(), ["Zhao's own"])
        self.assertEqual(self.found([("id", "=", self.ticket.id)]), [])
        with mute_logger("odoo.http", "odoo.addons.base.models.ir_rule"):
            self.assertDenied(self.call("read", self.ticket.ids, ["name"]))
        self.assertNotIn(self.ticket.name, self.url_open("/my/tickets").text)
        answer = self.url_open(f"/my/ticket/{self.ticket.id}", allow_redirects=False)
        self.assertTrue(answer.headers["Location"].endswith("/my"))
        counters = self.rpc("/my/counters", counters=["ticket_count"])
        self.assertEqual(counters, {"ticket_count": 1})

    def test_nor_by_json_2(self):
        keys = self.env["res.users.apikeys"].with_user(self.user["zhao_portal"]).sudo()
        key = keys._generate("rpc", "test", expiration_date=None)
        answer = self.url_open(
            "/json/2/helpdesk.ticket/search_read",
            json={"domain": [], "fields": ["name"]},
            headers={"Authorization": f"Bearer {key}"},
        )
        self.assertEqual(answer.json(), [])

    @mute_logger("odoo.http", "odoo.addons.base.models.ir_rule")
    def test_a_neighbour_writes_nothing(self):
        before = self.ticket.message_ids
        thread = {"thread_model": "helpdesk.ticket", "thread_id": self.ticket.id}
        post = {"body": "Hello", "subtype_xmlid": "mail.mt_comment"}
        self.sign_in("zhao")
        forged = {"hash": "x", "pid": self.wang.id}
        for token in ({}, {"token": "x"}, {"token": "钥"}, forged):
            answer = self.rpc("/mail/message/post", post_data=post, **thread, **token)
            self.assertDenied(answer)
        self.assertDenied(self.call("message_post", self.ticket.ids, body="Hello"))
        self.call("message_subscribe", self.ticket.ids, self.zhao.ids)
        self.assertEqual(self.ticket.message_ids, before)
        self.assertNotIn(self.zhao, self.ticket.message_partner_ids)
        answer = self.rpc("/mail/chatter_fetch", **thread)
        self.assertFalse(answer.get("messages"))

    def test_the_household_reads_and_answers(self):
        self.sign_in("wife")
        self.assertEqual(self.found(), [self.ticket.name])
        self.assertIn(self.ticket.name, self.url_open("/my/tickets").text)
        for send in (self.send_from_page, self.send_by_rpc):
            send("Still stuck")
            self.assertIn("Still stuck", self.ticket.message_ids[0].body)
            self.assertEqual(self.ticket.message_ids[0].author_id, self.wife)

    def send_from_page(self, body):
        self.rpc(
            "/mail/message/post",
            thread_model="helpdesk.ticket",
            thread_id=self.ticket.id,
            post_data={"body": body, "subtype_xmlid": "mail.mt_comment"},
        )

    def send_by_rpc(self, body):
        values = {"body": body, "subtype_xmlid": "mail.mt_comment"}
        self.call("message_post", self.ticket.ids, **values)

    def seen_by(self, name, ticket=None):
        """Whether reading and searching, which have to agree, show the ticket."""
        self.env.flush_all()
        self.env.invalidate_all()
        ticket = (ticket or self.ticket).with_user(self.user[f"{name}_portal"])
        found = bool(ticket.search([("id", "=", ticket.id)]))
        self.assertEqual(ticket.has_access("read"), found)
        return found

    def test_from_moving_in_to_moving_out(self):
        """Today is 2 November 2026, 9:00 at the estate and 1:00 in UTC."""
        for came, left, seen in (
            ("2026-11-02", False, True),
            ("2026-11-03", False, False),
            ("2020-01-01", "2026-11-03", True),
            ("2020-01-01", "2026-11-02", False),
        ):
            with self.subTest(came=came, left=left):
                self.membership.write({"date_from": came, "date_to": left})
                self.assertEqual(self.seen_by("wife"), seen)

    def test_the_day_is_the_estates(self):
        self.membership.date_to = "2026-11-03"
        with self.on("2026-11-02 15:59:00"):
            self.assertTrue(self.seen_by("wife"))
        with self.on("2026-11-02 16:00:00"):
            self.assertFalse(self.seen_by("wife"))

    def test_the_whole_household_moves(self):
        self.household.occupancy = "not_moved_in"
        self.assertFalse(self.seen_by("wife"))
        self.household.occupancy = "occupied"
        self.assertTrue(self.seen_by("wife"))
        self.household.action_move_out("2026-11-02")
        self.assertFalse(self.seen_by("wife"))
        self.assertTrue(self.seen_by("wang"), "their own case stays theirs")

    def test_a_membership_taken_out_of_use(self):
        self.membership.active = False
        self.assertFalse(self.seen_by("wife"))

    def test_a_follower_is_no_member(self):
        """Followers stay after they moved out."""
        self.ticket.message_subscribe((self.zhao | self.wife).ids)
        self.assertFalse(self.seen_by("zhao"))
        self.membership.date_to = "2026-11-02"
        self.assertFalse(self.seen_by("wife"))

    def test_a_neighbours_ticket_without_household(self):
        ticket = self.make_ticket("Private matter", self.wang)
        self.assertTrue(self.seen_by("wang", ticket))
        self.assertFalse(self.seen_by("zhao", ticket))
        self.household.action_move_out("2026-11-02")
        self.assertFalse(self.seen_by("zhao", ticket))
        ticket.message_subscribe(self.zhao.ids)
        self.assertTrue(self.seen_by("zhao", ticket), "as before: made a follower")

    def test_without_household_as_before(self):
        clerk = self.env["res.partner"].create(
            {"name": "Li", "parent_id": self.owner.id}
        )
        tickets = self.make_ticket("Invoice", clerk)
        tickets |= self.make_ticket("The company's", self.owner)
        for ticket in tickets:
            self.assertTrue(self.seen_by("wang", ticket))
            self.assertTrue(self.seen_by("zhao", ticket))
            self.assertFalse(self.seen_by("wife", ticket))

    def test_staff_see_what_they_saw(self):
        ticket = self.make_ticket("Public area", self.wang, self.household)
        self.assertTrue(ticket.with_user(self.butler).has_access("read"))
        self.assertFalse(ticket.with_user(self.stranger).has_access("read"))


@tagged("post_install", "-at_install")
class TestTokens(PortalCase):
    """The link in a mail opens a ticket; it is not handed to whoever reads it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.token = cls.ticket._portal_ensure_token()
        cls.env.flush_all()

    def test_no_page_gives_it(self):
        """Else a member would keep the ticket after moving out."""
        self.sign_in("wife")
        self.assertNotIn(self.token, self.url_open("/my/tickets").text)
        page = self.url_open(f"/my/ticket/{self.ticket.id}").text
        self.assertIn(self.ticket.name, page)
        self.assertNotIn(self.token, page)
        url = f"/mail/view?model=helpdesk.ticket&res_id={self.ticket.id}"
        answer = self.url_open(url)
        self.assertIn(f"/my/ticket/{self.ticket.id}", answer.url)
        self.assertNotIn(self.token, answer.url)

    @mute_logger("odoo.http", "odoo.models", "odoo.orm.models")
    def test_no_request_gives_it(self):
        self.sign_in("wife")
        self.assertNotIn(self.token, str(self.call("read", self.ticket.ids)))
        self.assertDenied(self.call("read", self.ticket.ids, ["access_token"]))
        self.assertDenied(
            self.call("search_count", [("access_token", "=like", self.token[0] + "%")])
        )
        self.assertNotIn(self.token, str(self.call("get_portal_url", self.ticket.ids)))

    def test_who_has_the_link_reads_and_answers(self):
        answer = self.url_open(f"/my/ticket/{self.ticket.id}?access_token={self.token}")
        self.assertIn(self.ticket.name, answer.text)
        self.assertIn(f'data-token="{self.token}"', answer.text)

    def test_a_wrong_link_shows_nothing(self):
        for token in ("x", self.token[:-1], "None", "False", "%E9%92%A5"):
            url = f"/my/ticket/{self.ticket.id}?access_token={token}"
            answer = self.url_open(url)
            self.assertLess(answer.status_code, 500)
            self.assertNotIn(self.ticket.name, answer.text)

    def test_who_is_signed_in_may_come_by_the_link(self):
        """As its customer does: the page is theirs either way."""
        thread = {"thread_model": "helpdesk.ticket", "thread_id": self.ticket.id}
        self.post("We come", self.env["ir.attachment"], "mail.mt_comment")
        self.sign_in("wife")
        answer = self.rpc("/mail/chatter_fetch", **thread, token=self.token)
        self.assertIn("We come", str(answer))
        answer = self.rpc("/portal/chatter_init", **thread, token=self.token)
        self.assertTrue(answer["mail.thread"][0]["hasReadAccess"])


@tagged("post_install", "-at_install")
class TestGuessing(PortalCase):
    """Nothing is told by what a search finds, or by the name of another record."""

    @mute_logger("odoo.http", "odoo.models", "odoo.orm.models")
    def test_the_text_of_internal_notes(self):
        self.ticket.message_post(body="Twins", subtype_xmlid="mail.mt_note")
        self.sign_in("wang")
        for field in ("message_ids.body", "website_message_ids.body"):
            self.assertDenied(self.call("search_count", [(field, "ilike", "Twins")]))

    def test_internal_notes(self):
        note = self.ticket.message_post(body="Twins", subtype_xmlid="mail.mt_note")
        self.sign_in("wang")
        domain = [("model", "=", "helpdesk.ticket")]
        rows = self.call("search_read", domain, ["body"], model="mail.message")
        self.assertNotIn(note.id, [row["id"] for row in rows])

    @mute_logger("odoo.http", "odoo.models", "odoo.orm.models")
    def test_the_ticket_it_repeats(self):
        foreign = self.make_ticket("Affair", self.zhao, self.neighbour)
        self.ticket.duplicate_id = foreign
        self.sign_in("wang")
        self.assertNotIn("Affair", str(self.call("read", self.ticket.ids)))
        self.assertDenied(self.call("read", self.ticket.ids, ["duplicate_id"]))

    @mute_logger("odoo.http", "odoo.models", "odoo.orm.models")
    def test_the_register(self):
        self.sign_in("wang")
        self.assertDenied(self.call("search_read", [], model="property.household"))
        self.assertDenied(
            self.call("search_count", [("household_id.unit", "=", "101")])
        )

    def test_a_neighbours_phone(self):
        """Odoo shows a portal login all contacts of its commercial partner."""
        self.zhao.phone = "13800000102"
        self.sign_in("wang")
        domain = [("phone", "=", self.zhao.phone)]
        self.assertEqual(self.call("search_count", domain, model="res.partner"), 0)
        with mute_logger("odoo.http", "odoo.addons.base.models.ir_rule"):
            answer = self.call("read", self.zhao.ids, ["phone"], model="res.partner")
        self.assertDenied(answer)
        rows = self.call("search_read", [], ["name"], model="res.partner")
        self.assertIn(self.wang.name, [row["name"] for row in rows])

    def test_stages_are_not_for_visitors_to_write(self):
        public = self.env.ref("base.public_user")
        with self.assertRaises(AccessError):
            self.done.with_user(public).name = "Anything"


@tagged("post_install", "-at_install")
class TestForms(PortalCase):
    """What residents send is checked again; odd values never break a page."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company = cls.env.company
        cls.company.write(
            {
                "helpdesk_mgmt_portal_select_team": True,
                "helpdesk_mgmt_portal_team_id_required": False,
                "helpdesk_mgmt_portal_select_category": True,
                "helpdesk_mgmt_portal_category_id_required": False,
            }
        )
        category = cls.env["helpdesk.ticket.category"]
        cls.open_category = category.create({"name": "Repairs"})
        cls.hidden_category = category.create(
            {"name": "Staff", "show_in_portal": False}
        )
        other = cls.env["res.company"].create({"name": "Another company"})
        values = {"name": "Another's", "company_id": other.id}
        cls.foreign_category = category.create(values)
        cls.foreign_team = cls.env["helpdesk.ticket.team"].create(values)
        cls.hidden_team = cls.env["helpdesk.ticket.team"].create(
            {"name": "Hidden", "show_in_portal": False}
        )

    def send(self, **values):
        """Submit a ticket; return (HTTP status, the ticket if it was made)."""
        tickets = self.env["helpdesk.ticket"]
        before = tickets.search([])
        values = {"subject": "Leak", "description": "In the hall", **values}
        answer = self.submit("/submitted/ticket", **values)
        self.env.invalidate_all()
        return answer.status_code, tickets.search([]) - before

    def test_what_is_offered_is_taken(self):
        self.sign_in("wang")
        _, ticket = self.send(category=self.open_category.id, team=self.team.id)
        self.assertEqual(ticket.category_id, self.open_category)
        self.assertEqual(ticket.team_id, self.team)
        self.assertEqual(ticket.partner_id, self.wang)

    def test_what_is_not_offered_is_refused(self):
        self.sign_in("wang")
        for values in (
            {"category": self.hidden_category.id},
            {"category": self.foreign_category.id},
            {"team": self.hidden_team.id},
            {"team": self.foreign_team.id},
            {"team": "abc"},
            {"category": "9" * 30},
            {"subject": " "},
            {"description": ""},
        ):
            with self.subTest(values):
                status, ticket = self.send(**values)
                self.assertFalse(ticket)
                self.assertEqual(status, 422)

    def test_what_is_required_is_missed(self):
        self.company.helpdesk_mgmt_portal_team_id_required = True
        self.sign_in("wang")
        self.assertEqual(self.send()[0], 422)
        self.assertTrue(self.send(team=self.team.id)[1])

    def test_a_choice_not_offered_at_all_is_left_out(self):
        self.company.helpdesk_mgmt_portal_select_team = False
        self.sign_in("wang")
        _, ticket = self.send(team=self.team.id)
        self.assertFalse(ticket.team_id)

    def test_a_link_registers_nothing(self):
        self.sign_in("wang")
        before = self.env["helpdesk.ticket"].search_count([])
        self.url_open("/submitted/ticket?subject=Leak&description=Hall")
        self.assertEqual(self.env["helpdesk.ticket"].search_count([]), before)

    def test_the_list_with_odd_parameters(self):
        self.sign_in("zhao")
        for query in (
            "sortby=nothing",
            "sortby=id desc; drop table",
            "filterby=nothing",
            "groupby=partner_id",
            "search_in=nothing&search=Lift",
            "search=%25",
            "search=%00",
            "date_begin=x&date_end=y",
            "date_begin=2026-01-01",
            "date_begin=2020-01-01&date_end=2030-01-01",
            "page=-1",
            "page=x",
        ):
            with self.subTest(query):
                answer = self.url_open(f"/my/tickets?{query}")
                self.assertEqual(answer.status_code, 200)
                self.assertNotIn(f"/my/ticket/{self.ticket.id}", answer.text)
