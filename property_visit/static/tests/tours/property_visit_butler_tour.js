import { registry } from "@web/core/registry";

const card = (unit) => `.o_property_my_day .o_kanban_record:contains(${unit})`;
const head = (text) => `.o_property_my_day_head:contains(${text})`;

registry.category("web_tour.tours").add("property_visit_butler_tour", {
    steps: () => [
        { content: "Three visits stand on the day", trigger: head("0 of 3 visits done") },
        {
            content: "Record the first",
            trigger: `${card("101")} button[name=action_record]`,
            run: "click",
        },
        {
            content: "They are satisfied",
            trigger: ".modal button[data-score='4']",
            run: "click",
        },
        {
            content: "An arrow key walks on to very satisfied",
            trigger: ".modal button[data-score='4'][aria-checked=true]",
            async run({ anchor, press }) {
                anchor.focus();
                await press("ArrowRight");
            },
        },
        {
            content: "The next face is chosen",
            trigger: ".modal button[data-score='5'][aria-checked=true]",
        },
        {
            content: "Something was said",
            trigger: ".modal [name=feedback_ids] .o-kanban-button-new",
            run: "click",
        },
        {
            trigger: ".modal [name=category_id] .o_selection_badge:contains(Environment)",
            run: "click",
        },
        {
            trigger: ".modal [name=kind] .o_selection_badge:contains(Complaint)",
            run: "click",
        },
        {
            trigger: ".modal [name=description] textarea",
            run: "edit The stairs are dirty",
        },
        { trigger: ".modal .o_form_button_save", run: "click" },
        {
            content: "It stands on the visit",
            trigger: ".modal [name=feedback_ids]:contains(The stairs are dirty)",
        },
        { trigger: ".modal button[name=action_record_done]", run: "click" },
        { content: "The dialog closes", trigger: "body:not(:has(.modal))" },
        { content: "The day counts it", trigger: head("1 of 3 visits done") },
        {
            content: "The second is not at home",
            trigger: `${card("102")} button:contains(reach)`,
            run: "click",
        },
        { trigger: ".modal [name=outcome] label:contains(Nobody home)", run: "click" },
        { trigger: ".modal button[name=action_record]", run: "click" },
        { trigger: `${card("102")}:contains(Attempts: 1)` },
        {
            content: "The third is moved to tomorrow",
            trigger: `${card("103")} button:contains(Move)`,
            run: "click",
        },
        { trigger: ".modal button[name=action_move]", run: "click" },
        { content: "It has left the day", trigger: head("1 of 2 visits done") },
    ],
});
