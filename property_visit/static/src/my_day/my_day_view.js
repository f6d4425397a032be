import { useService } from "@web/core/utils/hooks";
import { deserializeDate } from "@web/core/l10n/dates";
import { registry } from "@web/core/registry";
import { RelationalModel } from "@web/model/relational_model/relational_model";
import { KanbanRenderer } from "@web/views/kanban/kanban_renderer";
import { kanbanView } from "@web/views/kanban/kanban_view";

/** Brings the figures of the day along whenever the visits are loaded. */
export class MyDayModel extends RelationalModel {
    async load(params) {
        const [figures] = await Promise.all([
            this.orm.call("property.visit", "my_day_figures", []),
            super.load(params),
        ]);
        this.figures = figures;
        this.notify();
    }
}

/** A head with the day's figures, the visits, and who could be seen on the way. */
export class MyDayRenderer extends KanbanRenderer {
    static template = "property_visit.MyDayRenderer";

    setup() {
        super.setup();
        this.action = useService("action");
        this.orm = useService("orm");
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

    async knock(household) {
        const action = await this.orm.call("property.household", "action_knock", [
            [household.id],
        ]);
        return this.action.doAction(action, {
            onClose: () => this.props.list.model.load(),
        });
    }
}

registry.category("views").add("property_my_day", {
    ...kanbanView,
    Model: MyDayModel,
    Renderer: MyDayRenderer,
});
