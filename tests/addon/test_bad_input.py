"""Bad input gives one clear sentence and changes nothing, whoever sends it."""

from bad_input import TUESDAY_NOON, TUESDAY_TEN, BadInputCase
from common import local
from odoo.tests import tagged


@tagged("post_install", "-at_install")
class TestBadInput(BadInputCase):
    """What is recorded of a visit."""

    # ------------------------------------------------------------------ it works

    def test_what_is_right_is_done(self):
        self.visit.date_done = TUESDAY_TEN
        self.env.flush_all()
        response = self.ask("property.visit", "action_done", self.visit)
        self.assertEqual(response.status_code, 200, response.text)
        self.env.invalidate_all()
        self.assertEqual(self.visit.state, "done")

    def test_log_visit_answers_with_the_visit(self):
        response = self.ask(
            "property.household",
            "log_visit",
            self.household,
            values={
                "date_done": "2026-10-27 02:00:00",
                "method_id": self.method("outdoor").id,
            },
        )
        self.assertEqual(response.status_code, 200, response.text)
        visit = self.env["property.visit"].browse(response.json())
        self.assertEqual(visit.household_id, self.household)

    # ------------------------------------------------------------------ incomplete

    def test_done_without_a_time(self):
        self.refuses_done("Say when the visit", at=False)

    def test_done_without_a_method(self):
        self.visit.write({"method_id": False, "date_done": TUESDAY_TEN})
        self.env.flush_all()
        self.refused("Say how", "property.visit", "action_done", self.visit)

    def test_done_written_directly(self):
        self.refused(
            "Say when the visit",
            "property.visit",
            "write",
            self.visit,
            vals={"state": "done"},
        )

    def test_cancelled_without_a_reason(self):
        self.refused("will not be made", "property.visit", "action_cancel", self.visit)
        self.refused(
            "will not be made",
            "property.visit",
            "action_cancel",
            self.visit,
            reason="  ",
        )
        self.refused(
            "needs a reason",
            "property.visit",
            "write",
            self.visit,
            vals={"state": "cancelled"},
        )

    def test_log_visit_without_its_values(self):
        for values, sentence in (
            ({}, "Say when the contact took place"),
            ({"date_done": "2026-10-27 02:00:00"}, "Say how the household"),
            ({"date_done": "last week", "method_id": 1}, "last week is no time"),
            ("yesterday", "Give the fields of the visit"),
        ):
            with self.subTest(values=values):
                self.refused(
                    sentence,
                    "property.household",
                    "log_visit",
                    self.household,
                    values=values,
                )

    def test_nobody_visited(self):
        self.refused(
            "Choose the household or stakeholder",
            "property.visit",
            "create",
            vals_list=[{"estate_id": self.estate.id}],
        )

    # ------------------------------------------------------------------ P9, P10

    def test_at_the_door_without_appointment(self):
        self.refuses_done("needs an appointment agreed beforehand", "door")
        self.takes("door", no_appointment_reason="They asked me in")
        self.takes(
            "door",
            appointment_start=TUESDAY_TEN,
            appointment_stop=local("2026-10-27 10:30"),
            appointment_state="agreed",
        )

    def test_a_reason_of_blanks_is_none(self):
        self.refuses_done(
            "needs an appointment agreed beforehand", "door", no_appointment_reason=" "
        )

    def test_by_phone_in_a_blocked_window(self):
        self.refuses_done("(Lunch): choose another time", "phone", at=TUESDAY_NOON)
        self.refuses_done(
            "(Lunch): choose another time",
            "phone",
            at=TUESDAY_NOON,
            contact_reason="I was there",
        )

    def test_by_phone_in_a_warned_window(self):
        early = local("2026-10-27 08:59")
        self.refuses_done("(Early morning): write down why", "phone", at=early)
        self.takes(at=early, contact_reason="They leave at nine")
        self.takes(at=local("2026-10-27 09:00"))

    def test_those_exempt_from_contact_hours(self):
        for exemption in ("urgent", "agreed", "household_called"):
            with self.subTest(exemption=exemption):
                self.takes(at=TUESDAY_NOON, contact_exemption=exemption)
        self.takes(
            at=TUESDAY_NOON,
            appointment_start=TUESDAY_NOON,
            appointment_stop=local("2026-10-27 13:00"),
            appointment_state="agreed",
        )
        self.takes("outdoor", at=TUESDAY_NOON)

    def test_an_appointment_that_ends_before_it_begins(self):
        self.refused(
            "has to end after it begins",
            "property.visit",
            "action_appoint",
            self.visit,
            start="2026-11-05 03:00:00",
            stop="2026-11-05 02:00:00",
        )
        self.refused(
            "Give the day and time",
            "property.visit",
            "action_appoint",
            self.visit,
        )
        self.refused(
            "soon is no time",
            "property.visit",
            "action_appoint",
            self.visit,
            start="soon",
        )

    # ------------------------------------------------------------------ impossible

    def test_satisfaction_nine(self):
        sentence = "Satisfaction goes from 1"
        for value in (9, -1):
            self.refused(
                sentence,
                "property.visit",
                "write",
                self.visit,
                vals={"satisfaction": value},
            )
        self.refused(
            sentence,
            "property.visit",
            "create",
            vals_list=[{"household_id": self.household.id, "satisfaction": 9}],
        )

    def test_done_in_the_future(self):
        self.refuses_done("in the future", at=local("2026-11-02 09:06"))

    def test_done_twice(self):
        self.visit.date_done = TUESDAY_TEN
        self.visit.action_done()
        self.env.flush_all()
        self.refused("is Done", "property.visit", "action_done", self.visit)
        self.refused(
            "is Done",
            "property.visit",
            "action_move",
            self.visit,
            date="2026-11-04",
        )
        self.refused(
            "is Done", "property.visit", "write", self.visit, vals={"state": "planned"}
        )

    def test_an_unknown_state(self):
        self.refused(
            "that step does not follow",
            "property.visit",
            "write",
            self.visit,
            vals={"state": "finished"},
        )

    def test_moved_to_no_day(self):
        for date, sentence in (
            (False, "Say to which day"),
            ("someday", "someday is no date"),
            ("2026-02-30", "2026-02-30 is no date"),
        ):
            with self.subTest(date=date):
                self.refused(
                    sentence, "property.visit", "action_move", self.visit, date=date
                )
