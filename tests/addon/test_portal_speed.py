"""What the pages of a resident ask of the database, and that less is still right."""

import base64
import io
from unittest.mock import patch

from common import PropertyCase, local
from freezegun import freeze_time
from odoo.addons.portal.controllers.portal import CustomerPortal
from odoo.tests import tagged
from PIL import Image
from portal_world import PortalCase


@tagged("post_install", "-at_install")
class TestQuestions(PortalCase):
    """A page asks a fixed number of questions, however much there is to show."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.startClassPatcher(freeze_time("2026-11-02 01:00:00", tick=True))
        cls.ticket.user_id = cls.department
        for day in ("2026-11-04", "2026-11-05"):
            visit = cls.make_visit(cls.household, date_planned=day)
            visit.announced_at = local("2026-11-02 08:00")

    def count(self, url):
        """Queries of a page that was opened before, as most are."""
        for _time in range(2):
            self.url_open(url).raise_for_status()
        self.env.flush_all()
        before = self.cr.sql_log_count
        self.assertIn("Wang", self.url_open(url).text)
        return self.cr.sql_log_count - before

    def test_each_page_asks_no_more_than_was_measured(self):
        self.sign_in("wang")
        most = {
            "/my": 19,
            "/my/tickets": 19,
            f"/my/ticket/{self.ticket.id}": 23,
            "/my/visits": 17,
        }
        for url, number in most.items():
            with self.subTest(url=url):
                self.assertLessEqual(self.count(url), number)

    def test_more_of_everything_asks_nothing_more(self):
        self.sign_in("wang")
        pages = ("/my", "/my/tickets", "/my/visits")
        few = {url: self.count(url) for url in pages}
        for number in range(12):
            self.make_ticket(f"Water {number}", self.wang, self.household)
            visit = self.make_visit(self.household, date_planned="2026-11-06")
            visit.announced_at = local("2026-11-02 08:00")
        many = {url: self.count(url) for url in pages}
        self.assertEqual(many, few)


@tagged("post_install", "-at_install")
class TestList(PortalCase):
    """The list of tickets: the user's by the record rules, paged, sorted, searched."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.others = [
            cls.make_ticket(f"Tap {number}", cls.wang, cls.household)
            for number in (1, 2)
        ]
        cls.foreign = cls.make_ticket("Tap of Zhao", cls.zhao, cls.neighbour)

    def shown(self, url, name="wang"):
        self.sign_in(name)
        page = self.url_open(url)
        self.assertEqual(page.status_code, 200)
        titles = ("Lift stuck", "Tap 1", "Tap 2", "Tap of Zhao")
        return [title for title in titles if title in page.text]

    def test_everybody_sees_their_own(self):
        own = ["Lift stuck", "Tap 1", "Tap 2"]
        self.assertEqual(self.shown("/my/tickets"), own)
        self.assertEqual(self.shown("/my/tickets", "wife"), own)
        self.assertEqual(self.shown("/my/tickets", "zhao"), ["Tap of Zhao"])

    def test_searching_finds_among_those_alone(self):
        self.assertEqual(self.shown("/my/tickets?search=tap"), ["Tap 1", "Tap 2"])
        for where in ("all", "name", "number", "nonsense"):
            number = self.foreign.number
            url = f"/my/tickets?search={number}&search_in={where}"
            self.assertEqual(self.shown(url), [], where)

    def test_a_stage_filters_and_what_is_none_does_not(self):
        waiting = self.env["helpdesk.ticket.stage"].create({"name": "For parts"})
        self.others[0].stage_id = waiting
        url = "/my/tickets?filterby={}&groupby=stage"
        self.assertEqual(self.shown(url.format(waiting.id)), ["Tap 1"])
        self.assertEqual(len(self.shown(url.format("nonsense"))), 3)

    def test_pages_follow_each_other_and_the_last_is_the_last(self):
        with patch.object(CustomerPortal, "_items_per_page", 2):
            first = self.shown("/my/tickets?sortby=name")
            second = self.shown("/my/tickets/page/2?sortby=name")
            beyond = self.shown("/my/tickets/page/99?sortby=name")
        self.assertEqual(first, ["Lift stuck", "Tap 1"])
        self.assertEqual(second, ["Tap 2"])
        self.assertEqual(beyond, second)

    def test_links_to_the_tickets_beside_carry_no_token(self):
        """Who keeps a token could read on after moving out."""
        tickets = self.ticket | self.others[0] | self.others[1]
        tokens = [ticket._portal_ensure_token() for ticket in tickets]
        self.sign_in("wang")
        self.url_open("/my/tickets?sortby=name")
        page = self.url_open(f"/my/ticket/{self.others[0].id}").text
        for beside in (self.ticket, self.others[1]):
            self.assertIn(f'href="/my/ticket/{beside.id}"', page)
        for token in tokens:
            self.assertNotIn(token, page)

    def test_the_page_offers_the_stages_that_close_today(self):
        button = 'action="/ticket/close"'
        url = f"/my/ticket/{self.ticket.id}"
        self.sign_in("wang")
        self.env["helpdesk.ticket.stage"].search([]).close_from_portal = False
        self.assertNotIn(button, self.url_open(url).text)
        self.done.close_from_portal = True
        self.assertIn(button, self.url_open(url).text)
        self.done.active = False
        self.assertNotIn(button, self.url_open(url).text)

    def test_a_number_of_no_ticket_leads_home(self):
        self.sign_in("wang")
        for number in (self.foreign.id, 2**31 - 1):
            page = self.url_open(f"/my/ticket/{number}", allow_redirects=False)
            self.assertEqual(page.status_code, 303)


@tagged("post_install", "-at_install")
class TestPicture(PortalCase):
    """The small picture is the one Odoo knows as `avatar_128`."""

    @staticmethod
    def photo():
        file = io.BytesIO()
        Image.new("RGB", (300, 200), "teal").save(file, "PNG")
        return base64.b64encode(file.getvalue())

    def test_with_a_photo_and_without(self):
        place = self.wang.copy({"type": "delivery", "name": False})
        for contact in (self.wang, self.owner, self.department.partner_id, place):
            with self.subTest(contact=contact.type):
                self.assertEqual(contact._portal_picture(), contact.avatar_128)
                contact.image_1920 = self.photo()
                self.assertEqual(contact._portal_picture(), contact.avatar_128)

    def test_the_page_carries_it_small(self):
        self.wang.image_1920 = self.photo()
        self.sign_in("wang")
        page = self.url_open("/my").text
        self.assertIn(self.wang.image_128.decode(), page)
        self.assertNotIn(self.wang.image_1024.decode(), page)


@tagged("post_install", "-at_install")
class TestZone(PropertyCase):
    """The zone of an estate is kept with it, and follows the working time."""

    def test_it_follows_the_calendar(self):
        calendar = self.estate.resource_calendar_id
        calendar.tz = "Asia/Tokyo"
        self.assertEqual(self.estate.tz, "Asia/Tokyo")
        self.estate.resource_calendar_id = False
        self.estate.company_id.resource_calendar_id.tz = "Europe/Paris"
        self.assertEqual(self.estate.tz, "Europe/Paris")
