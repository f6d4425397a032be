import { toLocaleDateTimeString } from "@web/core/l10n/dates";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { standardFieldProps } from "@web/views/fields/standard_field_props";

import { Component, onMounted, onWillUnmount, useState } from "@odoo/owl";

const { DateTime } = luxon;
const SOON = 4 * 60; // minutes; when the ladder warns

/** One clock for all countdowns on the screen; it stands still where there is none. */
const clock = {
    timer: null,
    listeners: new Set(),
    follow(listener) {
        this.listeners.add(listener);
        this.timer ||= setInterval(() => this.listeners.forEach((tell) => tell()), 15000);
    },
    leave(listener) {
        this.listeners.delete(listener);
        if (!this.listeners.size) {
            clearInterval(this.timer);
            this.timer = null;
        }
    },
};

/** A number of minutes by its two largest units. */
export function span(minutes) {
    const days = Math.floor(minutes / 1440);
    const hours = Math.floor(minutes / 60) % 24;
    if (days) {
        return hours ? _t("%(days)s d %(hours)s h", { days, hours }) : _t("%s d", days);
    }
    const rest = minutes % 60;
    if (hours) {
        return rest ? _t("%(hours)s h %(minutes)s min", { hours, minutes: rest }) : _t("%s h", hours);
    }
    return _t("%s min", rest);
}

/**
 * How long until a promise is due, minute by minute.
 *
 * A due time without a running promise is shown as it is: what is kept, cancelled or on
 * hold has no clock. `options="{'state_field': …}"` names the field that says so.
 */
export class PropertyCountdown extends Component {
    static template = "property_visit.PropertyCountdown";
    static props = {
        ...standardFieldProps,
        stateField: { type: String, optional: true },
        nameField: { type: String, optional: true },
        compact: { type: Boolean, optional: true },
    };

    setup() {
        this.time = useState({ now: DateTime.now() });
        const tick = () => {
            this.time.now = DateTime.now();
        };
        onMounted(() => clock.follow(tick));
        onWillUnmount(() => clock.leave(tick));
    }

    get due() {
        return this.props.record.data[this.props.name];
    }

    get state() {
        return this.props.record.data[this.props.stateField] || "open";
    }

    get promise() {
        return this.props.record.data[this.props.nameField] || "";
    }

    get at() {
        return this.due ? toLocaleDateTimeString(this.due, { showSeconds: false }) : "";
    }

    /** Whole minutes left, below zero when it is overdue: late from the next second. */
    get minutes() {
        const left = this.due.diff(this.time.now, "minutes").minutes;
        return left < 0 ? -Math.ceil(-left) : Math.floor(left);
    }

    get text() {
        if (this.state === "paused") {
            return _t("On hold");
        }
        if (!this.due) {
            return this.promise && _t("Due after the first rain");
        }
        if (this.state !== "open") {
            return "";
        }
        const minutes = this.minutes;
        if (minutes < 0) {
            return _t("Overdue for %s", span(-minutes));
        }
        return minutes ? _t("Due in %s", span(minutes)) : _t("Due now");
    }

    get colour() {
        if (this.state !== "open" || !this.due) {
            return "text-bg-light";
        }
        const minutes = this.minutes;
        if (minutes < 0) {
            return "text-bg-danger";
        }
        return minutes <= SOON ? "text-bg-warning" : "text-bg-info";
    }
}

registry.category("fields").add("property_countdown", {
    component: PropertyCountdown,
    displayName: _t("Countdown"),
    supportedTypes: ["datetime"],
    supportedOptions: [
        { label: _t("State"), name: "state_field", type: "field" },
        { label: _t("Promise"), name: "name_field", type: "field" },
    ],
    extractProps: ({ options, viewType }) => ({
        // Rows stay one line high: the time stands in the title.
        compact: viewType === "list" || viewType === "kanban",
        stateField: options.state_field,
        nameField: options.name_field,
    }),
    listViewWidth: [150, 190],
});
