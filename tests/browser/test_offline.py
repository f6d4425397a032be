"""A recording survives a bad connection: it arrives once and complete."""

import functools
from unittest.mock import patch

from odoo.tests import tagged
from offline_world import OfflineCase


@tagged("post_install", "-at_install")
class TestOffline(OfflineCase):
    def assertComplete(self):
        self.assertEqual((self.visit.state, self.visit.satisfaction), ("done", 2))
        self.assertEqual(self.visit.signed_by, "王先生")
        self.assertTrue(self.visit.signature)
        said = self.visit.feedback_ids
        self.assertEqual(said.description, "楼道灯坏了")
        self.assertEqual((len(said.photo_ids), len(said.promise_ids)), (1, 1))
        done = self.env["property.visit"].search(
            [("household_id", "=", self.household.id), ("state", "=", "done")]
        )
        self.assertEqual(done, self.visit)

    def test_the_network_is_cut_while_recording(self):
        self.walk(
            """
            await begin();
            await network("off");
            await finish();
            await see(".o_property_my_day_kept");
            const [draft] = await kept();
            if (draft.stage !== "waiting") throw new Error(draft.stage);
            await network("on");
            await clean();
            """
        )
        self.assertComplete()

    def test_the_answer_is_lost_on_the_way(self):
        self.lose_first_answer("record_from_device")
        self.walk(
            """
            await begin();
            await finish();
            await see(".o_property_my_day_kept");
            while (navigator.onLine) await pause(50);
            await pause(500);
            await network("on");
            await clean();
            """
        )
        self.assertEqual(self.sent, 2)
        self.assertComplete()

    def test_a_page_closed_in_the_middle_goes_on_where_it_was(self):
        self.walk(
            """
            await begin();
            await write(".o_property_said textarea", "楼道灯坏了");
            await pause(1000);
            const [draft] = await kept();
            if (draft.stage !== "editing") throw new Error(draft.stage);
            if (draft.values.feedback[0].description !== "楼道灯坏了")
                throw new Error("the words are not kept");
            """
        )
        self.assertEqual(self.visit.state, "planned")

    def test_confidences_do_not_stay_where_somebody_else_signs_in(self):
        """Nor after signing out (H5); the rest waits for its owner to come back."""
        self.walk(
            """
            await see(".o_property_record");
            const drafts = odoo.__WOWL_DEBUG__.root.env.services.property_drafts;
            const draft = (token, owner) => ({
                token, owner, name: "101", subject: {}, stage: "editing",
                values: { private_note: "父亲生病", note: "灯坏了", feedback: [] },
            });
            await drafts.store.put(draft("theirs", "elsewhere:1"));
            await drafts.store.put(draft("mine", drafts.owner));
            await drafts.load();
            const notes = async () => (await kept()).map(
                ({ token, values }) => `${token}:${values.private_note}:${values.note}`
            ).join();
            let left = await notes();
            if (left !== "mine:父亲生病:灯坏了,theirs:undefined:灯坏了")
                throw new Error(left);
            if (drafts.state.drafts.length !== 1) throw new Error("a foreign draft");
            await drafts.forgetConfidences();
            left = await notes();
            if (left.includes("父亲")) throw new Error(left);
            """
        )

    def test_somebody_else_was_faster(self):
        """Both are shown side by side; mine becomes a contact of its own."""

        def record_before(records, token, values):
            if not self.sent:
                self.sent = 1
                visit = records.env["property.visit"].sudo().browse(self.visit.id)
                visit.write({"date_done": "2026-11-02 00:30:00", "note": "同事已走访"})
                visit.action_done()
                visit.flush_recordset()
            return record(records, token, values)

        visits = type(self.env["property.visit"])
        record = visits.record_from_device
        self.startPatcher(
            patch.object(
                visits, "record_from_device", functools.wraps(record)(record_before)
            )
        )
        self.walk(
            """
            await begin();
            await finish();
            await tap(".o_property_my_day_kept.alert-danger");
            const theirs = await see("[data-stage=conflict] [name=theirs]");
            if (!theirs.textContent.includes("同事已走访")) throw new Error("theirs");
            const mine = await see("[data-stage=conflict] [name=mine]");
            if (!mine.textContent.includes("楼道灯坏了")) throw new Error("mine");
            await tap("button[name=insist]");
            await gone("[data-stage]");
            await tap(".modal footer .btn-secondary, .modal .btn-close");
            await clean();
            """
        )
        self.assertEqual(self.visit.note, "同事已走访")
        self.assertFalse(self.visit.feedback_ids)
        mine = self.env["property.visit"].search(
            [("household_id", "=", self.household.id), ("id", "!=", self.visit.id)]
        )
        self.assertEqual((mine.state, mine.satisfaction), ("done", 2))
        self.assertEqual(mine.feedback_ids.description, "楼道灯坏了")
