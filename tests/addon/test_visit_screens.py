from common import PropertyCase, local
from odoo.tests import Form, tagged


@tagged("post_install", "-at_install")
class TestRecordingScreen(PropertyCase):
    """What a butler is shown and asked while recording; it is 9:00 on 2 November."""

    def recording(self, visit):
        return Form(
            visit.with_user(self.butler),
            view="property_visit.property_visit_view_form_record",
        )

    def ask(self, dialog, visits):
        """A dialog as a button on these visits opens it."""
        return Form(
            self.env[dialog]
            .with_user(self.butler)
            .with_context(active_model="property.visit", active_ids=visits.ids)
        )

    # ------------------------------------------------------------------ recording

    def test_a_visit_recorded_without_a_time_took_place_now(self):
        visit = self.make_visit()
        with self.recording(visit) as form:
            form.satisfaction = 5
        visit.with_user(self.butler).action_record_done()
        self.assertEqual(visit.state, "done")
        self.assertEqual(visit.date_done, local("2026-11-02 09:00"))

    def test_a_time_that_was_given_stays(self):
        visit = self.make_visit(date_done=local("2026-11-02 08:15"))
        visit.action_record_done()
        self.assertEqual(visit.date_done, local("2026-11-02 08:15"))

    def test_a_refused_recording_leaves_no_time_behind(self):
        visit = self.make_visit(method_id=self.method("door").id)
        with self.assertRefused("needs an appointment agreed beforehand"):
            visit.action_record_done()
        self.assertFalse(visit.date_done)

    def test_a_door_without_appointment_asks_why(self):
        visit = self.make_visit(method_id=self.method("door").id)
        with self.recording(visit) as form:
            self.assertTrue(form.lacks_appointment)
            form.no_appointment_reason = "Met on the stairs"
        visit.action_record_done()
        self.assertEqual(visit.state, "done")

    def test_an_unsuitable_hour_is_told_before_it_is_refused(self):
        self.make_window("Early morning", 8, 10)
        visit = self.make_visit(method_id=self.method("phone").id)
        with self.recording(visit) as form:
            self.assertEqual(form.contact_warning, "Early morning")
            form.date_done = local("2026-11-01 15:00")
            self.assertFalse(form.contact_warning)

    def test_the_days_and_hours_that_suit_are_told_to_whoever_calls(self):
        """H8: what the household wishes, in one line; without a wish nothing."""
        visit = self.make_visit()
        self.assertFalse(visit.convenient_time)
        for days, words, told in (
            ("weekend", False, "Weekend"),
            ("any", "After six", "After six"),
            ("working_day", "After six", "Working days · After six"),
        ):
            self.household.write({"preferred_days": days, "convenient_time": words})
            self.assertEqual(visit.convenient_time, told)

    def test_what_they_said_last_is_beside_it(self):
        for day, score in (("2026-09-03", 2), ("2026-10-03", 4), ("2026-10-20", 0)):
            self.make_visit(
                date_done=local(f"{day} 10:00"), satisfaction=score
            ).action_done()
        visit = self.make_visit()
        feedback = [
            self.make_feedback(date=f"2026-10-0{day}", description=f"Point {day}")
            for day in range(1, 6)
        ]
        visit = visit.with_user(self.butler)
        self.assertEqual(visit.last_satisfaction, 4)
        self.assertEqual(
            visit.recent_feedback_ids.ids,
            [feedback[4].id, feedback[3].id, feedback[2].id],
        )

    def test_a_feedback_becomes_a_ticket_without_leaving_the_screen(self):
        visit = self.make_visit()
        feedback = self.make_feedback(visit).with_user(self.butler)
        notice = feedback.action_quick_ticket()
        self.assertTrue(feedback.ticket_id)
        self.assertIn(feedback.ticket_id.number, notice["params"]["message"])
        self.assertEqual(notice["params"]["next"]["res_id"], visit.id)

    def test_a_new_visit_can_be_written_down_from_an_empty_form(self):
        empty = self.env["property.visit"].new({"purpose": "routine"})
        self.assertEqual(empty.display_name, "Routine")
        form = Form(self.env["property.visit"].with_user(self.butler))
        form.household_id = self.household
        visit = form.save()
        self.assertEqual(visit.estate_id, self.estate)
        self.assertEqual(visit.role_id, self.role("butler"))

    # ------------------------------------------------------------------ dialogs

    def test_cancelling_asks_for_a_reason(self):
        visit = self.make_visit()
        dialog = self.ask("property.visit.cancel", visit)
        dialog.reason = "Abroad until March"
        dialog.save().action_cancel()
        self.assertEqual(visit.state, "cancelled")
        self.assertEqual(visit.cancel_reason, "Abroad until March")

    def test_moving_proposes_tomorrow_and_refuses_the_past(self):
        visits = self.make_visit() | self.make_visit(self.neighbour)
        dialog = self.ask("property.visit.move", visits)
        dialog.save().action_move()
        self.assertEqual({f"{day}" for day in visits.mapped("day")}, {"2026-11-03"})
        with self.assertRefused("That day is over"):
            dialog = self.ask("property.visit.move", visits)
            dialog.date = "2026-11-01"
            dialog.save()

    def test_not_reached_is_written_down_and_tried_on_another_day(self):
        visit = self.make_visit()
        dialog = self.ask("property.visit.couldnt.reach", visit)
        dialog.outcome = "not_home"
        dialog.date = "2026-11-05"
        dialog.save().action_record()
        self.assertEqual(visit.attempt_ids.outcome, "not_home")
        self.assertEqual(f"{visit.date_planned}", "2026-11-05")

    def test_an_appointment_takes_a_time_and_a_length(self):
        visit = self.make_visit()
        dialog = self.ask("property.visit.appoint", visit)
        dialog.start = local("2026-11-04 15:00")
        dialog.duration = 0.75
        dialog.save().action_appoint()
        self.assertEqual(visit.state, "appointed")
        self.assertEqual(visit.agreed_time, "15:00–15:45")
        with self.assertRefused("has to last some time"):
            dialog = self.ask("property.visit.appoint", visit)
            dialog.start = local("2026-11-04 15:00")
            dialog.duration = 0
            dialog.save()

    def test_dragging_does_not_leave_an_appointment_behind(self):
        visit = self.make_visit()
        visit.action_appoint(local("2026-11-04 15:00"))
        with self.assertRefused("is agreed for 2026-11-04"):
            visit.date_planned = "2026-11-06"
        visit.action_move("2026-11-06")
        self.assertEqual(visit.state, "planned")

    # ------------------------------------------------------------------ lists

    def test_the_list_takes_the_same_queries_for_five_visits_or_fifty(self):
        specification = {
            name: {"fields": {"display_name": {}}} if field.type == "many2one" else {}
            for name, field in self.list_fields().items()
        }
        self.queries_of_list(2, specification)  # what is read once is read now
        few = self.queries_of_list(5, specification)
        many = self.queries_of_list(50, specification)
        self.assertEqual(few, many)

    def list_fields(self):
        view = self.env["property.visit"].get_views([(False, "list")])
        models = view["models"]["property.visit"]["fields"]
        return {
            name: self.env["property.visit"]._fields[name]
            for name in models
            if f'name="{name}"' in view["views"]["list"]["arch"]
        }

    def queries_of_list(self, size, specification):
        building = self.make_building(self.estate, f"Q{size}", butler=self.butler)
        for number in range(size):
            self.make_visit(self.make_household(f"{number}", building=building))
        visits = self.env["property.visit"].with_user(self.butler)
        domain = [("building_id", "=", building.id)]
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        visits.web_search_read(domain, specification, limit=80)
        return self.env.cr.sql_log_count - before


