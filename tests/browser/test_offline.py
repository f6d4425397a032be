"""A recording survives a bad connection: it arrives once, complete (a real Chromium).

The network of the browser is cut as a tunnel would, by the browser's own debugger.
"""

import functools
import socket
from unittest.mock import patch

from freezegun import freeze_time
from ledger import LedgerCase
from odoo.http import request
from odoo.tests import HttpCase, tagged
from odoo.tests.common import ChromeBrowser

HELPERS = """
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
async function see(selector) {
    for (let tries = 0; tries < 300; tries++) {
        const element = document.querySelector(selector);
        if (element) return element;
        await pause(100);
    }
    throw new Error(`never seen: ${selector}`);
}
async function gone(selector) {
    for (let tries = 0; tries < 300; tries++) {
        if (!document.querySelector(selector)) return;
        await pause(100);
    }
    throw new Error(`never gone: ${selector}`);
}
const tap = async (selector) => (await see(selector)).click();
async function write(selector, text) {
    const input = await see(selector);
    input.value = text;
    input.dispatchEvent(new Event("input", { bubbles: true }));
}
async function photograph(selector) {
    const canvas = Object.assign(document.createElement("canvas"), {
        width: 2400, height: 1800,
    });
    canvas.getContext("2d").fillRect(10, 10, 500, 500);
    const blob = await new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg"));
    const taken = new DataTransfer();
    taken.items.add(new File([blob], "stairs.jpg", { type: "image/jpeg" }));
    const input = await see(`${selector} input[type=file]`);
    input.files = taken.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
    await see(`${selector} .o_property_photo`);
}
async function sign() {
    const canvas = await see(".o_property_signature canvas");
    const { left, top } = canvas.getBoundingClientRect();
    for (const [type, x] of [["down", 10], ["move", 60], ["up", 60]]) {
        canvas.dispatchEvent(new PointerEvent(`pointer${type}`, {
            bubbles: true, clientX: left + x, clientY: top + 20,
        }));
    }
}
async function network(state) {
    console.log(`network:${state}`);
    while (navigator.onLine !== (state === "on")) await pause(50);
}
async function begin() {
    await tap(".o_property_record");
    await tap("button[data-score='2']");
    await tap("[name=categories] button");
    await tap("[name=kinds] button[data-kind=complaint]");
}
async function finish() {
    await write(".o_property_said textarea", "楼道灯坏了");
    await photograph(".o_property_said");
    await tap(".o_property_said [name=tomorrow]");
    await tap("details[name=signature] summary");
    await write("[name=signed_by]", "王先生");
    await sign();
    await tap("button[name=record_done]");
    await gone(".modal");
}
function kept() {
    return new Promise((resolve) => {
        const opening = indexedDB.open("property_visit", 1);
        opening.onsuccess = () => {
            const asked = opening.result.transaction("recordings")
                .objectStore("recordings").getAll();
            asked.onsuccess = () => resolve(asked.result);
        };
    });
}
async function clean() {
    await see(".o_kanban_record .text-success");
    await gone(".o_property_my_day_kept");
    if ((await kept()).length) throw new Error("something stays on the device");
}
"""


