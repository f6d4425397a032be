"""A register for the planner to work on, and the same facts for the oracle.

`PlannerWorld` turns drawn numbers into records, and reads records back as the plain
objects of `rules.reconcile`. What days are allowed is worked out here anew: weekdays,
without the holiday, and without Mondays where a policy begins with the phone.
"""

from datetime import date, timedelta

from odoo.addons.property_visit.rules import reconcile as oracle
from odoo.fields import Command

HOLIDAY = date(2026, 10, 1), date(2026, 10, 7)
BLOCKED_FOR_PHONE = 0  # Monday


def working_days(slot):
    """Weekdays of the slot without the holiday."""
    days = [slot.start + timedelta(n) for n in range((slot.end - slot.start).days)]
    return [
        day for day in days if day.weekday() < 5 and not HOLIDAY[0] <= day <= HOLIDAY[1]
    ]


class PlannerWorld:
    """One estate of a test case, ready for `property.visit.planner`."""

    def __init__(self, case):
        self.case, self.env = case, case.env
        self.procedure = self.env["property.procedure"].create({"name": "World"})
        self.env["property.contact.window"].create(
            {
                "name": "Mondays",
                "procedure_id": self.procedure.id,
                "weekday": str(BLOCKED_FOR_PHONE),
                "hour_from": 0,
                "hour_to": 24,
            }
        )
        self.estate = case.make_estate("World", procedure_id=self.procedure.id)
        self.env["resource.calendar.leaves"].create(
            {
                "name": "Holiday",
                "calendar_id": self.estate.resource_calendar_id.id,
                "date_from": "2026-09-30 16:00:00",  # midnight in Shanghai
                "date_to": "2026-10-07 15:59:59",
            }
        )
        self.segments = [case.segment("key"), case.segment("anchor")]
        self.methods = {code: case.method(code) for code in ("door", "phone", "letter")}
        self.people = [case.butler, case.colleague, self.env["res.users"]]
        self.buildings = [
            case.make_building(self.estate, name, butler=butler, sequence=sequence)
            for name, butler, sequence in zip(
                "XYZ", self.people, (20, 10, 10), strict=True
            )
        ]
        case.hold(case.butler, "butler", self.estate)
        case.hold(case.manager, "manager", self.estate)

    # ------------------------------------------------------------------ records

    def add_policy(self, fact):
        values = {
            "name": "drawn",
            "procedure_id": self.procedure.id,
            "role_id": self.case.role(fact["role"]).id,
            "sequence": fact["sequence"],
            "subject": fact["subject"],
            "times": fact["cadence"][0],
            "interval": fact["cadence"][1],
            "interval_unit": fact["cadence"][2],
            "occupancy": fact["occupancy"],
            "segment_ids": self._segments(fact, fact["subject"] == "household"),
            "method_ids": [Command.set([self.methods[m].id for m in fact["methods"]])],
            "in_addition": fact["in_addition"] or bool(fact["rotate"]),
        }
        if fact["rotate"]:
            values |= {"selection": "rotate", "rotate_count": fact["rotate"]}
        return self.env["property.visit.policy"].create(values)

    def add_household(self, fact):
        return self.case.make_household(
            f"{fact['unit']}-{self.env['property.household'].search_count([])}",
            building=self.buildings[fact["building"]],
            occupancy=fact["occupancy"],
            move_in_date=fact["entry"],
            move_out_date=fact["leaving"],
            segment_ids=self._segments(fact),
        )

    def _segments(self, fact, meant=True):
        """Stakeholders are in no segment, so their policies name none."""
        numbers = fact["segments"] if meant else ()
        return [Command.set([self.segments[number].id for number in numbers])]

    def add_stakeholder(self):
        partner = self.env["res.partner"].create({"name": "Stakeholder"})
        self.estate.stakeholder_ids |= partner

    def add_visit(self, household, fact):
        """A visit outside any slot; the planner judges it by its day."""
        done = fact["state"] == "done"
        return self.env["property.visit"].create(
            {
                "household_id": household.id,
                "user_id": household.butler_id.id,
                "role_id": self.case.role(fact["role"]).id,
                "method_id": self.methods[fact["method"]].id
                if fact["method"]
                else False,
                "state": fact["state"],
                "date_planned": fact["day"],
                "date_done": f"{fact['day']} 02:00:00" if done else False,
                "appointment_start": f"{fact['day']} 02:00:00",
                "cancel_reason": "drawn",
                "contact_reason": "drawn",
                "no_appointment_reason": "drawn",
            }
        )

    # ------------------------------------------------------------------ as the oracle

    def policies(self, role):
        return [
            oracle.Policy(
                policy.id,
                policy.sequence,
                role.code,
                policy._cadence(),
                subject=policy.subject,
                occupancy=policy.occupancy or None,
                segments=frozenset(policy.segment_ids.ids),
                methods=frozenset(policy.method_ids.ids),
                rotate_count=(
                    policy.rotate_count if policy.selection == "rotate" else None
                ),
                in_addition=policy.in_addition,
            )
            for policy in self.procedure.policy_ids
            if policy.role_id == role
        ]

    def subjects(self, role):
        holder = {"butler": self.case.butler, "manager": self.case.manager}[role.code]
        households = [
            oracle.Subject(
                household.id,
                person=(household.butler_id if role.code == "butler" else holder).id
                or None,
                position=(
                    household.building_id.sequence,
                    household.building_id.id,
                    household.unit,
                    household.id,
                ),
                occupancy=household.occupancy,
                segments=frozenset(household.segment_ids.ids),
                entry=household.move_in_date or None,
                leaving=household.move_out_date or None,
            )
            for household in self.households()
        ]
        stakeholders = [
            oracle.Subject(p.id, "stakeholder", holder.id, (p.id,))
            for p in self.estate.stakeholder_ids
        ]
        return households + stakeholders

    def households(self):
        return self.env["property.household"].search(
            [("estate_id", "=", self.estate.id)]
        )

    def visits(self):
        return [
            oracle.Visit(
                role=visit.role_id.code,
                subject_id=(visit.household_id or visit.partner_id).id,
                kind="household" if visit.household_id else "stakeholder",
                state=visit.state,
                day=visit.day,
                policy_id=visit.policy_id.id or None,
                slot_start=visit.slot_start or None,
                method=visit.method_id.id or None,
            )
            for visit in self.env["property.visit"]
            .with_context(active_test=False)
            .search([("estate_id", "=", self.estate.id)])
        ]

    def allowed_days(self, policy, slot):
        first = self.env["property.visit.policy"].browse(policy.id).method_ids[:1]
        closed = BLOCKED_FOR_PHONE if first.code == "phone" else None
        return [day for day in working_days(slot) if day.weekday() != closed]

    def expected(self, plan, visits, period, today, dated):
        """Keys (policy, kind, subject, slot start) the oracle wants for one plan."""
        contacts = oracle.reconcile(
            self.policies(plan.role_id),
            self.subjects(plan.role_id),
            visits,
            plan.user_id.id or None,
            period,
            today,
            self.allowed_days,
            working_days,
            dated,
        )
        return {contact.key: contact for contact in contacts}
