"""Who was not reached without a connection is kept, and arrives once (V5)."""

from odoo.tests import tagged
from offline_world import OfflineCase

MISS = """
    await tap(".o_property_couldnt_reach");
    await tap("[name=outcome] input[data-value=not_home]");
    await write("[name=note]", "邻居说周五回来");
    await tap("button[name=action_record]");
    await gone(".modal");
"""


@tagged("post_install", "-at_install")
class TestOfflineAttempts(OfflineCase):
    def assertOnce(self):
        tried = self.visit.attempt_ids
        self.assertEqual(
            (tried.outcome, tried.note, self.visit.state),
            ("not_home", "邻居说周五回来", "planned"),
        )

    def test_nobody_is_home_and_there_is_no_connection(self):
        self.walk(
            f"""
            await see(".o_property_couldnt_reach");
            await network("off");
            {MISS}
            await see(".o_property_my_day_kept");
            await see(".o_property_record");
            await network("on");
            await gone(".o_property_my_day_kept");
            if ((await kept()).length) throw new Error("something stays");
            """
        )
        self.assertOnce()

    def test_the_answer_is_lost_on_the_way(self):
        self.lose_first_answer("attempt_from_device")
        self.walk(
            f"""
            {MISS}
            await see(".o_property_my_day_kept");
            while (navigator.onLine) await pause(50);
            await pause(500);
            await network("on");
            await gone(".o_property_my_day_kept");
            """
        )
        self.assertEqual(self.sent, 2)
        self.assertOnce()
