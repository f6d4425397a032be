import { Component } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { standardFieldProps } from "@web/views/fields/standard_field_props";

/** Five faces for a satisfaction from 1 to 5; 0 (or nothing) is "not asked". */
export class PropertySatisfaction extends Component {
    static template = "property_visit.PropertySatisfaction";
    static props = { ...standardFieldProps, showLabel: { type: Boolean, optional: true } };

    /** `bend` is where the middle of the mouth is pulled to: up is a frown. */
    get faces() {
        return [
            { score: 1, bend: 10, label: _t("Very dissatisfied") },
            { score: 2, bend: 13, label: _t("Dissatisfied") },
            { score: 3, bend: 16, label: _t("Neutral") },
            { score: 4, bend: 19, label: _t("Satisfied") },
            { score: 5, bend: 22, label: _t("Very satisfied") },
        ];
    }

    get score() {
        return Number(this.props.record.data[this.props.name] || 0);
    }

    get given() {
        return this.faces.find((face) => face.score === this.score);
    }

    get label() {
        return this.props.record.fields[this.props.name].string;
    }

    /** One face is in the tab order: the chosen one, else the first. */
    tabindex(face) {
        return face.score === (this.score || 1) ? 0 : -1;
    }

    /** Choosing the chosen face again takes the answer back. */
    toggle(score) {
        return this.set(score === this.score ? 0 : score);
    }

    set(score) {
        const isText = this.props.record.fields[this.props.name].type === "selection";
        const value = isText ? (score ? String(score) : false) : score;
        return this.props.record.update({ [this.props.name]: value });
    }

    /** Arrow keys walk and choose, as in any group of radio buttons. */
    async onKeydown(ev) {
        const step = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 }[ev.key];
        if (!step) {
            return;
        }
        ev.preventDefault();
        const faces = ev.currentTarget.querySelectorAll("button");
        const score = Math.min(Math.max(this.score + step, 1), faces.length);
        await this.set(score);
        faces[score - 1].focus();
    }
}

export const propertySatisfaction = {
    component: PropertySatisfaction,
    displayName: _t("Satisfaction"),
    supportedTypes: ["integer", "selection"],
    isEmpty: () => false,
    extractProps: ({ viewType }) => ({ showLabel: viewType === "form" }),
};

registry.category("fields").add("property_satisfaction", propertySatisfaction);
