import { browser } from "@web/core/browser/browser";
import { rpc, rpcBus } from "@web/core/network/rpc";
import { registry } from "@web/core/registry";

/** What has to be known to show the day once more: action, views, visits, figures. */
const NEEDED = new Set([
    "/web/action/load",
    "get_views",
    "web_search_read",
    "my_day_figures",
    "my_day_kit",
]);
const AWAKE = 20000; // ms; a browser puts an idle service worker to sleep after 30 s

/**
 * On the very first visit Odoo's service worker begins to keep pages, and Odoo forgets
 * what it had been told until then: it is asked for again.
 */
function askAgain() {
    const asked = new Map();
    const note = ({ detail: { url, data } }) => {
        if (NEEDED.has(data.params?.method || url)) {
            asked.set(JSON.stringify([url, data.params]), [url, data.params]);
        }
    };
    const again = ({ detail }) => {
        if (detail) {
            return; // some tables alone
        }
        rpcBus.removeEventListener("RPC:REQUEST", note);
        rpcBus.removeEventListener("CLEAR-CACHES", again);
        for (const [url, params] of asked.values()) {
            rpc(url, params, { cache: { type: "disk" }, silent: true }).catch(() => {});
        }
    };
    rpcBus.addEventListener("RPC:REQUEST", note);
    rpcBus.addEventListener("CLEAR-CACHES", again);
}

/**
 * The service worker knows who is signed in by heart alone: asleep, it forgets, and a
 * page that is reloaded without a connection is none. So an open page keeps it awake.
 */
async function keepAwake(serviceWorker) {
    const registration = await serviceWorker.ready;
    browser.setInterval(() => registration.active?.postMessage("awake"), AWAKE);
}

registry.category("services").add("property_kept_pages", {
    start() {
        const { serviceWorker } = browser.navigator;
        if (!serviceWorker) {
            return; // none over http, for one
        }
        if (!serviceWorker.controller) {
            askAgain();
        }
        keepAwake(serviceWorker);
    },
});
