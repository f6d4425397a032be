import re

import babel.dates
from odoo import api, models
from odoo.tools import babel_locale_parse, format_date, get_lang

from ..rules import period

ACCENT = "#1f5f7a"


class PropertyVisitForm(models.AbstractModel):
    """What the printed forms share (V2): their subjects, dates, boxes and pictures.

    A form is printed for a visit, for a household (blank, its head filled in) or for
    an estate (all blank); the same template serves the three.
    """

    _name = "property.visit.form"
    _description = "Printed forms"

    # ------------------------------------------------------------------ sheets

    @api.model
    def _sheets(self, docs, for_resident=False):
        """One form per document.

        :param docs: records of visits, feedback, households or estates
        :param for_resident: whether it is written in the household's language (H8)
        :return: list of dicts `doc lang visit household estate company accent contact
            feedback blank dash`; records carry the language, those the user may not
            read are empty
        """
        return [
            self._sheet(doc, self._language(doc) if for_resident else self._own())
            for doc in docs
        ]

    def _sheet(self, doc, lang):
        doc = doc.with_context(lang=lang)
        visit = self._subject(doc, "property.visit", "visit_id")
        household = self._subject(doc, "property.household", "household_id")
        estate = self._subject(doc, "property.estate", "estate_id")
        said = doc if doc._name == "property.feedback" else visit.feedback_ids
        blank = not visit or visit._is_open()
        return {
            **self._frame(estate, lang),
            "doc": doc,
            "visit": visit,
            "household": household,
            "contact": household.partner_id or visit.partner_id,
            "feedback": said.sorted("id"),
            "blank": blank,
            "dash": "" if blank else "–",
        }

    def _frame(self, estate, lang=None):
        """What header and footer of a page need."""
        company = (estate.company_id or self.env.company).sudo()
        return {
            "estate": estate,
            "company": company,
            "accent": company.primary_color or ACCENT,
            "lang": lang or self._own(),
        }

    def _subject(self, doc, model, field):
        """The record of `model` that a document is or names, if it may be read."""
        if doc._name == model:
            return doc
        if field not in doc._fields:
            return doc.env[model]
        return doc[field]._filtered_access("read")

    def _language(self, doc):
        """The language a household is written to: its own wish, else its contact's."""
        household = self._subject(doc, "property.household", "household_id")
        partner = household.partner_id
        if "contact_id" in doc._fields:
            partner = partner or doc.contact_id
        return household._spoken_with(partner)

    def _own(self):
        return get_lang(self.env).code

    @api.model
    def _days(self, visits):
        """Open visits as day sheets: one per person and day, in walking order.

        :param visits: `property.visit` records
        :return: list of dicts `day user visits` and what `_frame` gives
        """
        days = {}
        for visit in visits.filtered(lambda visit: visit._is_open()):
            key = (visit.date_planned, visit.user_id, visit.estate_id)
            days.setdefault(key, visits.browse())
            days[key] |= visit
        return [
            {
                **self._frame(estate),
                "day": day,
                "user": user,
                "visits": found.sorted(_walk),
            }
            for (day, user, estate), found in sorted(
                days.items(),
                key=lambda item: (item[0][0], item[0][1].id, item[0][2].id),
            )
        ]

    # ------------------------------------------------------------------ words

    @api.model
    def _day(self, day, pattern="long"):
        """A local date in words of the language, "" when empty."""
        return format_date(self.env, day, date_format=pattern) if day else ""

    @api.model
    def _month(self, day):
        """The month of a date in words of the language, "" when empty."""
        if not day:
            return ""
        locale = babel_locale_parse(self._own())
        return babel.dates.format_skeleton("yMMMM", day, locale=locale)

    @api.model
    def _moment(self, moment, tz):
        """A UTC datetime as day and time in a zone, "" when empty."""
        if not moment:
            return ""
        local = period.local_moment(moment, tz)
        return f"{self._day(local.date())} {local:%H:%M}"

    @api.model
    def _hour(self, moment, tz):
        """The local hour of a UTC datetime, "" when empty."""
        return f"{period.local_moment(moment, tz):%H:%M}" if moment else ""

    @api.model
    def _minutes(self, hours):
        return self.env._("%s min", round(hours * 60))

    @api.model
    def _label(self, record, field):
        """The label of a selection field, "" when empty."""
        labels = dict(record._fields[field]._description_selection(record.env))
        return labels.get(record[field], "") if record else ""

    @api.model
    def _categories(self, estate):
        """The categories that an estate's form lists, in their order (V3)."""
        return self.env["property.feedback.category"].search(
            [
                "|",
                ("estate_type_ids", "=", False),
                ("estate_type_ids", "in", estate.estate_type_id.ids),
            ]
        )


def _walk(visit):
    """Where a visit comes in a day's walk: agreed times do not reorder the houses."""
    building = visit.building_id
    return (
        not building,
        building.sequence,
        building.id,
        re.sub(r"\d+", _padded, visit.household_id.unit or ""),
        visit.id,
    )


def _padded(number):
    """So that 201 comes before 1001."""
    return number[0].zfill(9)
