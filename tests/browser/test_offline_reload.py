"""Reloaded where the server is out of reach, the day comes back and goes on (V4)."""

import socket
from unittest.mock import patch

from odoo.http import Application
from odoo.tests import tagged
from odoo.tests.common import ChromeBrowser
from offline_world import HELPERS, OfflineCase

# A page that is left forgets what was to be done: it is said to each one anew.
PAGES = f"""{{{HELPERS}
const leave = (stage) => {{
    sessionStorage.stage = stage;
    location.reload();
}};
const stages = {{
    // On the first visit ever, Odoo begins to keep pages and forgets what it knew.
    async first() {{
        await navigator.serviceWorker.ready;
        leave("morning");
    }},
    async morning() {{
        await pause(2000); // the phone writes down what it was told
        console.log("server:gone");
        await pause(500);
        leave("stairwell");
    }},
    async stairwell() {{
        const card = await see(".o_kanban_record");
        if (!card.textContent.includes("101")) throw new Error("not the visit");
        await begin();
        await finish();
        await see(".o_property_my_day_kept");
        const [draft] = await kept();
        if (draft.stage !== "waiting") throw new Error(draft.stage);
        console.log("server:back");
        await pause(500);
        dispatchEvent(new Event("online"));
        await clean();
        console.log("test successful");
    }},
}};
see(".o_property_record")
    .then(() => stages[sessionStorage.stage || "first"]())
    .catch((error) => console.error(`walk: ${{error.message}}`));
}}"""
OUT_OF_REACH = ("Failed to fetch", "ConnectionLostError")


@tagged("post_install", "-at_install")
class TestOfflineReload(OfflineCase):
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
            return handle(browser, type, args=args, **more)

        def hear_of(browser, exceptionDetails, timestamp):
            said = str(exceptionDetails.get("exception", {}).get("description"))
            if not any(word in said for word in OUT_OF_REACH):
                fail(browser, exceptionDetails, timestamp)

        self.startPatcher(patch.object(ChromeBrowser, "_handle_exception", hear_of))
        self.startPatcher(patch.object(Application, "__call__", answer_or_not))
        self.startPatcher(patch.object(ChromeBrowser, "_handle_console", listen))

    def test_the_day_comes_back_and_a_visit_is_recorded(self):
        wait = ChromeBrowser._wait_code_ok

        def prepare(browser, *args, **more):
            browser._websocket_request(
                "Page.addScriptToEvaluateOnNewDocument", params={"source": PAGES}
            )
            return wait(browser, *args, **more)

        self.startPatcher(patch.object(ChromeBrowser, "_wait_code_ok", prepare))
        self.browser_js(
            "/odoo/property-my-day",
            PAGES,
            "odoo.isReady === true",
            login="test_butler",
            timeout=120,
            error_checker=lambda message: "walk:" in message,
        )
        self.env.invalidate_all()
        self.assertIn("/odoo/property-my-day", self.missed)
        self.assertEqual((self.visit.state, self.visit.satisfaction), ("done", 2))
        self.assertEqual(self.visit.feedback_ids.description, "楼道灯坏了")
