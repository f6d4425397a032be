"""A phone in a tunnel: the browser's own debugger cuts the line in earnest.

A page asks for it with `await network("off")`.
"""

import functools
import socket
from unittest.mock import patch

from odoo.http import request
from odoo.tests.common import ChromeBrowser
from phone import PhoneCase

NETWORK = """
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
async function network(state) {
    console.log(`network:${state}`);
    while (navigator.onLine !== (state === "on")) await pause(50);
}
"""


class TunnelCase(PhoneCase):
    def setUp(self):
        super().setUp()
        self.sent = 0
        handle = ChromeBrowser._handle_console

        def listen(browser, type, args=None, **more):
            self.browser = browser
            text = str(args[0].get("value")) if args else ""
            if text.startswith("network:"):
                self.cut(browser, text == "network:off")
            return handle(browser, type, args=args, **more)

        self.startPatcher(patch.object(ChromeBrowser, "_handle_console", listen))

    def cut(self, browser, offline):
        # Without it the page is told that it is offline, and requests go through.
        browser._websocket_send("Network.enable")
        browser._websocket_send(
            "Network.emulateNetworkConditions",
            params={
                "offline": offline,
                "latency": 0,
                "downloadThroughput": -1,
                "uploadThroughput": -1,
            },
        )

    def lose_first_answer(self, name):
        """What was sent first arrives; the phone never hears that it did.

        :param str name: the method of `property.visit` that the phone calls
        """
        visits = type(self.env["property.visit"])
        method = getattr(visits, name)

        @functools.wraps(method)
        def arrive(records, token, values):
            answer = method(records, token, values)
            self.sent += 1
            if self.sent == 1:
                self.cut(self.browser, True)
                line = request.httprequest.environ["werkzeug.socket"]
                line.shutdown(socket.SHUT_RDWR)
            return answer

        self.startPatcher(patch.object(visits, name, arrive))
