"""A thousand promises due at once, one of which cannot be escalated (E1–E4)."""

from datetime import datetime

from ledger import LedgerCase
from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools import SQL, mute_logger

DUE = "2026-11-03 01:00:00"
THOUSAND = 1000
LOUD = (
    "odoo.sql_db",
    "odoo.addons.property_visit.models.property_commitment_escalation",
)


class SchedulerCase(LedgerCase):
    """Our job and Odoo's own for automation rules, each as the scheduler runs it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.rule = cls.make_rule()
        cls.automation = cls.env.ref("property_visit.automation_escalate")

    def run_ours(self, moment):
        self._run("property_visit.ir_cron_escalate", moment)

    def run_odoos(self, moment):
        self._run("base_automation.ir_cron_data_base_automation_check", moment)

    def _run(self, cron, moment):
        self.env.flush_all()
        with self.on(moment), self.enter_registry_test_mode():
            self.env.ref(cron).method_direct_trigger()
        self.env.invalidate_all()


@tagged("post_install", "-at_install")
class TestThousand(SchedulerCase):
    """Each was promised on Monday at 9:00 and is due 24 hours later."""

    def setUp(self):
        super().setUp()
        self.promises = self._promise_all()
        self.poisoned = self.promises[THOUSAND // 2]
        self._poison()

    def _promise_all(self):
        feedback = self.env["property.feedback"].create(
            [
                {
                    "household_id": self.household.id,
                    "category_id": self.category().id,
                    "description": f"Stair {number}",
                }
                for number in range(THOUSAND)
            ]
        )
        promises = self.Ledger
        for item in feedback:
            promises |= self.promise(record=item)
        return promises

    def _poison(self):
        """The database itself refuses every step of one promise."""
        self.env.flush_all()
        self.env.cr.execute(
            SQL(
                """ALTER TABLE property_escalation_log
                     ADD CONSTRAINT poison CHECK (commitment_id <> %s)""",
                self.poisoned.id,
            )
        )

    def assertOthersServed(self, steps):
        others = self.promises - self.poisoned
        self.assertEqual(len(others), THOUSAND - 1)
        self.assertEqual(set(others.mapped("escalation_level")), {steps})
        self.assertEqual(len(others.log_ids), (THOUSAND - 1) * steps)
        self.assertEqual(set(others.mapped("failure_count")), {0})

    def assertFailureShown(self, times):
        self.assertFalse(self.poisoned.log_ids)
        self.assertEqual(self.poisoned.failure_count, times)
        self.assertIn("poison", self.poisoned.last_error)
        failing = self.Ledger.search([("failure_count", ">", 0)])
        self.assertEqual(failing & self.promises, self.poisoned, "found by the filter")

    @mute_logger(*LOUD)
    def test_our_own_job_serves_the_other_999(self):
        self.run_ours(DUE)
        self.assertOthersServed(2)  # warned and due, at once
        self.assertFailureShown(1)
        # 2¹ minutes later it is tried again, and after that 2² minutes (E3)
        self.assertEqual(self.poisoned.next_escalation_at, datetime(2026, 11, 3, 1, 2))
        self.run_ours("2026-11-03 01:02:00")
        self.assertFailureShown(2)
        self.assertEqual(self.poisoned.next_escalation_at, datetime(2026, 11, 3, 1, 6))
        self.assertOthersServed(2)

    @mute_logger(*LOUD)
    def test_odoos_scheduler_serves_the_other_999_and_keeps_the_rule(self):
        self.run_odoos(DUE)
        self.assertOthersServed(2)
        self.assertFailureShown(1)
        self.assertTrue(self.automation.active)
        self.assertEqual(self.automation.last_run, datetime(2026, 11, 3, 1))
        cron = self.env.ref("base_automation.ir_cron_data_base_automation_check")
        self.assertEqual((cron.active, cron.failure_count), (True, 0))


@tagged("post_install", "-at_install")
class TestOdoosSchedulerAlone(SchedulerCase):
    """Our own job is switched off: the administrator's rule climbs by itself (E1)."""

    def setUp(self):
        super().setUp()
        self.env.ref("property_visit.ir_cron_escalate").active = False

    def test_the_whole_ladder_is_climbed(self):
        promise = self.promise()  # due on the 3rd at 1:00 UTC
        before, at, late, boss = (
            (-4, self.butler),
            (0, self.butler),
            (4, self.supervisor),
            (24, self.manager),
        )
        for moment, expected in (
            ("2026-11-02 20:59:00", []),
            ("2026-11-02 21:00:00", [before]),
            ("2026-11-02 21:00:30", [before]),
            ("2026-11-03 01:00:00", [before, at]),
            ("2026-11-03 05:00:00", [before, at, late]),
            ("2026-11-04 01:00:00", [before, at, late, boss]),
        ):
            self.run_odoos(moment)
            self.assertEqual(self.told(promise), expected, moment)
        self.assertFalse(promise.next_escalation_at)

    def test_what_came_in_late_is_not_lost(self):
        self.run_odoos("2026-11-05 01:00:00")
        backdated = self.promise("2026-11-01 01:00:00")
        self.run_odoos("2026-11-05 01:10:00")
        self.assertEqual(len(backdated.log_ids), 4)

    def test_a_rule_of_the_administrators_own_watches_what_it_says(self):
        """Due for a day, of one household: not everything the ladder has to do."""
        own = self._make_automation(
            "date_due", delay=24, filter_domain=[("user_id", "=", self.butler.id)]
        )
        first, second = self.promise(), self.promise(record=self.make_feedback())
        second.user_id = self.colleague
        with self.on(DUE):
            own.last_run = DUE
        self.run_odoos("2026-11-04 00:59:00")
        self.assertFalse(self._marked())
        self.run_odoos("2026-11-04 01:01:00")
        self.assertEqual(self._marked(), first)

    def test_a_ladder_of_some_promises_only(self):
        self.automation.filter_domain = [("user_id", "=", self.butler.id)]
        first, second = self.promise(), self.promise(record=self.make_feedback())
        second.user_id = self.colleague
        self.run_odoos(DUE)
        self.assertEqual((len(first.log_ids), len(second.log_ids)), (2, 0))

    def _make_automation(self, date, delay, filter_domain):
        """A rule that marks promises by hand-over to the supervisor."""
        model = self.env["ir.model"]._get("property.commitment")
        return self.env["base.automation"].create(
            {
                "name": "Ask after a day",
                "model_id": model.id,
                "trigger": "on_time",
                "trg_date_id": self.env["ir.model.fields"]
                ._get("property.commitment", date)
                .id,
                "trg_date_range": delay,
                "trg_date_range_type": "hour",
                "filter_domain": filter_domain,
                "action_server_ids": [
                    Command.create(
                        {
                            "name": "Mark",
                            "model_id": model.id,
                            "state": "code",
                            "usage": "base_automation",
                            "code": "record.message_post(body='asked after a day')",
                        }
                    )
                ],
            }
        )

    def _marked(self):
        marks = self.env["mail.message"].search(
            [
                ("model", "=", "property.commitment"),
                ("body", "like", "asked after a day"),
            ]
        )
        return self.Ledger.browse(sorted(set(marks.mapped("res_id"))))
