"""Calls of other programs, and what refusing them leaves as it was."""

from common import PropertyCase, local
from odoo.tests import HttpCase

TUESDAY_NOON = local("2026-10-27 12:30")
TUESDAY_TEN = local("2026-10-27 10:00")


class BadInputCase(PropertyCase, HttpCase):
    """Over JSON-2 with an API key, which is how other programs call us."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.make_window("Lunch", 12, 14, "block")
        cls.make_window("Early morning", 0, 9)
        cls.visit = cls.make_visit()
        cls.env.flush_all()

    # ------------------------------------------------------------------ words

    def ask(self, model, method, records=(), user=None, **arguments):
        """Call a public method as `user`, the butler unless told otherwise."""
        user = user or self.butler
        # Keys expire by the database's clock, which stands still for nobody.
        keys = self.env["res.users.apikeys"].with_user(user).sudo()
        key = keys._generate("rpc", "test", expiration_date=None)
        if records:
            arguments["ids"] = records.ids
        return self.url_open(
            f"/json/2/{model}/{method}",
            json=arguments,
            headers={"Authorization": f"Bearer {key}"},
        )

    def refused(self, sentence, model, method, records=(), user=None, **arguments):
        """The answer is an error of the caller with our sentence; nothing changed."""
        before = self.picture()
        response = self.ask(model, method, records, user, **arguments)
        answer = response.json()
        self.assertIn(response.status_code, range(400, 500), answer)
        self.assertIn(sentence, answer["message"])
        self.env.invalidate_all()
        self.assertEqual(self.picture(), before)

    def picture(self):
        """Everything that a refused request could have changed."""
        names = ("state", "date_done", "slot_start", "satisfaction", "household_id")
        return [
            self.env["property.visit"].search([], order="id").read(names),
            self.env["property.household"].search([]).read(["occupancy", "unit"]),
            self.env["property.visit.plan"].search([]).read(["state"]),
            self.env["property.visit.policy"].search_count([]),
            self.env["property.visit.attempt"].search_count([]),
        ]

    def refuses_done(self, sentence, method="office", at=TUESDAY_TEN, **values):
        """Write the values on the visit, then `action_done` is refused."""
        self.visit.write(
            {"method_id": self.method(method).id, "date_done": at, **values}
        )
        self.env.flush_all()
        self.refused(sentence, "property.visit", "action_done", self.visit)

    def takes(self, method="phone", at=TUESDAY_TEN, **values):
        """The visit is done with these values."""
        visit = self.make_visit(
            self.household,
            method_id=self.method(method).id,
            date_done=at,
            **values,
        )
        visit.with_user(self.butler).action_done()
        self.assertEqual(visit.state, "done")
