from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import format_date, get_lang

from ..rules import period
from ..rules.cadence import Cadence
from ..rules.working_time import day_end

EVENING = timedelta(hours=19)  # residents come after work; who plans it moves it
# What somebody fills in who prepares a meeting.
PREPARED = ("item_ids", "feedback_ids", "attendee_user_ids", "attendee_ids")
PREPARED += ("user_id", "chair_id", "visit_id", "place")


class PropertyProcedure(models.Model):
    """How often the residents of an estate meet (P5)."""

    _inherit = "property.procedure"

    residents_meeting_months = fields.Integer(
        string="Months Between Residents' Meetings",
        tracking=True,
        help="3: one each quarter, 6: one each half-year, 0: none.",
    )

    _residents_meeting_check = models.Constraint(
        "CHECK(residents_meeting_months IN (0, 1, 2, 3, 4, 6, 12))",
        "Residents meet every 1, 2, 3, 4, 6 or 12 months; 0 stands for never.",
    )


class PropertyMeeting(models.Model):
    """A residents' meeting is promised for each stretch of the calendar (P5)."""

    _inherit = "property.meeting"

    date_due = fields.Date(
        string="To Be Held By",
        readonly=True,
        copy=False,
        help="The last day of the quarter or half-year that this meeting is for.",
    )

    _one_a_stretch = models.UniqueIndex(
        "(estate_id, kind, date_due) WHERE date_due IS NOT NULL",
        "That meeting is planned already.",
    )

    @api.model
    def _own_facts(self):
        return super()._own_facts() | {"date_due"}

    @api.model
    def _cron_open_meetings(self):
        """Nightly: plan and promise the residents' meetings that are due next (P5)."""
        estates = self.env["property.estate"].search(
            [("procedure_id.residents_meeting_months", ">", 0)]
        )
        alike = estates.grouped(lambda e: (_stretch(e, e._today()), e._today(), e.tz))
        for (stretch, _today, tz), here in alike.items():
            self._open_residents(here, stretch, tz)

    @api.model
    def _open_residents(self, estates, stretch, tz):
        """Each estate's residents' meeting of a stretch, with its promise.

        One that somebody planned in the stretch is the one that is due.

        :param stretch: `rules.cadence.Slot`, the same for all these estates
        :param tz: their zone
        """
        last = stretch.end - timedelta(days=1)
        known = self._residents_in(estates, stretch, last)
        settled = known.filtered(lambda meeting: meeting.date_due == last).estate_id
        held = {m.estate_id: m for m in known.sorted("day", reverse=True)}
        due = self.union(*(m for e, m in held.items() if e not in settled))
        # They are named in the language of the company: nobody is asked at night.
        lang = get_lang(self.env, estates.company_id[:1].sudo().partner_id.lang).code
        due |= self.with_context(lang=lang).create(
            [
                {
                    "kind": "residents",
                    "estate_id": estate.id,
                    "date": period.day_start_utc(last, tz) + EVENING,
                    "user_id": False,
                }
                for estate in estates - known.estate_id
            ]
        )
        due.date_due = last
        due.filtered(lambda meeting: meeting.state == "planned")._promise_held()

    def _promise_held(self):
        """They are held, with minutes, by the end of the stretch that they are for."""
        now = fields.Datetime.now()
        for (last, tz), alike in self.grouped(
            lambda meeting: (meeting.date_due, meeting.estate_id.tz)
        ).items():
            self.env["property.commitment"]._promise(
                "meeting_due", alike, now, due=day_end(last, tz)
            )

    def _residents_in(self, estates, stretch, last):
        """Residents' meetings that are for a stretch, or lie in it and for none."""
        return self.with_context(active_test=False).search(
            Domain("kind", "=", "residents")
            & Domain("estate_id", "in", estates.ids)
            & (
                Domain("date_due", "=", last)
                | Domain("date_due", "=", False)
                & Domain("active", "=", True)
                & Domain("day", ">=", stretch.start)
                & Domain("day", "<", stretch.end)
            )
        )

    # ------------------------------------------------------------------ settling

    def action_finish(self):
        """Finish the minutes: this keeps the promise of the meeting (P5).

        Residents who met without a plan met all the same: the one that was planned for
        that stretch of the calendar owes nothing more.
        """
        finished = super().action_finish()
        self._settle_held()
        for meeting in self.sudo():
            planned = meeting._planned_beside()
            planned._settle_held()
            planned.filtered(lambda other: other._is_untouched())._put_away(meeting)
        return finished

    def _settle_held(self):
        now = fields.Datetime.now()
        self.env["property.commitment"]._keep_for(self, "minutes", now)

    def _planned_beside(self):
        """What was planned for the stretch that this meeting, without a plan, is in."""
        months = self.estate_id.procedure_id.residents_meeting_months
        if self.kind != "residents" or self.date_due or not months:
            return self.browse()
        last = _stretch(self.estate_id, self.day).end - timedelta(days=1)
        return self.search(
            Domain("kind", "=", "residents")
            & Domain("estate_id", "=", self.estate_id.id)
            & Domain("date_due", "=", last)
            & Domain("state", "=", "planned")
        )

    def _is_untouched(self):
        """Whether it is as the nightly run planned it: nobody prepares for it."""
        prepared = any(self[name] for name in PREPARED)
        return self.day == self.date_due and not prepared

    def _put_away(self, held):
        """Archive what was planned, for the residents met on another day."""
        day = format_date(self.env, held.day)
        for meeting in self:
            meeting.message_post(
                body=self.env._("Not needed: the residents met on %s.", day)
            )
        self.active = False

    def write(self, vals):
        """An archived meeting is owed no more; taken out again, it is (P5)."""
        written = super().write(vals)
        if vals.get("active") is False:
            running = self.env["property.commitment"]._of(self)
            running._cancel(self.env._("The meeting was archived."))
        elif vals.get("active"):
            self._promise_again()
        return written

    def _promise_again(self):
        """Promise those that are still to be held, unless another one was instead."""
        kept = (
            self.env["property.commitment"]
            .sudo()
            .search(
                Domain("res_model", "=", self._name)
                & Domain("res_id", "in", self.ids)
                & Domain("state", "=", "kept")
            )
        )
        (self - self.browse(kept.mapped("res_id"))).filtered(
            lambda meeting: meeting.date_due and meeting.state == "planned"
        )._promise_held()


def _stretch(estate, day):
    """The quarter, half-year … of an estate's calendar that a local day is in (W1)."""
    months = estate.procedure_id.residents_meeting_months
    return Cadence(1, months, "month").window(day)
