"""Day, week and supervision: who makes them, who gets them, what they say (M2)."""

from common import local
from months import MonthCase
from odoo.exceptions import AccessError, ValidationError
from odoo.tests import tagged
from paper import PaperCase

FRIDAY = local("2026-11-06 08:00")


@tagged("post_install", "-at_install")
class TestServiceReports(MonthCase, PaperCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.Report = cls.env["property.service.report"]
        cls.inspector = cls.make_user("supervisor", "inspector")
        cls.hold(cls.inspector, "service_supervisor")
        cls.chief = cls.make_user("manager", "chief")
        cls.hold(cls.chief, "general_manager")
        for user in (cls.manager, cls.deputy, cls.department, cls.chief):
            user.email = f"{user.login}@example.invalid"
        cls.make_visit(
            date_planned="2026-10-30",
            date_done=local("2026-10-30 10:00"),
            state="done",
            satisfaction=4,
            note="All is well",
        )

    def weekly(self, estate=None):
        return self.Report.search(
            [("kind", "=", "weekly"), ("estate_id", "=", (estate or self.estate).id)]
        )

    def supervision(self):
        return self.Report.create(
            {
                "kind": "supervision",
                "estate_id": self.estate.id,
                "date_from": "2026-10-01",
                "date_to": "2026-10-31",
            }
        )

    def mails(self, report):
        """What was mailed with the report; its author was also told to write it."""
        sent = self.env["mail.mail"].search(
            [("model", "=", report._name), ("res_id", "=", report.id)]
        )
        asked = sent.filtered(
            lambda mail: report.user_id.partner_id in mail.recipient_ids
        )
        return sent - asked

    # ------------------------------------------------------------------ week

    def test_the_week_is_reported_on_friday_once_to_those_of_the_meeting(self):
        with self.on(local("2026-11-05 08:00")):
            self.Report._cron_make()
            self.assertFalse(self.weekly())
        with self.on(FRIDAY):
            self.Report._cron_make()
            self.Report._cron_make()
        report = self.weekly()
        self.assertEqual(
            (str(report.date_from), str(report.date_to), report.state),
            ("2026-10-30", "2026-11-05", "sent"),
        )
        people = self.manager | self.deputy | self.department
        self.assertEqual(report.recipient_ids, people)
        self.assertEqual(self.mails(report).recipient_ids, people.partner_id)

    def test_chosen_recipients_come_first_and_the_day_is_a_setting(self):
        self.estate.week_report_user_ids = self.chief
        self.procedure.week_report_weekday = "2"
        with self.on(local("2026-11-04 08:00")):
            self.Report._cron_make()
        self.assertEqual(self.weekly().recipient_ids, self.chief)

    def test_the_page_of_the_week_counts_person_by_person(self):
        with self.on(FRIDAY):
            self.Report._cron_make()
        report = self.weekly()
        words = " ".join(self.pages(self.pdf("service_report", report, self.manager)))
        for text in ("Weekly report", "Visits Made 1", "Butler 1 100.0% 1/1"):
            self.assertIn(text, words)
        self.assertEqual(self.figure(report, "satisfaction"), (1, 1))

    # ------------------------------------------------------------------ supervision

    def test_last_month_is_asked_for_and_promised(self):
        with self.on(local("2026-11-02 08:00")):
            self.env.cr.execute(
                "UPDATE property_estate SET create_date = '2026-01-01' WHERE id = %s",
                [self.estate.id],
            )
            self.estate.invalidate_recordset(["create_date"])
            self.Report._cron_make()
        report = self.Report.search(
            [("kind", "=", "supervision"), ("estate_id", "=", self.estate.id)]
        )
        self.assertEqual(str(report.date_from), "2026-10-01")
        self.assertEqual(report.user_id, self.inspector)
        self.assertEqual(report.recipient_ids, self.chief)
        self.assertEqual(report.activity_ids.user_id, self.inspector)

    def test_the_promise_is_kept_when_it_is_sent(self):
        self.env["property.commitment.rule"].create(
            {
                "name": "Supervision",
                "procedure_id": self.procedure.id,
                "event": "supervision_due",
                "kept_by": "supervision_sent",
                "amount": 5,
                "unit": "working_days",
                "role_id": self.role("service_supervisor").id,
            }
        )
        report = self.supervision()
        promise = self.env["property.commitment"].search(
            [("res_model", "=", report._name), ("res_id", "=", report.id)]
        )
        self.assertEqual(promise.user_id, self.inspector)
        self.assertEqual(promise.date_due, local("2026-11-09 17:00"))
        mine = report.with_user(self.inspector)
        with self.assertRefused("what you found"):
            mine.action_send()
        mine.findings = "The records are complete"
        mine.with_context(force_report_rendering=True).action_send()
        self.assertEqual(promise.state, "kept")
        mail = self.mails(report)
        self.assertEqual(mail.recipient_ids, self.chief.partner_id)
        self.assertEqual(mail.attachment_ids.mimetype, "application/pdf")
        words = " ".join(self.pages(mail.attachment_ids.raw))
        self.assertIn("The records are complete", words)
        with self.assertRefused("is sent"):
            mine.findings = "Something else"

    def test_whoever_renders_the_service_does_not_supervise_it(self):
        report = self.supervision()
        for user in (self.butler, self.manager, self.department):
            with self.assertRefused("another department", ValidationError):
                report.user_id = user

    def test_nobody_but_its_author_writes_it(self):
        report = self.supervision()
        with self.assertRefused("is written by"):
            report.with_user(self.admin).findings = "All is well"
        with self.assertRefused("buttons"):
            report.with_user(self.inspector).write({"state": "sent"})

    def test_who_reads_a_report(self):
        with self.on(FRIDAY):
            self.Report._cron_make()
        weekly, supervision = self.weekly(), self.supervision()

        def reads(user, report):
            return report.with_user(user).has_access("read")

        for user in (self.supervisor, self.manager, self.inspector):
            self.assertTrue(reads(user, weekly))
        for user in (self.butler, self.department, self.stranger):
            self.assertFalse(reads(user, weekly))
        self.assertTrue(reads(self.inspector, supervision))
        self.assertFalse(reads(self.manager, supervision))  # not before it is sent
        far = self.weekly(self.far_estate)
        self.assertFalse(far and reads(self.manager, far))
        with self.assertRaises(AccessError):
            weekly.with_user(self.admin).unlink()

    # ------------------------------------------------------------------ day

    def day(self, user, **values):
        return (
            self.env["property.contact.report"]
            .with_user(user)
            .create({"estate_id": self.estate.id, "day": "2026-10-30", **values})
        )

    def test_the_day_of_a_butler(self):
        report = self.day(self.butler)
        self.assertEqual(report.user_ids, self.butler)
        (page,) = self.pages(self.pdf("contact_report", report, self.butler))
        for text in ("Daily Contact Report", "10:00", "A 101", "All is well", "Butler"):
            self.assertIn(text, page)

    def test_the_day_tells_of_messages_taken_cases_registered_and_answers(self):
        """Until midnight of the estate, and each thing with who did it (V9, C1, V4)."""
        said = self.say("Is the pool open?", day="2026-10-30", kind="question")
        with self.on(local("2026-10-30 23:30")):
            mine = self.env["property.message.slip"].with_user(self.butler)
            mine.create(
                {
                    "estate_id": self.estate.id,
                    "caller": "Mr Zhou",
                    "user_id": self.colleague.id,
                    "message": "Please call about the parking",
                }
            )
            case = (
                self.env["helpdesk.ticket"]
                .with_user(self.butler)
                .create(
                    {
                        "name": "Dark stairs",
                        "description": "No light",
                        "household_id": self.household.id,
                        "property_kind": "complaint",
                    }
                )
            )
            case.message_post(
                body="We send somebody",
                message_type="comment",
                subtype_xmlid="mail.mt_comment",
            )
            said.with_user(self.butler).write({"reply": "From May on"})
            said.with_user(self.butler).action_answer()
        (page,) = self.day(self.butler)._pages()
        self.assertEqual(page["slips"].mapped("caller"), ["Mr Zhou"])
        self.assertEqual(
            [(row["what"], row["said"], row["number"]) for row in page["matters"]],
            [
                ("Registered", "Dark stairs", case.number),
                ("Answered", "Dark stairs", case.number),
                ("Answered", "Is the pool open?", ""),
            ],
        )
        words = " ".join(self.pages(self.pdf("contact_report", self.day(self.butler))))
        for text in (
            "Mr Zhou",
            "about the parking",
            "Dark stairs",
            "Is the pool open?",
        ):
            self.assertIn(text, words)
        self.assertFalse(self.day(self.butler, day="2026-10-31")._pages())

    def test_a_butler_prints_no_other_day(self):
        for people in (self.colleague.ids, []):
            report = self.day(self.butler, user_ids=[(6, 0, people)])
            with self.assertRaises(AccessError):
                report.action_print()

    def test_a_supervisor_prints_everybody_who_had_contact(self):
        report = self.day(self.supervisor)
        self.assertEqual([page["user"] for page in report._pages()], [self.butler])
        self.assertEqual(report.action_print()["type"], "ir.actions.report")
        with self.assertRefused("Nobody was contacted"):
            self.day(self.supervisor, day="2026-11-04").action_print()
