from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain

from ..rules import period
from ..rules.cadence import Cadence
from ..rules.working_time import day_end

EVENING = timedelta(hours=19)  # residents come after work; who plans it moves it


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
        alike = estates.grouped(lambda e: (_stretch(e), e._today(), e.tz))
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
        due |= self.create(
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
        self.env["property.commitment"]._promise(
            "meeting_due",
            due.filtered(lambda meeting: meeting.state == "planned"),
            fields.Datetime.now(),
            due=day_end(last, tz),
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

    def action_finish(self):
        """Finish the minutes: this keeps the promise of the meeting (P5)."""
        finished = super().action_finish()
        self.env["property.commitment"]._keep_for(
            self, "minutes", fields.Datetime.now()
        )
        return finished


def _stretch(estate):
    """The quarter, half-year … that today lies in at the estate (W1)."""
    months = estate.procedure_id.residents_meeting_months
    return Cadence(1, months, "month").window(estate._today())
