"""Without signing in: one question, two buttons, and what follows (P9, C8, C8a, Q7)."""

from datetime import datetime, timedelta

from link_world import LinkCase
from odoo.tests import tagged


@tagged("post_install", "-at_install")
class TestConfirm(LinkCase):
    def test_page_shows_the_time_and_nobody(self):
        page = self.page(self.url_open(self.path("confirm")))
        self.assertIn("Does this time suit you?", page)
        spoken = self.visit.with_context(lang=self.visit._link_lang("confirm"))
        self.assertIn(spoken._slot_text(), page)
        for private in ("Wang", "101", "Butler", self.visit.name):
            self.assertNotIn(private, page)

    def test_a_proposed_hour_is_agreed(self):
        start = datetime.combine(self.visit.date_planned, datetime.min.time())
        self.visit.write({"appointment_start": start, "appointment_state": "proposed"})
        self.assertThanked(self.answer(self.path("confirm"), "yes"))
        self.assertEqual(self.visit.state, "appointed")
        self.assertEqual(self.visit.appointment_state, "agreed")
        self.assertEqual(self.visit.household_answer, "confirmed")
        self.assertTrue(self.visit.calendar_event_id)

    def test_a_day_without_an_hour_is_agreed_as_a_day(self):
        self.assertThanked(self.answer(self.path("confirm"), "yes"))
        self.assertEqual(self.visit.state, "planned")
        self.assertEqual(self.visit.appointment_state, "agreed")

    def test_another_time_withdraws_the_hour_and_asks_the_butler(self):
        start = datetime.combine(self.visit.date_planned, datetime.min.time())
        self.visit.action_appoint(start)
        path = self.path("confirm")
        self.assertThanked(self.answer(path, "other", "After seven, please"))
        self.assertEqual(self.visit.state, "planned")
        self.assertFalse(self.visit.appointment_start)
        self.assertFalse(self.visit.calendar_event_id)
        self.assertEqual(self.visit.household_words, "After seven, please")
        (todo,) = self.visit.activity_ids
        self.assertEqual(todo.user_id, self.butler)
        self.assertIn("After seven, please", todo.note)

    def test_declined(self):
        self.assertThanked(self.answer(self.path("confirm"), "no"))
        self.assertEqual(self.visit.appointment_state, "declined")
        self.assertEqual(self.visit.state, "planned")
        self.assertEqual(self.visit.activity_ids.user_id, self.butler)

    def test_told_another_time_the_old_link_is_void_and_a_new_one_asks_anew(self):
        old = self.path("confirm")
        self.assertThanked(self.answer(old, "yes"))
        self.visit.action_move(self.visit.date_planned + timedelta(days=1))
        self.assertFalse(self.visit.household_answer)
        self.assertRefusedPolitely(self.url_open(old))
        self.assertThanked(self.answer(self.path("confirm"), "yes"))

    def test_ends_with_the_day(self):
        self.visit.date_planned = self.estate._today() - timedelta(days=1)
        self.assertFalse(self.visit._link("confirm"))

    def test_speaks_the_language_of_the_household(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        self.household.language = "zh_CN"
        path = self.path("confirm")
        self.assertIn('lang="zh-CN"', self.url_open(path).text)
        day = f"{self.visit.date_planned:%Y年}"
        self.assertIn(day, self.page(self.url_open(path)))
        self.assertNotIn(day, self.page(self.url_open(f"{path}?lang=en_US")))

    def test_the_butler_reads_it_in_their_own_language(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        self.household.language = "zh_CN"
        self.butler.lang = "en_US"
        self.answer(self.path("confirm"), "other", "周末更好")
        todo = self.visit.activity_ids
        self.assertEqual(todo.summary, "The household asks for another time")


@tagged("post_install", "-at_install")
class TestRate(LinkCase):
    def test_rated_once(self):
        path = self.path("rate")
        self.assertThanked(self.answer(path, "5", "Friendly"))
        self.assertEqual(self.done.resident_rating, "5")
        self.assertEqual(self.done.resident_rating_words, "Friendly")
        self.assertEqual(self.done.satisfaction, 5)
        self.assertRefusedPolitely(self.answer(path, "1"))
        self.assertEqual(self.done.resident_rating, "5")

    def test_what_the_visitor_wrote_down_stays(self):
        self.done.satisfaction = 4
        self.answer(self.path("rate"), "2", "He came late")
        self.assertEqual(self.done.satisfaction, 4)
        self.assertEqual(self.done.resident_rating, "2")

    def test_a_bad_rating_reaches_the_supervisor(self):
        self.answer(self.path("rate"), "1", "He came late")
        (todo,) = self.done.activity_ids
        self.assertEqual(todo.user_id, self.supervisor)
        self.assertIn("He came late", todo.note)

    def test_not_before_the_visit(self):
        self.assertFalse(self.visit._link("rate"))


@tagged("post_install", "-at_install")
class TestSolved(LinkCase):
    def test_satisfied(self):
        path = self.path("solved")
        self.assertThanked(self.answer(path, "yes", "Thank you"))
        self.assertEqual(self.case.handling_state, "callback")
        self.assertTrue(self.case.satisfied_at)
        self.assertRefusedPolitely(self.answer(path, "no"))

    def test_not_solved_reopens_and_counts(self):
        self.assertThanked(self.answer(self.path("solved"), "no", "It drips again"))
        self.assertEqual(self.case.handling_state, "solving")
        self.assertEqual(self.case.reopen_count, 1)
        self.assertIn("It drips again", "".join(self.case.message_ids.mapped("body")))

    def test_a_link_of_the_first_round_says_nothing_about_the_second(self):
        first = self.path("solved")
        self.assertThanked(self.answer(first, "no"))
        self.case.action_handle()
        self.case.sudo().handled_at += timedelta(seconds=1)
        self.assertRefusedPolitely(self.answer(first, "yes"))
        self.assertThanked(self.answer(self.path("solved"), "yes"))

    def test_not_while_it_is_being_solved(self):
        self.assertFalse(self.open_case._link("solved"))

    def test_internal_words_are_not_shown(self):
        self.case.cause_note = "Our own fault"
        page = self.page(self.url_open(self.path("solved")))
        for private in ("Our own fault", "Wang", "101", "drips since"):
            self.assertNotIn(private, page)


@tagged("post_install", "-at_install")
class TestProposal(LinkCase):
    def test_agreed_is_carried_out_and_ends_the_choice(self):
        other = self.make_proposal("A brown door")
        path, late = self.path("proposal"), self.path("proposal", other)
        self.assertThanked(self.answer(path, "yes"))
        self.assertEqual(self.proposal.state, "agreed")
        self.assertTrue(self.proposal.answered_at)
        self.assertFalse(self.proposal.answered_to_id)
        self.assertRefusedPolitely(self.answer(late, "yes"))
        self.assertEqual(other.state, "proposed")

    def test_another_one_needs_a_word(self):
        path = self.path("proposal")
        refused = self.answer(path, "no", "  ")
        self.assertEqual(refused.status_code, 422)
        self.assertIn("what should be different", self.page(refused))
        self.assertEqual(self.proposal.state, "proposed")
        self.assertThanked(self.answer(path, "no", "Rather a blue one"))
        self.assertEqual(self.proposal.state, "refused")
        self.assertEqual(self.proposal.household_words, "Rather a blue one")


@tagged("post_install", "-at_install")
class TestOutcome(LinkCase):
    def test_satisfied(self):
        self.assertThanked(self.answer(self.path("outcome"), "yes"))
        self.assertTrue(self.answered.outcome_satisfied)
        self.assertTrue(self.answered.outcome_answered_at)

    def test_not_satisfied_is_taken_up_by_who_answered(self):
        path = self.path("outcome")
        self.assertThanked(self.answer(path, "no", "Still dirty"))
        self.assertFalse(self.answered.outcome_satisfied)
        self.assertTrue(self.answered.outcome_answered_at)
        self.assertIn("Still dirty", self.answered.activity_ids.note)
        self.assertRefusedPolitely(self.url_open(path))

    def test_only_what_was_answered(self):
        self.assertFalse(self.make_feedback()._link("outcome"))

    def test_markup_is_shown_as_text(self):
        self.answered.description = "<script>alert(1)</script>"
        page = self.page(self.url_open(self.path("outcome")))
        self.assertNotIn("<script>alert", page)
        self.answer(self.path("outcome"), "no", "<img src=x onerror=alert(1)>")
        self.assertIn("&lt;img", self.answered.activity_ids.note)
