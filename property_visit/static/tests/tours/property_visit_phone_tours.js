import { registry } from "@web/core/registry";

/** A butler's five main ways on a phone. No word is read: they run in any language. */
const card = (unit) => `.o_property_my_day .o_kanban_record:contains(${unit})`;
const closed = { content: "The dialog closes", trigger: "body:not(:has(.modal))" };
const done = { trigger: ".modal button[name=record_done]", run: "click" };
const tours = registry.category("web_tour.tours");

tours.add("property_visit_phone_all_fine", {
    steps: () => [
        { trigger: `${card("101")} .o_property_record`, run: "click" },
        { trigger: ".modal button[data-score='5']", run: "click" },
        done,
        closed,
        { trigger: `${card("101")} .text-success` },
    ],
});

tours.add("property_visit_phone_feedback", {
    steps: () => [
        { trigger: `${card("101")} .o_property_record`, run: "click" },
        { trigger: ".modal [name=categories] button:eq(1)", run: "click" },
        {
            content: "A suggestion needs no answer; a question does",
            trigger: ".modal .o_property_said:not(:has([name=reply_due]))",
        },
        { trigger: ".modal [name=kinds] button[data-kind=question]", run: "click" },
        { trigger: ".modal textarea[name=description]", run: "edit 电梯什么时候修好?" },
        { trigger: ".modal button[name=tomorrow]", run: "click" },
        done,
        closed,
        { trigger: `${card("101")} .text-success` },
    ],
});

tours.add("property_visit_phone_couldnt_reach", {
    steps: () => [
        { trigger: `${card("101")} .o_property_couldnt_reach`, run: "click" },
        { trigger: ".modal [name=outcome] input[data-value=not_home]", run: "click" },
        { trigger: ".modal button[name=action_record]", run: "click" },
        closed,
        { trigger: `${card("101")} .small.text-muted:contains(1)` },
    ],
});

tours.add("property_visit_phone_move", {
    steps: () => [
        { trigger: `${card("101")} .o_property_move`, run: "click" },
        { trigger: ".modal button[name=action_move]", run: "click" },
        closed,
        { trigger: ".o_property_my_day:not(:contains(101))" },
    ],
});

tours.add("property_visit_phone_appoint", {
    steps: () => [
        { content: "One tap calls them", trigger: `${card("101")} a[href^='tel:']` },
        { content: "One shows the way", trigger: `${card("101")} a[href^='geo:']` },
        { trigger: `${card("101")} .o_property_appoint`, run: "click" },
        { trigger: ".modal [name=start] button, .modal [name=start] input", run: "click" },
        {
            content: "Six o'clock on the clock of this browser, which stands in London",
            trigger: ".modal [name=start] input",
            run: "edit 2026-11-02 06:00:00",
        },
        { trigger: ".modal .modal-header", run: "click" },
        { trigger: ".modal button[name=action_appoint]", run: "click" },
        closed,
        { content: "The time stands on it", trigger: `${card("101")}:contains(14:00)` },
    ],
});
