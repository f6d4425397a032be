"""A household's phone where something comes between: a tunnel, another tab (Q1)."""

from odoo.tests import tagged
from questionnaires import QuestionnaireCase
from tunnel import NETWORK, TunnelCase

SEND = (
    NETWORK
    + """
async function see(selector) {
    for (let tries = 0; tries < 300; tries++) {
        const element = document.querySelector(selector);
        if (element?.getClientRects().length) return element;
        await pause(100);
    }
    throw new Error(`never seen: ${selector}`);
}
async function send() {
    (await see("button[value=finish]")).click();
    (await see(".modal-footer .btn-primary")).click();
    await pause(1000);
}
(async () => {
    (await see("button[value=start]")).click();
    (await see(".js_question-wrapper textarea")).value = "电梯太慢";
    await network("off");
    await send();
    await see(".o_property_not_sent");
    const kept = (await see(".js_question-wrapper textarea")).value;
    if (kept !== "电梯太慢") throw new Error(`lost: ${kept}`);
    await network("on");
    await send();
    await see(".o_survey_finished");
})().then(
    () => console.log("test successful"),
    (error) => console.error(`walk: ${error.message}`),
);
"""
)


@tagged("post_install", "-at_install")
class TestQuestionnairePhone(TunnelCase, QuestionnaireCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.questionnaire.action_issue()
        cls.recipient = cls.questionnaire.recipient_ids.filtered(
            lambda recipient: recipient.household_id == cls.household
        )

    def said(self):
        self.env.invalidate_all()
        lines = self.recipient.user_input_id.user_input_line_ids
        return lines.filtered("value_text_box").mapped("value_text_box")

    def test_without_network_nothing_is_lost(self):
        """What was entered is sent once the line is back, which was cut in earnest."""
        self.browser_js(
            f"/q/{self.recipient.token}",
            SEND,
            "document.body.getAttribute('is-ready') === 'true'",
            timeout=120,
            error_checker=lambda message: "walk:" in message,
        )
        self.assertEqual(self.said(), ["电梯太慢"])
        self.assertEqual(self.recipient.state, "answered")

    def test_sent_off_in_another_tab(self):
        """The second one reads that the household has answered; the first counts."""
        self.start_tour(
            f"/q/{self.recipient.token}", "property_visit_questionnaire_tabs_tour"
        )
        self.assertEqual(self.said(), [])
        self.assertEqual(self.recipient.state, "answered")
