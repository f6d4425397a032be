"""The clock of one case: time passes, the real jobs run, each reminder is heard."""

from datetime import timedelta

from common import SHANGHAI, UTC, PropertyCase, local

MINUTE = timedelta(minutes=1)
JOBS = ("escalate", "send_digests", "draw_callbacks", "miss")


def clock(moment):
    """A stored moment as the estate's wall clock shows it, without the year."""
    return f"{moment.replace(tzinfo=UTC).astimezone(SHANGHAI):%m-%d %H:%M}"


class ClockCase(PropertyCase):
    """Spring Festival 2026: off from Sunday 15 to Monday 23 February.

    The Saturdays before and after, 14 and 28 February, are made up (调休). Sunny Garden
    works Monday to Friday, 8 to 12 and 13 to 17. The colleague is on duty on the days
    off, and on the roster of both Saturdays, when nobody may ask for the roster.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.team.user_id = cls.department
        cls.lead = cls.make_user("butler", "lead")
        cls.director = cls.make_user("manager", "director")
        cls.hold(cls.lead, "repair_lead")
        cls.hold(cls.director, "director")
        cls._celebrate()

    @classmethod
    def _celebrate(cls):
        calendar = cls.estate.resource_calendar_id
        cls.env["resource.calendar.leaves"].create(
            {
                "name": "Spring Festival",
                "calendar_id": calendar.id,
                "date_from": local("2026-02-15 00:00"),
                "date_to": local("2026-02-23 23:59:59"),
            }
        )
        cls.env["property.extra.day"].create(
            [
                {
                    "name": "Made up",
                    "calendar_id": calendar.id,
                    "date": day,
                    "weekday": "4",
                }
                for day in ("2026-02-14", "2026-02-28")
            ]
        )
        cls.env["property.duty"].create(
            [
                {
                    "estate_id": cls.estate.id,
                    "date": f"2026-02-{day}",
                    "user_id": cls.colleague.id,
                }
                for day in (*range(14, 24), 28)
            ]
        )

    @classmethod
    def run_by(cls, procedure):
        cls.estate.write(
            {
                "procedure_id": cls.env.ref(f"property_visit.procedure_{procedure}").id,
                "arrival_hours": 2,
            }
        )

    # ------------------------------------------------------------------ the case

    def report(self, moment, **values):
        """The household calls; its butler writes the case down."""
        with self.at(moment):
            ticket = (
                self.env["helpdesk.ticket"]
                .with_user(self.butler)
                .create(
                    {
                        "name": "Water from the ceiling",
                        "description": "It drips",
                        "household_id": self.household.id,
                        "partner_id": self.household.partner_id.id,
                        "team_id": self.team.id,
                        **values,
                    }
                )
            )
            self.env.flush_all()
        return ticket.with_user(self.env.user)

    def tell(self, moment, case, text):
        """A real message to the resident."""
        with self.at(moment):
            case.with_user(self.butler).message_post(
                body=text, message_type="comment", subtype_xmlid="mail.mt_comment"
            )

    def call_back(self, moment, case, satisfaction, **values):
        """Whoever is to call back next does so."""
        with self.at(moment):
            case.invalidate_recordset()
            visit = case.callback_ids.filtered(lambda v: v._is_open()).sorted(
                lambda v: (v.date_deadline, v.id)
            )[0]
            visit.write(
                {
                    "date_done": local(moment),
                    "satisfaction": satisfaction,
                    "no_appointment_reason": "they asked for it",
                    "contact_reason": "they asked for it",
                    **values,
                }
            )
            visit.action_done()
            self.env.flush_all()

    # ------------------------------------------------------------------ time

    def at(self, moment):
        return self.on(local(moment))

    def run_jobs(self, at):
        self.env.flush_all()
        with self.on(at), self.enter_registry_test_mode():
            for job in JOBS:
                cron = self.env.ref(f"property_visit.ir_cron_{job}")
                cron.method_direct_trigger()
        self.env.invalidate_all()

    def pass_until(self, moment):
        """Let the jobs run; each step is heard at its minute and not one before.

        :return: "MM-DD HH:MM kept-by hours-after-due listener" in order
        """
        before = self._logs()
        while (at := self._next_minute()) and at <= local(moment):
            known = self._logs()
            self.run_jobs(at - MINUTE)
            self.assertEqual(self._logs(), known, f"a minute before {clock(at)}")
            self.run_jobs(at)
            self.assertGreater(self._logs(), known, f"at {clock(at)}")
        self.run_jobs(local(moment))
        new = self._logs() - before
        self.assertTrue(all(new.mapped("digested_at")), "each has gone out with a mail")
        return [
            f"{clock(log.date)} {log.commitment_id.rule_id.kept_by}"
            f" {log.step_id.offset_hours:+g} {log.user_id.name}"
            for log in new.sorted(lambda log: (log.date, log.id))
        ]

    def _next_minute(self):
        waiting = self._ledger().filtered("next_escalation_at")
        at = min(waiting.mapped("next_escalation_at"), default=None)
        return at and at + timedelta(seconds=-at.second % 60)

    # ------------------------------------------------------------------ the ledger

    def _ledger(self):
        return self.env["property.commitment"].search(
            [("estate_id", "=", self.estate.id)], order="id"
        )

    def _logs(self):
        return self.env["property.escalation.log"].search(
            [("commitment_id", "in", self._ledger().ids)]
        )

    def running(self):
        """What is promised now: {kept by: (due, next step)}, by the wall clock."""
        return {
            promise.rule_id.kept_by: (
                clock(promise.date_due),
                clock(promise.next_escalation_at),
            )
            for promise in self._ledger().filtered(lambda p: p.state == "open")
        }

    def settled(self, kept_by):
        """(state, late hours, rounded) of the promises that this keeps, in order."""
        return [
            (promise.state, round(promise.late_hours, 2))
            for promise in self._ledger()
            if promise.rule_id.kept_by == kept_by and promise.state != "open"
        ]

    def rain(self, day, noted):
        with self.at(noted):
            self.env["property.rain.day"].create(
                {"estate_id": self.estate.id, "date": day}
            )
            self.env.flush_all()
