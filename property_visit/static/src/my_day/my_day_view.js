import { useState } from "@odoo/owl";
import { browser } from "@web/core/browser/browser";
import { useBus, useService } from "@web/core/utils/hooks";
import { deserializeDate } from "@web/core/l10n/dates";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { RelationalModel } from "@web/model/relational_model/relational_model";
import { KanbanRenderer } from "@web/views/kanban/kanban_renderer";
import { kanbanView } from "@web/views/kanban/kanban_view";
import { DraftsDialog } from "../recorder/drafts_dialog";
import { VisitRecorder } from "../recorder/visit_recorder";

const PATIENCE = 5000; // ms, before the day is shown as it was

/** Brings the figures of the day along whenever the visits are loaded. */
export class MyDayModel extends RelationalModel {
    static services = [...RelationalModel.services, "property_drafts"];

    setup(params, services) {
        super.setup(params, services);
        this.drafts = services.property_drafts;
    }

    async load(params) {
        const [figures, kit] = await Promise.all([
            this.latest("my_day_figures"),
            this.latest("my_day_kit"),
            super.load(params),
        ]);
        this.figures = figures;
        this.drafts.kit = kit;
        this.notify();
    }

    /**
     * What the server says now; without a connection, what it said last.
     *
     * Odoo keeps it (encrypted) beside the visits and the views, so that its own service
     * worker brings the whole day back after a reload in a stairwell.
     */
    latest(method) {
        return new Promise((resolve, reject) => {
            this.orm
                .cache({ type: "disk", update: "always", callback: resolve })
                .call("property.visit", method, [])
                .then((kept) => {
                    const wait = browser.navigator.onLine ? PATIENCE : 0;
                    browser.setTimeout(() => resolve(kept), wait);
                }, reject);
        });
    }
}

/** A head with the day's figures, the visits, and who could be seen on the way. */
export class MyDayRenderer extends KanbanRenderer {
    static template = "property_visit.MyDayRenderer";

    setup() {
        super.setup();
        this.action = useService("action");
        this.orm = useService("orm");
        this.dialog = useService("dialog");
        this.drafts = useService("property_drafts");
        this.kept = useState(this.drafts.state);
        useBus(this.drafts.bus, "recorded", () => this.props.list.model.load());
    }

    get unsent() {
        return this.kept.drafts.filter((draft) => draft.stage !== "editing");
    }

    /** Somebody has to decide or mend; the others go by themselves. */
    get stuck() {
        return this.unsent.some((draft) => draft.stage !== "waiting");
    }

    openDrafts() {
        this.dialog.add(DraftsDialog);
    }

    get figures() {
        return this.props.list.model.figures;
    }

    get today() {
        return deserializeDate(this.figures.date).toLocaleString({
            weekday: "long",
            month: "long",
            day: "numeric",
        });
    }

    get coverage() {
        const { seen, wanted } = this.figures;
        return wanted ? Math.round((100 * seen) / wanted) : 0;
    }

    openOverdue() {
        return this.action.doAction("property_visit.property_visit_action", {
            additionalContext: {
                search_default_this_month: 0,
                search_default_mine: 1,
                search_default_overdue: 1,
            },
        });
    }

    openPromises(filter) {
        return this.action.doAction("property_visit.property_commitment_action", {
            additionalContext: {
                search_default_running: 0,
                search_default_mine: 1,
                [`search_default_${filter}`]: 1,
            },
        });
    }

    openUnseen() {
        return this.action.doAction("property_visit.property_household_unseen_action");
    }

    /** What was not planned is kept on the device like any other recording (P11). */
    knock(household) {
        const { kit } = this.drafts;
        const door = kit.methods.find(({ code }) => code === "door");
        const subject = {
            household_id: household.id,
            name: household.name,
            method_id: door?.id,
            no_appointment_reason: _t("Knocked while in the building"),
        };
        this.dialog.add(VisitRecorder, { subject, choices: kit });
    }
}

registry.category("views").add("property_my_day", {
    ...kanbanView,
    Model: MyDayModel,
    Renderer: MyDayRenderer,
});
