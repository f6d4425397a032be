"""The register: who lives where, who looks after them, and who did before (H1-H4)."""

from contextlib import contextmanager

from common import PropertyCase
from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools import mute_logger
from psycopg2 import IntegrityError


class RegisterCase(PropertyCase):
    @contextmanager
    def assertTaken(self, index):
        """What happens inside would put a second record in a place that one holds."""
        with mute_logger("odoo.sql_db"), self.assertRefused(index, IntegrityError):
            yield


@tagged("post_install", "-at_install")
class TestOccupancy(RegisterCase):
    """H1: moving in and out, and the history that stays."""

    def test_whoever_moves_out_stays_on_record(self):
        visit = self.household.log_visit(
            {"method_id": self.method("office").id, "date_done": "2026-10-20 02:00:00"}
        )
        self.household.action_move_out("2026-11-01")
        self.assertEqual(self.household.occupancy, "moved_out")
        self.assertEqual(str(self.household.move_out_date), "2026-11-01")
        self.assertTrue(self.household.active)
        self.assertEqual(self.household.visit_ids, visit)
        self.assertEqual(visit.state, "done")

    def test_moving_out_ends_membership_and_open_visits(self):
        left_before = self.make_member("Li", date_to="2025-06-01")
        stayed = self.make_member("Chen")
        visit = self.make_visit(date_planned="2026-11-05")
        self.household.action_move_out("2026-11-01")
        self.assertEqual(str(stayed.date_to), "2026-11-01")
        self.assertEqual(str(left_before.date_to), "2025-06-01")
        self.assertEqual(visit.state, "cancelled")
        self.assertTrue(visit.cancel_reason)

    def test_a_freed_unit_is_taken_and_remembers(self):
        self.household.action_move_out("2026-10-31")
        successor = self.make_household("101", "Sun", move_in_date="2026-11-01")
        self.assertEqual(successor.previous_count, 1)
        self.assertEqual(successor.occupancy_ids, successor | self.household)
        found = self.env["property.household"].search(
            successor.action_open_previous()["domain"]
        )
        self.assertEqual(found, successor | self.household)

    def test_a_unit_has_one_household_at_a_time(self):
        with self.assertTaken("property_household_unit_unique"):
            self.make_household(" 101 ", "Sun")

    def test_an_archived_household_frees_its_unit(self):
        self.household.action_archive()
        self.assertTrue(self.make_household("101", "Sun"))

    def test_nobody_moves_out_before_moving_in(self):
        with self.assertRefused("moved in on 2020-01-01"):
            self.household.action_move_out("2019-12-31")
        self.household.action_move_out("2020-01-01")

    def test_nobody_moves_out_twice(self):
        self.household.action_move_out("2026-11-01")
        with self.assertRefused("has moved out already"):
            self.household.action_move_out("2026-11-02")

    def test_moving_in_keeps_a_date_that_is_known(self):
        known = self.make_household("104", occupancy="not_moved_in")
        unknown = self.make_household(
            "105", occupancy="not_moved_in", move_in_date=False
        )
        (known | unknown).action_move_in()
        self.assertEqual((known | unknown).mapped("occupancy"), ["occupied"] * 2)
        self.assertEqual(str(known.move_in_date), "2020-01-01")
        self.assertEqual(str(unknown.move_in_date), "2026-11-02")

    def test_a_unit_needs_a_number_and_a_building_of_its_estate(self):
        with self.assertRefused("Give the unit"):
            self.make_household("  ")
        with self.assertRefused("does not stand in Far Garden"):
            self.household.estate_id = self.far_estate

    def make_member(self, name, **values):
        return self.env["property.household.member"].create(
            {
                "household_id": self.household.id,
                "partner_id": self.env["res.partner"].create({"name": name}).id,
                "relation": "family",
                **values,
            }
        )


