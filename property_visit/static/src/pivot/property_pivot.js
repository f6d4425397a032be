import { registry } from "@web/core/registry";
import { PivotRenderer } from "@web/views/pivot/pivot_renderer";
import { pivotView } from "@web/views/pivot/pivot_view";

/** Where nothing was counted a rate is "–": it is not 0 %. */
export class RatePivotRenderer extends PivotRenderer {
    static template = "property_visit.RatePivotRenderer";

    getFormattedValue(cell) {
        if (cell.value === false || cell.value === null) {
            return { rawValue: cell.value, value: "–" };
        }
        return super.getFormattedValue(cell);
    }
}

/** Shades each count by its share of the highest: a strip of busy and idle days. */
export class HeatPivotRenderer extends RatePivotRenderer {
    static template = "property_visit.HeatPivotRenderer";

    get highest() {
        const counts = this.table.rows.flatMap((row) =>
            row.subGroupMeasurements
                .filter((cell) => !cell.isBold)
                .map((cell) => cell.value || 0)
        );
        return Math.max(1, ...counts);
    }

    shade(cell, highest) {
        if (cell.isBold || !cell.value) {
            return "";
        }
        const alpha = (0.1 + (0.5 * cell.value) / highest).toFixed(2);
        return `box-shadow: inset 0 0 0 100px rgba(113, 75, 103, ${alpha})`;
    }
}

registry.category("views").add("property_rate_pivot", {
    ...pivotView,
    Renderer: RatePivotRenderer,
});
registry.category("views").add("property_heat_pivot", {
    ...pivotView,
    Renderer: HeatPivotRenderer,
});
