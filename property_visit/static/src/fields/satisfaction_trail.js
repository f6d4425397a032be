import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { standardFieldProps } from "@web/views/fields/standard_field_props";

import { Component } from "@odoo/owl";

const SCORES = [
    _t("not asked"),
    _t("very dissatisfied"),
    _t("dissatisfied"),
    _t("neutral"),
    _t("satisfied"),
    _t("very satisfied"),
];

/** The last contacts as dots, oldest first: the colour tells how content they were. */
export class SatisfactionTrail extends Component {
    static template = "property_visit.SatisfactionTrail";
    static props = { ...standardFieldProps };

    get points() {
        const points = this.props.record.data[this.props.name] || [];
        return points.map(({ score, label }) => ({
            score,
            label: `${label} · ${SCORES[score]}`,
        }));
    }
}

registry.category("fields").add("property_satisfaction_trail", {
    component: SatisfactionTrail,
    displayName: _t("Satisfaction trail"),
    supportedTypes: ["json"],
    listViewWidth: 90,
});
