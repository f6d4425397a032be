"""H5: what was learned in confidence is seen by visitor, butler and manager only."""

from common import PropertyCase
from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tests import tagged

SECRET = "Expecting twins in spring"


@tagged("post_install", "-at_install")
class TestPrivateNote(PropertyCase):
    """Written by the visitor, a butler of another building who covered."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.visitor = cls.make_user("butler", "visitor")
        cls.hold(cls.visitor, "butler")
        cls.visit = cls.make_visit(user_id=cls.visitor.id)
        cls.visit.with_user(cls.visitor).private_note = SECRET
        cls.note = cls.env["property.private.note"].search([])
        cls.env.flush_all()
        cls.env.invalidate_all()

    def seen_by(self, user):
        self.env.invalidate_all()
        return self.visit.with_user(user).private_note

    def those_who_may_not(self):
        return (self.colleague, self.supervisor, self.admin)

    # ------------------------------------------------------------------ who

    def test_visitor_butler_and_manager_read_it(self):
        for user in (self.visitor, self.butler, self.manager):
            with self.subTest(user=user.login):
                self.assertEqual(self.seen_by(user), SECRET)
                self.assertEqual(
                    self.household.with_user(user).private_note_ids.body, SECRET
                )

    def test_nobody_else_reads_it(self):
        for user in self.those_who_may_not():
            with self.subTest(user=user.login):
                self.assertFalse(self.seen_by(user))
                self.assertFalse(self.household.with_user(user).private_note_ids)
                with self.assertRaises(AccessError):
                    self.note.with_user(user).read(["body"])

    def test_a_department_does_not_read_it(self):
        self.assertFalse(self.household.with_user(self.department).private_note_ids)
        with self.assertRaises(AccessError):
            self.note.with_user(self.department).read(["body"])

    def test_those_outside_do_not_read_it(self):
        for group in ("base.group_user", "base.group_portal"):
            user = self.make_user(group, group.split("_")[-1])
            self.assertFalse(self.note.with_user(user).has_access("read"))

    def test_a_manager_of_another_estate_does_not_read_it(self):
        other = self.make_user("manager", "other_manager")
        self.hold(other, "manager", self.far_estate)
        self.assertFalse(self.note.with_user(other).has_access("read"))

    def test_who_left_the_estate_does_not_read_it(self):
        self.env["property.estate.staff"].search(
            [("user_id", "=", self.visitor.id)]
        ).date_to = "2026-10-31"
        self.assertFalse(self.note.with_user(self.visitor).has_access("read"))

    def test_it_does_not_follow_the_visit_to_another_person(self):
        """A supervisor who takes a visit over does not read what was confided."""
        self.visit.with_user(self.supervisor).user_id = self.supervisor
        self.assertFalse(self.seen_by(self.supervisor))
        self.assertEqual(self.seen_by(self.visitor), SECRET)

    def test_a_colleague_does_not_become_butler_to_read_it(self):
        for values in (
            {"butler_id": self.colleague.id},
            {"own_butler_id": self.colleague.id},
        ):
            with self.assertRaises(AccessError), self.env.cr.savepoint():
                self.household.with_user(self.colleague).write(values)
        self.assertFalse(self.seen_by(self.colleague))

    # ------------------------------------------------------------------ ways round

    def test_it_is_not_found_by_searching(self):
        households = self.env["property.household"]
        for user in self.those_who_may_not():
            for domain in (
                [("private_note_ids.body", "ilike", "twins")],
                [("private_note_ids", "!=", False)],
                [("private_note_ids", "in", self.note.ids)],
                [("private_note_ids", "=", self.note.id)],
            ):
                with self.subTest(user=user.login, domain=domain):
                    found = households.with_user(user).search(domain)
                    self.assertNotIn(self.household, found)
            without = households.with_user(user).search(
                [("private_note_ids", "=", False)]
            )
            self.assertIn(self.household, without)
        self.assertIn(
            self.household,
            households.with_user(self.butler).search(
                [("private_note_ids", "in", self.note.ids)]
            ),
        )

    def test_it_is_in_no_name(self):
        for record in (self.visit, self.household, self.note):
            self.assertNotIn("twins", record.display_name)
        self.assertFalse(
            self.note.with_user(self.colleague).name_search("Confidential")
        )

    def test_it_is_not_exported(self):
        allowed = self.env.ref("base.group_allow_export")
        (self.colleague | self.manager).group_ids = [Command.link(allowed.id)]
        exported = self.visit.with_user(self.colleague).export_data(
            ["private_note", "household_id/private_note_ids/body", "note"]
        )
        self.assertNotIn("twins", str(exported))
        exported = self.visit.with_user(self.manager).export_data(["private_note"])
        self.assertIn("twins", str(exported))

    def test_it_is_not_counted(self):
        notes = self.note.with_user(self.colleague)
        self.assertEqual(notes._read_group([], ["household_id"], ["__count"]), [])
        self.assertEqual(notes.search_count([]), 0)

    def test_it_is_in_no_message(self):
        self.visit.with_user(self.visitor).private_note = SECRET + "!"
        self.visit.with_user(self.visitor).action_miss()
        self.env.flush_all()
        self.cr.precommit.run()
        messages = self.env["mail.message"].search(
            [
                ("model", "in", ["property.visit", "property.household"]),
                ("res_id", "in", [self.visit.id, self.household.id]),
            ]
        )
        self.assertNotIn("twins", str(messages.mapped("body")))
        self.assertNotIn("twins", str(messages.tracking_value_ids.read()))

    def test_what_one_user_read_is_not_kept_for_another(self):
        self.assertEqual(self.visit.with_user(self.manager).private_note, SECRET)
        self.assertFalse(self.visit.with_user(self.colleague).private_note)

    # ------------------------------------------------------------------ keeping it

    def test_clearing_it_archives_it(self):
        self.visit.with_user(self.visitor).private_note = False
        self.assertFalse(self.note.active)
        self.assertEqual(self.note.body, SECRET)
        self.assertFalse(self.seen_by(self.manager))

    def test_a_correction_replaces_it(self):
        self.visit.with_user(self.manager).private_note = "Triplets"
        self.assertEqual(self.seen_by(self.visitor), "Triplets")
        self.assertEqual(len(self.note.search([("visit_id", "=", self.visit.id)])), 1)

    def test_a_note_belongs_to_the_household_of_its_visit(self):
        with self.assertRefused("another household"):
            self.note.create(
                {
                    "visit_id": self.visit.id,
                    "household_id": self.neighbour.id,
                    "body": "x",
                }
            )
        with self.assertRefused("which household or visit"):
            self.note.create({"body": "x"})

    def test_no_note_about_a_foreign_household(self):
        with self.assertRaises(AccessError), self.env.cr.savepoint():
            self.note.with_user(self.butler).create(
                {"household_id": self.far_household.id, "body": "Gossip"}
            )


@tagged("post_install", "-at_install")
class TestRestrictedSegment(PropertyCase):
    """H2: who is difficult is known to managers only."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.difficult = cls.segment("difficult")
        cls.key = cls.segment("key")
        cls.household.segment_ids = cls.difficult | cls.key
        cls.env.flush_all()
        cls.env.invalidate_all()

    def found(self, user, *domain):
        return self.env["property.household"].with_user(user).search(list(domain))

    def test_only_managers_read_it(self):
        for user in (self.butler, self.supervisor, self.department):
            self.env.invalidate_all()
            self.assertEqual(self.household.with_user(user).segment_ids, self.key)
        self.env.invalidate_all()
        self.assertIn(
            self.difficult, self.household.with_user(self.manager).segment_ids
        )

    def test_only_managers_find_it(self):
        condition = ("segment_ids", "in", self.difficult.ids)
        self.assertEqual(self.found(self.manager, condition), self.household)
        for user in (self.butler, self.supervisor, self.department):
            with self.subTest(user=user.login):
                self.assertFalse(self.found(user, condition))
                self.assertFalse(
                    self.found(user, ("segment_ids.code", "=", "difficult"))
                )
                self.assertFalse(
                    self.found(user, ("segment_ids", "=", self.difficult.id))
                )
                self.assertIn(
                    self.household,
                    self.found(user, ("segment_ids", "not in", self.difficult.ids)),
                )

    def test_visits_do_not_tell_either(self):
        visit = self.make_visit()
        condition = [("household_id.segment_ids", "in", self.difficult.ids)]
        visits = self.env["property.visit"]
        self.assertEqual(visits.with_user(self.manager).search(condition), visit)
        self.assertFalse(visits.with_user(self.butler).search(condition))

    def test_analyses_do_not_tell_either(self):
        self.make_visit()
        self.env.flush_all()
        for name in ("property.coverage.analysis", "property.visit.analysis"):
            with self.subTest(model=name):
                self.env.invalidate_all()
                rows = self.env[name].with_user(self.butler).search([])
                own = rows.filtered(lambda row: row.household_id == self.household)
                self.assertEqual(own[:1].segment_ids, self.key)
                for domain in (
                    [("segment_ids", "in", self.difficult.ids)],
                    [("segment_ids.code", "=", "difficult")],
                ):
                    self.assertFalse(rows.search(domain))
                    self.assertTrue(rows.with_user(self.manager).search(domain))
                groups = rows._read_group([], ["segment_ids"], ["__count"])
                self.assertNotIn(self.difficult, [group for group, _count in groups])

    def test_open_segments_are_found_by_all(self):
        self.assertEqual(
            self.found(self.butler, ("segment_ids", "in", self.key.ids)),
            self.household,
        )
        self.assertEqual(
            self.found(self.butler, ("segment_ids", "in", [self.key.id, False])),
            self.household | self.neighbour,
        )
        self.assertEqual(
            self.found(self.butler, ("segment_ids", "=", False)), self.neighbour
        )

    def test_the_chatter_does_not_tell(self):
        self.neighbour.segment_ids = self.difficult
        self.env.flush_all()
        self.cr.precommit.run()
        self.assertNotIn(
            self.difficult.name,
            str(self.neighbour.message_ids.sudo().tracking_value_ids.read()),
        )
