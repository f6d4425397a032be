from datetime import date

from odoo import api, models
from odoo.fields import Domain
from odoo.tools import ormcache

from ..rules import deadline, period
from ..rules.errors import WorkingTimeExhausted
from ..rules.working_time import IntervalTable

# Years that a table covers from the moment's own on. Two hold nearly every promise;
# five hold all that `plan_hours` looks through (100 fortnights) before it gives up.
USUAL, LONGEST = 2, 5


class ResourceCalendar(models.Model):
    """Working time as tables, so that a due time costs microseconds (T1, T2, T4)."""

    _inherit = "resource.calendar"

    # ------------------------------------------------------------------ due times

    def _property_due(self, start, amount, unit, **facts):
        """When a promise is due by this calendar (T1, L2); see `_property_due_batch`.

        :return: naive UTC datetime, or None while nobody can know
        """
        return self._property_due_batch([(start, amount, unit, facts)])[0]

    def _property_due_batch(self, promises):
        """When promises are due by this one calendar, all at the price of a table.

        An empty recordset stands for the company's calendar; without one, or without
        working time, every hour counts (T2). Leaves that name no calendar count for
        the calendar's company, for a shared calendar those of the environment's.

        :param promises: rows (start, amount, unit, facts): a naive UTC datetime, a
            number ≥ 0, a unit of T1, and a dict that may have `pauses` (pairs of
            naive UTC datetimes), `rain_days` (dates) and `agreed` (datetime)
        :return: naive UTC datetimes in the same order, None where nobody can know
        :raise DeadlineError: the amount is negative or the unit unknown
        """
        calendar = self.sudo() or self.env.company.sudo().resource_calendar_id
        tables, dues = {}, []
        for start, amount, unit, facts in promises:
            year = start.year
            if year not in tables:
                tables[year] = calendar._property_table(year)
            try:
                due = deadline.due(tables[year], start, amount, unit, **facts)
            except WorkingTimeExhausted:
                tables[year] = calendar._property_table(year, LONGEST)
                due = deadline.due(tables[year], start, amount, unit, **facts)
            dues.append(due)
        return dues

    # ------------------------------------------------------------------ tables

    def _property_table(self, year, years=USUAL):
        """The `IntervalTable` for moments of a year (T4).

        :param years: how many years it covers
        """
        # The calendar itself is read where its table is not known yet.
        return self._property_cached_table(self.id, self.env.company.id, year, years)

    @api.model
    @ormcache("calendar_id", "company_id", "year", "years")
    def _property_cached_table(self, calendar_id, company_id, year, years):
        # As nobody in particular: what one user may see must not decide for all.
        nobody = self.sudo().with_context({})  # pylint: disable=context-overridden
        calendar = nobody.browse(calendar_id)
        company_id = calendar.company_id.id or company_id
        # UTC and the calendar may disagree about the year for some hours.
        start = period.day_start_utc(date(year - 1, 12, 31), calendar.tz)
        end = period.day_start_utc(date(year + years, 1, 1), calendar.tz)
        return IntervalTable(
            calendar._property_intervals(start, end, company_id),
            tz=calendar.tz,
            is_final=years >= LONGEST or not calendar._property_has_hours(),
        )

    def _property_intervals(self, start, end, company_id):
        """Working time between two naive UTC moments as pairs of such (T1)."""
        if not self._property_has_hours():
            return []
        start, end = (period.local_moment(moment, "UTC") for moment in (start, end))
        leaves = Domain("time_type", "=", "leave") & (
            Domain("calendar_id", "!=", False)
            | Domain("company_id", "in", [False, company_id])
        )
        intervals = self._work_intervals_batch(start, end, domain=list(leaves))[False]
        return [
            tuple(period.naive_utc(moment) for moment in pair[:2]) for pair in intervals
        ]

    def _property_has_hours(self):
        """Whether the calendar says when work is done; a flexible one does not."""
        return bool(
            self
            and not self.flexible_hours
            and any(line._is_work_period() for line in self.attendance_ids)
        )

    # ------------------------------------------------------------------ changes (T4)

    def _property_working_time_changed(self):
        """Forget the tables; what was counted by these calendars may move (L3)."""
        self.env.registry.clear_cache()

    def write(self, vals):
        result = super().write(vals)
        if self._property_table_fields() & vals.keys():
            self._property_working_time_changed()
        return result

    def unlink(self):
        result = super().unlink()
        self.browse()._property_working_time_changed()
        return result

    def _property_table_fields(self):
        return {
            "company_id",
            "flexible_hours",
            "schedule_type",
            "two_weeks_calendar",
            "tz",
        }
