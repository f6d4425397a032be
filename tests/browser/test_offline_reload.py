"""Reloaded where the server is out of reach, the day comes back and goes on (V4)."""

from odoo.tests import tagged
from reload_world import ReloadCase, pages

SECOND_VISIT = pages("""
    // On the first visit ever, Odoo begins to keep pages and forgets what it knew.
    async first() {
        await navigator.serviceWorker.ready;
        leave("morning");
    },
    async morning() {
        await pause(2000); // the phone writes down what it was told
        console.log("server:gone");
        await pause(500);
        leave("stairwell");
    },
    async stairwell() {
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
    },
""")

# A slow phone: the day is shown long before Odoo keeps pages, and forgets it then.
LATE = """
if (!navigator.serviceWorker.controller) {
    const worker = ServiceWorkerContainer.prototype;
    const { get } = Object.getOwnPropertyDescriptor(worker, "ready");
    const late = new Promise((resolve) => (window.keepPages = resolve));
    Object.defineProperty(worker, "ready", {
        get() {
            const ready = get.call(this);
            return late.then(() => ready);
        },
    });
}
"""
FIRST_VISIT = pages("""
    async first() {
        await pause(2000);
        keepPages();
        await navigator.serviceWorker.ready;
        await pause(2000);
        console.log("server:gone");
        await pause(500);
        leave("stairwell");
    },
    async stairwell() {
        const card = await see(".o_kanban_record");
        if (!card.textContent.includes("101")) throw new Error("not the visit");
        await begin();
        console.log("test successful");
    },
""")

# The browser's half minute passes in no time.
HASTE = """
const { setInterval } = window;
window.setInterval = (step, time) => setInterval(step, time === 20000 ? 100 : time);
window.wakened = 0;
const worker = ServiceWorker.prototype;
const { postMessage } = worker;
worker.postMessage = function (...words) {
    window.wakened++;
    return postMessage.apply(this, words);
};
"""
ASLEEP = pages(
    """
    async first() {
        await navigator.serviceWorker.ready;
        while (window.wakened < 3) await pause(50);
        await pause(1000);
        sessionStorage.stage = "asleep";
        console.log("server:gone");
        console.log("worker:asleep");
        await pause(1000);
        location.reload();
    },
    async asleep() {
        if (document.querySelector(".o_kanban_record")) throw new Error("it was awake");
        await see(".o_property_my_day_safe");
        console.log("test successful");
    },
    """,
    ".o_property_record, .o_property_my_day_safe",
)


@tagged("post_install", "-at_install")
class TestOfflineReload(ReloadCase):
    def test_the_day_comes_back_and_a_visit_is_recorded(self):
        self.walk_over(SECOND_VISIT)
        self.assertEqual((self.visit.state, self.visit.satisfaction), ("done", 2))
        self.assertEqual(self.visit.feedback_ids.description, "楼道灯坏了")

    def test_the_very_first_visit_to_the_page_is_kept(self):
        self.walk_over(FIRST_VISIT, before=LATE)

    def test_an_open_page_keeps_odoo_awake_and_else_one_is_told(self):
        """Odoo asleep has forgotten who it was: its page says where the work is."""
        self.walk_over(ASLEEP, before=HASTE)
