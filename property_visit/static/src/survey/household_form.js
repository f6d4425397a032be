import { SurveyForm } from "@survey/interactions/survey_form";
import { ConnectionLostError } from "@web/core/network/rpc";
import { patch } from "@web/core/utils/patch";
import { redirect } from "@web/core/utils/urls";

/** The pages of a household: nothing it has entered is lost without a word. */
patch(SurveyForm.prototype, {
    /**
     * Without connection the questions come back, with what was entered.
     *
     * @override
     */
    async nextScreen(nextScreenPromise, options) {
        const notSent = this.householdForm?.querySelector(".o_property_not_sent");
        if (!notSent) {
            return super.nextScreen(nextScreenPromise, options);
        }
        notSent.classList.add("d-none");
        try {
            await nextScreenPromise;
        } catch (error) {
            if (!(error instanceof ConnectionLostError)) {
                throw error;
            }
            notSent.classList.remove("d-none");
            this.preventEnterSubmit = false;
            this.enableSubmitButtons();
            return;
        }
        return super.nextScreen(nextScreenPromise, options);
    },

    /**
     * What is refused to a household (answered in another tab, closed or moved out in
     * the meantime) is explained by the page of its link, not by an error.
     *
     * @override
     */
    onNextScreenDone(options) {
        const error = this.nextScreenResult?.error;
        if (this.householdForm && error && error !== "validation") {
            redirect(this.householdForm.dataset.householdLink);
            return;
        }
        return super.onNextScreenDone(options);
    },

    get householdForm() {
        return this.el.querySelector("form[data-household-link]");
    },
});
