import { Component, useState } from "@odoo/owl";
import { Dialog } from "@web/core/dialog/dialog";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { standardWidgetProps } from "@web/views/widgets/standard_widget_props";
import { newToken, utcNow } from "./drafts_service";

/** Nobody was reached: kept on the device first, like a recording, and sent once. */
export class CouldntReach extends Component {
    static template = "property_visit.CouldntReach";
    static components = { Dialog };
    static props = { subject: Object, outcomes: Array, close: Function };

    setup() {
        this.drafts = useService("property_drafts");
        this.values = useState({ outcome: "no_answer", note: "", date: "" });
    }

    async done() {
        const { subject } = this.props;
        this.props.close();
        await this.drafts.send({
            token: newToken(),
            step: "attempt",
            name: subject.name,
            subject,
            values: { ...this.values, date_done: utcNow() },
        });
    }
}

/** On a card of "My day", with or without a connection. */
export class CouldntReachButton extends Component {
    static template = "property_visit.CouldntReachButton";
    static props = { ...standardWidgetProps };

    setup() {
        this.drafts = useService("property_drafts");
        this.dialog = useService("dialog");
        this.action = useService("action");
    }

    ask() {
        const { kit } = this.drafts;
        const { resId } = this.props.record;
        const subject = kit?.visits[resId];
        if (subject) {
            return this.dialog.add(CouldntReach, { subject, outcomes: kit.outcomes });
        }
        return this.action.doAction("property_visit.property_visit_couldnt_reach_action", {
            additionalContext: { active_ids: [resId] },
        });
    }
}

registry.category("view_widgets").add("property_couldnt_reach_button", {
    component: CouldntReachButton,
});
