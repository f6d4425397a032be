"""What happened is written by the steps alone, whoever may write the record (H7).

A field that no form lets anybody edit can still be written over the API: a verdict, a
date of keeping or a consent would then say what nobody did.
"""

from datetime import datetime

from ledger import LedgerCase
from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.models import MAGIC_COLUMNS
from odoo.tests import tagged

# Guarded by the model's own `write`, in words of its own, or of no weight.
OTHERWISE = {
    "property.case.proposal": {"state", "answered_at", "answered_to_id"},
    "property.monthly.summary": {"state", "frozen"},
    "property.publication": {"res_model", "res_id"},
    "property.questionnaire": {"state", "follows_id"},
    "property.rain.day": {"millimetres"},
    "property.service.report": {"state", "sent_at", "frozen"},
    "property.summary.call": {"told_at", "told_by_id"},
    "property.visit": {"device_token"},
}


@tagged("post_install", "-at_install")
class TestFactsBySteps(LedgerCase):
    def assertNobodyWrites(self, record, user, facts):
        """Each fact is refused to a user who may write the record otherwise."""
        mine = record.with_user(user)
        mine.check_access("write")
        for name, value in facts.items():
            with self.subTest(fact=name), self.assertRaises(AccessError):
                mine.write({name: value})

    def test_a_promise_is_kept_paused_and_judged_by_its_steps(self):
        """L1, L2: neither who answers nor a supervisor rewrites the verdict."""
        self.make_rule()
        promise = self.promise()
        facts = {
            "state": "kept",
            "date_due": "2027-01-01 00:00:00",
            "date_kept": "2026-11-02 01:00:00",
            "date_start": "2026-11-01 01:00:00",
            "agreed_due": "2027-01-01 00:00:00",
            "was_late": False,
            "next_escalation_at": False,
            "escalation_level": 0,
        }
        for user in (self.butler, self.supervisor):
            self.assertNobodyWrites(promise, user, facts)
        promise.with_user(self.butler).action_keep()
        self.assertEqual(promise.state, "kept")

    def test_a_supervisor_gives_a_promise_to_somebody_else(self):
        self.make_rule()
        promise = self.promise()
        promise.with_user(self.supervisor).user_id = self.colleague
        self.assertEqual(promise.user_id, self.colleague)

    def test_a_rectification_notice_is_issued_and_put_right_by_its_steps(self):
        """B4."""
        visit = self.make_visit(purpose="callback")
        visit.write({"date_done": datetime(2026, 11, 2, 0), "fault_found": True})
        visit.action_done()
        facts = {
            "state": "issued",
            "issued_at": "2026-11-02 01:00:00",
            "rectified_at": "2026-11-02 01:00:00",
        }
        self.assertNobodyWrites(visit.rectification_ids, self.butler, facts)

    def test_a_household_agrees_to_be_named_by_the_button(self):
        """C12: the button asks how it wants to be named."""
        honour = self.env["property.honour"].create({"household_id": self.household.id})
        facts = {"consent": "given", "consent_at": "2026-11-02 01:00:00"}
        self.assertNobodyWrites(honour, self.supervisor, facts)

    def test_a_phone_message_is_called_back_by_the_button(self):
        """V9."""
        slip = self.env["property.message.slip"].create(
            {
                "estate_id": self.estate.id,
                "caller": "Sun",
                "user_id": self.butler.id,
                "message": "Please call",
            }
        )
        facts = {"called_back_at": "2026-11-02 01:00:00"}
        self.assertNobodyWrites(slip, self.butler, facts)

    def test_a_delivery_is_reported_by_the_button(self):
        """P8."""
        receipt = self.env["property.delivery.receipt"].create(
            {"name": "D1", "household_id": self.household.id}
        )
        facts = {"reported_at": "2026-11-02 01:00:00"}
        self.assertNobodyWrites(receipt, self.butler, facts)

    def test_a_visit_is_asked_about_again_by_the_buttons_and_by_nobody_who_was_there(
        self,
    ):
        """V7: also where somebody else was named to ask."""
        visit = self.make_visit(companion_ids=self.supervisor.ids)
        visit.date_done = datetime(2026, 11, 1, 0)
        visit.action_done()
        check = self.env["property.visit.check"].create(
            {"visit_id": visit.id, "month": "2026-11-01", "user_id": self.manager.id}
        )
        facts = {"state": "asked", "asked_at": "2026-11-02 01:00:00"}
        self.assertNobodyWrites(check, self.manager, facts)
        for action in ("action_all_fine", "action_not_reached"):
            with self.assertRefused("somebody else has to ask"):
                getattr(check.with_user(self.supervisor), action)()
        check.with_user(self.manager).action_all_fine()
        self.assertEqual((check.state, check.user_id), ("asked", self.manager))

    def test_a_review_of_the_procedure_takes_its_steps(self):
        """M5: nobody records one as done that was not decided."""
        review = self.env["property.procedure.review"].create(
            {"procedure_id": self.procedure.id, "estate_id": self.estate.id}
        )
        facts = {"state": "done", "date_done": "2026-11-02 01:00:00"}
        self.assertNobodyWrites(review, self.supervisor, facts)

    def test_what_a_household_said_itself_is_written_by_nobody_else(self):
        """P9, V2, Q7: its answer to the time, its rating, its judgement."""
        visit = self.make_visit()
        facts = {
            "household_answer": "confirmed",
            "resident_rating": "5",
            "drawn_on": "2026-11-02",
        }
        self.assertNobodyWrites(visit, self.butler, facts)
        facts = {
            "answered_at": "2026-11-02 01:00:00",
            "outcome_satisfied": True,
            "outcome_told_at": "2026-11-02 01:00:00",
        }
        self.assertNobodyWrites(self.feedback, self.butler, facts)

    def test_another_day_takes_the_households_answer_back(self):
        """P9: whoever moves a visit need not be able to answer for the household."""
        visit = self.make_visit()
        visit.household_answer = "confirmed"
        visit.with_user(self.butler).date_planned = "2026-11-09"
        self.assertFalse(visit.household_answer)

    def test_a_plan_is_reviewed_and_a_visit_announced_by_the_buttons(self):
        """P1, P9."""
        plan = self.env["property.visit.plan"].create(
            {
                "estate_id": self.estate.id,
                "user_id": self.butler.id,
                "role_id": self.role("butler").id,
                "date_from": "2026-11-01",
            }
        )
        facts = {"reviewer_id": self.manager.id, "reviewed_at": "2026-11-02 01:00:00"}
        self.assertNobodyWrites(plan, self.butler, facts)
        plan.with_user(self.butler).action_submit()
        plan.with_user(self.supervisor).action_approve()
        self.assertEqual(plan.reviewer_id, self.supervisor)
        visit = self.make_visit()
        facts = {"announced_at": "2026-11-02 01:00:00", "served_by_id": visit.id}
        self.assertNobodyWrites(visit, self.butler, facts)
        visit.with_user(self.butler).action_announce()
        self.assertTrue(visit.announced_at)

    def test_a_slip_keeps_its_number(self):
        """C14."""
        teams = self.team | self.team.copy({"name": "Cleaning"})
        slip = self.env["property.contact.slip"].create(
            {
                "estate_id": self.estate.id,
                "from_team_id": teams[0].id,
                "to_team_id": teams[1].id,
                "request": "Clean the pump room",
            }
        )
        facts = {"name": "LX-1", "ruled_at": "2026-11-02 01:00:00"}
        self.assertNobodyWrites(slip, self.department, facts)

    def test_minutes_keep_the_open_items_of_their_day(self):
        """M6: the button alone writes down what was open."""
        meeting = self.env["property.meeting"].create(
            {
                "estate_id": self.estate.id,
                "user_id": self.butler.id,
                "attendee_user_ids": self.butler.ids,
            }
        )
        facts = {"kept_open_ids": [Command.set(self.feedback.ids)]}
        self.assertNobodyWrites(meeting, self.butler, facts)
        meeting.with_user(self.butler).action_finish()
        self.assertEqual(meeting.state, "finished")

    def test_a_visitor_becomes_a_case_by_the_button(self):
        """C1: nobody points a visit to the office at a case of another household."""
        visitor = self.env["property.visitor.log"].create(
            {"estate_id": self.estate.id, "visitor": "Wang", "reason": "Lamp"}
        )
        case = self.env["helpdesk.ticket"].create({"name": "A", "description": "B"})
        self.assertNobodyWrites(visitor, self.butler, {"ticket_id": case.id})
        visitor.with_user(self.butler).action_register()
        self.assertTrue(visitor.ticket_id)

    def test_an_improvement_is_told_and_done_by_its_steps(self):
        """Q6a: also before the department is told."""
        campaign = self.env["property.questionnaire"].create(
            {
                "name": "Owner survey 2026",
                "survey_id": self.env.ref("property_visit.survey_owner").id,
                "estate_ids": self.estate.ids,
            }
        )
        line = self.env["property.questionnaire.improvement"].create(
            {
                "questionnaire_id": campaign.id,
                "estate_id": self.estate.id,
                "team_id": self.team.id,
                "what": "Light the stairs",
                "date_due": "2026-12-01",
            }
        )
        facts = {"done_at": "2026-11-02 01:00:00", "state": "done"}
        self.assertNobodyWrites(line, self.supervisor, facts)

    def test_nobody_begins_with_a_fact(self):
        with self.assertRaises(AccessError):
            self.env["property.honour"].with_user(self.supervisor).create(
                {"household_id": self.household.id, "consent": "given"}
            )

    def test_what_no_form_lets_anybody_edit_is_a_fact(self):
        """Of every model that people of an estate write; the rest says why not."""
        groups = ("butler", "department", "supervisor")
        writers = [self.env.ref(f"property_visit.group_property_{g}") for g in groups]
        rows = self.env["ir.model.access"].search([("perm_write", "=", True)])
        names = rows.filtered(lambda row: row.group_id in writers).model_id
        for name in sorted(set(names.mapped("model"))):
            model = self.env[name]
            if not name.startswith("property.") or model._transient:
                continue
            facts = getattr(model, "_own_facts", set)()
            shown = {field for field in model._fields.values() if self.is_shown(field)}
            with self.subTest(model=name):
                left = {field.name for field in shown} - facts
                self.assertEqual(left, OTHERWISE.get(name, set()))

    def is_shown(self, field):
        """A field of ours that is stored, written by code alone, and so read-only."""
        ours = field._modules and "property_visit" in field._modules
        worked_out = field.compute or field.related or field.name in MAGIC_COLUMNS
        return ours and field.store and field.readonly and not worked_out
