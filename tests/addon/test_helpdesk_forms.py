"""What residents may guess, and what they may send: checked again by the server."""

from odoo.exceptions import AccessError
from odoo.tests import tagged
from odoo.tools import mute_logger
from portal_world import PortalCase


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