@tagged("post_install", "-at_install")
class TestPlanScreen(PropertyCase):
    """What a supervisor finds first among the plans."""

    def plans(self):
        return self.env["property.visit.plan"].search(
            [("estate_id", "in", (self.estate | self.far_estate).ids)]
        )

    def make_plans(self, **values):
        """The dialog, as a supervisor opens it on an estate."""
        dialog = Form(
            self.env["property.visit.plan.wizard"]
            .with_user(self.supervisor)
            .with_context(active_model="property.estate", active_ids=self.estate.ids)
        )
        for name, value in values.items():
            setattr(dialog, name, value)
        return dialog.save().action_make()

    def test_a_month_gets_a_plan_for_everybody_with_work_and_its_visits(self):
        self.make_plans(month="2026-11-15", generate=True)
        [plan] = self.plans()
        self.assertEqual(plan.user_id, self.butler)
        self.assertEqual(plan.visit_count, 2)

    def test_a_year_is_worked_out_before_it_is_submitted(self):
        self.make_plans(plan_type="annual", year=2027)
        [plan] = self.plans()
        self.assertEqual(plan.plan_type, "annual")
        self.assertEqual(plan.expected_count, 24)

    def test_where_nobody_has_work_it_says_so(self):
        self.procedure.policy_ids.active = False
        with self.assertRefused("ask nobody for visits"):
            self.make_plans(month="2026-11-15")

    def test_plans_above_capacity_are_found_and_stand_first(self):
        self.estate.daily_visit_capacity = 1
        for number in range(40):
            self.make_household(f"5{number:02}")
        self.make_household("902", building=self.far_building)
        (self.estate | self.far_estate).action_generate_month("2026-11-02")
        over = self.plans().filtered(lambda plan: plan.estate_id == self.estate)
        Plan = self.env["property.visit.plan"]
        domain = [("id", "in", self.plans().ids)]
        self.assertEqual(Plan.search([*domain, ("is_over_capacity", "=", True)]), over)
        for direction, place in (("desc", 0), ("asc", -1)):
            plans = Plan.search(domain, order=f"over_capacity_count {direction}")
            self.assertEqual(plans[place], over, direction)

    def test_people_by_days_shows_the_whole_estate(self):
        self.make_household("201", building=self.building_b)
        self.estate.action_generate_month("2026-11-02")
        plan = self.plans()[0]
        action = plan.action_open_load()
        visits = self.env["property.visit"].search(action["domain"])
        self.assertEqual(visits.user_id, self.butler | self.colleague)
