"""Nothing is deleted, changes are traceable, and sight ends with a role (H5, H7)."""

from odoo.fields import Command
from odoo.tests import tagged
from security_world import SecurityCase


@tagged("post_install", "-at_install")
class TestKeptForGood(SecurityCase):
    # ------------------------------------------------------------------ kept for good

    def test_nobody_deletes(self):
        """H7: not even an administrator; a helpdesk manager no case of an estate."""
        system = self.make_user(
            "base.group_system,property_visit.group_property_admin", "system"
        )
        for name in self.models_of_ours():
            for user in (self.butler, self.supervisor, self.manager, system):
                with self.subTest(model=name, user=user.login):
                    records = self.env[name].with_user(user)
                    self.assertFalse(records.has_access("unlink"))
        keeper = self.make_user("helpdesk_mgmt.group_helpdesk_manager", "keeper")
        self.feedback.action_create_ticket()
        self.assertCannot(keeper, "unlink", self.feedback.ticket_id)

    def test_archive_instead(self):
        self.visit.with_user(self.butler).action_archive()
        self.household.with_user(self.supervisor).action_archive()
        self.estate.with_user(self.manager).action_archive()
        self.assertFalse(
            self.visit.active or self.household.active or self.estate.active
        )

    def test_changes_are_traceable(self):
        """H7: the chatter tells who changed a state, from what to what."""
        self.flush_tracking()
        visit = self.visit.with_user(self.butler)
        visit.action_miss()
        self.flush_tracking()
        message = self.visit.message_ids[:1]
        self.assertEqual(message.author_id, self.butler.partner_id)
        [change] = message.sudo().tracking_value_ids
        self.assertEqual(
            (change.old_value_char, change.new_value_char), ("Planned", "Missed")
        )

    def flush_tracking(self):
        self.env.flush_all()
        self.cr.precommit.run()

    # ------------------------------------------------------------------ photos

    def test_photos_are_seen_with_their_visit(self):
        photo = (
            self.env["ir.attachment"]
            .with_user(self.butler)
            .create({"name": "stairs.png", "raw": b"x", "res_model": "property.visit"})
        )
        self.visit.with_user(self.butler).photo_ids = [Command.link(photo.id)]
        self.assertReads(self.colleague, photo)
        self.assertBlind(self.stranger, photo)

    def test_linking_a_foreign_photo_does_not_open_it(self):
        photo = (
            self.env["ir.attachment"]
            .with_user(self.stranger)
            .create(
                {
                    "name": "far.png",
                    "raw": b"x",
                    "res_model": "property.visit",
                    "res_id": self.far_visit.id,
                }
            )
        )
        self.visit.photo_ids = [Command.link(photo.id)]
        self.assertBlind(self.butler, photo)

    # ------------------------------------------------------------------ time, companies

    def test_staff_gain_and_lose_sight(self):
        staff = self.hold(self.stranger, "butler", since="2026-11-03")
        self.assertBlind(self.stranger, self.household)
        with self.on("2026-11-03 01:00"):
            self.env["property.estate"]._cron_refresh_people()
            self.assertReads(self.stranger, self.household)
            staff.date_to = "2026-11-03"
            self.assertReads(self.stranger, self.household)
        with self.on("2026-11-04 01:00"):
            self.env["property.estate"]._cron_refresh_people()
            self.assertBlind(self.stranger, self.household)
        staff.date_to = False
        with self.on("2026-11-04 01:00"):
            staff.active = False
            self.assertBlind(self.stranger, self.household)

    def test_a_butler_of_those_who_left_sees_nothing(self):
        """H1: who the butler was stays on record, but opens nothing any more."""
        self.neighbour.own_butler_id = self.stranger
        self.assertReads(self.stranger, self.household)
        self.neighbour.action_move_out()
        self.assertEqual(self.neighbour.butler_id, self.stranger)
        self.assertBlind(self.stranger, self.household)
        self.neighbour.own_butler_id = False
        self.building.butler_id = self.colleague
        self.assertEqual(self.neighbour.butler_id, self.stranger)

    def test_companies_are_apart(self):
        other = self.env["res.company"].create({"name": "Other company"})
        estate = self.make_estate("Foreign Garden", company_id=other.id, team_id=False)
        building = self.make_building(estate, "Z", butler=self.butler)
        household = self.make_household("1", building=building)
        self.assertIn(self.butler, estate.user_ids)
        self.assertBlind(self.butler, estate, building, household)
        self.assertBlind(self.admin, estate, building, household)
        self.butler.company_ids = [Command.link(other.id)]
        both = (self.butler.company_ids).ids
        allowed = household.with_user(self.butler).with_context(
            allowed_company_ids=both
        )
        self.assertTrue(allowed.has_access("read"))
