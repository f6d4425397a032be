import { registry } from "@web/core/registry";

const question = (title) => `.js_question-wrapper:contains(${title})`;

registry.category("web_tour.tours").add("property_visit_questionnaire_tour", {
    steps: () => [
        {
            content: "It says for which household",
            trigger: ".o_survey_start:contains(Sunny Garden):contains(A 101)",
        },
        {
            trigger: "button[value=start]:contains(开始)",
            run: "click",
        },
        {
            content: "Nothing runs off the phone's screen",
            trigger: question("供电"),
            run() {
                const page = document.documentElement;
                if (page.scrollWidth > window.innerWidth) {
                    throw new Error(`${page.scrollWidth} pixels on ${window.innerWidth}`);
                }
            },
        },
        {
            trigger: `${question("供电")} label:contains(非常满意)`,
            run: "click",
        },
        {
            trigger: `${question("最担心")} textarea`,
            run: "edit 电梯太慢 <script>alert(1)</script>",
        },
        {
            trigger: "button[value=finish]:contains(提交)",
            run: "click",
        },
        {
            content: "Core asks once more",
            trigger: ".modal-footer .btn-primary:contains(提交)",
            run: "click",
        },
        {
            content: "Thank you",
            trigger: ".o_survey_finished:contains(谢谢)",
        },
    ],
});
