"""Events in tests: a procedure with the rules that a test names."""

from ledger import LedgerCase
from odoo.fields import Command


class OccasionCase(LedgerCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.Event = cls.env["property.event"]
        for event in ("visit_due", "callback_due"):
            cls.make_rule(
                name=event, event=event, kept_by="visit", unit="agreed", amount=0
            )

    @classmethod
    def make_event_rule(
        cls, code, offset=0, unit="calendar_days", roles=(), companions=(), **values
    ):
        """A rule of the procedure: an office visit by the butler unless told more."""
        return cls.env["property.event.rule"].create(
            {
                "name": values.pop("name", code),
                "procedure_id": cls.procedure.id,
                "code": code,
                "offset": offset,
                "unit": unit,
                "method_id": cls.method(values.pop("method", "office")).id,
                "role_ids": [Command.set([cls.role(role).id for role in roles])],
                "companion_role_ids": [
                    Command.set([cls.role(role).id for role in companions])
                ],
                **values,
            }
        )

    def happen(self, code, household=None, date=None, **values):
        """Tell the event and return its visits."""
        household = household or self.household
        return self.Event._happen(code, household, date, **values).visit_id

    def promises(self, visit):
        return self.env["property.commitment"].search(
            [("res_model", "=", visit._name), ("res_id", "in", visit.ids)]
        )

    @classmethod
    def make_case(cls, kind="repair", household=None, **values):
        household = household or cls.household
        return cls.env["helpdesk.ticket"].create(
            {
                "name": "Matter",
                "description": "It has to be done",
                "household_id": household.id,
                "partner_id": household.partner_id.id,
                "property_kind": kind,
                "team_id": cls.team.id,
                "remedy": "It is repaired",
                **values,
            }
        )

    def handle(self, ticket):
        """The case is handled now; return its callbacks that are to be made."""
        ticket.action_handle()
        ticket.invalidate_recordset(["callback_ids"])
        return ticket.callback_ids.filtered(lambda visit: visit._is_open())

    def call_back(self, visit, moment, satisfaction=5, **values):
        """The callback takes place at a UTC moment."""
        with self.on(moment):
            visit.write(
                {
                    "date_done": moment,
                    "satisfaction": satisfaction,
                    "no_appointment_reason": "met by chance",
                    **values,
                }
            )
            visit.action_done()
