"""Every model × every role × own, another's, another estate's and company's (H5, H7).

What may be done at all stands in `access_table`: a model that is missing there, or a
right that is not in its row, fails here. What lies elsewhere is closed whatever the
table says.
"""

from access_rows import Place
from access_table import COMMON, ROLES, TABLE, TOUCHED
from common import PropertyCase
from odoo.tests import tagged

LETTERS = {"r": "read", "w": "write", "c": "create", "d": "unlink"}


@tagged("post_install", "-at_install")
class TestAccessMatrix(PropertyCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.people = {role: getattr(cls, role) for role in ROLES}
        cls.make_places()
        cls.env.flush_all()
        cls.rows = {
            place.name: {name: place.row(name) for name in cls.tables()}
            for place in cls.places
        }
        cls.env.invalidate_all()
        cls.env.registry.clear_all_caches()

    @classmethod
    def make_places(cls):
        other_team = cls.env["helpdesk.ticket.team"].create({"name": "Other"})
        far_team = cls.env["helpdesk.ticket.team"].create({"name": "Far"})
        cls.neighbour.building_id = cls.building_b
        cls.hold(cls.admin, "butler")
        cls.other_company = cls.env["res.company"].create({"name": "Other company"})
        cls.elsewhere = cls.make_abroad()
        theirs = cls.colleague
        cls.places = [
            cls.place("near", cls.neighbour, theirs, other_team),
            cls.place("far", cls.far_household, cls.stranger, far_team),
        ]
        for role, user in cls.people.items():
            own = cls.place(role, cls.household, user, cls.team)
            away = cls.place(f"abroad {role}", cls.elsewhere, user, far_team)
            cls.places += [own, away]

    @classmethod
    def make_abroad(cls):
        """A household of another company, at an estate where all of them work."""
        estate = cls.make_estate(
            "Foreign Garden", company_id=cls.other_company.id, team_id=False
        )
        for user in cls.people.values():
            cls.hold(user, "manager", estate)
        building = cls.make_building(estate, "Z", butler=cls.butler)
        return cls.make_household("1", building=building)

    @classmethod
    def place(cls, name, household, user, team):
        records = (
            household,
            household.building_id,
            household.estate_id,
            household.estate_id.company_id,
            household.partner_id,
            household.member_ids[:1],
            user,
            team,
            cls.procedure,
        )
        return Place(name, {record._name: record for record in records})

    @classmethod
    def models(cls):
        return sorted(
            name
            for name, model in cls.env.registry.items()
            if (name.startswith("property.") or name in TOUCHED)
            and not model._abstract
            and not model._transient
        )

    @classmethod
    def tables(cls):
        """Those that are filled by hand; figures are views on the others."""
        return [name for name in cls.models() if cls.env[name]._auto]

    def rights(self, record, user):
        record = record.with_user(user)
        return "".join(
            letter
            for letter, operation in LETTERS.items()
            if record.has_access(operation)
        )

    # ------------------------------------------------------------------ the table

    def test_every_model_has_a_row(self):
        self.assertEqual(self.models(), sorted(TABLE))

    def test_the_table(self):
        """Own things / what is another person's at one's own estate."""
        for name in self.tables():
            for role, cell in zip(ROLES, TABLE[name].split(), strict=True):
                user = self.people[role]
                own = self.rights(self.rows[role][name], user)
                near = self.rights(self.rows["near"][name], user)
                with self.subTest(model=name, role=role):
                    self.assertEqual(f"{own or '-'}/{near or '-'}", cell)

    def test_figures_are_only_read(self):
        for name in set(self.models()) - set(self.tables()):
            for role, cell in zip(ROLES, TABLE[name].split(), strict=True):
                model = self.env[name].with_user(self.people[role])
                with self.subTest(model=name, role=role):
                    self.assertEqual(self.rights(model, model.env.user) or "-", cell)

    # ------------------------------------------------------------------ elsewhere

    def test_another_estate(self):
        for name in set(self.tables()) - COMMON:
            for role in set(ROLES) - {"admin"}:
                with self.subTest(model=name, role=role):
                    found = self.rights(self.rows["far"][name], self.people[role])
                    self.assertEqual(found, "")

    def test_another_company(self):
        """Also where one works there: another company is chosen on purpose."""
        for name in set(self.tables()) - COMMON:
            for role, user in self.people.items():
                with self.subTest(model=name, role=role):
                    found = self.rights(self.rows[f"abroad {role}"][name], user)
                    self.assertEqual(found, "")

    def test_figures_of_others_are_closed(self):
        """Rules decide on each row of a view, unless one sees every estate."""
        for name in set(self.models()) - set(self.tables()):
            for role in ROLES:
                model = self.env[name].with_user(self.people[role])
                if model.has_access("read"):
                    rule = self.env["ir.rule"].with_user(self.people[role])
                    with self.subTest(model=name, role=role):
                        domain = rule._compute_domain(name, "read")
                        self.assertFalse(domain.is_true())

    def test_those_outside(self):
        """An employee of something else, a resident, a visitor of the website."""
        outside = [
            self.make_user("base.group_user", "employee"),
            self.make_user("base.group_portal", "resident"),
            self.env.ref("base.public_user"),
        ]
        for user in outside:
            for name in self.tables():
                with self.subTest(user=user.login, model=name):
                    self.assertEqual(self.rights(self.rows["near"][name], user), "")
