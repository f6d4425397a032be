import { Component, markup, onWillUnmount, useState } from "@odoo/owl";
import { ConfirmationDialog } from "@web/core/confirmation_dialog/confirmation_dialog";
import { Dialog } from "@web/core/dialog/dialog";
import { deserializeDateTime, serializeDateTime } from "@web/core/l10n/dates";
import { _t } from "@web/core/l10n/translation";
import { useService } from "@web/core/utils/hooks";
import { useDebounced } from "@web/core/utils/timing";
import { PropertySatisfaction } from "../satisfaction/property_satisfaction";
import { newToken, utcNow } from "./drafts_service";
import { Photos } from "./photos";
import { SignaturePad } from "./signature_pad";

const { DateTime } = luxon;
const ASKS_FOR_ANSWER = ["complaint", "need", "question"];
const INPUT = "yyyy-MM-dd'T'HH:mm";
const USUAL = 5; // methods
const PAUSE = 300; // ms after the last touch, before it is kept

/** Records a visit with one hand, with or without a connection. */
export class VisitRecorder extends Component {
    static template = "property_visit.VisitRecorder";
    static components = { Dialog, Photos, PropertySatisfaction, SignaturePad };
    static props = { subject: Object, choices: Object, close: Function };

    setup() {
        this.drafts = useService("property_drafts");
        this.dialog = useService("dialog");
        const kept = this.drafts.of(this.props.subject);
        this.draft = kept || {
            token: newToken(),
            name: this.props.subject.name,
            subject: this.props.subject,
            stage: "editing",
            sentence: "",
        };
        this.values = useState({ ...this.blank(), ...kept?.values });
        this.state = useState({ lacking: "", allMethods: false });
        this.touched = useDebounced(() => this.keep(), PAUSE);
        onWillUnmount(() => this.changed && !this.ended && this.keep());
    }

    blank() {
        const { method_id, note, satisfaction, no_appointment_reason } =
            this.props.subject;
        return {
            method_id: method_id || false,
            note: note || "",
            satisfaction: satisfaction || 0,
            no_appointment_reason: no_appointment_reason || "",
            contact_reason: "",
            contact_exemption: "",
            date_done: "",
            private_note: "",
            signed_by: "",
            signature: "",
            photos: [],
            feedback: [],
        };
    }

    // ------------------------------------------------------------------ what is shown

    get subject() {
        return this.props.subject;
    }

    get method() {
        return this.props.choices.methods.find(({ id }) => id === this.values.method_id);
    }

    /** The usual ones; the others unfold. */
    get methods() {
        return this.props.choices.methods.filter(
            ({ id }, place) =>
                this.state.allMethods || place < USUAL || id === this.values.method_id
        );
    }

    get lacksAppointment() {
        return this.method?.needs_appointment && !this.subject.agreed;
    }

    get asksForReason() {
        const { contact_reason, contact_exemption } = this.values;
        return Boolean(
            this.subject.contact_warning ||
                this.draft.stage === "refused" ||
                contact_reason ||
                contact_exemption
        );
    }

    get categories() {
        const type = this.subject.estate_type_id;
        return this.props.choices.categories.filter(
            ({ estate_type_ids: types }) => !types.length || !type || types.includes(type)
        );
    }

    get script() {
        return markup(this.subject.script || "");
    }

    /** The widget of five faces, fed from here instead of from a record. */
    get faces() {
        return {
            name: "satisfaction",
            record: {
                data: this.values,
                fields: { satisfaction: { type: "integer", string: _t("Satisfaction") } },
                update: (values) => this.set(values),
            },
        };
    }

    due(promise) {
        return promise.due
            ? deserializeDateTime(promise.due).toFormat("MM-dd HH:mm")
            : "";
    }

    // ------------------------------------------------------------------ what is written

    set(values) {
        Object.assign(this.values, values);
        this.changed = true;
        this.touched();
    }

    say(category) {
        const item = {
            key: newToken(),
            category_id: category.id,
            kind: "suggestion",
            description: "",
            reply_due: "",
            photos: [],
        };
        this.set({ feedback: [...this.values.feedback, item] });
    }

    unsay(item) {
        this.set({
            feedback: this.values.feedback.filter((other) => other.key !== item.key),
        });
    }

    setItem(item, values) {
        Object.assign(item, values);
        if (!this.needsAnswer(item)) {
            item.reply_due = "";
        }
        this.set({});
    }

    categoryName(item) {
        return this.props.choices.categories.find(({ id }) => id === item.category_id)
            ?.name;
    }

    needsAnswer(item) {
        return ASKS_FOR_ANSWER.includes(item.kind);
    }

    /** Between the server's moments and an input of the browser. */
    toInput(moment) {
        return moment ? deserializeDateTime(moment).toFormat(INPUT) : "";
    }

    fromInput(text) {
        const moment = DateTime.fromISO(text);
        return moment.isValid ? serializeDateTime(moment) : "";
    }

    promiseInDays(item, days) {
        const due = DateTime.now().plus({ days }).set({ hour: 18, minute: 0, second: 0 });
        this.setItem(item, { reply_due: serializeDateTime(due) });
    }

    // ------------------------------------------------------------------ how it ends

    keep() {
        if (!this.ended) {
            return this.drafts.keep({
                ...this.draft,
                values: { ...this.values },
                stage: this.draft.stage === "refused" ? "refused" : "editing",
            });
        }
    }

    get lacking() {
        if (!this.values.method_id) {
            return _t("Say how the household was contacted.");
        }
        if (this.lacksAppointment && !this.values.no_appointment_reason.trim()) {
            return _t("No appointment was agreed: say why there was none.");
        }
        if (this.values.feedback.some((item) => !item.description.trim())) {
            return _t("Write down what was said.");
        }
        return "";
    }

    async done() {
        this.state.lacking = this.lacking;
        if (this.state.lacking) {
            return;
        }
        this.ended = true;
        const values = { ...this.values, date_done: this.values.date_done || utcNow() };
        this.props.close();
        await this.drafts.send({ ...this.draft, values });
    }

    discard() {
        if (!this.changed && !this.drafts.of(this.subject)) {
            return this.props.close();
        }
        const leave = () => {
            this.ended = true;
            this.props.close();
        };
        this.dialog.add(ConfirmationDialog, this.drafts.farewell(this.draft, leave));
    }
}
