"""A stranger tries every channel of Odoo at another household: none opens (H5).

Zhao of 102 is signed in on the portal, and a butler of another estate in the backend;
both know the numbers of what belongs to 101. No attempt may succeed, or end in a 500.
"""

import json

from freezegun import freeze_time
from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools import mute_logger
from portal_world import PortalCase

SECRETS = ("Lift stuck", "Tea at five", "Twins in spring", "Wang")
REFUSED = (302, 303, 400, 401, 403, 404)
QUIET = (
    "odoo.http",
    "odoo.models",
    "odoo.orm.models",
    "odoo.addons.base.models.ir_model",
    "odoo.addons.base.models.ir_rule",
)


@tagged("post_install", "-at_install")
class TestStrangerChannels(PortalCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.startClassPatcher(freeze_time("2026-11-02 01:00:00", tick=True))
        cls.stranger.group_ids = [
            Command.link(cls.env.ref("base.group_allow_export").id)
        ]
        cls.visit = cls.make_visit(
            state="done", date_done="2026-11-01 02:00:00", note="Tea at five"
        )
        cls.feedback = cls.make_feedback(cls.visit, description="Tea at five")
        cls.note = cls.env["property.private.note"].create(
            {"household_id": cls.household.id, "kind": "birth", "body": SECRETS[2]}
        )
        cls.file = cls.env["ir.attachment"].create(
            {
                "name": "lift.txt",
                "raw": b"Lift stuck",
                "res_model": "property.visit",
                "res_id": cls.visit.id,
            }
        )
        cls.visit.photo_ids = cls.file
        cls.records = (
            cls.household,
            cls.visit,
            cls.feedback,
            cls.note,
            cls.ticket,
            cls.file,
            cls.membership,
        )

    def strangers(self):
        """Sign in as each of them, one after the other."""
        for login in ("zhao_portal", self.stranger.login):
            self.authenticate(login, login)
            with self.subTest(stranger=login):
                yield login

    def assertSilent(self, answer, status=REFUSED):
        self.assertIn(answer.status_code, status, answer.url)
        for secret in SECRETS:
            self.assertNotIn(secret, answer.text, answer.url)

    def assertNothing(self, answer):
        """An error that is not one of ours crashing, or an empty answer."""
        text = json.dumps(answer)
        for secret in SECRETS:
            self.assertNotIn(secret, text)
        if isinstance(answer, dict) and "data" in answer:
            refused = ("AccessError", "MissingError", "rights to export")
            said = answer["data"]["name"] + answer["data"]["message"]
            self.assertTrue(any(word in said for word in refused), said)

    # ------------------------------------------------------------------ RPC

    @mute_logger(*QUIET)
    def test_json_rpc(self):
        for _login in self.strangers():
            for record in self.records:
                ids, model = record.ids, record._name
                for method, args in (
                    ("read", [ids, ["display_name"]]),
                    ("web_read", [ids, {"display_name": {}}]),
                    ("export_data", [ids, ["id", "display_name"]]),
                    ("name_search", [""]),
                    ("name_search", ["Wang"]),
                    ("search_read", [[("id", "in", ids)]]),
                    ("search_count", [[("id", "in", ids)]]),
                    ("write", [ids, {"active": False}]),
                    ("unlink", [ids]),
                    ("copy", [ids]),
                ):
                    with self.subTest(model=model, method=method):
                        answer = self.call(method, *args, model=model)
                        self.assertNothing(answer)
                        self.assertFalse(isinstance(answer, int) and answer)
                self.assertTrue(record.exists())

    @mute_logger(*QUIET)
    def test_json_2(self):
        """With a key of one's own that is valid."""
        for user in (self.user["zhao_portal"], self.stranger):
            key = (
                self.env["res.users.apikeys"]
                .with_user(user)
                .sudo()
                ._generate("rpc", "test", False)
            )
            for record in self.records:
                answer = self.url_open(
                    f"/json/2/{record._name}/read",
                    json={"ids": record.ids, "fields": ["display_name"]},
                    headers={"Authorization": f"Bearer {key}"},
                )
                with self.subTest(user=user.login, model=record._name):
                    self.assertSilent(answer, (401, 403, 404))

    # ------------------------------------------------------------------ files, reports

    @mute_logger(*QUIET)
    def test_files(self):
        for _login in self.strangers():
            for path in (
                f"/web/content/{self.file.id}",
                f"/web/content/{self.file.id}?access_token=x",
                f"/web/content/property.visit/{self.visit.id}/signature",
                f"/web/content/property.visit/{self.visit.id}/note",
                f"/web/content/property.household/{self.household.id}/habits",
            ):
                self.assertSilent(self.url_open(path, allow_redirects=False))
            # An image that may not be seen is answered by Odoo's placeholder.
            for path in (
                f"/web/image/{self.file.id}",
                f"/web/image/property.visit/{self.visit.id}/signature",
            ):
                self.assertSilent(self.url_open(path), (200, *REFUSED))

    @mute_logger(*QUIET, "odoo.addons.web.controllers.report")
    def test_reports(self):
        reports = self.env["ir.actions.report"].search(
            [
                ("model", "in", [record._name for record in self.records]),
                ("report_name", "like", "property_visit."),
            ]
        )
        self.assertTrue(reports)
        numbers = {record._name: record.id for record in self.records}
        for _login in self.strangers():
            for report in reports:
                path = f"{report.report_name}/{numbers[report.model]}"
                for kind in ("html", "pdf", "text"):
                    answer = self.url_open(f"/report/{kind}/{path}")
                    self.assertSilent(answer, (200, *REFUSED))

    # ------------------------------------------------------------------ chatter, bus

    @mute_logger(*QUIET)
    def test_chatter(self):
        before = self.env["mail.message"].search_count([])
        for _login in self.strangers():
            for record in (self.household, self.visit, self.feedback, self.ticket):
                thread = {"thread_model": record._name, "thread_id": record.id}
                for url, params in (
                    ("/mail/message/post", {**thread, "post_data": {"body": "Hi"}}),
                    ("/mail/thread/messages", thread),
                    ("/mail/thread/data", {**thread, "request_list": ["followers"]}),
                    ("/mail/chatter_fetch", thread),
                    ("/mail/chatter_post", {**thread, "post_data": {"body": "Hi"}}),
                ):
                    with self.subTest(url=url, model=record._name):
                        self.assertSilent(
                            self.url_open(url, json={"params": params}), (200, 404)
                        )
            found = self.call(
                "search_read",
                [("model", "=", "helpdesk.ticket"), ("res_id", "=", self.ticket.id)],
                model="mail.message",
            )
            self.assertNothing(found)
        self.assertEqual(self.env["mail.message"].search_count([]), before)

    def test_websocket_channels(self):
        """A name of a record is a word: only records subscribe, and nobody asks one."""
        for user in (self.user["zhao_portal"], self.stranger):
            self.authenticate(user.login, user.login)
            answer = self.url_open(
                "/websocket/peek_notifications",
                json={
                    "params": {
                        "channels": [
                            f"odoo-presence-res.partner_{self.wang.id}",
                            f"property.household_{self.household.id}",
                            f"helpdesk.ticket_{self.ticket.id}",
                        ],
                        "last": 0,
                        "is_first_poll": True,
                    }
                },
            )
            self.assertSilent(answer, (200,))
            self.assertNotIn("Traceback", answer.text)
