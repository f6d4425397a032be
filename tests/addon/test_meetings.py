"""Minutes of meetings and free help feed the one feedback register (M6, V6)."""

from common import PropertyCase, local
from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import tagged
from paper import PaperCase

HERE = ("post_install", "-at_install")


class MeetingCase(PropertyCase):
    @classmethod
    def make_meeting(cls, moment="2026-11-02 09:00", **values):
        return cls.env["property.meeting"].create(
            {
                "kind": "tenants",
                "estate_id": cls.estate.id,
                "date": local(moment),
                "user_id": cls.butler.id,
                "attendee_ids": [Command.set(cls.household.partner_id.ids)],
                **values,
            }
        )

    @classmethod
    def raise_at(cls, meeting, description="No light in the hall", **values):
        return cls.env["property.feedback"].create(
            {
                "meeting_id": meeting.id,
                "household_id": cls.household.id,
                "category_id": cls.category("facilities").id,
                "kind": "complaint",
                "description": description,
                **values,
            }
        )


@tagged(*HERE)
class TestMeetings(MeetingCase):
    def test_what_is_raised_enters_the_register(self):
        """M6: with estate, the day of the meeting, the department and its promise."""
        meeting = self.make_meeting("2026-11-02 23:30")
        said = self.raise_at(meeting, household_id=False)
        self.assertEqual(
            (said.estate_id, said.date.isoformat(), said.source, said.team_id),
            (self.estate, "2026-11-02", "meeting", self.team),
        )

    def test_a_promise_is_in_the_ledger(self):
        self.env["property.commitment.rule"].create(
            {
                "name": "Reply",
                "procedure_id": self.procedure.id,
                "event": "reply_promised",
                "kept_by": "reply",
                "unit": "agreed",
            }
        )
        said = self.raise_at(self.make_meeting(), reply_due=local("2026-11-06 17:00"))
        self.assertEqual(said.promise_ids.date_due, local("2026-11-06 17:00"))

    def test_what_is_open_comes_up_next_time(self):
        first = self.make_meeting("2026-10-05 09:00")
        open_item, closed = self.raise_at(first), self.raise_at(first, "Solved")
        self.raise_at(self.make_meeting("2026-10-06 09:00", kind="residents"))
        closed.action_close()
        second = self.make_meeting("2026-10-19 09:00")
        third = self.make_meeting("2026-11-02 09:00")
        for later in (second, third):
            self.assertEqual(later.open_feedback_ids, open_item)
        self.assertFalse(first.open_feedback_ids)

    def test_finished_minutes_keep_their_list(self):
        said = self.raise_at(self.make_meeting("2026-10-05 09:00"))
        second = self.make_meeting()
        second.with_user(self.butler).action_finish()
        said.action_close()
        self.assertEqual(second.open_feedback_ids, said)
        self.assertFalse(self.make_meeting("2026-11-03 09:00").open_feedback_ids)
        with self.assertRefused("finished already", UserError):
            second.action_finish()

    def test_minutes_say_who_was_present(self):
        with self.assertRefused("who was present"):
            self.make_meeting(attendee_ids=False).action_finish()

    def test_the_state_follows_the_button(self):
        meeting = self.make_meeting().with_user(self.supervisor)
        with self.assertRefused("with the button"):
            meeting.state = "finished"

    def test_the_next_meeting_starts_with_the_same_people(self):
        context = self.make_meeting().action_next()["context"]
        self.assertEqual(context["default_attendee_ids"], self.wang().ids)
        self.assertEqual(context["default_kind"], "tenants")

    def wang(self):
        return self.household.partner_id

    # ------------------------------------------------------------------ rights

    def test_who_keeps_minutes(self):
        meeting = self.make_meeting()
        meeting.with_user(self.butler).place = "Hall"
        meeting.with_user(self.supervisor).place = "Office"
        self.assertEqual(meeting.with_user(self.department).place, "Office")
        for other in (self.colleague, self.department):
            with self.assertRaises(AccessError):
                meeting.with_user(other).place = "Elsewhere"
        with self.assertRaises(AccessError):
            meeting.with_user(self.stranger).read(["place"])
        meeting.with_user(self.butler).action_finish()
        with self.assertRaises(AccessError):
            meeting.with_user(self.butler).place = "Later"

    def test_points_are_kept_with_their_meeting(self):
        meeting = self.make_meeting()
        points = self.env["property.meeting.item"]
        values = {"meeting_id": meeting.id, "name": "Lighting"}
        point = points.with_user(self.butler).create(values)
        for other in (self.colleague, self.department, self.stranger):
            with self.assertRaises(AccessError):
                point.with_user(other).minutes = "No"
        point.with_user(self.manager).minutes = "Agreed"


@tagged(*HERE)
class TestMinutesOnPaper(PaperCase, MeetingCase):
    def test_minutes_with_the_open_items(self):
        self.raise_at(self.make_meeting("2026-10-05 09:00"), "Gate squeaks")
        meeting = self.make_meeting(
            place="Hall", item_ids=[Command.create({"name": "Light", "minutes": "ok"})]
        )
        self.raise_at(meeting, "光" * 900)
        words = self.read("meeting_minutes", meeting)
        for part in ("Gate squeaks", "光光", "Hall", "1. Light", "Wang"):
            self.assertIn(part, words)
        self.assertEqual(len(self.pages(self.pdf("meeting_minutes", meeting))), 2)


@tagged(*HERE)
class TestFreeHelp(PropertyCase):
    @classmethod
    def make_help(cls, user=None, **values):
        helps = cls.env["property.free.service"].with_user(user or cls.butler)
        values = {"household_id": cls.household.id, "what": "Fixed a chair", **values}
        return helps.create(values)

    def test_thanks_enter_the_register_once(self):
        given = self.make_help(words="Thank you!", satisfaction=5)
        said = given.action_register_words()
        self.assertEqual(
            (said.kind, said.source, said.household_id, said.description),
            ("praise", "free_service", self.household, "Thank you!"),
        )
        with self.assertRefused("already"):
            given.action_register_words()

    def test_who_is_dissatisfied_complains(self):
        said = self.make_help(words="Broken", satisfaction=2).action_register_words()
        self.assertEqual(said.kind, "complaint")

    def test_silence_is_no_feedback(self):
        with self.assertRefused("Write down"):
            self.make_help().action_register_words()

    def test_who_notes_it(self):
        given = self.make_help()
        for user in (self.colleague, self.supervisor, self.manager, self.admin):
            self.assertEqual(given.with_user(user).what, "Fixed a chair")
        for user in (self.department, self.stranger):
            with self.assertRaises(AccessError):
                given.with_user(user).read(["what"])
        self.make_help(self.department).duration = 0.5
        with self.assertRaises(AccessError):
            self.make_help(household_id=self.far_household.id)