@tagged("post_install", "-at_install")
class TestButler(PropertyCase):
    """H1: the building's butler, unless the household has one of its own."""

    def test_the_household_follows_its_building(self):
        self.assertEqual(self.household.butler_id, self.butler)
        self.building.butler_id = self.colleague
        self.assertEqual(self.household.butler_id, self.colleague)

    def test_an_own_butler_stays_when_the_building_changes(self):
        self.household.butler_id = self.colleague
        self.building.butler_id = self.supervisor
        self.assertEqual(self.household.butler_id, self.colleague)
        self.assertEqual(self.neighbour.butler_id, self.supervisor)

    def test_without_an_own_butler_the_buildings_is_back(self):
        self.household.butler_id = self.colleague
        self.household.butler_id = False
        self.assertFalse(self.household.own_butler_id)
        self.env.invalidate_all()
        self.building.butler_id = self.supervisor
        self.assertEqual(self.household.butler_id, self.supervisor)

    def test_who_was_butler_stays_in_the_history(self):
        self.env.cr.precommit.run()
        self.building.butler_id = self.colleague
        self.env.flush_all()
        self.env.cr.precommit.run()
        changes = self.household.message_ids.sudo().tracking_value_ids.filtered(
            lambda value: value.field_id.name == "butler_id"
        )
        self.assertEqual(changes.old_value_char, self.butler.name)
        self.assertEqual(changes.new_value_char, self.colleague.name)

    def test_a_butler_may_see_the_estate_of_the_building(self):
        self.assertNotIn(self.stranger, self.estate.user_ids)
        self.building_b.butler_id = self.stranger
        self.assertIn(self.stranger, self.estate.user_ids)


@tagged("post_install", "-at_install")
class TestPeople(PropertyCase):
    """H1: a household is a relation of contacts, never a second address book."""

    def test_the_primary_contact_is_a_member(self):
        member = self.household.member_ids
        self.assertEqual(member.partner_id, self.household.partner_id)
        self.assertEqual(member.relation, "owner")
        self.assertEqual(str(member.date_from), "2020-01-01")

    def test_a_former_primary_contact_stays_a_member(self):
        former = self.household.partner_id
        heir = self.env["res.partner"].create({"name": "Wang junior"})
        self.household.partner_id = heir
        self.assertEqual(self.household.member_ids.partner_id, former | heir)

    def test_a_contact_counts_and_opens_its_households(self):
        person = self.household.partner_id
        shop = self.make_household("S1")
        shop.member_ids = [
            Command.create({"partner_id": person.id, "relation": "tenant"})
        ]
        shop.action_move_out("2026-11-01")
        self.assertEqual(person.household_count, 2)
        action = person.action_open_households()
        opened = self.env["property.household"].search(action["domain"])
        self.assertEqual(opened, self.household | shop)

    def test_a_household_opens_its_people(self):
        action = self.household.action_open_people()
        people = self.env["res.partner"].search(action["domain"])
        self.assertEqual(people, self.household.partner_id)
        self.assertEqual(self.household.people_count, 1)

    def test_a_household_is_found_by_room_and_by_name(self):
        search = self.env["property.household"].name_search
        self.assertIn(self.household.id, dict(search("101")))
        self.assertIn(self.household.id, dict(search("Wang")))
        self.assertNotIn(self.neighbour.id, dict(search("Wang")))


@tagged("post_install", "-at_install")
class TestEstate(RegisterCase):
    """H1, H4, H7: estates and buildings have one name, a type and no end."""

    def test_an_estate_has_its_name_alone_in_its_company(self):
        company = self.env["res.company"].create({"name": "Other company"})
        self.make_estate("Sunny Garden", company_id=company.id)
        with self.assertTaken("property_estate_name_unique"):
            self.make_estate("Sunny Garden")

    def test_a_building_has_its_name_alone_at_its_estate(self):
        self.make_building(self.far_estate, "A")
        with self.assertTaken("property_building_name_unique"):
            self.make_building(self.estate, "A")

    def test_a_type_added_by_users_proposes_its_procedure(self):
        school = self.env["property.estate.type"].create(
            {
                "name": "School",
                "code": "school",
                "default_procedure_id": self.procedure.id,
            }
        )
        estate = self.env["property.estate"].create(
            {"name": "Hill School", "estate_type_id": school.id}
        )
        self.assertEqual(estate.procedure_id, self.procedure)

    def test_the_register_is_archived_never_deleted(self):
        kept = (self.household, self.building, self.estate, self.household.member_ids)
        for user in (self.butler, self.supervisor, self.manager, self.admin):
            for record in kept:
                with self.subTest(user=user.name, model=record._name):
                    self.assertFalse(record.with_user(user).has_access("unlink"))
                    with self.assertRefused("", AccessError):
                        record.with_user(user).unlink()
