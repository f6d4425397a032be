"""What each role reads, writes and is refused (H5, H7): one test a role."""

from odoo.fields import Command
from odoo.tests import tagged
from security_world import SecurityCase


@tagged("post_install", "-at_install")
class TestSecurity(SecurityCase):
    # ------------------------------------------------------------------ roles

    def test_butler(self):
        butler = self.butler
        self.assertReads(
            butler,
            self.estate,
            self.household,
            self.visit,
            self.colleagues_visit,
            self.feedback,
        )
        self.assertBlind(butler, *self.far_records())
        self.visit.with_user(butler).note = "All is well"
        self.household.with_user(butler).habits = "Sleeps until ten"
        made = self.visit.with_user(butler).create({"household_id": self.household.id})
        self.assertEqual(made.user_id, butler)
        self.assertCannot(butler, "write", self.colleagues_visit, {"note": "Mine"})
        self.assertCannot(butler, "write", self.building, {"butler_id": butler.id})
        self.assertCannot(butler, "write", self.neighbour, {"butler_id": butler.id})
        self.assertCannot(butler, "write", self.policy, {"times": 2})
        self.assertCannot(
            butler,
            "create",
            self.household,
            {
                "building_id": self.building.id,
                "unit": "109",
                "partner_id": butler.partner_id.id,
            },
        )

    def test_butler_keeps_to_the_estate(self):
        """What is one's own cannot be moved where one has no business."""
        far = {"household_id": self.far_household.id}
        self.assertCannot(self.butler, "write", self.visit, far)
        self.assertCannot(
            self.butler, "write", self.visit, {**far, "estate_id": self.far_estate.id}
        )
        self.assertCannot(self.butler, "create", self.visit, far)
        by_default = self.visit.with_context(default_household_id=self.far_household.id)
        self.assertCannot(self.butler, "create", by_default, {})
        self.assertCannot(self.butler, "write", self.feedback, far)
        self.assertCannot(
            self.butler,
            "write",
            self.household,
            {"building_id": self.far_building.id},
        )

    def test_butler_works_out_no_plan_anew_but_an_own_draft(self):
        """P1: what was reviewed of somebody else's year stays as it was reviewed."""
        year = {"plan_type": "annual", "date_from": "2027-01-01"}
        self.make_plan(self.butler, **year).with_user(self.butler).action_forecast()
        colleagues = self.make_plan(self.colleague, **year)
        self.assertCannot(self.butler, "action_forecast", colleagues)

    def test_butler_does_not_approve(self):
        plan = self.make_plan(self.butler).with_user(self.butler)
        self.assertCannot(
            self.butler,
            "create",
            plan,
            {
                "estate_id": self.estate.id,
                "user_id": self.butler.id,
                "role_id": self.role("butler").id,
                "date_from": "2026-12-01",
                "state": "approved",
            },
        )
        with self.assertRefused("cannot become Approved"):
            plan.state = "approved"
        plan.action_submit()
        self.assertEqual(plan.state, "submitted")
        self.assertCannot(self.butler, "action_approve", plan)
        self.assertCannot(self.butler, "write", plan, {"state": "approved"})
        other = self.make_plan(self.colleague)
        other.action_submit()
        self.assertCannot(self.butler, "action_approve", other)

    def test_butler_makes_a_ticket_of_feedback(self):
        feedback = self.feedback.with_user(self.butler)
        ticket = self.env["helpdesk.ticket"].browse(
            feedback.action_create_ticket()["res_id"]
        )
        self.assertEqual(ticket.estate_id, self.estate)
        self.assertReads(self.butler, ticket)
        self.assertReads(self.supervisor, ticket)
        self.assertBlind(self.stranger, ticket)
        self.assertBlind(self.department, ticket)
        ticket.team_id = self.team
        self.assertReads(self.department, ticket)

    def test_department(self):
        department = self.department
        self.assertReads(department, self.estate, self.household)
        self.assertBlind(department, self.visit, self.feedback, *self.far_records())
        self.feedback.team_id = self.team
        self.assertReads(department, self.feedback)
        self.feedback.with_user(department).reply = "Swept on Friday"
        self.visit.companion_ids = [Command.link(department.id)]
        self.assertReads(department, self.visit)
        own = self.visit.with_user(department).create(
            {
                "household_id": self.household.id,
                "role_id": self.role("department_head").id,
            }
        )
        self.assertReads(department, own)
        self.assertCannot(department, "write", self.household, {"habits": "None"})
        self.assertCannot(
            department, "write", self.feedback, {"visit_id": self.far_visit.id}
        )
        plan = self.make_plan(department, role_id=self.role("department_head").id)
        plan.with_user(department).action_submit()
        self.assertCannot(department, "action_approve", plan)

    def test_forms_open_for_everybody_who_reads_households(self):
        """No field of a household, visit or estate fails for want of a right."""
        for user in (self.butler, self.department, self.supervisor, self.manager):
            for record in (self.household, self.estate):
                names = record.with_user(user).fields_get(attributes=["type"])
                self.env.invalidate_all()
                record.with_user(user).read(list(names))
        for user in (self.butler, self.supervisor, self.manager):
            names = self.visit.with_user(user).fields_get(attributes=["type"])
            self.env.invalidate_all()
            self.visit.with_user(user).read(list(names))

    def test_supervisor(self):
        supervisor = self.supervisor
        self.assertReads(supervisor, self.visit, self.colleagues_visit, self.feedback)
        self.assertBlind(supervisor, *self.far_records())
        self.visit.with_user(supervisor).user_id = self.colleague
        self.neighbour.with_user(supervisor).butler_id = self.colleague
        self.building_b.with_user(supervisor).butler_id = self.butler
        plan = self.make_plan(self.butler)
        plan.with_user(self.butler).action_submit()
        plan.with_user(supervisor).action_approve()
        self.assertEqual((plan.state, plan.reviewer_id), ("approved", supervisor))
        self.assertCannot(supervisor, "write", self.policy, {"times": 2})
        self.assertCannot(supervisor, "write", self.estate, {"name": "Mine"})
        self.assertCannot(
            supervisor,
            "create",
            self.household,
            {
                "building_id": self.far_building.id,
                "unit": "X",
                "partner_id": supervisor.partner_id.id,
                "butler_id": supervisor.id,
            },
        )

    def test_supervisor_of_no_estate(self):
        nobody = self.make_user("supervisor", "nobody")
        self.assertBlind(
            nobody, self.estate, self.household, self.visit, *self.far_records()
        )
        self.assertFalse(self.env["property.household"].with_user(nobody).search([]))

    def test_manager(self):
        manager = self.manager
        self.assertBlind(manager, *self.far_records())
        self.estate.with_user(manager).daily_visit_capacity = 8
        self.policy.with_user(manager).times = 2
        self.make_building(self.estate, "C").with_user(manager).name = "D"
        self.assertCannot(manager, "write", self.far_estate, {"name": "Mine"})
        self.assertCannot(
            manager,
            "create",
            self.estate,
            {
                "name": "New",
                "estate_type_id": self.estate.estate_type_id.id,
            },
        )

    def test_manager_does_not_take_over_an_estate(self):
        """Staffing a foreign estate with oneself would open it."""
        self.assertCannot(
            self.manager,
            "create",
            self.env["property.estate.staff"],
            {
                "estate_id": self.far_estate.id,
                "role_id": self.role("manager").id,
                "user_id": self.manager.id,
            },
        )
        self.assertCannot(
            self.manager,
            "create",
            self.env["property.building"],
            {
                "estate_id": self.far_estate.id,
                "name": "X",
                "butler_id": self.manager.id,
            },
        )
        self.assertBlind(self.manager, self.far_estate)

    def test_administrator(self):
        self.assertReads(self.admin, self.estate, self.household, *self.far_records())
        self.env["property.estate"].with_user(self.admin).create(
            {"name": "Third", "estate_type_id": self.estate.estate_type_id.id}
        )
        self.hold(self.butler, "butler", self.far_estate)
        self.assertReads(self.butler, self.far_household)

    def test_those_outside(self):
        """A plain employee, a resident with a portal login, the public: nothing.

        What is published is read on the portal (Q7), by those who live there.
        """
        resident = self.make_user("base.group_portal", "resident")
        outside = [
            self.make_user("base.group_user", "employee"),
            resident,
            self.env.ref("base.public_user"),
        ]
        published = self.env["property.publication"].create(
            {"name": "Result", "estate_ids": self.estate.ids, "on_portal": True}
        )
        self.assertFalse(published.with_user(resident).search([]))
        for user in outside:
            for name in self.models_of_ours():
                for operation in ("read", "write", "create", "unlink"):
                    with self.subTest(user=user.login, model=name, op=operation):
                        records = self.env[name].with_user(user)
                        if (user, name, operation) == (
                            resident,
                            published._name,
                            "read",
                        ):
                            records = published.with_user(user)
                        self.assertFalse(records.has_access(operation))

    def test_an_employee_still_opens_contacts(self):
        employee = self.make_user("base.group_user", "employee")
        partner = self.household.partner_id.with_user(employee)
        self.assertNotIn("household_count", partner.fields_get())
        self.assertEqual(partner.read(["name"])[0]["name"], "Wang")