@tagged("post_install", "-at_install")
class TestOffline(LedgerCase, HttpCase):
    browser_size = "390x844"
    touch_enabled = True

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.startClassPatcher(freeze_time("2026-11-02 01:00:00", tick=True))
        cls.env["res.lang"]._activate_lang("zh_CN")
        cls.env["res.users"].search([]).tour_enabled = False
        cls.butler.lang = "zh_CN"

    def setUp(self):
        super().setUp()
        self.make_rule(unit="agreed")
        self.visit = self.make_visit()
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
        browser._websocket_send(
            "Network.emulateNetworkConditions",
            params={
                "offline": offline,
                "latency": 0,
                "downloadThroughput": -1,
                "uploadThroughput": -1,
            },
        )

    def on_arrival(self, happen):
        """Let something happen once the server has a recording, before it answers."""
        visits = type(self.env["property.visit"])
        record = visits.record_from_device

        @functools.wraps(record)
        def arrive(records, token, values):
            answer = record(records, token, values)
            self.sent += 1
            happen()
            return answer

        self.startPatcher(patch.object(visits, "record_from_device", arrive))

    def walk(self, steps):
        self.browser_js(
            "/odoo/property-my-day",
            f"""{HELPERS}
            (async () => {{ {steps} }})().then(
                () => console.log("test successful"),
                (error) => console.error(`walk: ${{error.message}}`),
            );""",
            "odoo.isReady === true",
            login="test_butler",
            timeout=120,
            # What Odoo itself says of a lost connection is no failure here.
            error_checker=lambda message: "walk:" in message,
        )
        self.env.invalidate_all()

    def assertComplete(self):
        self.assertEqual((self.visit.state, self.visit.satisfaction), ("done", 2))
        self.assertEqual(self.visit.signed_by, "王先生")
        self.assertTrue(self.visit.signature)
        said = self.visit.feedback_ids
        self.assertEqual(said.description, "楼道灯坏了")
        self.assertEqual((len(said.photo_ids), len(said.promise_ids)), (1, 1))
        done = self.env["property.visit"].search(
            [("household_id", "=", self.household.id), ("state", "=", "done")]
        )
        self.assertEqual(done, self.visit)

    def test_the_network_is_cut_while_recording(self):
        self.walk(
            """
            await begin();
            await network("off");
            await finish();
            await see(".o_property_my_day_kept");
            const [draft] = await kept();
            if (draft.stage !== "waiting") throw new Error(draft.stage);
            await network("on");
            await clean();
            """
        )
        self.assertComplete()

    def test_the_answer_is_lost_on_the_way(self):
        def cut_once():
            if self.sent == 1:
                self.cut(self.browser, True)
                line = request.httprequest.environ["werkzeug.socket"]
                line.shutdown(socket.SHUT_RDWR)

        self.on_arrival(cut_once)
        self.walk(
            """
            await begin();
            await finish();
            await see(".o_property_my_day_kept");
            while (navigator.onLine) await pause(50);
            await pause(500);
            await network("on");
            await clean();
            """
        )
        self.assertEqual(self.sent, 2)
        self.assertComplete()

    def test_a_page_closed_in_the_middle_goes_on_where_it_was(self):
        self.walk(
            """
            await begin();
            await write(".o_property_said textarea", "楼道灯坏了");
            await pause(1000);
            const [draft] = await kept();
            if (draft.stage !== "editing") throw new Error(draft.stage);
            if (draft.values.feedback[0].description !== "楼道灯坏了")
                throw new Error("the words are not kept");
            """
        )
        self.assertEqual(self.visit.state, "planned")

    def test_confidences_do_not_stay_where_somebody_else_signs_in(self):
        """Nor after signing out (H5); the rest waits for its owner to come back."""
        self.walk(
            """
            await see(".o_property_record");
            const drafts = odoo.__WOWL_DEBUG__.root.env.services.property_drafts;
            const draft = (token, owner) => ({
                token, owner, name: "101", subject: {}, stage: "editing",
                values: { private_note: "父亲生病", note: "灯坏了", feedback: [] },
            });
            await drafts.store.put(draft("theirs", "elsewhere:1"));
            await drafts.store.put(draft("mine", drafts.owner));
            await drafts.load();
            const notes = async () => (await kept()).map(
                ({ token, values }) => `${token}:${values.private_note}:${values.note}`
            ).join();
            let left = await notes();
            if (left !== "mine:父亲生病:灯坏了,theirs:undefined:灯坏了")
                throw new Error(left);
            if (drafts.state.drafts.length !== 1) throw new Error("a foreign draft");
            await drafts.forgetConfidences();
            left = await notes();
            if (left.includes("父亲")) throw new Error(left);
            """
        )

    def test_somebody_else_was_faster(self):
        """Both are shown side by side; mine becomes a contact of its own."""

        def record_before(records, token, values):
            if not self.sent:
                self.sent = 1
                visit = records.env["property.visit"].sudo().browse(self.visit.id)
                visit.write({"date_done": "2026-11-02 00:30:00", "note": "同事已走访"})
                visit.action_done()
                visit.flush_recordset()
            return record(records, token, values)

        visits = type(self.env["property.visit"])
        record = visits.record_from_device
        self.startPatcher(
            patch.object(
                visits, "record_from_device", functools.wraps(record)(record_before)
            )
        )
        self.walk(
            """
            await begin();
            await finish();
            await tap(".o_property_my_day_kept.alert-danger");
            const theirs = await see("[data-stage=conflict] [name=theirs]");
            if (!theirs.textContent.includes("同事已走访")) throw new Error("theirs");
            const mine = await see("[data-stage=conflict] [name=mine]");
            if (!mine.textContent.includes("楼道灯坏了")) throw new Error("mine");
            await tap("button[name=insist]");
            await gone("[data-stage]");
            await tap(".modal footer .btn-secondary, .modal .btn-close");
            await clean();
            """
        )
        self.assertEqual(self.visit.note, "同事已走访")
        self.assertFalse(self.visit.feedback_ids)
        mine = self.env["property.visit"].search(
            [("household_id", "=", self.household.id), ("id", "!=", self.visit.id)]
        )
        self.assertEqual((mine.state, mine.satisfaction), ("done", 2))
        self.assertEqual(mine.feedback_ids.description, "楼道灯坏了")
