"""Pieces of a stage: procedures, estates, households, visits, in the field's words.

Every factory takes the fields of its model as keywords, so that a test names only what
it is about.
"""

from odoo.fields import Command


class Factories:
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
