"""Records of two estates, and who is blind to which (H5, H7)."""

from common import PropertyCase
from odoo.exceptions import AccessError

KEPT = "property."


class SecurityCase(PropertyCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.visit = cls.make_visit()
        cls.colleagues_visit = cls.make_visit(cls.neighbour, user_id=cls.colleague.id)
        cls.neighbour.own_butler_id = cls.colleague
        cls.far_visit = cls.make_visit(cls.far_household)
        cls.feedback = cls.make_feedback(cls.visit, team_id=False)
        cls.far_feedback = cls.make_feedback(
            cls.far_visit,
            team_id=cls.env["helpdesk.ticket.team"].create({"name": "Far team"}).id,
        )
        cls.far_plan = cls.make_plan(cls.stranger, cls.far_estate)
        cls.env.flush_all()

    @classmethod
    def make_plan(cls, user, estate=None, **values):
        return cls.env["property.visit.plan"].create(
            {
                "estate_id": (estate or cls.estate).id,
                "user_id": user.id,
                "role_id": cls.role("butler").id,
                "date_from": "2026-11-01",
                **values,
            }
        )

    # ------------------------------------------------------------------ words

    def assertReads(self, user, *records):
        for record in records:
            self.assertEqual(record.with_user(user).has_access("read"), True, record)

    def assertBlind(self, user, *records):
        """The user neither reads the records nor finds them."""
        for record in records:
            seen = record.with_user(user)
            self.assertFalse(seen.has_access("read"), record)
            if seen.browse().has_access("read"):
                self.assertNotIn(record, seen.search([]))
            with self.assertRaises(AccessError):
                self.env.invalidate_all()
                seen.read(["create_date"])

    def assertCannot(self, user, method, record, *arguments):
        with self.assertRaises(AccessError), self.env.cr.savepoint():
            getattr(record.with_user(user), method)(*arguments)
            self.env.flush_all()
        self.env.invalidate_all()

    def far_records(self):
        return (
            self.far_estate,
            self.far_building,
            self.far_household,
            self.far_household.member_ids,
            self.far_visit,
            self.far_feedback,
            self.far_plan,
        )

    def models_of_ours(self):
        return [
            name
            for name, model in self.env.registry.items()
            if name.startswith(KEPT) and not model._abstract and not model._transient
        ]
