"""helpdesk_mgmt_rating without its holes: a case is rated by its household, once.

The address that rates is a secret. Odoo shows it to every employee, and takes it from
whoever is signed in as somebody else.
"""

import inspect

from odoo.addons.helpdesk_mgmt_rating import tests as upstream
from odoo.exceptions import AccessError
from odoo.tests import tagged
from odoo.tests.common import BaseCase
from odoo.tools import mute_logger
from portal_world import PortalCase

# What the rating add-on promises stays: its own tests, with ours installed.
for _name, _module in inspect.getmembers(upstream, inspect.ismodule):
    for _class_name, _class in inspect.getmembers(_module, inspect.isclass):
        if issubclass(_class, BaseCase) and _class.__module__ == _module.__name__:
            globals()[_class_name] = _class


class RatingCase(PortalCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.done.rating_mail_template_id = cls.env.ref(
            "helpdesk_mgmt_rating.rating_ticket_email_template"
        )
        cls.ticket.remedy = "The lift runs"
        cls.token = cls.ticket._rating_get_access_token()
        cls.rating = cls.ticket.rating_ids
        cls.env.flush_all()

    def rate(self, token=None, rate=1, **values):
        address = f"/rate/{token or self.token}/submit_feedback"
        return self.submit(address, rate=rate, **values)

    def setUp(self):
        super().setUp()
        self.authenticate(None, None)

    def assertNotRated(self, answer, rating=None):
        self.assertEqual(answer.status_code, 404)
        rating = rating or self.rating
        rating.invalidate_recordset()
        self.assertFalse(rating.consumed)


@tagged("post_install", "-at_install")
class TestRatingLinks(RatingCase):
    def test_the_household_rates_with_the_link_signed_in_or_not(self):
        self.assertEqual(self.url_open(f"/rate/{self.token}/5").status_code, 200)
        self.assertEqual(self.rate(rate=5, feedback="Good").status_code, 200)
        self.assertEqual((self.rating.rating, self.rating.feedback), (5, "Good"))
        self.sign_in("wife")
        self.assertEqual(self.rate(rate=3).status_code, 200)
        self.assertEqual(self.rating.rating, 3)

    def test_opening_the_link_rates_nothing(self):
        """Mail programs open every link."""
        for way in ("1", "5", "submit_feedback?rate=1"):
            self.url_open(f"/rate/{self.token}/{way}")
        self.assertFalse(self.rating.consumed)

    def test_neighbours_rate_nothing_with_a_link_that_is_not_theirs(self):
        """One commercial partner made it theirs: the company that owns the tower."""
        self.sign_in("zhao")
        self.assertNotRated(self.rate())
        self.assertEqual(self.url_open(f"/rate/{self.token}/1").status_code, 404)

    def test_nobody_of_us_rates_in_the_households_name(self):
        self.authenticate(self.butler.login, self.butler.login)
        self.assertNotRated(self.rate(rate=5))

    def test_a_link_to_who_moved_out_is_lapsed(self):
        token = self.ticket._rating_get_access_token(self.wife)
        rating = self.ticket.rating_ids - self.rating
        self.membership.date_to = "2026-11-01"
        self.assertNotRated(self.rate(token), rating)

    def test_a_token_opens_its_own_ticket_alone(self):
        other = self.make_ticket("Noise", self.zhao, self.neighbour)
        other._rating_get_access_token()
        self.assertEqual(self.rate(rate=1, ticket_id=other.id).status_code, 200)
        self.assertTrue(self.rating.consumed)
        self.assertFalse(other.rating_ids.consumed)

    @mute_logger("odoo.http")
    def test_odd_input_is_no_page(self):
        portal_token = self.ticket._portal_ensure_token()
        for token in ("x", "0" * 32, "%25", "é", portal_token, "9" * 5000):
            with self.subTest(token):
                self.assertNotRated(self.rate(token))
        for rate in ("", "0", "2", "99", "abc", "1.0", "\x00"):
            with self.subTest(rate):
                self.assertNotRated(self.rate(rate=rate))
        self.assertEqual(self.url_open(f"/rate/{self.token}/4").status_code, 404)


@tagged("post_install", "-at_install")
class TestRatingRequests(RatingCase):
    """The request goes out once, and nobody of us reads the address in it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.rating.sudo().unlink()

    def close(self, ticket=None):
        (ticket or self.ticket)._close_because("Wished so")

    def requests(self, ticket=None):
        """Requests to rate in the queue and those sent."""
        ticket = ticket or self.ticket
        return self.sent.count(ticket.id)

    def setUp(self):
        super().setUp()
        self.sent = []
        template = type(self.env["mail.template"])
        origin = template.send_mail

        def counted(this, res_id, **kwargs):
            self.sent.append(res_id)
            return origin(this, res_id, **kwargs)

        self.patch(template, "send_mail", counted)

    def test_closing_asks_once_however_it_is_closed(self):
        self.close()
        self.assertEqual(self.requests(), 1)
        self.ticket.stage_id = self.done
        self.assertEqual(self.requests(), 1)
        moved = self.make_ticket("Noise", self.wang, self.household)
        self.authenticate("wang_portal", "wang_portal")
        self.submit("/ticket/close", ticket_id=moved.id, stage_id=self.done.id)
        self.assertEqual(self.requests(moved), 1, "the stage is written twice")

    def test_after_a_rating_a_second_closing_asks_again(self):
        self.close()
        token = self.ticket._rating_get_access_token()
        self.rate(token, rate=1)
        self.ticket._reopen("Stuck again", self.env.cr.now())
        self.ticket.action_handle()
        self.close()
        self.assertEqual(self.requests(), 2)

    def test_the_address_is_not_in_the_chatter(self):
        self.close()
        token = self.ticket._rating_get_access_token()
        told = " ".join(self.ticket.message_ids.mapped("body"))
        self.assertNotIn(token, told)
        self.assertIn("asked to rate", told)

    def test_who_has_no_address_is_not_asked(self):
        self.wang.email = False
        self.close()
        self.assertEqual(self.requests(), 0)

    def test_no_rating_of_ones_own_along_with_a_message(self):
        message = self.ticket.with_user(self.manager).message_post(
            body="Well done, us", rating_value=5
        )
        self.assertFalse(message.rating_id)
        self.assertFalse(self.ticket.rating_ids)
        self.sign_in("wang")
        self.rpc(
            "/mail/message/post",
            thread_model="helpdesk.ticket",
            thread_id=self.ticket.id,
            post_data={"body": "Hm", "rating_value": 1},
        )
        self.assertFalse(self.ticket.rating_ids)


@tagged("post_install", "-at_install")
class TestRatingRecords(RatingCase):
    def rating_as(self, user):
        return self.env["rating.rating"].with_user(user).search([]) & self.rating

    def test_who_sees_the_ticket_sees_its_rating(self):
        for user in (self.butler, self.supervisor, self.manager, self.admin):
            self.assertTrue(self.rating_as(user), user.login)
        for user in (self.stranger, self.make_user("base.group_user", "clerk")):
            self.assertFalse(self.rating_as(user), user.login)
            with self.assertRaises(AccessError):
                self.rating.with_user(user).read(["feedback"])

    def test_nobody_reads_the_secret_or_writes_a_rating(self):
        for user in (self.butler, self.manager, self.admin):
            rating = self.rating.with_user(user)
            with self.assertRaises(AccessError):
                rating.read(["access_token"])
            with self.assertRaises(AccessError):
                rating.search([("access_token", "=like", "a%")])
            with self.assertRaises(AccessError):
                rating.rating = 5
            with self.assertRaises(AccessError):
                rating.create(
                    {
                        "res_model_id": self.env["ir.model"]._get_id("helpdesk.ticket"),
                        "res_id": self.ticket.id,
                        "rating": 5,
                        "consumed": True,
                    }
                )

    def test_residents_reach_no_rating_at_all(self):
        self.sign_in("wang")
        found = self.call("search_read", [], ["feedback"], model="rating.rating")
        self.assertDenied(found)
        self.assertDenied(self.call("rating_apply", [self.ticket.id], 5, self.token))
        self.assertFalse(self.rating.consumed)

    def test_other_ratings_stay_as_they_were(self):
        partner = self.env["rating.rating"].create(
            {
                "res_model_id": self.env["ir.model"]._get_id("res.partner"),
                "res_id": self.wang.id,
            }
        )
        partner.with_user(self.stranger).rating = 3
        self.assertEqual(partner.rating, 3)
