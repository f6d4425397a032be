"""A campaign from draft to closing: who is asked, counted, reminded (Q1, Q5, Q8)."""

from datetime import date

from common import local
from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import tagged
from questionnaires import QuestionnaireCase


@tagged("post_install", "-at_install")
class TestIssuing(QuestionnaireCase):
    def test_the_procedure_sets_the_targets_and_a_topic_has_its_own(self):
        owner, topic = self.questionnaire, self.make_questionnaire(kind="topic")
        self.assertEqual((owner.issue_target, owner.return_target), (90, 85))
        self.assertEqual((topic.issue_target, topic.return_target), (80, 100))
        self.procedure.topic_issue_target = 70
        self.assertEqual(self.make_questionnaire(kind="topic").issue_target, 70)

    def test_each_household_of_the_estate_is_asked_once(self):
        self.assertEqual(self.questionnaire.household_count, 2)
        self.questionnaire.action_issue()
        recipients = self.questionnaire.recipient_ids
        self.assertEqual(recipients.household_id, self.household | self.neighbour)
        self.assertEqual(len(set(recipients.mapped("token"))), 2)
        self.assertEqual(self.questionnaire.state, "collecting")
        self.assertFalse(
            self.env["survey.user_input"].search_count(
                [("property_recipient_ids", "in", recipients.ids)]
            )
        )

    def test_issuing_again_adds_only_who_lacks_one(self):
        self.questionnaire.action_issue()
        known = self.questionnaire.recipient_ids
        tokens = known.mapped("token")
        late = self.make_household("103", "Li")
        self.questionnaire.action_issue()
        self.assertEqual((self.questionnaire.recipient_ids - known).household_id, late)
        self.assertEqual(known.mapped("token"), tokens)

    def test_only_the_households_concerned_are_asked(self):
        gone = self.make_household("104", "Sun")
        gone.action_move_out("2026-10-01")
        empty = self.make_household("105", "Zhou", occupancy="not_moved_in")
        self.questionnaire.household_domain = "[('unit', '!=', '102')]"
        self.questionnaire.action_issue()
        asked = self.questionnaire.recipient_ids.household_id
        self.assertEqual(asked, self.household | empty)

    def test_a_scope_that_nobody_can_read_or_that_is_empty_is_refused(self):
        with self.assertRefused("choose them anew"):
            self.questionnaire.household_domain = "[('no_such_field', '=', 1)]"
        self.questionnaire.household_domain = "[('unit', '=', '999')]"
        with self.assertRefused("concerns no household"):
            self.questionnaire.action_issue()
        self.assertEqual(self.questionnaire.state, "draft")

    def test_handing_out_goes_on_until_the_opening_day(self):
        self.questionnaire.date_open = "2026-11-09"
        self.questionnaire.action_issue()
        self.assertEqual(self.questionnaire.state, "issuing")
        with self.on(local("2026-11-09 00:30")):
            self.env["property.questionnaire"]._cron_course()
        self.assertEqual(self.questionnaire.state, "collecting")

    def test_a_form_that_could_not_be_handed_out_is_not_issued(self):
        self.questionnaire.action_issue()
        self.of(self.neighbour).with_user(self.butler).action_not_handed_out()
        figures = self.questionnaire
        self.assertEqual((figures.issued_count, figures.issue_rate), (1, 50))
        self.of(self.neighbour).with_user(self.butler).action_handed_out()
        self.assertEqual(self.questionnaire.issue_rate, 100)

    def test_its_questions_and_estates_stay_once_it_is_handed_out(self):
        self.questionnaire.action_issue()
        with self.assertRefused("stay"):
            self.questionnaire.estate_ids = [Command.link(self.far_estate.id)]
        with self.assertRefused("stay"):
            self.questionnaire.survey_id = self.env.ref("property_visit.survey_topic")
        self.questionnaire.estate_ids = [Command.set(self.estate.ids)]

    def test_bad_days_and_estates_are_refused_in_one_sentence(self):
        for days in ("14, 7", "a", "0", "7,,x", "-3"):
            with self.subTest(days=days), self.assertRefused("7, 14"):
                self.questionnaire.reminder_days = days
        foreign = self.env["res.company"].create({"name": "Other"})
        with self.assertRefused("another company"):
            self.questionnaire.company_id = foreign
        with self.assertRefused("at least one estate"):
            self.questionnaire.estate_ids = [Command.clear()]


