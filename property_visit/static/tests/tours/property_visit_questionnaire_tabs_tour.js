import { rpc } from "@web/core/network/rpc";
import { registry } from "@web/core/registry";

registry.category("web_tour.tours").add("property_visit_questionnaire_tabs_tour", {
    steps: () => [
        {
            trigger: "button[value=start]",
            run: "click",
        },
        {
            content: "Meanwhile the household sends it off in another tab",
            trigger: ".js_question-wrapper textarea",
            async run() {
                const { surveyToken, answerToken } =
                    document.querySelector("form.o_survey-fill-form").dataset;
                await rpc(`/survey/submit/${surveyToken}/${answerToken}`, {});
            },
        },
        {
            trigger: ".js_question-wrapper textarea",
            run: "edit 第二次",
        },
        {
            trigger: "button[value=finish]",
            run: "click",
        },
        {
            trigger: ".modal-footer .btn-primary",
            run: "click",
            expectUnloadPage: true,
        },
        {
            content: "No error, no empty page: the link's own page says it",
            trigger: ".o_property_link h1:contains(your household has answered)",
        },
    ],
});
