import { Component, useState } from "@odoo/owl";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { standardWidgetProps } from "@web/views/widgets/standard_widget_props";
import { DraftsDialog } from "./drafts_dialog";
import { VisitRecorder } from "./visit_recorder";

/** On a card of "My day": records the visit, or tells that it waits on this device. */
export class RecordButton extends Component {
    static template = "property_visit.RecordButton";
    static props = { ...standardWidgetProps };

    setup() {
        this.drafts = useService("property_drafts");
        this.dialog = useService("dialog");
        this.action = useService("action");
        this.orm = useService("orm");
        this.kept = useState(this.drafts.state);
    }

    get draft() {
        const id = this.props.record.resId;
        return this.kept.drafts.find(
            ({ subject, step }) => subject.visit_id === id && !step
        );
    }

    /** What may be on its way already is not written on. */
    openKept() {
        this.dialog.add(DraftsDialog);
    }

    async record() {
        const { kit } = this.drafts;
        const subject = kit?.visits[this.props.record.resId];
        if (subject) {
            return this.dialog.add(VisitRecorder, { subject, choices: kit });
        }
        const action = await this.orm.call("property.visit", "action_record", [
            [this.props.record.resId],
        ]);
        return this.action.doAction(action);
    }
}

registry.category("view_widgets").add("property_record_button", {
    component: RecordButton,
});
