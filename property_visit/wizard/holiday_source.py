"""Days off and make-up days of a country's year, as the `holidays` package knows them.

No Odoo here: codes, dates and names go in and out.
"""

from datetime import date
from typing import NamedTuple

import holidays

FRIDAY, SATURDAY = 4, 5


class HolidayYear(NamedTuple):
    """What a year brings.

    `days_off` maps dates to names, `workdays` the make-up days to the weekday they
    are worked as (Monday is 0). `is_provisional`: the authorities have not announced
    the year yet, or a date still depends on the moon.
    """

    days_off: dict[date, str]
    workdays: dict[date, int]
    is_provisional: bool


def countries():
    """Codes (ISO 3166, two letters) of the countries whose holidays are known."""
    return sorted(c for c in holidays.list_supported_countries() if len(c) == 2)


def years(country):
    """First and last year that are known of a country."""
    known = holidays.country_holidays(country)
    return known.start_year, known.end_year


def read(country, year, language=None):
    """Return the `HolidayYear` of a country.

    :param country: code out of `countries()`
    :param year: within `years(country)`
    :param language: code as "zh_CN"; the country's own where it is not known
    """
    source = _source(country, year, language)
    days_off = {day: name for day, name in source.items() if day.year == year}
    # The package returns make-up days of other years too (T3).
    workdays = sorted(day for day in source.weekend_workdays if day.year == year)
    return HolidayYear(
        days_off=dict(sorted(days_off.items())),
        workdays={day: _worked_as(source, day) for day in workdays},
        is_provisional=_is_unannounced(source, year)
        or any(_is_estimated(source, name) for name in days_off.values()),
    )


def _source(country, year, language):
    """The year and its neighbours: a day off may be made up for across New Year."""
    known = holidays.country_holidays(country)
    if language not in known.supported_languages:
        language = known.default_language
    around = range(max(known.start_year, year - 1), min(known.end_year, year + 1) + 1)
    return holidays.country_holidays(
        country, years=around, language=language, expand=False
    )


def _worked_as(source, workday):
    """The weekday of the day off that a make-up day pays for.

    Its name says so, in the package's own words; where none does, the working day
    next to that end of the week.
    """
    label = getattr(source, "substituted_label", None)
    if label:
        text = workday.strftime(source.tr(source.substituted_date_format))
        label = source.tr(label) % text
        for day, name in source.items():
            if label in name and day.weekday() < SATURDAY:
                return day.weekday()
    return FRIDAY if workday.weekday() == SATURDAY else 0


def _is_unannounced(source, year):
    """Where days are exchanged each year: none is known for this or a later one."""
    announced = getattr(source, "special_public_holidays", None) or {}
    return bool(source.has_substituted_holidays) and year > max(announced, default=0)


def _is_estimated(source, name):
    label = getattr(source, "estimated_label", None)
    return bool(label) and source.tr(label).replace("%s", "").strip() in name
