from odoo import api, fields, models

from . import summary_charts

TREND = "trend"
SHORT = 90  # characters of a text in a table
TOP_ITEMS = 24
DRAW = {"svg": summary_charts.svg, "png": summary_charts.png}


class PropertyPeriodFigures(models.AbstractModel):
    """What a page of figures needs beside them: charts, and texts that fit (M1).

    Reads what `get_figures` returns and counts nothing anew: screen, paper and the
    residents' notice show the same.
    """

    _inherit = "property.period.figures"

    @api.model
    def _page(self, figures, cover, accent, sections=None, picture="svg"):
        """The parts of a page, ready to be drawn.

        :param figures: dict as `get_figures` returns it
        :param cover: keys of the figures on top, in order
        :param accent: the company's colour, "#rrggbb"
        :param sections: keys of the sections that the page has, in this order; all by
            default
        :param picture: `svg`, or `png` for what is cleaned of any SVG
        :return: dict `figures cover charts sections trend`
        """
        known = {f["key"]: f for s in figures["sections"] for f in s["figures"]}
        by_key = {section["key"]: section for section in figures["sections"]}
        trend = by_key.pop(TREND, None)
        shown = [by_key[key] for key in sections or by_key if key in by_key]
        return {
            "figures": figures,
            "cover": [known[key] for key in cover if key in known],
            "charts": self._charts(trend, accent, DRAW[picture]),
            "sections": [s for s in shown if s["figures"] or s["rows"]],
            "trend": trend,
            "corrected": any(_is_corrected(s) for s in figures["sections"]),
        }

    def _charts(self, trend, accent, draw):
        """Pictures of the months, from the first one that anything is known of.

        :return: list of dicts `title picture legend`, empty below two months
        """
        today = fields.Date.context_today(self).isoformat()
        begun = [row for row in (trend["rows"] if trend else []) if row["key"] <= today]
        rows = _from_first(begun)
        if len(rows) < 2:
            return []
        bars = [
            _bars(rows, key, accent, draw)
            for key in ("visits_done", "feedback", "complaints")
        ]
        lines = _lines(rows, ("satisfaction", "on_time"), accent, draw)
        charts = [bars[0], lines, *bars[1:]]
        return [chart for chart in charts if chart["picture"]]

    # ------------------------------------------------------------------ items

    @api.model
    def _items_page(self, lines):
        """What was decided: counted by category, and the matters said most often.

        :param lines: `property.monthly.summary.line` records
        :return: dict `rows` (category, items, adopted, rejected, deferred, none),
            `top` (lines), `more` (how many are not listed)
        """
        rows = {}
        for category, decision, number in lines._read_group(
            [("id", "in", lines.ids)], ["category_id", "decision"], ["__count"]
        ):
            row = rows.setdefault(category, dict.fromkeys(DECISIONS, 0))
            row[decision] += number
        ranked = lines.sorted(lambda line: (-line.feedback_count, line.id))
        return {
            "rows": [
                {"name": category.display_name, "items": sum(row.values()), **row}
                for category, row in sorted(
                    rows.items(), key=lambda pair: (pair[0].sequence, pair[0].id)
                )
            ],
            "top": ranked[:TOP_ITEMS],
            "more": len(lines[TOP_ITEMS:]),
        }

    @api.model
    def _short(self, text, length=SHORT):
        """A text on one line, cut at so many characters; "" when empty."""
        words = " ".join((text or "").split())
        return words if len(words) <= length else f"{words[: length - 1]}…"

    @api.model
    def _arrow(self, figure):
        """Sign and colour of a figure against the period before."""
        sign = {"up": "▲", "down": "▼", "flat": "＝"}.get(figure["arrow"], "")
        color = "#777777"
        if figure["better"] and figure["arrow"] in ("up", "down"):
            good = figure["arrow"] == figure["better"]
            color = "#2e7d32" if good else "#b3261e"
        return {"sign": sign, "color": color}

    @api.model
    def _longest(self, section):
        """The highest first number of a table, to draw its bars by; 0 for none."""
        numbers = [row["figures"][0]["numerator"] for row in section["rows"]]
        is_plain = section["key"] in ("feedback", "departments", "causes")
        return max(numbers, default=0) if is_plain else 0


DECISIONS = ("adopted", "rejected", "deferred", "none")


def _from_first(rows):
    """The months from the first with anything in it."""
    for number, row in enumerate(rows):
        if any(figure["numerator"] for figure in row["figures"]):
            return rows[number:]
    return []


def _value(row, key):
    return next(figure["value"] for figure in row["figures"] if figure["key"] == key)


def _labels(rows):
    return {figure["key"]: figure["label"] for figure in rows[0]["figures"]}


def _drawn(rows, keys):
    """What a chart is drawn from: names of the months, values of each figure."""
    months = [row["name"][5:] for row in rows]
    return months, [[_value(row, key) for row in rows] for key in keys]


def _bars(rows, key, accent, draw):
    months, [values] = _drawn(rows, [key])
    return {
        "title": _labels(rows)[key],
        "picture": draw(summary_charts.columns(months, values, accent)),
        "legend": [],
    }


def _lines(rows, keys, accent, draw):
    colors = (accent, summary_charts.SECOND)
    labels = [_labels(rows)[key] for key in keys]
    return {
        "title": " · ".join(labels),
        "picture": draw(summary_charts.lines(*_drawn(rows, keys), colors)),
        "legend": list(zip(labels, colors, strict=True)),
    }


def _is_corrected(section):
    figures = [*section["figures"], *(f for r in section["rows"] for f in r["figures"])]
    return any(figure["now"] for figure in figures)
