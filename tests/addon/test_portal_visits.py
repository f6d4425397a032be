"""Visits on the portal: the household sees its own, and answers for itself."""

import re

from common import local
from freezegun import freeze_time
from odoo.tests import tagged
from portal_world import PortalCase


class HouseholdPages(PortalCase):
    """A visit tomorrow at 14:00 waits for an answer of household 101."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.startClassPatcher(freeze_time("2026-11-02 01:00:00", tick=True))
        cls.visit = cls.make_visit(
            method_id=cls.method("door").id,
            date_planned="2026-11-03",
            appointment_start=local("2026-11-03 14:00"),
            appointment_stop=local("2026-11-03 14:30"),
            appointment_state="proposed",
        )
        cls.foreign = cls.make_visit(cls.neighbour, date_planned="2026-11-03")

    def page(self, url):
        answer = self.url_open(url)
        self.assertEqual(answer.status_code, 200, url)
        return answer.text

    def answer(self, visit=None, **values):
        number = (visit or self.visit).id
        return self.submit(f"/my/visits/{number}/answer", **values)


@tagged("post_install", "-at_install")
class TestVisitsToCome(HouseholdPages):
    def test_the_slot_is_shown_and_on_the_home_page(self):
        for name in ("wang", "wife"):
            self.sign_in(name)
            for url in ("/my", "/my/visits", f"/my/visits/{self.visit.id}"):
                with self.subTest(name, url=url):
                    page = self.page(url)
                    self.assertIn("14:00–14:30", page)
                    self.assertIn("suits me", page + "suits me" * (url == "/my/visits"))

    def test_confirming_agrees_the_time(self):
        self.sign_in("wife")
        self.assertEqual(self.answer(answer="yes").status_code, 303)
        self.assertEqual(self.visit.state, "appointed")
        self.assertEqual(self.visit.appointment_state, "agreed")
        self.assertEqual(self.visit.household_answer, "confirmed")

    def test_another_time_is_handed_to_the_visitor(self):
        self.sign_in("wang")
        self.answer(answer="other", text="After six, please")
        self.assertEqual(self.visit.household_answer, "other_time")
        self.assertEqual(self.visit.household_words, "After six, please")
        self.assertEqual(self.visit.activity_ids.user_id, self.butler)
        self.assertIn("You asked for another time", self.page("/my/visits"))

    def test_declining(self):
        self.sign_in("wang")
        self.answer(answer="no")
        self.assertEqual(self.visit.appointment_state, "declined")

    def test_what_is_not_theirs_leads_to_what_is_with_a_word(self):
        self.sign_in("wang")
        for number in (self.foreign.id, 2**31 - 1):
            page = self.page(f"/my/visits/{number}")
            self.assertIn("not one of", page)
            self.assertIn(f"/my/visits/{self.visit.id}", page)
        self.assertNotIn("not one of", self.page("/my/visits"))

    def test_an_answer_is_given_once(self):
        self.sign_in("wang")
        self.answer(answer="yes")
        again = self.answer(answer="no")
        self.assertEqual(again.status_code, 422)
        self.assertIn("answered already", again.text)
        self.assertEqual(self.visit.household_answer, "confirmed")

    def test_following_a_link_answers_nothing(self):
        self.sign_in("wang")
        url = f"/my/visits/{self.visit.id}/answer?answer=yes"
        self.assertEqual(self.url_open(url).status_code, 405)
        self.assertFalse(self.visit.household_answer)

    def test_a_plan_nobody_approved_is_not_told(self):
        plan = self.env["property.visit.plan"].create(
            {
                "estate_id": self.estate.id,
                "user_id": self.butler.id,
                "role_id": self.role("butler").id,
                "plan_type": "monthly",
                "date_from": "2026-11-01",
                "date_to": "2026-11-30",
            }
        )
        self.visit.write(
            {
                "plan_id": plan.id,
                "appointment_start": False,
                "appointment_stop": False,
                "appointment_state": "none",
            }
        )
        self.sign_in("wang")
        self.assertNotIn(f"/my/visits/{self.visit.id}", self.page("/my/visits"))
        self.visit.announced_at = local("2026-11-02 08:00")
        self.assertIn(f"/my/visits/{self.visit.id}", self.page("/my/visits"))


@tagged("post_install", "-at_install")
class TestManyVisits(HouseholdPages):
    """Ten of a list on a page; whoever turns its pages sees that list alone."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.coming = cls.visit | cls.make_visits("2026-12", state="planned")
        cls.past = cls.make_visits("2026-10", state="done")

    @classmethod
    def make_visits(cls, month, state):
        days = [f"{month}-{day:02}" for day in range(1, 23)]
        values = [{"date_planned": day, "state": state} for day in days]
        if state == "done":
            values = [
                {**vals, "date_done": local(f"{vals['date_planned']} 10:00")}
                for vals in values
            ]
        visits = cls.env["property.visit"]
        return visits.union(*(cls.make_visit(**vals) for vals in values))

    def shown(self, url):
        """The visits that a page names, in its order."""
        numbers = re.findall(r'href="/my/visits/(\d+)"', self.page(url))
        return self.env["property.visit"].browse(map(int, numbers))

    def test_ten_of_each_list_come_first(self):
        self.sign_in("wang")
        coming = self.coming.sorted("date_planned")[:10]
        past = self.past.sorted("date_done", reverse=True)[:10]
        self.assertEqual(self.shown("/my/visits").ids, (coming + past).ids)

    def test_each_visit_is_on_one_page_of_its_list(self):
        self.sign_in("wang")
        for url, visits in (
            ("/my/visits/coming", self.coming),
            ("/my/visits", self.past),
        ):
            first = self.shown(url) & visits
            page = self.page(url)
            self.assertIn(f'href="{url}/page/2"', page)
            second, third = (self.shown(f"{url}/page/{n}") for n in (2, 3))
            self.assertEqual(len(second), 10)
            self.assertEqual(sorted((first + second + third).ids), sorted(visits.ids))

    def test_a_page_beyond_the_end_is_the_last(self):
        self.sign_in("wang")
        for url in ("/my/visits", "/my/visits/coming"):
            last = self.shown(f"{url}/page/3")
            self.assertTrue(last)
            self.assertEqual(self.shown(f"{url}/page/400"), last)


