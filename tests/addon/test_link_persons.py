"""Who a link is for: the household that lives there, not who gave the link out."""

from datetime import timedelta

from link_world import LinkCase
from odoo.tests import tagged

PURPOSES = ("confirm", "rate", "solved", "proposal", "outcome")


@tagged("post_install", "-at_install")
class TestMovedOut(LinkCase):
    """Moving out ends what a link was good for (H1, H5), whatever it asked."""

    def setUp(self):
        super().setUp()
        # They are tried more often than a guesser may.
        self.env["ir.config_parameter"].set_param("property_visit.link_attempts", "99")
        self.paths = {purpose: self.path(purpose) for purpose in PURPOSES}
        self.today = self.estate._today()

    def assertEnded(self):
        for purpose, record in self.asked().items():
            with self.subTest(purpose):
                before = record.read()
                self.assertRefusedPolitely(self.url_open(self.paths[purpose]))
                for answer in ("yes", "no", "1"):
                    refused = self.answer(self.paths[purpose], answer, "Words")
                    self.assertRefusedPolitely(refused)
                record.invalidate_recordset()
                self.assertEqual(record.read(), before)
                self.assertFalse(record._link(purpose), "a new link is given out")

    def assertGood(self):
        for purpose, path in self.paths.items():
            self.assertEqual(self.url_open(path).status_code, 200, purpose)

    def test_the_household(self):
        self.household.action_move_out()
        self.assertEnded()

    def test_the_person_while_others_stay(self):
        wife = self.env["res.partner"].create({"name": "Mrs Wang"})
        self.household.member_ids = [(0, 0, {"partner_id": wife.id})]
        member = self.household.member_ids.filtered(
            lambda member: member.partner_id == self.wang
        )
        member.date_to = self.today
        self.assertEnded()

    def test_the_link_of_who_left_is_not_good_for_who_follows(self):
        """The primary contact changes: the old mail is still the old one's."""
        wife = self.env["res.partner"].create({"name": "Mrs Wang"})
        self.household.member_ids = [(0, 0, {"partner_id": wife.id})]
        self.household.member_ids.filtered(
            lambda member: member.partner_id == self.wang
        ).date_to = self.today
        self.household.partner_id = wife
        for purpose in ("confirm", "rate"):
            self.assertRefusedPolitely(self.url_open(self.paths[purpose]))
            opened = self.url_open(self.path(purpose))
            self.assertEqual(opened.status_code, 200, purpose)

    def test_not_before_the_day(self):
        self.household.move_out_date = self.today + timedelta(days=1)
        self.assertGood()

    def test_who_has_not_moved_in_yet_answers(self):
        self.household.occupancy = "not_moved_in"
        self.assertGood()


@tagged("post_install", "-at_install")
class TestStaff(LinkCase):
    """Staff see links that they give out; they do not answer in another's place."""

    def assertSentAway(self, response):
        self.assertEqual(response.status_code, 403)
        self.assertIn("for the household", self.page(response))

    def test_a_link_of_a_resident_is_not_answered_by_staff(self):
        paths = {purpose: self.path(purpose) for purpose in PURPOSES}
        records = self.asked()
        for name in ("butler", "manager", "stranger"):
            self.authenticate(f"test_{name}", f"test_{name}")
            for purpose, path in paths.items():
                with self.subTest(purpose, user=name):
                    before = records[purpose].read()
                    self.assertSentAway(self.url_open(path))
                    for answer in ("yes", "no", "5"):
                        self.assertSentAway(self.answer(path, answer, "Fine"))
                    records[purpose].invalidate_recordset()
                    self.assertEqual(records[purpose].read(), before)

    def test_staff_are_sent_away_in_their_own_language(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        self.butler.lang = "zh_CN"
        self.authenticate("test_butler", "test_butler")
        page = self.url_open(self.path("rate"), headers={"Accept-Language": "en-US"})
        self.assertIn('lang="zh-CN"', page.text)

    def test_staff_who_live_there_answer_as_anybody(self):
        member = {"partner_id": self.colleague.partner_id.id}
        self.household.member_ids = [(0, 0, member)]
        path = self.path("rate")
        self.authenticate("test_colleague", "test_colleague")
        self.assertThanked(self.answer(path, "4"))

    def test_signed_out_the_link_still_waits_for_the_household(self):
        path = self.path("rate")
        self.authenticate("test_butler", "test_butler")
        self.answer(path, "5")
        self.authenticate(None, None)
        self.assertThanked(self.answer(path, "2"))
        self.assertEqual(self.done.resident_rating, "2")