@tagged("post_install", "-at_install")
class TestAnswering(QuestionnaireCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.questionnaire.action_issue()

    def test_the_answer_is_made_when_the_link_is_opened_and_stays_the_same(self):
        recipient = self.of(self.household)
        answer = recipient._answer("link")
        self.assertEqual(recipient._answer("qr"), answer)
        self.assertEqual((recipient.state, recipient.channel), ("waiting", "qr"))
        self.assertEqual(answer.partner_id, self.household.partner_id)

    def test_what_is_sent_off_is_returned(self):
        self.send_off(self.of(self.household), power="satisfied")
        self.assertEqual(self.of(self.household).state, "answered")
        self.assertEqual(self.questionnaire.returned_count, 1)
        self.assertEqual(self.questionnaire.return_rate, 50)

    def test_core_makes_no_answer_beside_the_links(self):
        self.assertEqual(self.survey.access_mode, "token")
        self.survey.access_mode = "public"
        with self.assertRefused("each household's link"):
            self.survey._create_answer(user=self.butler)
        with self.assertRefused("each household's link"):
            self.survey._create_answer(email="x@example.com")
        self.assertTrue(self.survey._create_answer(user=self.env.user, test_entry=True))

    def test_a_test_of_the_questions_is_nobodys_answer(self):
        test = self.survey._create_answer(user=self.env.user, test_entry=True)
        test._mark_done()
        self.assertEqual(self.questionnaire.returned_count, 0)

    def test_staff_enter_what_came_by_phone_and_are_recorded(self):
        recipient = self.of(self.household).with_user(self.butler)
        dialog = recipient.action_enter_answers()
        wizard = self.env[dialog["res_model"]].browse(dialog["res_id"])
        wizard = wizard.with_user(self.butler)
        wizard.channel = "phone"
        self.assertIn("/survey/start/", wizard.action_enter()["url"])
        recipient.sudo().user_input_id._mark_done()
        self.assertEqual(
            (recipient.state, recipient.channel, recipient.typed_by_id),
            ("answered", "phone", self.butler),
        )
        with self.assertRefused("has answered already"):
            recipient.action_enter_answers()

    def test_who_began_for_the_household_is_not_named_if_it_answers_itself(self):
        recipient = self.of(self.household)
        recipient.with_user(self.butler)._enter("phone")
        self.send_off(recipient, "qr", power="neutral")
        self.assertEqual((recipient.channel, recipient.typed_by_id.id), ("qr", False))

    def test_who_moves_out_before_answering_is_left_out_visibly(self):
        self.household.action_move_out("2026-11-02")
        recipient = self.of(self.household)
        self.assertEqual((recipient.state, recipient.reason), ("left_out", "Moved out"))
        self.assertFalse(recipient._may_answer())
        figures = self.questionnaire
        self.assertEqual((figures.household_count, figures.left_out_count), (1, 1))
        self.assertEqual((figures.issued_count, figures.issue_rate), (1, 100))

    def test_who_has_answered_stays_in_when_moving_out(self):
        self.send_off(self.of(self.household))
        self.household.action_move_out("2026-11-02")
        self.assertEqual(self.of(self.household).state, "answered")
        self.assertEqual(self.questionnaire.left_out_count, 0)


@tagged("post_install", "-at_install")
class TestReminding(QuestionnaireCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.third = cls.make_household("103", "Li")
        (cls.household | cls.third).partner_id.email = "home@example.com"
        cls.questionnaire.action_issue()

    def mails(self):
        return self.env["mail.mail"].sudo().search([("subject", "like", "2026")])

    def test_links_go_to_those_with_an_address_once(self):
        told = self.questionnaire.action_send_links()["params"]["message"]
        self.assertIn("2 households are mailed; 1 have no address", told)
        self.assertIn(
            self.of(self.third).url, "".join(self.mails().mapped("body_html"))
        )
        self.questionnaire.action_send_links()
        self.assertEqual(len(self.mails()), 2)

    def test_only_who_has_not_answered_is_reminded_and_counted(self):
        self.send_off(self.of(self.third))
        self.questionnaire.action_remind()
        self.assertEqual(self.mails().recipient_ids, self.household.partner_id)
        self.assertEqual(self.of(self.household).reminder_count, 1)
        self.assertEqual(self.of(self.neighbour).reminder_count, 0)
        self.assertEqual(self.of(self.third).reminder_count, 0)
        self.assertEqual(self.questionnaire.reminder_count, 1)

    def test_the_schedule_reminds_on_its_days_and_no_more(self):
        counts = []
        for day in ("08", "09", "10", "16", "17", "30"):
            with self.on(local(f"2026-11-{day} 10:00")):
                self.env["property.questionnaire"]._cron_remind()
                counts.append(self.of(self.household).reminder_count)
        self.assertEqual(counts, [0, 1, 1, 2, 2, 2])

    def test_a_week_without_scheduler_brings_one_reminder_a_day(self):
        with self.on(local("2026-11-20 10:00")):
            self.env["property.questionnaire"]._cron_remind()
            self.env["property.questionnaire"]._cron_remind()
            self.assertEqual(self.of(self.household).reminder_count, 1)

    def test_nobody_is_reminded_after_the_closing_day(self):
        self.questionnaire.date_close = "2026-11-05"
        with self.on(local("2026-11-09 10:00")):
            self.env["property.questionnaire"]._cron_remind()
            with self.assertRefused("takes no answers now"):
                self.questionnaire.action_remind()
        self.assertEqual(self.of(self.household).reminder_count, 0)

    def test_one_that_fails_does_not_stop_the_others(self):
        broken = self.make_questionnaire(name="Broken 2026")
        broken.action_issue()
        self.env.cr.execute(
            "UPDATE property_questionnaire SET reminder_days = 'x' WHERE id = %s",
            [broken.id],
        )
        self.env.invalidate_all()
        with (
            self.on(local("2026-11-09 10:00")),
            self.assertLogs("odoo.addons.property_visit", "ERROR"),
        ):
            self.env["property.questionnaire"]._cron_remind()
        self.assertEqual(self.of(self.household).reminder_count, 1)


@tagged("post_install", "-at_install")
class TestClosing(QuestionnaireCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.questionnaire.action_issue()

    def test_closing_promises_the_statistics_within_five_working_days(self):
        with self.on(local("2026-11-06 16:00")):  # a Friday
            self.questionnaire.action_close()
            self.assertEqual(self.questionnaire.state, "analysing")
            self.assertEqual(self.questionnaire.date_close, date(2026, 11, 6))
            self.assertEqual(
                self.questionnaire.statistics_due, local("2026-11-13 17:00")
            )
        promise = self.questionnaire.promise_ids
        self.assertEqual(promise.user_id, self.supervisor)
        self.assertEqual(promise.rule_id.kept_by, "statistics")

    def test_the_responsible_person_answers_for_the_statistics(self):
        self.questionnaire.user_id = self.manager
        self.questionnaire.action_close()
        self.assertEqual(self.questionnaire.promise_ids.user_id, self.manager)

    def test_what_was_begun_and_not_sent_off_is_shut(self):
        answer = self.of(self.household)._answer("link")
        self.questionnaire.action_close()
        self.assertFalse(self.of(self.household)._may_answer())
        self.assertTrue(answer.deadline)
        with self.assertRefused("takes no answers any more"):
            self.of(self.household).action_enter_answers()

    def test_the_last_day_counts_and_the_night_after_closes(self):
        self.questionnaire.date_close = "2026-11-05"
        with self.on(local("2026-11-05 23:50")):
            self.env["property.questionnaire"]._cron_course()
            self.assertTrue(self.of(self.household)._may_answer())
        with self.on(local("2026-11-06 00:10")):
            self.assertFalse(self.of(self.household)._may_answer())
            self.env["property.questionnaire"]._cron_course()
            self.assertEqual(self.questionnaire.state, "analysing")

    def test_a_closed_one_is_neither_issued_nor_closed_again(self):
        self.questionnaire.action_close()
        for step in ("action_issue", "action_close", "action_collect"):
            with self.subTest(step=step), self.assertRefused("not possible"):
                getattr(self.questionnaire, step)()
        self.assertEqual(len(self.questionnaire.promise_ids), 1)

    def test_a_draft_cannot_be_closed(self):
        draft = self.make_questionnaire()
        with self.assertRefused("not possible", UserError):
            draft.action_close()
