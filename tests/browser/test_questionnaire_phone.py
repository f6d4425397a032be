"""A household's phone where something comes between: a tunnel, another tab (Q1)."""

from unittest.mock import patch

from odoo.tests import tagged
from odoo.tests.common import ChromeBrowser
from phone import PhoneCase
from questionnaires import QuestionnaireCase

SEND = """
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
async function see(selector) {
    for (let tries = 0; tries < 300; tries++) {
        const element = document.querySelector(selector);
        if (element?.getClientRects().length) return element;
        await pause(100);
    }
    throw new Error(`never seen: ${selector}`);
}
async function network(state) {
    console.log(`network:${state}`);
    while (navigator.onLine !== (state === "on")) await pause(50);
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


@tagged("post_install", "-at_install")
class TestQuestionnairePhone(PhoneCase, QuestionnaireCase):
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
        handle = ChromeBrowser._handle_console

        def listen(browser, type, args=None, **more):
            text = str(args[0].get("value")) if args else ""
            if text.startswith("network:"):
                self.cut(browser, text == "network:off")
            return handle(browser, type, args=args, **more)

        self.startPatcher(patch.object(ChromeBrowser, "_handle_console", listen))
        self.browser_js(
            f"/q/{self.recipient.token}",
            SEND,
            "!!document.querySelector('button[value=start]')",
            timeout=120,
            error_checker=lambda message: "walk:" in message,
        )
        self.assertEqual(self.said(), ["电梯太慢"])
        self.assertEqual(self.recipient.state, "answered")

    def cut(self, browser, offline):
        # Without it the page is told that it is offline, and requests go through.
        browser._websocket_send("Network.enable")
        browser._websocket_send(
            "Network.emulateNetworkConditions",
            params={
                "offline": offline,
                "latency": 0,
                "downloadThroughput": -1,
                "uploadThroughput": -1,
            },
        )

    def test_sent_off_in_another_tab(self):
        """The second one reads that the household has answered; the first counts."""
        self.start_tour(
            f"/q/{self.recipient.token}", "property_visit_questionnaire_tabs_tour"
        )
        self.assertEqual(self.said(), [])
        self.assertEqual(self.recipient.state, "answered")
