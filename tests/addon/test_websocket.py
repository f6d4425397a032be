"""The real websocket: a resident hears of nothing but what is meant for them (H5)."""

import json

import websocket
from odoo.addons.bus.tests.common import WebsocketCase
from odoo.tests import tagged
from portal_world import PortalCase


@tagged("post_install", "-at_install")
class TestWebsocket(PortalCase, WebsocketCase):
    def listen(self, login, channels):
        """Sign in, open the websocket and subscribe to channels by their names."""
        session = self.authenticate(login, login)
        opened = self.websocket_connect(cookie=f"session_id={session.sid}")
        last = self.env["bus.bus"].sudo()._bus_last_id()
        self.subscribe(opened, channels, last)
        return opened

    def hear(self, opened):
        """The bodies of what arrives within a moment."""
        self.trigger_notification_dispatching([])
        opened.settimeout(1)
        try:
            sent = json.loads(opened.recv())
        except websocket.WebSocketTimeoutException:
            return []
        return [note["message"]["payload"] for note in sent]

    def names(self):
        """What belongs to 101 and to staff, as channels of Odoo are called."""
        staff = self.env.ref("base.group_user")
        butlers = self.env.ref("property_visit.group_property_butler")
        visit = self.make_visit()
        records = (self.household, self.ticket, visit, self.wang)
        records += (self.butler.partner_id, staff, butlers)
        named = []
        for record in records:
            named += [
                f"{record._name}_{record.id}",
                f"{self.env.cr.dbname}_{record._name}_{record.id}",
                f'["{self.env.cr.dbname}","{record._name}",{record.id}]',
                f"odoo-presence-{record._name}_{record.id}",
            ]
        return records, named

    def send(self, records, words):
        for record in records:
            self.env["bus.bus"]._sendone(record, "property", words)
        self.env.cr.precommit.run()
        self.trigger_notification_dispatching(list(records))

    def test_channels_of_others_stay_silent(self):
        records, named = self.names()
        opened = self.listen("zhao_portal", named)
        self.send(records, "Lift stuck")
        self.send([self.zhao], "For Zhao")
        self.assertEqual(self.hear(opened), ["For Zhao"])

    def test_a_ticket_written_on_is_heard_by_nobody_else(self):
        _records, named = self.names()
        opened = self.listen("zhao_portal", named)
        self.ticket.message_post(
            body="Tea at five",
            message_type="comment",
            subtype_xmlid="mail.mt_comment",
            partner_ids=(self.wang | self.butler.partner_id).ids,
        )
        self.send([self.zhao], "For Zhao")
        self.assertEqual(self.hear(opened), ["For Zhao"])
