import { registry } from "@web/core/registry";
import { standardFieldProps } from "@web/views/fields/standard_field_props";

import { Component } from "@odoo/owl";

/** A rate with what it is taken of. Where nothing was counted it is "–": not 0 %. */
export class RateOf extends Component {
    static template = "property_visit.RateOf";
    static props = { ...standardFieldProps, counted: String, of: String };

    get text() {
        const { data } = this.props.record;
        return data[this.props.of]
            ? `${(100 * data[this.props.name]).toFixed(1)}%`
            : "–";
    }

    get base() {
        const { data } = this.props.record;
        return data[this.props.of]
            ? `${data[this.props.counted]}/${data[this.props.of]}`
            : "";
    }
}

registry.category("fields").add("property_rate_of", {
    component: RateOf,
    supportedTypes: ["float"],
    extractProps: ({ options }) => ({ counted: options.counted, of: options.of }),
    fieldDependencies: ({ options }) => [
        { name: options.counted, type: "integer" },
        { name: options.of, type: "integer" },
    ],
});

/** The place in a ranking; who holds none is not last, but "–". */
export class Rank extends Component {
    static template = "property_visit.Rank";
    static props = { ...standardFieldProps };
}

registry.category("fields").add("property_rank", {
    component: Rank,
    supportedTypes: ["integer"],
});
