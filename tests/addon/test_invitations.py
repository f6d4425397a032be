"""Residents are invited to the portal, and leave it when they move out (H1)."""

from datetime import timedelta

from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools import mute_logger
from portal_world import PortalCase


@tagged("post_install", "-at_install")
class TestInvitations(PortalCase):
    """Li (301) and his wife were never on the portal; the wife has no address."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.home = cls.make_household("301", "Li")
        cls.li = cls.home.partner_id
        cls.li.email = "Li <li@example.com>"
        cls.mrs_li = cls.env["res.partner"].create({"name": "Mrs Li"})
        cls.join(cls.home, cls.mrs_li)

    @classmethod
    def join(cls, household, person, **values):
        return cls.env["property.household.member"].create(
            {"household_id": household.id, "partner_id": person.id, **values}
        )

    def dialog(self, households=None, user=None):
        households = (households or self.home).with_user(user or self.butler)
        action = households.action_invite()
        return (
            self.env[action["res_model"]]
            .with_user(user or self.butler)
            .browse(action["res_id"])
        )

    def invite(self, households=None):
        self.dialog(households).action_invite()

    def login_of(self, person):
        return person.with_context(active_test=False).user_ids

    def mails(self):
        """What is on its way to Li."""
        return self.env["mail.mail"].search([("recipient_ids", "in", self.li.ids)])

    def states(self, invite):
        return {line.partner_id.name: line.state for line in invite.line_ids}

    # ------------------------------------------------------------------ who

    def test_dialog_shows_who_lacks_an_address_and_who_has_access(self):
        invite = self.dialog(self.home | self.household)
        self.assertEqual(
            self.states(invite),
            {
                "Li": "ready",
                "Mrs Li": "no_email",
                "Wang": "invited",
                "Mrs Wang": "invited",
            },
        )
        self.assertEqual(invite.line_ids.filtered("chosen").partner_id, self.li)
        self.assertEqual(
            (invite.chosen_count, invite.no_email_count, invite.access_count), (1, 1, 2)
        )

    def test_past_members_and_empty_units_are_not_invited(self):
        self.join(self.home, self.zhao, date_to=self.estate._today())
        self.assertNotIn("Zhao", self.states(self.dialog()))
        self.home.action_move_out()
        with self.assertRefused("Nobody lives there"):
            self.dialog()

    def test_an_address_serves_one_person(self):
        line = self.dialog().line_ids.filtered(lambda line: line.state == "no_email")
        for address in ("wang_portal", "li@example.com"):
            self.user["wang_portal"].login = "wang_portal"
            line.email = address
            line.invalidate_recordset(["state"])
            self.assertNotEqual(line.state, "ready", address)
        line.chosen = True
        with self.assertRefused("cannot be invited"):
            line.invite_id.action_invite()
        self.assertFalse(self.login_of(self.li))

    # ------------------------------------------------------------------ inviting

    def test_invited_by_mail_and_sees_only_the_own_household(self):
        ticket = self.make_ticket("Dark hall", self.mrs_li, self.home)
        self.home.language = "en_US"
        self.invite()
        user = self.login_of(self.li)
        self.assertTrue(user.active and user._is_portal())
        self.assertEqual(user.login, "li@example.com")
        (mail,) = self.mails()
        self.assertEqual(mail.state, "outgoing")
        self.assertIn("/web/signup?", mail.body_html)
        self.assertTrue(self.home.member_ids[0].invited_at)
        self.assertEqual(self.env["helpdesk.ticket"].with_user(user).search([]), ticket)

    def test_an_address_typed_in_the_dialog_is_kept(self):
        invite = self.dialog()
        line = invite.line_ids.filtered(lambda line: line.partner_id == self.mrs_li)
        line.write({"email": "mrs@example.com", "chosen": True})
        invite.action_invite()
        self.assertEqual(self.mrs_li.email, "mrs@example.com")
        self.assertTrue(self.login_of(self.mrs_li)._is_portal())

    def test_invited_again_gets_another_mail(self):
        self.invite()
        again = self.dialog()
        line = again.line_ids.filtered(lambda line: line.partner_id == self.li)
        self.assertEqual((line.state, line.chosen), ("invited", False))
        line.chosen = True
        again.action_invite()
        self.assertEqual(len(self.mails()), 2)
        self.assertEqual(len(self.login_of(self.li)), 1)

    def test_nobody_chosen(self):
        invite = self.dialog()
        invite.line_ids.chosen = False
        with self.assertRefused("at least one"):
            invite.action_invite()

    def test_who_may_invite(self):
        for user in (self.butler, self.supervisor, self.manager):
            self.assertTrue(self.dialog(user=user))
        for user in (self.stranger, self.department):
            with self.assertRaises(AccessError):
                self.dialog(user=user)
        for user in (self.department, self.user["zhao_portal"]):
            with self.assertRaises(AccessError):
                self.env["property.invite"].with_user(user).create({})

    def test_dialogs_are_of_those_who_opened_them(self):
        invite = self.dialog()
        for user in (self.colleague, self.stranger, self.supervisor):
            for records in (invite, invite.line_ids):
                with self.assertRaises(AccessError):
                    records.with_user(user).read()

    def test_nobody_smuggles_in_a_foreign_household(self):
        """A line of one's own dialog that names a member of another estate."""
        foreign = self.far_household.member_ids
        foreign.partner_id.email = "qian@example.com"
        lines = [Command.create({"member_id": foreign.id, "chosen": True})]
        with self.assertRaises(AccessError):
            invites = self.env["property.invite"].with_user(self.butler)
            invites.create({"line_ids": lines}).action_invite()
        self.assertFalse(self.login_of(foreign.partner_id))

    # ------------------------------------------------------------------ leaving

    def test_moving_out_ends_it(self):
        self.invite()
        self.home.action_move_out()
        user = self.login_of(self.li)
        self.assertFalse(user.active)
        self.assertFalse(user._is_portal())

    def test_moving_out_signs_out(self):
        self.invite()
        self.login_of(self.li).password = "li@example.com"
        self.authenticate("li@example.com", "li@example.com")
        self.assertIn("/my", self.url_open("/my").url)
        self.home.with_user(self.supervisor).action_move_out()
        self.env.flush_all()
        self.assertIn("/web/login", self.url_open("/my").url)

    def test_a_day_known_beforehand_ends_it_on_that_day(self):
        self.invite()
        leaves = self.estate._today() + timedelta(days=3)
        self.home.member_ids[0].date_to = leaves
        members = self.env["property.household.member"]
        members._cron_end_access()
        self.assertTrue(self.login_of(self.li).active)
        with self.on(f"{leaves} 01:00:00"):
            members._cron_end_access()
        self.assertFalse(self.login_of(self.li).active)

    def test_who_lives_elsewhere_too_keeps_access(self):
        self.invite()
        second = self.make_household("302", "Landlord")
        self.join(second, self.li, relation="owner")
        self.home.action_move_out()
        self.assertTrue(self.login_of(self.li).active)
        second.action_move_out()
        self.assertFalse(self.login_of(self.li).active)

    def test_access_given_for_another_reason_stays(self):
        self.household.action_move_out()
        self.assertTrue(self.user["wife_portal"].active)
        self.sign_in("wife")
        self.assertEqual(self.found([("household_id", "!=", False)]), [])

    def test_staff_who_live_here_stay_staff(self):
        self.join(self.home, self.colleague.partner_id)
        self.colleague.partner_id.email = "colleague@example.com"
        self.assertEqual(self.states(self.dialog())["Colleague"], "staff")
        self.invite()
        self.home.action_move_out()
        self.assertTrue(self.colleague.active)

    def test_back_again(self):
        self.invite()
        self.home.action_move_out()
        again = self.make_household("303", "Landlord")
        self.join(again, self.li)
        self.invite(again)
        user = self.login_of(self.li)
        self.assertEqual(len(user), 1)
        self.assertTrue(user.active and user._is_portal())


