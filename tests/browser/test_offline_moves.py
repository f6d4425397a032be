"""A visit moved without a connection is kept on the phone, and moved once (P9)."""

import functools
from unittest.mock import patch

from odoo.tests import tagged
from offline_world import OfflineCase

MOVE = """
    await tap(".o_property_move");
    await write("[name=date]", "2026-11-06");
    await tap("button[name=action_move]");
    await gone(".modal");
"""


@tagged("post_install", "-at_install")
class TestOfflineMoves(OfflineCase):
    def test_moved_and_recorded_after_all_without_a_connection(self):
        """What the butler did first is no conflict for what comes after it."""
        self.walk(
            f"""
            await see(".o_property_move");
            await network("off");
            {MOVE}
            await see(".o_property_my_day_kept");
            const button = await see(".o_property_move");
            if (!button.textContent.includes("11-06")) throw new Error("not told");
            await begin();
            await finish();
            await network("on");
            await gone(".o_property_my_day_kept");
            if ((await kept()).length) throw new Error("something stays");
            """
        )
        self.assertEqual(f"{self.visit.date_planned}", "2026-11-06")
        self.assertEqual((self.visit.state, self.visit.satisfaction), ("done", 2))

    def test_the_answer_is_lost_on_the_way(self):
        self.lose_first_answer("move_from_device")
        self.walk(
            f"""
            {MOVE}
            await see(".o_property_my_day_kept");
            while (navigator.onLine) await pause(50);
            await pause(500);
            await network("on");
            await gone(".o_property_my_day_kept");
            await gone(".o_kanban_record .o_property_move");
            """
        )
        self.assertEqual(self.sent, 2)
        self.assertEqual(f"{self.visit.date_planned}", "2026-11-06")

    def test_somebody_was_faster(self):
        """One sentence says so; the day that was set meanwhile stays."""
        visits = type(self.env["property.visit"])
        move = visits.move_from_device

        @functools.wraps(move)
        def arrive(records, token, values):
            if not self.sent:
                self.sent = 1
                visit = records.env["property.visit"].sudo().browse(self.visit.id)
                visit.action_move("2026-11-04")
                visit.flush_recordset()
            return move(records, token, values)

        self.startPatcher(patch.object(visits, "move_from_device", arrive))
        self.walk(
            f"""
            {MOVE}
            await tap(".o_property_my_day_kept.alert-danger");
            const mine = await see("[data-stage=refused]");
            if (!mine.textContent.includes("11")) throw new Error("which day?");
            await see("[data-stage=refused] .alert-danger");
            await tap("[data-stage=refused] [name=discard]");
            await pause(300);
            await tap(".modal:not(:has([data-stage])) footer .btn-primary");
            await gone("[data-stage]");
            """
        )
        self.assertEqual(f"{self.visit.date_planned}", "2026-11-02")
