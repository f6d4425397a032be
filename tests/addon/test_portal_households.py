"""My household, notices, and the choice between two households."""

from freezegun import freeze_time
from odoo.tests import tagged
from portal_world import PortalCase


class LivingCase(PortalCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.startClassPatcher(freeze_time("2026-11-02 01:00:00", tick=True))
        cls.near, cls.far = (
            cls.env["property.publication"].create(
                {
                    "name": name,
                    "body": "<p>Lifts are <b>repaired</b> first</p>",
                    "estate_ids": [(6, 0, estate.ids)],
                    "on_portal": True,
                    "date": "2026-11-01",
                }
            )
            for name, estate in (
                ("Survey result", cls.estate),
                ("Far result", cls.far_estate),
            )
        )

    def page(self, url):
        answer = self.url_open(url)
        self.assertEqual(answer.status_code, 200, url)
        return answer.text


@tagged("post_install", "-at_install")
class TestHousehold(LivingCase):
    def test_its_people_and_its_agreement(self):
        self.household.write(
            {
                "agreement_number": "FW-101",
                "habits": "Sleeps long",
                "remark": "Difficult",
            }
        )
        self.sign_in("wife")
        page = self.page("/my/household")
        for shown in ("Wang", "Mrs Wang", "FW-101", "Butler"):
            self.assertIn(shown, page)
        for inside in ("Sleeps long", "Difficult", "Zhao"):
            self.assertNotIn(inside, page)

    def test_how_often_it_is_called_back_and_when_next(self):
        """H9: the cadence, the words beside it, the day; and that a call is late."""
        self.env["property.commitment.rule"].create(
            {
                "name": "Call back as agreed",
                "procedure_id": self.procedure.id,
                "event": "callback_agreed",
                "kept_by": "contact",
                "unit": "agreed",
            }
        )
        self.household.write(
            {
                "agreement_interval": 2,
                "agreement_interval_unit": "week",
                "agreement_cadence": "after supper",
            }
        )
        self.sign_in("wife")
        page = self.page("/my/household")
        for shown in ("Every 2 weeks", "after supper", "11/16/2026"):
            self.assertIn(shown, page)
        self.assertNotIn("It has not come", page)
        with freeze_time("2026-11-17 01:00:00", tick=True):
            self.assertIn("It has not come", self.page("/my/household"))
        self.sign_in("zhao")
        self.assertNotIn("Every 2 weeks", self.page("/my/household"))

    def test_a_screen_reader_hears_which_page_it_is(self):
        self.sign_in("wang")
        for url, title in (
            ("/my/visits", "Visits"),
            ("/my/report", "Report something"),
            ("/my/notices", "Notices"),
            ("/my/household", "My household"),
        ):
            page = self.page(url)
            self.assertIn(f"<title>{title}</title>", page)
            self.assertEqual(page.count("<h1"), 1, url)

    def test_its_wishes(self):
        self.sign_in("wife")
        self.submit(
            "/my/household",
            household=self.household.id,
            way=self.method("phone").id,
            days="weekend",
            time="After six",
            language="en_US",
        )
        self.assertEqual(self.household.preferred_method_id, self.method("phone"))
        self.assertEqual(self.household.preferred_days, "weekend")
        self.assertEqual(self.household.convenient_time, "After six")
        self.assertEqual(self.household.language, "en_US")

    def test_wishes_that_are_no_choice(self):
        self.sign_in("wang")
        odd = ({"way": "999999"}, {"days": "never"}, {"language": "xx"}, {"way": "abc"})
        for values in odd:
            with self.subTest(values):
                answer = self.submit(
                    "/my/household", household=self.household.id, time="x", **values
                )
                self.assertEqual(answer.status_code, 422)
        self.assertFalse(self.household.convenient_time)

    def test_nobody_writes_anothers_wishes(self):
        self.sign_in("zhao")
        self.submit("/my/household", household=self.household.id, time="Never")
        self.assertFalse(self.household.convenient_time)


@tagged("post_install", "-at_install")
class TestNotices(LivingCase):
    def test_those_of_the_estate(self):
        self.sign_in("wang")
        page = self.page("/my/notices")
        self.assertIn("Survey result", page)
        self.assertNotIn("Far result", page)
        self.assertIn("<b>repaired</b>", self.page(f"/my/notices/{self.near.id}"))
        foreign = self.url_open(f"/my/notices/{self.far.id}", allow_redirects=False)
        self.assertEqual(foreign.status_code, 303)

    def test_what_is_taken_off_is_gone(self):
        self.near.action_hide()
        self.sign_in("wang")
        self.assertNotIn("Survey result", self.page("/my/notices"))


@tagged("post_install", "-at_install")
class TestTwoHouseholds(LivingCase):
    """Wang also has a shop at Far Garden."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["property.household.member"].create(
            {"household_id": cls.far_household.id, "partner_id": cls.wang.id}
        )
        cls.here = cls.make_visit(date_planned="2026-11-03")
        cls.there = cls.make_visit(cls.far_household, date_planned="2026-11-04")

    def shown(self):
        page = self.page("/my/visits")
        return [
            visit
            for visit in (self.here, self.there)
            if f"/my/visits/{visit.id}" in page
        ]

    def choose(self, household):
        return self.submit(
            "/my/household/choose", household=household, back="/my/visits"
        )

    def test_both_then_one_then_both(self):
        self.sign_in("wang")
        self.assertEqual(self.shown(), [self.here, self.there])
        self.choose(self.far_household.id)
        self.assertEqual(self.shown(), [self.there])
        notices = self.page("/my/notices")
        self.assertIn("Far result", notices)
        self.assertNotIn("Survey result", notices)
        self.choose("0")
        self.assertEqual(self.shown(), [self.here, self.there])

    def test_moving_out_of_the_chosen_one(self):
        self.sign_in("wang")
        self.choose(self.far_household.id)
        self.far_household.action_move_out("2026-11-02")
        self.assertEqual(self.shown(), [self.here])

    def test_nobody_chooses_anothers(self):
        self.sign_in("zhao")
        self.choose(self.household.id)
        self.assertEqual(self.shown(), [])
        self.assertNotIn("101", self.page("/my/household"))

    def test_a_choice_refused_is_not_kept_for_later(self):
        self.sign_in("wang")
        self.choose(self.neighbour.id)
        self.env["property.household.member"].create(
            {"household_id": self.neighbour.id, "partner_id": self.wang.id}
        )
        self.assertEqual(self.shown(), [self.here, self.there])
