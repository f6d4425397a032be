import { SurveyForm } from "@survey/interactions/survey_form";
import { patch } from "@web/core/utils/patch";
import { redirect } from "@web/core/utils/urls";

patch(SurveyForm.prototype, {
    /**
     * What is refused to a household (answered in another tab, closed or moved out in
     * the meantime) is explained by the page of its link, not by an error.
     *
     * @override
     */
    onNextScreenDone(options) {
        const error = this.nextScreenResult?.error;
        const form = this.el.querySelector("form[data-household-link]");
        if (form && error && error !== "validation") {
            redirect(form.dataset.householdLink);
            return;
        }
        return super.onNextScreenDone(options);
    },
});