@tagged("post_install", "-at_install")
class TestVisitsMade(HouseholdPages):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.made = cls.make_visit(
            state="done",
            date_done=local("2026-11-01 10:00"),
            note="They want to move",
        )
        cls.promised = cls.make_feedback(
            cls.made, reply_due=local("2026-11-03 17:00"), description="Dirty stairs"
        )
        cls.make_feedback(
            cls.made,
            reply_due=local("2026-11-04 17:00"),
            description="Lost his job",
            category_id=cls.category("difficulty").id,
        )
        cls.make_feedback(cls.made, description="Only said")

    def test_what_was_promised_is_shown_and_nothing_else(self):
        self.sign_in("wife")
        page = self.page(f"/my/visits/{self.made.id}")
        self.assertIn("Dirty stairs", page)
        self.assertIn("tomorrow 17:00", page)
        for secret in ("They want to move", "Lost his job", "Only said"):
            self.assertNotIn(secret, page)

    def test_judging_what_came_of_it(self):
        self.promised.reply = "Cleaned"
        self.promised.action_answer()
        self.sign_in("wife")
        self.assertIn(
            "Are you satisfied with the outcome?",
            self.page(f"/my/visits/{self.made.id}"),
        )
        values = {"feedback": self.promised.id, "text": "Still dirty"}
        self.assertEqual(self.answer(self.made, answer="no", **values).status_code, 303)
        self.assertTrue(self.promised.outcome_answered_at)
        self.assertFalse(self.promised.outcome_satisfied)
        self.assertEqual(
            self.answer(self.made, answer="yes", **values).status_code, 422
        )
        self.assertEqual(self.answer(answer="yes", **values).status_code, 422)
        self.assertFalse(self.promised.outcome_satisfied)

    def test_rating_once(self):
        self.sign_in("wang")
        self.answer(self.made, answer="2", text="Too short")
        self.assertEqual(self.made.resident_rating, "2")
        self.assertEqual(self.made.resident_rating_words, "Too short")
        self.assertEqual(self.answer(self.made, answer="5").status_code, 422)
        self.assertEqual(self.made.resident_rating, "2")

    def test_odd_answers_change_nothing(self):
        self.sign_in("wang")
        for odd in ("6", "0", "", "yes", "None", "９"):
            with self.subTest(odd):
                self.assertEqual(self.answer(self.made, answer=odd).status_code, 422)
        self.assertFalse(self.made.resident_rating)


@tagged("post_install", "-at_install")
class TestAsking(HouseholdPages):
    """The household's own request makes a visit by the rule of its event (P12, H9)."""

    def ask(self, **values):
        return self.submit("/my/visits/ask", household=self.household.id, **values)

    def asked(self):
        return self.env["property.visit"].search(
            [
                ("household_id", "=", self.household.id),
                ("purpose", "=", "appointment_request"),
            ]
        )

    def test_asking_twice_makes_one_visit(self):
        self.env["property.event.rule"].create(
            {
                "name": "The household asked for it",
                "procedure_id": self.procedure.id,
                "code": "own_request",
                "offset": 2,
                "unit": "working_days",
                "purpose": "appointment_request",
                "role_ids": [(4, self.role("butler").id)],
            }
        )
        self.sign_in("wang")
        first = self.ask(way="phone", text="The callback did not come")
        second = self.ask(way="phone", text="The callback did not come")
        visit = self.asked()
        self.assertEqual(len(visit), 1)
        self.assertEqual(visit.user_id, self.butler)
        self.assertIn("did not come", visit.with_user(self.butler).occasion)
        for answer in (first, second):
            self.assertIn(f"/my/visits/{visit.id}", answer.headers["Location"])

    def test_without_a_rule_the_butler_is_told(self):
        self.sign_in("wang")
        self.ask(text="Please")
        self.ask(text="Please")
        self.assertEqual(self.household.activity_ids.user_id, self.butler)
        self.assertEqual(len(self.household.activity_ids), 1)
