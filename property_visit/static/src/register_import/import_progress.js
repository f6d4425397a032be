import { _t } from "@web/core/l10n/translation";
import { formatInteger } from "@web/views/fields/formatters";
import { registry } from "@web/core/registry";
import { rpcBus } from "@web/core/network/rpc";
import { standardWidgetProps } from "@web/views/widgets/standard_widget_props";
import { useBus, useService } from "@web/core/utils/hooks";
import { Component, onWillUnmount, useState } from "@odoo/owl";

const PROGRESS = "property_visit.import_progress";

/** How far the import of this record is, as the server tells while it works. */
export class ImportProgress extends Component {
    static template = "property_visit.ImportProgress";
    static props = { ...standardWidgetProps };

    setup() {
        this.state = useState({ done: 0, total: 0 });
        const bus = useService("bus_service");
        const show = (progress) => this.show(progress);
        bus.subscribe(PROGRESS, show);
        onWillUnmount(() => bus.unsubscribe(PROGRESS, show));
        // Done or failed, the bar goes when the import answers.
        useBus(rpcBus, "RPC:RESPONSE", ({ detail }) => {
            if (detail.data.params?.method === "action_import") {
                this.state.total = 0;
            }
        });
    }

    show({ import_id, done, total }) {
        if (import_id === this.props.record.resId) {
            Object.assign(this.state, { done, total });
        }
    }

    get percent() {
        return Math.floor((100 * this.state.done) / this.state.total);
    }

    get sentence() {
        return _t("%(done)s of %(total)s households written", {
            done: formatInteger(this.state.done),
            total: formatInteger(this.state.total),
        });
    }
}

registry.category("view_widgets").add("property_import_progress", {
    component: ImportProgress,
});
