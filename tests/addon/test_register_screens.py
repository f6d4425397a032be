"""What the screens of the register tell and ask: overview, dialogs, first steps."""

from common import PropertyCase, local
from odoo.tests import Form, tagged

LIST_FIELDS = [
    "unit",
    "butler_id",
    "segment_ids",
    "last_seen_text",
    "satisfaction_trail",
]


@tagged("post_install", "-at_install")
class TestAtAGlance(PropertyCase):
    """The header of a household, and the card of an estate."""

    def seen(self, day, method="office", satisfaction=0, household=None):
        return (household or self.household).log_visit(
            {
                "method_id": self.method(method).id,
                "date_done": local(f"{day} 10:00"),
                "satisfaction": satisfaction,
            }
        )

    def text(self, household=None):
        return (household or self.household).with_context(lang="en_US").last_seen_text

    def test_when_and_how_they_were_last_seen(self):
        self.assertEqual(self.text(), "Never seen")
        self.seen("2026-10-20")
        self.seen("2026-10-21", "phone")
        self.assertEqual(self.text(), "Seen 12 days ago · Phone")
        self.seen("2026-11-01")
        self.assertEqual(self.text(), "Seen yesterday · In the office")

    def test_today_is_the_estates_day(self):
        self.household.log_visit(
            {
                "method_id": self.method("office").id,
                "date_done": local("2026-11-02 00:30"),
            }
        )
        self.assertEqual(self.text(), "Seen today · In the office")

    def test_the_last_five_contacts_oldest_first(self):
        for day, score in enumerate([1, 2, 0, 4, 5, 3], start=10):
            self.seen(f"2026-10-{day}", satisfaction=score)
        trail = self.household.satisfaction_trail
        self.assertEqual([point["score"] for point in trail], [2, 0, 4, 5, 3])

    def test_a_list_costs_no_more_for_many_than_for_few(self):
        many = self.env["property.household"]
        for number in range(12):
            many |= self.make_household(f"3{number:02}")
            self.seen("2026-10-20", household=many[-1], satisfaction=4)
        few = self.cost_of(many[:2])
        self.assertLessEqual(self.cost_of(many), few)

    def cost_of(self, households):
        """Queries of reading what the list shows, with nothing in memory."""
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        households.read(LIST_FIELDS)
        return self.env.cr.sql_log_count - before

    def test_the_card_of_an_estate(self):
        self.seen("2026-10-04")
        self.seen("2026-10-02", household=self.neighbour)
        self.make_visit(date_planned="2026-11-01")
        self.make_visit(date_planned="2026-11-20")
        self.make_feedback()
        self.assertEqual(self.estate.household_count, 2)
        self.assertEqual(self.estate.seen_count, 1)
        self.assertEqual(self.estate.seen_rate, 50)
        self.assertEqual(self.estate.month_visit_count, 2)
        self.assertEqual(self.estate.late_visit_count, 1)
        self.assertEqual(self.estate.open_feedback_count, 1)
        self.assertEqual(self.far_estate.late_visit_count, 0)

    def test_an_estate_without_households_divides_nothing(self):
        self.assertEqual(self.make_estate("Empty Garden").seen_rate, 0)

    def test_only_who_may_read_confidences_finds_their_tab(self):
        """H5: the household's butler and the managers of its estate."""
        finds = {
            user.name: self.household.with_user(user).sees_private_notes
            for user in (self.butler, self.colleague, self.supervisor, self.manager)
        }
        expected = {"Butler": True, "Colleague": False, "Supervisor": False}
        self.assertEqual(finds, {**expected, "Manager": True})

    def test_contact_windows_that_concern_them(self):
        for_all = self.make_window("Night", 21, 24)
        for_shops = self.make_window(
            "Lunch", 11, 13.5, segment_ids=self.segment("catering").ids
        )
        self.assertEqual(self.household.contact_window_ids, for_all)
        self.household.segment_ids = self.segment("catering")
        self.assertEqual(self.household.contact_window_ids, for_all | for_shops)


