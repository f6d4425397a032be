"""A phone whose pages are reloaded while the server is out of reach.

A page says `server:gone` or `server:back` on its console, and `worker:asleep` where the
browser would put an idle service worker to sleep.
"""

import socket
from unittest.mock import patch

from odoo.http import Application
from odoo.tests.common import ChromeBrowser
from offline_world import HELPERS, OfflineCase

OUT_OF_REACH = ("Failed to fetch", "ConnectionLostError")


def pages(stages, begin=".o_property_record"):
    """A script for each page anew: one that is left forgets what was to be done.

    :param stages: methods of a JavaScript object; the one called `first` begins
    :param begin: what is waited for on each page before its stage goes on
    """
    return f"""{{{HELPERS}
    const leave = (stage) => {{
        sessionStorage.stage = stage;
        location.reload();
    }};
    const stages = {{{stages}}};
    see("{begin}")
        .then(() => stages[sessionStorage.stage || "first"]())
        .catch((error) => console.error(`walk: ${{error.message}}`));
    }}"""


class ReloadCase(OfflineCase):
    def setUp(self):
        super().setUp()
        self.gone, self.missed = False, []
        answer, handle = Application.__call__, ChromeBrowser._handle_console
        fail = ChromeBrowser._handle_exception

        def answer_or_not(app, environ, start_response):
            if not self.gone:
                return answer(app, environ, start_response)
            self.missed.append(environ["PATH_INFO"])
            environ["werkzeug.socket"].shutdown(socket.SHUT_RDWR)
            raise ConnectionResetError

        def listen(browser, type, args=None, **more):
            text = str(browser._from_remoteobject(args[0])) if args else ""
            # What Odoo itself says of a server out of reach is no failure here.
            if type == "error" and any(word in text for word in OUT_OF_REACH):
                type = "warning"
            if text.startswith("server:"):
                self.gone = text == "server:gone"
            if text == "worker:asleep":
                browser._websocket_send("ServiceWorker.enable")
                browser._websocket_send("ServiceWorker.stopAllWorkers")
            return handle(browser, type, args=args, **more)

        def hear_of(browser, exceptionDetails, timestamp):
            said = str(exceptionDetails.get("exception", {}).get("description"))
            if not any(word in said for word in OUT_OF_REACH):
                fail(browser, exceptionDetails, timestamp)

        self.startPatcher(patch.object(ChromeBrowser, "_handle_exception", hear_of))
        self.startPatcher(patch.object(Application, "__call__", answer_or_not))
        self.startPatcher(patch.object(ChromeBrowser, "_handle_console", listen))

    def walk_over(self, script, before=""):
        """Open the day on a phone that has never been here, and follow the script.

        :param script: what `pages` made
        :param before: JavaScript that runs before anything of Odoo on each page
        """
        wait = ChromeBrowser._wait_code_ok

        def prepare(browser, *args, **more):
            browser._websocket_request(
                "Page.addScriptToEvaluateOnNewDocument", params={"source": script}
            )
            return wait(browser, *args, **more)

        go = ChromeBrowser.navigate_to

        def prepare_first(browser, *args, **more):
            if before:
                browser._websocket_request(
                    "Page.addScriptToEvaluateOnNewDocument", params={"source": before}
                )
            return go(browser, *args, **more)

        self.startPatcher(patch.object(ChromeBrowser, "_wait_code_ok", prepare))
        self.startPatcher(patch.object(ChromeBrowser, "navigate_to", prepare_first))
        self.browser_js(
            "/odoo/property-my-day",
            script,
            "odoo.isReady === true",
            login="test_butler",
            timeout=120,
            error_checker=lambda message: "walk:" in message,
        )
        self.env.invalidate_all()
        self.assertIn("/odoo/property-my-day", self.missed)
