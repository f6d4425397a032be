"""An estate in Shanghai time, its people and its households, in the field's words.

`PropertyCase` builds the stage once a class; every factory takes the fields of its
model as keywords, so that a test names only what it is about.
"""

from contextlib import contextmanager
from datetime import datetime
from unittest.mock import patch
from zoneinfo import ZoneInfo

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


class PropertyCase(TransactionCase):
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

    # ------------------------------------------------------------------ shipped data

    @classmethod
    def role(cls, code):
        return cls.env.ref(f"property_visit.role_{code}")

    @classmethod
    def method(cls, code):
        return cls.env.ref(f"property_visit.method_{code}")

    @classmethod
    def segment(cls, code):
        return cls.env.ref(f"property_visit.segment_{code}")

    @classmethod
    def category(cls, code="environment"):
        return cls.env.ref(f"property_visit.feedback_category_{code}")

    # ------------------------------------------------------------------ procedure

    @classmethod
    def _make_procedure(cls):
        """Every household is seen by its butler once a month; no contact windows."""
        cls.procedure = cls.env["property.procedure"].create(
            {"name": "Simple", "code": "test_simple"}
        )
        cls.policy = cls.make_policy()

    @classmethod
    def make_policy(cls, role="butler", methods=(), **values):
        return cls.env["property.visit.policy"].create(
            {
                "name": "Once a month",
                "procedure_id": cls.procedure.id,
                "role_id": cls.role(role).id,
                "method_ids": [Command.set([cls.method(m).id for m in methods])],
                **values,
            }
        )

    @classmethod
    def make_window(cls, name, hour_from, hour_to, severity="warn", **values):
        """A contact window of the procedure, for phone calls unless told otherwise."""
        return cls.env["property.contact.window"].create(
            {
                "name": name,
                "procedure_id": cls.procedure.id,
                "hour_from": hour_from,
                "hour_to": hour_to,
                "severity": severity,
                "method_ids": [Command.set(cls.method("phone").ids)],
                **values,
            }
        )

    # ------------------------------------------------------------------ register

    @classmethod
    def make_calendar(cls, tz="Asia/Shanghai", days="01234"):
        """Working time from 8 to 12 and from 13 to 17 on the weekdays in `days`."""
        hours = [("morning", 8, 12), ("afternoon", 13, 17)]
        return cls.env["resource.calendar"].create(
            {
                "name": f"Working time {tz}",
                "tz": tz,
                "attendance_ids": [
                    Command.create(
                        {
                            "name": f"{day} {period}",
                            "dayofweek": day,
                            "day_period": period,
                            "hour_from": start,
                            "hour_to": stop,
                        }
                    )
                    for day in days
                    for period, start, stop in hours
                ],
            }
        )

    @classmethod
    def make_estate(cls, name, tz="Asia/Shanghai", **values):
        return cls.env["property.estate"].create(
            {
                "name": name,
                "estate_type_id": cls.env.ref(
                    "property_visit.estate_type_residential"
                ).id,
                "procedure_id": cls.procedure.id,
                "resource_calendar_id": cls.make_calendar(tz).id,
                "team_id": cls.team.id,
                **values,
            }
        )

    @classmethod
    def make_building(cls, estate, name, butler=None, **values):
        return cls.env["property.building"].create(
            {
                "estate_id": estate.id,
                "name": name,
                "butler_id": butler.id if butler else False,
                **values,
            }
        )

    @classmethod
    def make_household(cls, unit, resident=None, building=None, **values):
        """An occupied unit; `resident` is the name of its primary contact."""
        partner = cls.env["res.partner"].create(
            {"name": resident or f"Resident {unit}"}
        )
        return cls.env["property.household"].create(
            {
                "building_id": (building or cls.building).id,
                "unit": unit,
                "partner_id": partner.id,
                "move_in_date": "2020-01-01",
                **values,
            }
        )

    # ------------------------------------------------------------------ visits

    @classmethod
    def make_visit(cls, household=None, **values):
        """A routine visit of the household's butler, planned for today."""
        household = household or cls.household
        return cls.env["property.visit"].create(
            {
                "household_id": household.id,
                "user_id": household.butler_id.id,
                "method_id": cls.method("office").id,
                **values,
            }
        )

    @classmethod
    def make_feedback(cls, visit=None, **values):
        return cls.env["property.feedback"].create(
            {
                "visit_id": visit.id if visit else False,
                "household_id": (visit.household_id if visit else cls.household).id,
                "category_id": cls.category().id,
                "description": "The stairs are dirty",
                **values,
            }
        )

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
