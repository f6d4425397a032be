import { EventBus, reactive } from "@odoo/owl";
import { browser } from "@web/core/browser/browser";
import { serializeDateTime } from "@web/core/l10n/dates";
import { _t } from "@web/core/l10n/translation";
import { ConnectionLostError } from "@web/core/network/rpc";
import { registry } from "@web/core/registry";
import { user } from "@web/core/user";
import { session } from "@web/session";
import { DraftStore } from "./draft_store";

const { DateTime } = luxon;
const RETRY = 20000; // ms
const PATIENCE = 45000; // ms; an answer may never come over a bad connection
const STEPS = { attempt: "attempt_from_device", move: "move_from_device" };

export const utcNow = () => serializeDateTime(DateTime.now());

/** Random enough that no two devices ever make up the same one, on http too. */
export function newToken() {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/**
 * Keeps recordings on the device until the server has them, and sends them.
 *
 * A draft is `token`, `owner`, `since`, `name`, `subject` (whom it is about), `values`
 * (what is sent), `step` (none: a recording; "attempt": nobody was reached; "move": to
 * another day) and `stage`: editing, waiting (for a connection), refused (with the
 * server's `sentence`) or conflict (with what stands on the server as `answer`).
 */
export class Drafts {
    constructor(orm, notification) {
        Object.assign(this, { orm, notification });
        this.owner = `${session.db}:${user.userId}`;
        this.store = new DraftStore();
        this.bus = new EventBus();
        this.sending = new Set();
        this.state = reactive({ drafts: [] });
        this.kit = null;
        this.ready = this.load();
    }

    async load() {
        await this.store.open();
        const kept = await this.store.all();
        const foreign = kept.filter((draft) => draft.owner !== this.owner);
        await Promise.all(foreign.map((draft) => this.forgetConfidence(draft)));
        this.state.drafts = kept
            .filter((draft) => draft.owner === this.owner)
            .sort((one, other) => one.since - other.since);
    }

    /** What was told in confidence does not stay where somebody else signs in (H5). */
    async forgetConfidence(draft) {
        if (draft.values.private_note) {
            delete draft.values.private_note;
            await this.store.put(draft);
        }
    }

    async forgetConfidences() {
        await this.ready;
        await Promise.all(this.state.drafts.map((draft) => this.forgetConfidence(draft)));
    }

    /** Those whose recording is finished but has not arrived. */
    get unsent() {
        return this.state.drafts.filter((draft) => draft.stage !== "editing");
    }

    /** The recording of a visit or household; other steps stand beside it. */
    of(subject) {
        const recordings = this.state.drafts.filter((draft) => !draft.step);
        return recordings.find((draft) =>
            subject.visit_id
                ? draft.subject.visit_id === subject.visit_id
                : !draft.subject.visit_id &&
                  draft.subject.household_id === subject.household_id
        );
    }

    async keep(draft) {
        draft.owner = this.owner;
        draft.since ||= Date.now(); // they are sent in this order
        const place = this.state.drafts.findIndex((other) => other.token === draft.token);
        if (place < 0) {
            this.state.drafts.push(draft);
        } else {
            this.state.drafts[place] = draft;
        }
        await this.ready;
        await this.store.put(draft);
    }

    async discard(draft) {
        this.state.drafts = this.state.drafts.filter(
            (other) => other.token !== draft.token
        );
        await this.store.delete(draft.token);
    }

    /** What is asked before a recording is lost for good. */
    farewell(draft, after = () => {}) {
        return {
            title: _t("Discard this recording?"),
            body: _t("It has not been sent and would be lost for good."),
            confirmLabel: _t("Discard"),
            confirm: async () => {
                await this.discard(draft);
                after();
            },
            cancel: () => {},
        };
    }

    /** Kept first, sent then: whatever happens on the way, it is not lost. */
    async send(draft) {
        if (this.sending.has(draft.token)) {
            return;
        }
        this.sending.add(draft.token);
        try {
            await this.keep({ ...draft, stage: "waiting", sentence: "" });
            const answer = await this.ask(draft);
            await this.settle(draft, answer);
        } catch (error) {
            await this.fail(draft, error);
        } finally {
            this.sending.delete(draft.token);
        }
    }

    ask(draft) {
        if (!browser.navigator.onLine) {
            throw new ConnectionLostError();
        }
        const late = new Promise((_, reject) =>
            browser.setTimeout(() => reject(new ConnectionLostError()), PATIENCE)
        );
        return Promise.race([
            this.orm.silent.call("property.visit", ...this.request(draft)),
            late,
        ]);
    }

    /** Method and arguments by which a draft reaches the server. */
    request({ token, step, subject, values }) {
        const { visit_id, household_id, mark } = subject;
        if (step) {
            const seen = step === "move" ? { mark } : {};
            const taken = { ...values, ...seen, visit_id, device_now: utcNow() };
            return [STEPS[step], [token, taken]];
        }
        const about = visit_id ? { visit_id, mark } : { household_id };
        const feedback = values.feedback.map(({ key, ...item }) => item);
        const recording = { ...values, feedback, ...about, device_now: utcNow() };
        return ["record_from_device", [token, recording]];
    }

    async settle(draft, answer) {
        if (answer.status === "conflict") {
            return this.keep({
                ...draft,
                stage: "conflict",
                sentence: answer.sentence,
                answer,
            });
        }
        await this.discard(draft);
        await this.follow(answer);
        this.notification.add(_t("Recorded: %s", draft.name), { type: "success" });
        this.bus.trigger("recorded", answer);
    }

    /** What I changed myself is no conflict for what else I did with the same visit. */
    async follow({ visit_id, mark }) {
        const others = this.state.drafts.filter(
            ({ subject }) => mark && subject.visit_id === visit_id
        );
        for (const other of others) {
            await this.keep({ ...other, subject: { ...other.subject, mark } });
        }
    }

    async fail(draft, error) {
        const refusal = error.data?.message;
        const said = /^odoo\.exceptions\.(User|Validation|Access|Missing)Error$/;
        if (refusal && said.test(error.exceptionName)) {
            await this.keep({ ...draft, stage: "refused", sentence: refusal });
        } else {
            await this.keep({ ...draft, stage: "waiting", sentence: "" });
        }
    }

    async sendWaiting() {
        await this.ready;
        const waiting = this.unsent.filter(({ stage }) => stage === "waiting");
        for (const { token } of waiting) {
            // As it is by now: what went before may have changed its mark.
            const draft = this.state.drafts.find((other) => other.token === token);
            if (draft) {
                await this.send(draft);
            }
        }
    }
}

export const draftsService = {
    dependencies: ["orm", "notification"],
    start(env, { orm, notification }) {
        const drafts = new Drafts(orm, notification);
        const retry = () => browser.navigator.onLine && drafts.sendWaiting();
        browser.addEventListener("online", retry);
        browser.setInterval(retry, RETRY);
        drafts.ready.then(retry);
        return drafts;
    },
};
registry.category("services").add("property_drafts", draftsService);

/** Signing out takes from the device what was told in confidence. */
const menu = registry.category("user_menuitems");
const signOut = menu.get("log_out");
menu.add(
    "log_out",
    (env) => {
        const item = signOut(env);
        return {
            ...item,
            async callback() {
                await env.services.property_drafts.forgetConfidences();
                item.callback();
            },
        };
    },
    { force: true }
);
