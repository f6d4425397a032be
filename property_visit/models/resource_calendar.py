from datetime import datetime, timedelta

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools.date_utils import float_to_time
from odoo.tools.intervals import Intervals
from pytz import timezone

from .res_partner import PEOPLE


class ResourceCalendar(models.Model):
    """Make-up working days: a date is worked by another weekday's hours (T3).

    Leaves still win, since they are taken off afterwards. A calendar without make-up
    days is answered by core alone.
    """

    _inherit = "resource.calendar"

    property_extra_day_ids = fields.One2many(
        "property.extra.day",
        "calendar_id",
        string="Make-up Days",
        copy=True,
        groups=PEOPLE,
    )

    # Read together with the calendar, so that one without them costs no query more.
    property_has_extra_days = fields.Boolean(
        compute="_compute_property_has_extra_days", store=True
    )

    @api.depends("property_extra_day_ids.active")
    def _compute_property_has_extra_days(self):
        for calendar in self:
            calendar.property_has_extra_days = bool(calendar.property_extra_day_ids)

    def _property_extra_days(self):
        """{date: weekday} of this calendar, Monday is 0."""
        if not self.property_has_extra_days:
            return {}
        return {
            day.date: int(day.weekday) for day in self.sudo().property_extra_day_ids
        }

    def _property_worked_as(self, day):
        """A date of the same week, hence of the same week type, with those hours."""
        weekday = self._property_extra_days().get(day)
        if weekday is None:
            return day
        return day + timedelta(days=weekday - day.weekday())

    def _works_on_date(self, date):
        return super()._works_on_date(self._property_worked_as(date))

    def _get_hours_for_date(self, target_date, day_period=None):
        day = target_date and self._property_worked_as(target_date)
        return super()._get_hours_for_date(day, day_period)

    def _attendance_intervals_batch(
        self, start_dt, end_dt, resources=None, domain=None, tz=None, lunch=False
    ):
        result = super()._attendance_intervals_batch(
            start_dt, end_dt, resources, domain, tz, lunch
        )
        days = self._property_extra_days()
        if not days or self.flexible_hours:
            return result
        lines = self._property_lines(domain, lunch)
        Resource = self.env["resource.resource"]
        calendars = (resources or Resource)._get_calendar_at(start_dt, tz)
        for resource_id in result:  # False: nobody in particular
            resource = Resource.browse(resource_id or ())
            if resource and (
                not calendars.get(resource) or calendars[resource].flexible_hours
            ):
                continue  # its hours are not made of weekdays
            zone = tz or timezone((resource or self).tz)
            bounds = (start_dt.astimezone(zone), end_dt.astimezone(zone))
            extra = self._property_extra_intervals(days, lines, bounds, zone)
            kept = [i for i in result[resource_id] if i[0].date() not in days]
            result[resource_id] = Intervals([*kept, *extra], keep_distinct=True)
        return result

    def _property_lines(self, domain, lunch):
        """The attendances that core reads for the same question."""
        return self.env["resource.calendar.attendance"].search(
            Domain(domain or Domain.TRUE)
            & Domain("calendar_id", "=", self.id)
            & Domain("display_type", "=", False)
            & Domain("day_period", "=" if lunch else "!=", "lunch")
        )

    def _property_extra_intervals(self, days, lines, bounds, zone):
        """Working time of the make-up days within bounds, in a time zone."""
        low, high = bounds
        return [
            (
                max(low, _localized(day, line.hour_from, zone)),
                min(high, _localized(day, line.hour_to, zone)),
                line,
            )
            for day, weekday in days.items()
            if low.date() <= day <= high.date()
            for line in lines
            if int(line.dayofweek) == weekday
            and (not self.two_weeks_calendar or self._property_is_week(line, day))
        ]

    @api.model
    def _property_is_week(self, line, day):
        return int(line.week_type) == line.get_week_type(day)


def _localized(day, hour, zone):
    return zone.localize(datetime.combine(day, float_to_time(hour)))
