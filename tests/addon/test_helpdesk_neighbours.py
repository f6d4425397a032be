"""Residents see their household's tickets, from moving in to moving out."""

from odoo.tests import tagged
from odoo.tools import mute_logger
from portal_world import PortalCase


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