@tagged("post_install", "-at_install")
class TestDialogs(PropertyCase):
    """Logging a visit, moving out, the first steps."""

    def log_dialog(self, user=None, **context):
        log = self.env["property.visit.log"].with_user(user or self.butler)
        return Form(log.with_context(default_household_id=self.household.id, **context))

    def test_a_butler_logs_what_was_not_planned(self):
        dialog = self.log_dialog()
        dialog.method_id = self.method("outdoor")
        dialog.note = "Met at the gate"
        dialog.satisfaction = "5"
        dialog.save().action_log()
        visit = self.household.visit_ids
        self.assertEqual(visit.state, "done")
        self.assertEqual(visit.user_id, self.butler)
        self.assertEqual(visit.satisfaction, 5)
        self.assertEqual(self.household.last_visit_id, visit)

    def test_it_proposes_the_method_they_prefer(self):
        self.household.preferred_method_id = self.method("email")
        self.assertEqual(self.log_dialog().method_id, self.method("email"))

    def test_it_asks_for_a_reason_at_an_unsuitable_hour(self):
        self.make_window("Before nine", 0, 9)
        dialog = self.log_dialog()
        dialog.method_id = self.method("phone")
        dialog.date_done = local("2026-11-02 08:00")
        self.assertEqual(dialog.unsuitable, "Before nine")
        with self.assertRefused("contact_reason", AssertionError):
            dialog.save()
        dialog.contact_reason = "Water was running down the stairs"
        dialog.save().action_log()
        self.assertEqual(self.household.visit_ids.state, "done")

    def test_it_says_when_the_hour_is_refused(self):
        self.make_window("Night", 0, 9, "block")
        dialog = self.log_dialog()
        dialog.method_id = self.method("phone")
        dialog.date_done = local("2026-11-02 08:00")
        self.assertTrue(dialog.is_refused)
        with self.assertRefused("Nobody is contacted"):
            dialog.save().action_log()
        self.assertFalse(self.household.visit_ids)

    def test_a_household_that_calls_is_exempt(self):
        self.make_window("Night", 0, 9, "block")
        dialog = self.log_dialog()
        dialog.method_id = self.method("phone")
        dialog.date_done = local("2026-11-02 08:00")
        dialog.contact_exemption = "household_called"
        self.assertFalse(dialog.is_refused)
        dialog.save().action_log()
        self.assertEqual(self.household.visit_ids.state, "done")

    def test_a_door_visit_without_appointment_needs_its_reason(self):
        dialog = self.log_dialog()
        dialog.method_id = self.method("door")
        with self.assertRefused("no_appointment_reason", AssertionError):
            dialog.save()

    def test_a_supervisor_moves_a_household_out(self):
        self.make_visit()
        dialog = self.env["property.household.move.out"].with_user(self.supervisor)
        dialog = dialog.create(
            {"household_id": self.household.id, "date": "2026-11-02"}
        )
        self.assertEqual(dialog.open_visit_count, 1)
        dialog.action_move_out()
        self.assertEqual(self.household.occupancy, "moved_out")

    def test_a_copied_procedure_is_edited_without_touching_the_first(self):
        action = self.procedure.with_user(self.manager).action_copy()
        copy = self.env["property.procedure"].browse(action["res_id"])
        copy.policy_ids.times = 2
        self.assertEqual(self.policy.times, 1)
        self.assertEqual(copy.estate_count, 0)

    def test_the_five_first_steps(self):
        steps = self.env["property.getting.started"].with_user(self.admin).create({})
        self.assertGreaterEqual(steps.estate_count, 2)
        self.assertTrue(steps.household_count)
        self.assertFalse(self.env["property.visit.plan"].search_count([]))
        self.assertEqual(steps.done_count, 4)
        self.plan_month("2026-11")
        steps.invalidate_recordset()
        self.assertEqual(steps.done_count, 5)
