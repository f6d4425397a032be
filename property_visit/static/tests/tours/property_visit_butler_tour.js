import { registry } from "@web/core/registry";

const card = (unit) => `.o_property_my_day .o_kanban_record:contains(${unit})`;
const head = (text) => `.o_property_my_day_head:contains(${text})`;

registry.category("web_tour.tours").add("property_visit_butler_tour", {
    steps: () => [
        { content: "Three visits stand on the day", trigger: head("0 of 3 visits done") },
        {
            content: "Record the first",
            trigger: `${card("101")} .o_property_record`,
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
            content: "They came to the office",
            trigger: ".modal [name=methods] button[data-code=office]",
            run: "click",
        },
        {
            content: "Something was said",
            trigger: ".modal [name=categories] button:contains(Environment)",
            run: "click",
        },
        { trigger: ".modal [name=kinds] button[data-kind=complaint]", run: "click" },
        {
            trigger: ".modal textarea[name=description]",
            run: "edit The stairs are dirty",
        },
        { trigger: ".modal button[name=record_done]", run: "click" },
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
