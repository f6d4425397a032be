"""Cases of households and what was promised in them, as the office speaks of them."""

from ledger import LedgerCase


class CaseCase(LedgerCase):
    """A procedure whose manager decides; a second department beside Engineering."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.procedure.deciding_role_id = cls.role("manager")
        cls.team.user_id = cls.department
        cls.cleaner = cls.make_user("department", "cleaner")
        cls.cleaning = cls.env["helpdesk.ticket.team"].create(
            {"name": "Cleaning", "user_ids": [(6, 0, cls.cleaner.ids)]}
        )

    @classmethod
    def make_case(cls, user=None, **values):
        """A complaint of household 101, taken by its butler."""
        tickets = cls.env["helpdesk.ticket"].with_user(user or cls.butler)
        case = tickets.create(
            {
                "name": "Water from the ceiling",
                "description": "It drips since this morning",
                "partner_id": cls.household.partner_id.id,
                "household_id": cls.household.id,
                "property_kind": "complaint",
                **values,
            }
        )
        return case.sudo(False).with_user(cls.env.user)

    @classmethod
    def make_case_rule(cls, event, kept_by, **values):
        return cls.make_rule(event=event, kept_by=kept_by, **values)

    def as_(self, user, case):
        return case.with_user(user)

    def dispatch(self, case, user=None, team=None):
        mine = self.as_(user or self.butler, case)
        mine._dispatch(team or self.team, "Find the leak")

    def solve(self, case):
        """The department takes it over, repairs, accepts and reports it."""
        self.as_(self.department, case)._receive()
        case.remedy = "The pipe was replaced"
        self.as_(self.department, case).action_accept()
        self.as_(self.department, case).action_handle()

    def tell(self, case, user=None, text="We come tomorrow"):
        """Write to the household, as the composer does."""
        self.as_(user or self.butler, case).message_post(
            body=text, message_type="comment", subtype_xmlid="mail.mt_comment"
        )

    def promise_of(self, case, event):
        """The newest promise that an event made on a case."""
        found = self.Ledger.search(
            [
                ("res_model", "=", "helpdesk.ticket"),
                ("res_id", "=", case.id),
                ("rule_id.event", "=", event),
            ],
            order="id desc",
            limit=1,
        )
        return found

    def stage(self, name):
        return self.env.ref(f"helpdesk_mgmt.helpdesk_ticket_stage_{name}")
