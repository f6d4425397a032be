"""Residents of one estate who sign in on the portal, and how they ask it."""

import base64

from common import QUIET, PropertyCase
from odoo import http
from odoo.tests import HttpCase, new_test_user


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
