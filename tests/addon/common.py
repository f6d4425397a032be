"""An estate in Shanghai time, its people and its households, in the field's words.

`PropertyCase` builds the stage once a class, from the pieces in `factories.py`.
"""

from contextlib import contextmanager
from datetime import datetime
from unittest.mock import patch
from zoneinfo import ZoneInfo

from factories import Factories
from freezegun import freeze_time
from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import TransactionCase, new_test_user

SHANGHAI = ZoneInfo("Asia/Shanghai")
UTC = ZoneInfo("UTC")
QUIET = {
    "mail_create_nosubscribe": True,
    "mail_create_nolog": True,
    "no_reset_password": True,
}


def local(moment, zone=SHANGHAI):
    """A wall-clock time at the estate, as the naive UTC that Odoo stores.

    >>> local("2026-11-03 10:00")
    datetime.datetime(2026, 11, 3, 2, 0)
    """
    aware = datetime.fromisoformat(moment).replace(tzinfo=zone)
    return aware.astimezone(UTC).replace(tzinfo=None)


class PropertyCase(Factories, TransactionCase):
    """The stage: Sunny Garden with building A (101–103), another estate beside it.

    People: `butler` of building A, `colleague` (butler of building B), `supervisor`,
    `manager`, `department` (in `team`), all at Sunny Garden; `stranger` is a butler at
    Far Garden only; `admin` has every estate.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.startClassPatcher(freeze_time("2026-11-02 01:00:00"))  # Monday, 9:00 local
        cls.env = cls.env(context=dict(cls.env.context, **QUIET))
        cls._make_people()
        cls._make_procedure()
        cls.estate = cls.make_estate("Sunny Garden")
        cls.building = cls.make_building(cls.estate, "A", butler=cls.butler)
        cls.building_b = cls.make_building(cls.estate, "B", butler=cls.colleague)
        cls.household = cls.make_household("101", "Wang")
        cls.neighbour = cls.make_household("102", "Zhao")
        cls.far_estate = cls.make_estate("Far Garden")
        cls.far_building = cls.make_building(cls.far_estate, "F", butler=cls.stranger)
        cls.far_household = cls.make_household("901", "Qian", building=cls.far_building)
        cls.hold(cls.supervisor, "supervisor")
        cls.hold(cls.manager, "manager")
        cls.hold(cls.department, "department_head")

    # ------------------------------------------------------------------ people

    @classmethod
    def _make_people(cls):
        cls.butler = cls.make_user("butler")
        cls.colleague = cls.make_user("butler", "colleague")
        cls.stranger = cls.make_user("butler", "stranger")
        cls.department = cls.make_user("department")
        cls.supervisor = cls.make_user("supervisor")
        cls.manager = cls.make_user("manager")
        cls.admin = cls.make_user("admin")
        cls.team = cls.env["helpdesk.ticket.team"].create(
            {"name": "Engineering", "user_ids": [Command.set(cls.department.ids)]}
        )

    @classmethod
    def make_user(cls, group, name=None, **values):
        """A user of one of our groups, or of any group given by its full XML id."""
        login = f"test_{name or group}"
        xmlid = group if "." in group else f"property_visit.group_property_{group}"
        return new_test_user(
            cls.env,
            login.replace(".", "_"),
            groups=xmlid,
            name=(name or group).title(),
            context=QUIET,
            **{"tz": "Asia/Shanghai", "lang": "en_US", **values},
        )

    @classmethod
    def hold(cls, user, role, estate=None, since="2020-01-01", until=False):
        """`user` holds the role (its code) at an estate from one day to another."""
        return cls.env["property.estate.staff"].create(
            {
                "estate_id": (estate or cls.estate).id,
                "role_id": cls.role(role).id,
                "user_id": user.id,
                "date_from": since,
                "date_to": until,
            }
        )

    # ------------------------------------------------------------------ visits

    def plan_month(self, month, estate=None):
        """Generate a month ("2026-11") as the office does; return the estate's visits.

        :return: all its visits dated in that month, by day and unit
        """
        estate = estate or self.estate
        estate.action_generate_month(f"{month}-01")
        return self.visits_of(month, estate)

    def visits_of(self, month, estate=None):
        """The estate's visits dated in a month, by day and unit."""
        visits = self.env["property.visit"].search(
            [("estate_id", "=", (estate or self.estate).id)]
        )
        return visits.filtered(lambda visit: f"{visit.day:%Y-%m}" == month).sorted(
            lambda visit: (visit.day, visit.household_id.unit or "", visit.id)
        )

    # ------------------------------------------------------------------ time

    @contextmanager
    def on(self, moment):
        """The clock stands at a moment in UTC, also for the database cursor.

        :param moment: ISO text or naive datetime; see `local` for the estate's clock
        """
        moment = datetime.fromisoformat(str(moment))
        with freeze_time(moment), patch.object(self.env.cr, "now", lambda: moment):
            yield

    # ------------------------------------------------------------------ assertions

    def assertVisits(self, visits, expected):
        """Compare visits with triples (unit, ISO day, state), in any order."""
        found = [
            (visit.household_id.unit, visit.day.isoformat(), visit.state)
            for visit in visits
        ]
        self.assertCountEqual(found, expected)

    @contextmanager
    def assertRefused(self, sentence, error=UserError):
        """What happens inside is refused with a text that contains `sentence`.

        The transaction is as before afterwards; `UserError` covers Odoo's
        `ValidationError` and `AccessError`.
        """
        with self.assertRaises(error) as caught:
            yield
            self.env.flush_all()
        self.assertIn(sentence, str(caught.exception))
