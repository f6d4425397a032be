import { registry } from "@web/core/registry";
import { KanbanRenderer } from "@web/views/kanban/kanban_renderer";
import { kanbanView } from "@web/views/kanban/kanban_view";

// Where groups are records, core leaves an empty page without a word: one may make a
// group there. Nobody makes one in ours, so it says what to do next.
export class StackedKanbanRenderer extends KanbanRenderer {
    get showNoContentHelper() {
        const { isGrouped, groups } = this.props.list;
        return super.showNoContentHelper || (isGrouped && groups.length === 0);
    }
}

registry.category("views").add("property_stacked_kanban", {
    ...kanbanView,
    Renderer: StackedKanbanRenderer,
});
