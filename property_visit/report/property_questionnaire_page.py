from collections import Counter, defaultdict

from markupsafe import Markup
from odoo import fields, models

from ..rules import statistics
from .property_visit_form import ACCENT


class PropertyQuestionnaire(models.Model):
    """The report of a campaign, for screen, paper and residents (Q5, Q7).

    It reads the figures and arranges them; the templates draw one page from it.
    """

    _inherit = "property.questionnaire"

    figures_html = fields.Html(compute="_compute_figures_html", sanitize=False)

    def _compute_figures_html(self):
        qweb = self.env["ir.qweb"]
        for campaign in self:
            shown = campaign.id and campaign.state != "draft"
            campaign.figures_html = shown and qweb._render(
                "property_visit.questionnaire_figures",
                {"page": campaign._report_values()},
            )

    def _report_values(self):
        """What the report of one campaign says, ready to be drawn.

        :return: dict; texts are in the language of the context, percentages written
            out, "–" where nothing was counted
        """
        self.ensure_one()
        before = self._previous()
        return {
            "campaign": self,
            "estates": ", ".join(self.estate_ids.mapped("name")),
            "estate": self.estate_ids
            if len(self.estate_ids) == 1
            else self.estate_id[:0],
            "accent": self.company_id.sudo().primary_color or ACCENT,
            "cover": self._cover(before),
            "before": before,
            "last": before and self._last_sentence(before),
            "items": self._item_rows(before),
            "choices": [
                {**row, "choices": [_drawn(choice) for choice in row["choices"]]}
                for row in self._choice_rows()
            ],
            "places": self._place_rows(),
            "year": self._year_sentence(),
            "percent": _percent,
        }

    def _cover(self, before):
        """The figures on top: rate, what it is taken of, target, last time."""
        known = before._then(self) if before.returned_count else {}
        return [
            self._cover_figure(label, *figures, known.get(figures[2]))
            for label, figures in (
                (
                    self.env._("Forms Issued"),
                    (self.issued_count, self.household_count, "issue_rate"),
                ),
                (
                    self.env._("Returned"),
                    (self.returned_count, self.issued_count, "return_rate"),
                ),
                (
                    self.env._("Satisfied"),
                    (self.satisfied_count, self.judged_count, "satisfaction_rate"),
                ),
            )
        ]

    def _cover_figure(self, label, counted, base, rate, before):
        target = self[rate.replace("_rate", "_target")]
        return {
            "label": label,
            "rate": _percent(self[rate] if base else None),
            "base": f"{counted} / {base}" if base else "",
            "target": f"{target:g}%",
            "is_missed": bool(base) and not statistics.reaches(counted, base, target),
            "before": "" if before is None else _percent(before),
        }

    def _item_rows(self, before):
        """Item by item, with the last time's rate and the difference in points."""
        last = {name: count.rate for name, count in _named(self._items_before(before))}
        return [
            {
                "count": count,
                "rate": _percent(_hundred(count.rate)),
                "width": round(_hundred(count.rate) or 0, 1),
                "before": _percent(_hundred(last.get(name))) if before else "",
                "change": _change(count.rate, last.get(name)),
            }
            for name, count in _named(self._statistics())
        ]

    def _place_rows(self):
        """By building, or by estate where several were asked: one is no comparison."""
        groupby = "estate_id" if len(self.estate_ids) > 1 else "building_id"
        counted = self._count_forms([("questionnaire_id", "=", self.id)], groupby)
        model = self._fields["estate_id"].comodel_name
        if groupby == "building_id":
            model = "property.building"
        places = self.env[model].browse(counted).sorted()
        if len(places) < 2:
            return []
        return [self._place_row(place, *counted[place.id]) for place in places]

    def _place_row(self, place, _concerned, issued, returned, judged, satisfied):
        rate = 100 * satisfied / judged if judged else None
        return {
            "name": place.sudo().display_name,
            "issued": issued,
            "returned": returned,
            "return_rate": _percent(100 * returned / issued if issued else None),
            "satisfied": satisfied,
            "rate": _percent(rate),
            "width": round(rate or 0, 1),
        }

    def _year_sentence(self):
        """Issue and return over the year, where it had several owner surveys (Q1)."""
        year = self._year_figures()
        if self.kind != "owner" or year["campaigns"] < 2:
            return ""
        return self.env._(
            "All %(campaigns)s owner surveys of the year together: %(issue)s issued,"
            " %(back)s returned.",
            campaigns=year["campaigns"],
            issue=_percent(year["issue_rate"]),
            back=_percent(year["return_rate"]),
        )

    # ------------------------------------------------------------------ opinions

    def _opinion_groups(self):
        """The open answers by category, the most frequent first (Q5).

        :return: list of (name of the category, times, texts), where what was said more
            than once says how often; without names of households
        """
        groups = defaultdict(Counter)
        for opinion in self.sudo().opinion_ids.sorted("id"):
            if opinion.state != "aside":
                groups[opinion.category_id][opinion.text] += 1
        unsorted = self.env._("Not sorted yet")
        ranked = sorted(
            groups.items(),
            key=lambda group: (not group[0], -group[1].total(), group[0].id),
        )
        return [
            (
                category.name or unsorted,
                said.total(),
                [_times(text, times) for text, times in said.most_common()],
            )
            for category, said in ranked
        ]

    def _public_plan(self):
        """What is done about it, as residents read it: told to a department (Q7)."""
        return self.sudo().improvement_ids.filtered(lambda line: line.state != "draft")

    def _bar(self, width, accent):
        """A horizontal bar of so many percent, for screen, mail and paper."""
        return Markup(
            '<div style="width: 100%; background-color: #eceff1;">'
            '<div style="width: {}%; height: 10px; background-color: {};"></div></div>'
        ).format(width, accent)


def _named(counts):
    """Yield the counts with what tells them from others that are called the same."""
    met = Counter()
    for count in counts:
        yield (count.item, met[count.item]), count
        met[count.item] += 1


def _drawn(choice):
    """A choice with its share written out, and as long as its bar."""
    share = _hundred(choice["rate"])
    return {**choice, "percent": _percent(share), "width": round(share or 0, 1)}


def _times(text, times):
    return f"{text}　×{times}" if times > 1 else text


def _hundred(rate):
    return None if rate is None else 100.0 * rate


def _percent(number):
    """Write a percentage; "–" where nothing was counted.

    >>> _percent(66.66), _percent(100.0), _percent(None)
    ('66.7%', '100.0%', '–')
    """
    return "–" if number is None else f"{number:.1f}%"


def _change(rate, last):
    """The difference of two rates in points, "" where one is missing."""
    if rate is None or last is None:
        return ""
    return f"{100 * (rate - last):+.1f}"
