from datetime import date, timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..rules import period
from ..rules.working_time import day_end
from . import holiday_source


class PropertyHolidayWizard(models.TransientModel):
    """Load a country's public holidays and make-up days of a year (T3).

    Loading again brings a calendar up to date: what was loaded before is corrected or
    taken back, what was made by hand stays as it is.
    """

    _name = "property.holiday.wizard"
    _description = "Load Public Holidays"

    country_id = fields.Many2one(
        "res.country",
        required=True,
        default=lambda self: self._default_country(),
        domain=lambda self: [("code", "in", holiday_source.countries())],
    )
    year = fields.Integer(
        required=True, default=lambda self: fields.Date.context_today(self).year
    )
    calendar_ids = fields.Many2many(
        "resource.calendar",
        string="Working Times",
        required=True,
        domain="[('flexible_hours', '=', False)]",
        default=lambda self: self._default_calendars(),
    )
    day_off_count = fields.Integer(compute="_compute_counts", string="Days Off")
    extra_day_count = fields.Integer(compute="_compute_counts", string="Make-up Days")
    is_provisional = fields.Boolean(compute="_compute_counts")

    @api.model
    def _default_country(self):
        return self.env.company.country_id or self.env.ref("base.cn")

    @api.model
    def _default_calendars(self):
        estates = self.env["property.estate"]._all()
        calendars = estates.resource_calendar_id | self.env.company.resource_calendar_id
        return calendars.filtered(lambda calendar: not calendar.flexible_hours)

    @api.depends("country_id", "year")
    def _compute_counts(self):
        for wizard in self:
            known = wizard.country_id and wizard._is_known()
            source = wizard._source() if known else None
            wizard.day_off_count = len(source.days_off) if source else 0
            wizard.extra_day_count = len(source.workdays) if source else 0
            wizard.is_provisional = source.is_provisional if source else False

    def action_load(self):
        """Bring the calendars up to date with the year's holidays.

        :return: a notification, after which the year's holidays are shown
        :raise UserError: nothing is known of the country or the year, or no working
            time is chosen
        """
        self.ensure_one()
        self._check_known()
        source = self._source()
        for calendar in self.calendar_ids:
            self._load_days_off(calendar, source)
            self._load_workdays(calendar, source)
        return self._notification(source)

    # ------------------------------------------------------------------ what to load

    def _is_known(self):
        if self.country_id.code not in holiday_source.countries():
            return False
        first, last = holiday_source.years(self.country_id.code)
        return first <= self.year <= last

    def _check_known(self):
        if not self._is_known():
            raise UserError(
                self.env._(
                    "Nothing is known about public holidays of %(country)s in"
                    " %(year)s: enter them by hand.",
                    country=self.country_id.name,
                    year=str(self.year),
                )
            )
        if not self.calendar_ids:
            raise UserError(self.env._("Choose the working times to load them into."))

    def _source(self):
        return holiday_source.read(self.country_id.code, self.year, self.env.lang)

    # ------------------------------------------------------------------ days off

    def _load_days_off(self, calendar, source):
        Leave = self.env["resource.calendar.leaves"]
        loaded = self._leaves_by_day(calendar, source)
        missing = []
        for day, name in source.days_off.items():
            values = self._day_off_values(calendar, day, name, source)
            if leave := loaded.pop(day, None):
                _update(leave, values)
            elif not self._is_closed_by_hand(calendar, values):
                missing.append(values)
        Leave.union(*loaded.values()).unlink()
        Leave.create(missing)

    def _leaves_by_day(self, calendar, source):
        """{local date: leave} of what was loaded for this country and year before.

        A second leave of a day, and one that the source no longer knows, have the key
        of their own record, so that they are taken back.
        """
        first, last = date(self.year, 1, 1), date(self.year, 12, 31)
        leaves = self.env["resource.calendar.leaves"].search(
            [
                ("calendar_id", "=", calendar.id),
                ("resource_id", "=", False),
                ("property_country_id", "=", self.country_id.id),
                ("date_from", ">=", period.day_start_utc(first, calendar.tz)),
                ("date_from", "<=", day_end(last, calendar.tz)),
            ]
        )
        by_day = {}
        for leave in leaves:
            day = period.local_day(leave.date_from, calendar.tz)
            by_day[leave.id if day in by_day else day] = leave
        return by_day

    def _day_off_values(self, calendar, day, name, source):
        return {
            "name": name,
            "calendar_id": calendar.id,
            "date_from": period.day_start_utc(day, calendar.tz),
            "date_to": day_end(day, calendar.tz),
            "property_country_id": self.country_id.id,
            "property_provisional": source.is_provisional,
        }

    def _is_closed_by_hand(self, calendar, values):
        return bool(
            self.env["resource.calendar.leaves"].search_count(
                [
                    ("calendar_id", "=", calendar.id),
                    ("resource_id", "=", False),
                    ("time_type", "=", "leave"),
                    ("date_from", "<=", values["date_from"]),
                    ("date_to", ">=", values["date_to"] - timedelta(minutes=1)),
                ],
                limit=1,
            )
        )

    # ------------------------------------------------------------------ make-up days

    def _load_workdays(self, calendar, source):
        Day = self.env["property.extra.day"]
        there = Day.search(
            [
                ("calendar_id", "=", calendar.id),
                ("date", ">=", date(self.year, 1, 1)),
                ("date", "<=", date(self.year, 12, 31)),
            ]
        )
        own = there.filtered(lambda day: day.country_id == self.country_id)
        own.filtered(lambda day: day.date not in source.workdays).action_archive()
        by_date = {day.date: day for day in there.exists()}
        missing = []
        for day, weekday in source.workdays.items():
            values = self._workday_values(calendar, day, weekday)
            if day not in by_date:
                missing.append(values)
            elif by_date[day] in own:
                _update(by_date[day], values)
        Day.create(missing)

    def _workday_values(self, calendar, day, weekday):
        return {
            "name": self.env._("Make-up working day"),
            "calendar_id": calendar.id,
            "date": day,
            "weekday": str(weekday),
            "country_id": self.country_id.id,
        }

    # ------------------------------------------------------------------ answer

    def _notification(self, source):
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "property_visit.property_holiday_action"
        )
        message = self.env._(
            "%(days)s days off and %(workdays)s make-up days of %(year)s are loaded.",
            days=len(source.days_off),
            workdays=len(source.workdays),
            year=str(self.year),
        )
        if source.is_provisional:
            message += " " + self.env._(
                "They are provisional: load them again when the year is published."
            )
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "warning" if source.is_provisional else "success",
                "sticky": source.is_provisional,
                "message": message,
                # The list anew, not on top of the one it was asked from.
                "next": {**action, "target": "main"},
            },
        }


def _update(record, values):
    """Write what differs; nothing differing moves nothing."""
    stored = {name: record[name] for name in values}
    changed = {
        name: value
        for name, value in values.items()
        if value != (stored[name].id if name.endswith("_id") else stored[name])
    }
    if changed:
        record.write(changed)
