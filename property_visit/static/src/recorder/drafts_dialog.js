import { Component, useState } from "@odoo/owl";
import { ConfirmationDialog } from "@web/core/confirmation_dialog/confirmation_dialog";
import { Dialog } from "@web/core/dialog/dialog";
import { deserializeDate, deserializeDateTime, formatDate } from "@web/core/l10n/dates";
import { _t } from "@web/core/l10n/translation";
import { useService } from "@web/core/utils/hooks";
import { PropertySatisfaction } from "../satisfaction/property_satisfaction";
import { VisitRecorder } from "./visit_recorder";

/** What is kept on this device, and both sides where somebody was faster. */
export class DraftsDialog extends Component {
    static template = "property_visit.DraftsDialog";
    static components = { Dialog, PropertySatisfaction };
    static props = { close: Function };

    setup() {
        this.drafts = useService("property_drafts");
        this.dialog = useService("dialog");
        this.state = useState(this.drafts.state);
    }

    get unsent() {
        return this.state.drafts.filter((draft) => draft.stage !== "editing");
    }

    when(draft) {
        const { date_done } = draft.values;
        return date_done ? deserializeDateTime(date_done).toFormat("MM-dd HH:mm") : "";
    }

    /** How they were visited, why they were not reached, or where the visit goes. */
    about({ step, values }) {
        const { methods = [], outcomes = [] } = this.drafts.kit || {};
        if (step === "move") {
            return _t("Moved to %s", formatDate(deserializeDate(values.date)));
        }
        if (step === "attempt") {
            return outcomes.find(([key]) => key === values.outcome)?.[1] || "";
        }
        return methods.find(({ id }) => id === values.method_id)?.name || "";
    }

    theirs(draft) {
        return draft.answer.theirs.filter(({ name }) => name !== "satisfaction");
    }

    faces(score) {
        return {
            name: "satisfaction",
            readonly: true,
            showLabel: true,
            record: {
                data: { satisfaction: score },
                fields: { satisfaction: { type: "integer", string: "" } },
            },
        };
    }

    theirFaces(draft) {
        return this.faces(
            draft.answer.theirs.find(({ name }) => name === "satisfaction").value
        );
    }

    sendAll() {
        return this.drafts.sendWaiting();
    }

    edit(draft) {
        this.props.close();
        const choices = this.drafts.kit;
        this.dialog.add(VisitRecorder, { subject: draft.subject, choices });
    }

    discard(draft) {
        this.dialog.add(ConfirmationDialog, this.drafts.farewell(draft));
    }

    /** Mine too: on the visit while it is open, else as a contact of its own (P11). */
    insist({ answer, ...mine }) {
        const change = answer.is_open ? { mark: answer.mark } : { visit_id: false };
        const subject = { ...mine.subject, ...change };
        return this.drafts.send({ ...mine, subject });
    }

    canInsist({ answer, subject }) {
        return answer.is_open || subject.household_id;
    }
}