@tagged("post_install", "-at_install")
class TestTwoPersonsTwoHouseholds(PortalCase):
    """Wang and his wife share tickets and visits; one person may have two homes."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.planned = cls.make_visit(
            purpose="event", date_planned=cls.estate._today() + timedelta(days=2)
        )
        cls.second = cls.make_household("401", "Sun")
        cls.other = cls.make_ticket("Dark hall", cls.second.partner_id, cls.second)

    def test_who_has_two_households_sees_both(self):
        self.env["property.household.member"].create(
            {"household_id": self.second.id, "partner_id": self.wife.id}
        )
        self.sign_in("wife")
        self.assertEqual(self.found(), ["Dark hall", "Lift stuck"])
        self.sign_in("wang")
        self.assertEqual(self.found(), ["Lift stuck"])

    def test_both_persons_see_the_visits(self):
        for name in ("wang", "wife"):
            self.sign_in(name)
            self.assertIn(f"/my/visits/{self.planned.id}", self.visits_page())
        self.sign_in("zhao")
        self.assertNotIn(f"/my/visits/{self.planned.id}", self.visits_page())

    def visits_page(self):
        page = self.url_open("/my/visits")
        self.assertEqual(page.status_code, 200)
        return page.text

    @mute_logger("odoo.http", "odoo.addons.base.models.ir_rule")
    def test_and_nothing_else(self):
        """Not each other's contact, nor what is known of the household."""
        self.wang.write({"phone": "123 4567", "email": "wang@example.com"})
        feedback = self.make_feedback(self.planned)
        note = self.env["property.private.note"].create(
            {"household_id": self.household.id, "body": "Kept to ourselves"}
        )
        self.sign_in("wife")
        for record in (
            self.wang,
            feedback,
            note,
            self.planned,
            self.household,
            self.membership,
        ):
            answer = self.call("read", record.ids, model=record._name)
            self.assertDenied(answer)
        for page in ("/my", "/my/visits", f"/my/visits/{self.planned.id}"):
            text = self.url_open(page).text
            for private in ("123 4567", "Kept to ourselves", feedback.description):
                self.assertNotIn(private, text)
