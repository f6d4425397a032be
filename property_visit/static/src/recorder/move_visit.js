import { Component, useState } from "@odoo/owl";
import { Dialog } from "@web/core/dialog/dialog";
import { deserializeDate, serializeDate } from "@web/core/l10n/dates";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { standardWidgetProps } from "@web/views/widgets/standard_widget_props";
import { newToken } from "./drafts_service";

/** To another day: kept on the device first, like a recording, and sent once. */
export class MoveVisit extends Component {
    static template = "property_visit.MoveVisit";
    static components = { Dialog };
    static props = { subject: Object, today: String, close: Function };

    setup() {
        this.drafts = useService("property_drafts");
        // The clock of a phone may be wrong.
        this.earliest = this.props.today;
        const tomorrow = deserializeDate(this.props.today).plus({ days: 1 });
        this.values = useState({ date: serializeDate(tomorrow) });
    }

    get isPossible() {
        return this.values.date >= this.earliest;
    }

    async done() {
        const { subject } = this.props;
        this.props.close();
        await this.drafts.send({
            token: newToken(),
            step: "move",
            name: subject.name,
            subject,
            values: { ...this.values },
        });
    }
}

/** On a card of "My day", with or without a connection. */
export class MoveButton extends Component {
    static template = "property_visit.MoveButton";
    static props = { ...standardWidgetProps };

    setup() {
        this.drafts = useService("property_drafts");
        this.dialog = useService("dialog");
        this.action = useService("action");
        this.kept = useState(this.drafts.state);
    }

    /** The day a move that was not delivered yet goes to. */
    get movesTo() {
        const { resId } = this.props.record;
        const moves = this.kept.drafts.filter(
            ({ step, subject }) => step === "move" && subject.visit_id === resId
        );
        const date = moves.at(-1)?.values.date;
        return date && deserializeDate(date).toFormat("MM-dd");
    }

    ask() {
        const { resId } = this.props.record;
        const { visits, today } = this.drafts.kit || {};
        const subject = visits?.[resId];
        if (subject) {
            return this.dialog.add(MoveVisit, { subject, today });
        }
        return this.action.doAction("property_visit.property_visit_move_action", {
            additionalContext: { active_ids: [resId] },
        });
    }
}

registry.category("view_widgets").add("property_move_button", { component: MoveButton });
