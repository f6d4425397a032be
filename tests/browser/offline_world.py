"""A butler's phone in a real Chromium, where the network comes and goes."""

from ledger import LedgerCase
from phone import ChinesePhoneCase
from tunnel import NETWORK, TunnelCase

HELPERS = (
    NETWORK
    + """
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
)


class OfflineCase(TunnelCase, ChinesePhoneCase, LedgerCase):
    """A butler's phone in Chinese, on Monday 2 November, 9:00, with one visit."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # Odoo's robot would greet whoever comes first, in the middle of a tunnel.
        cls.butler.write({"lang": "zh_CN", "odoobot_state": "disabled"})

    def setUp(self):
        super().setUp()
        self.make_rule(unit="agreed")
        self.visit = self.make_visit()

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
