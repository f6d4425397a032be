from datetime import date

from dateutil.relativedelta import relativedelta
from odoo import fields, models
from odoo.tools import SQL

from ..rules import timespan
from .asked_months import asked_months

# Rate → what is counted, what it is taken of: the names that the analyses give them.
RATES = {
    "coverage": ("seen", "wanted"),
    "on_time": ("on_time", "judged"),
    "satisfaction": ("satisfied", "asked"),
    "resolution": ("handled", "raised"),
}
SOURCES = {
    "coverage": ("property.coverage.month.analysis", "month"),
    "on_time": ("property.commitment.analysis", "day"),
    "satisfaction": ("property.visit.analysis", "day"),
    "resolution": ("property.feedback.analysis", "day"),
}
COUNTS = [name for pair in RATES.values() for name in pair]


class PropertyEstateRanking(models.Model):
    """Which estate does best, month by month and year by year (M4).

    The figures are those of each estate's summary, read from the same analyses. Whoever
    has nothing to take a rate of has none and holds no rank. Ranked are the estates
    that the reader may see; a year runs from January up to now.
    """

    _name = "property.estate.ranking"
    _description = "Ranking of estates"
    _inherit = ["property.rate.mixin"]
    _auto = False
    _rec_name = "estate_id"
    _order = "start DESC, period_type, satisfaction_rank, estate_id, id"
    _rates = {f"{name}_rate:avg": pair for name, pair in RATES.items()}

    period_type = fields.Selection(
        [("month", "Month"), ("year", "Year")], string="Period", readonly=True
    )
    start = fields.Date(string="From", readonly=True)
    period_name = fields.Char(string="Time", compute="_compute_period_name")
    estate_id = fields.Many2one("property.estate", readonly=True)
    seen = fields.Integer(readonly=True)
    wanted = fields.Integer(readonly=True)
    on_time = fields.Integer(readonly=True)
    judged = fields.Integer(readonly=True)
    satisfied = fields.Integer(readonly=True)
    asked = fields.Integer(string="Satisfaction Asked", readonly=True)
    handled = fields.Integer(readonly=True)
    raised = fields.Integer(readonly=True)
    coverage_rate = fields.Float(string="Coverage", readonly=True, aggregator="avg")
    on_time_rate = fields.Float(string="Kept on Time", readonly=True, aggregator="avg")
    satisfaction_rate = fields.Float(
        string="Satisfaction", readonly=True, aggregator="avg"
    )
    resolution_rate = fields.Float(
        string="Handled of Those Raised", readonly=True, aggregator="avg"
    )
    coverage_rank = fields.Integer(readonly=True, aggregator=None)
    on_time_rank = fields.Integer(readonly=True, aggregator=None)
    satisfaction_rank = fields.Integer(readonly=True, aggregator=None)
    resolution_rank = fields.Integer(readonly=True, aggregator=None)

    _depends = {
        "property.estate": ["active"],
        "property.coverage.month.analysis": ["seen", "wanted"],
        "property.commitment.analysis": ["on_time", "judged"],
        "property.visit.analysis": ["satisfied", "asked"],
        "property.feedback.analysis": ["handled", "raised"],
    }

    def _compute_period_name(self):
        for row in self:
            pattern = "%Y-%m" if row.period_type == "month" else "%Y"
            row.period_name = f"{row.start:{pattern}}"

    def action_open_figures(self):
        """Every figure of the estate in that time, beside the time before."""
        self.ensure_one()
        analysis = self.env["property.period.analysis"].create(
            {
                "estate_ids": [fields.Command.set(self.estate_id.ids)],
                "period_type": self.period_type,
                "date": self.start,
            }
        )
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "property_visit.property_period_analysis_action"
        )
        return {**action, "res_id": analysis.id}

    def _search(self, domain, *args, **kwargs):
        """Count no month that the reader does not ask for."""
        first, last = asked_months(domain, self)
        some = self.with_context(ranking_first=first, ranking_last=last)
        return super(PropertyEstateRanking, some)._search(domain, *args, **kwargs)

    def _order_field_to_sql(self, alias, field_name, direction, nulls, query):
        """Who has no rate comes last, however the list is sorted."""
        nulls = SQL("NULLS LAST")
        return super()._order_field_to_sql(alias, field_name, direction, nulls, query)

    # ------------------------------------------------------------------ statement

    @property
    def _table_query(self):
        months = self._months()
        estates = self.env["property.estate"]._all()
        if not months or not estates:
            return self._nothing()
        parts = [self._everybody(estates, months)]
        parts += [self._counted(name, estates, months) for name in RATES]
        sums = SQL(", ").join(
            SQL("SUM(%(n)s)::int AS %(n)s", n=SQL.identifier(name)) for name in COUNTS
        )
        return SQL(
            """
            WITH counted AS (%(parts)s), spans AS (
                SELECT estate_id, month AS start, 'month' AS period_type, %(sums)s
                  FROM counted GROUP BY estate_id, month
                 UNION ALL
                SELECT estate_id, date_trunc('year', month)::date, 'year', %(sums)s
                  FROM counted GROUP BY estate_id, date_trunc('year', month)
            ), rated AS (SELECT *, %(rates)s FROM spans)
            SELECT *, %(ranks)s,
                   (estate_id::bigint * 10000 + EXTRACT(year FROM start)::int) * 100
                   + CASE WHEN period_type = 'year' THEN 0
                          ELSE EXTRACT(month FROM start)::int END AS id
              FROM rated
            """,
            parts=SQL(" UNION ALL ").join(parts),
            sums=sums,
            rates=SQL(", ").join(map(_rate, RATES)),
            ranks=SQL(", ").join(map(_rank, RATES)),
        )

    def _months(self):
        """First days of the months that are counted, those of a year from January."""
        today = fields.Date.context_today(self)
        first = date(today.year - 1, 1, 1)
        months = timespan.months(first, today + relativedelta(days=1))
        low, high = (
            self.env.context.get(f"ranking_{end}") for end in ("first", "last")
        )
        return [
            month
            for month in months
            if (not low or month >= low) and (not high or month <= high)
        ]

    def _everybody(self, estates, months):
        """Also who has nothing to count stands in the list."""
        return SQL(
            """SELECT e.id AS estate_id, m::date AS month, %(zeros)s
                 FROM property_estate e CROSS JOIN unnest(%(months)s::date[]) m
                WHERE e.id IN %(estates)s""",
            zeros=_counts(()),
            months=months,
            estates=tuple(estates.ids),
        )

    def _counted(self, name, estates, months):
        """The counts that one rate is made of, from its analysis."""
        model, day = SOURCES[name]
        analysis = self.env[model].with_context(
            visit_counts=True, coverage_estates=estates.ids, coverage_months=months
        )
        return SQL(
            """SELECT estate_id, date_trunc('month', %(day)s)::date AS month, %(counts)s
                 FROM (%(rows)s) analysis WHERE %(asked)s GROUP BY 1, 2""",
            day=SQL.identifier(day),
            counts=_counts(RATES[name]),
            rows=analysis._table_query,
            asked=_asked(day, estates, months),
        )

    def _nothing(self):
        return SQL(
            "SELECT %s WHERE FALSE",
            SQL(", ").join(
                SQL("NULL::%s AS %s", SQL(field.column_type[0]), SQL.identifier(name))
                for name, field in self._fields.items()
                if field.store and field.column_type
            ),
        )


def _counts(own):
    """The columns that are summed up here; the others are 0."""
    return SQL(", ").join(
        SQL(
            "%s AS %s",
            SQL("SUM(%s)::int", SQL.identifier(name)) if name in own else SQL("0"),
            SQL.identifier(name),
        )
        for name in COUNTS
    )


def _asked(day, estates, months):
    """Rows of the estates and months that are asked for.

    Coverage has no others: said twice, PostgreSQL would expect a single row and look
    up every household by itself.
    """
    if day == "month":
        return SQL("TRUE")
    return SQL(
        "estate_id IN %(estates)s AND %(day)s >= %(first)s AND %(day)s < %(stop)s",
        day=SQL.identifier(day),
        estates=tuple(estates.ids),
        first=months[0],
        stop=months[-1] + relativedelta(months=1),
    )


def _rate(name):
    counted, base = map(SQL.identifier, RATES[name])
    return SQL(
        "%s::float / NULLIF(%s, 0) AS %s", counted, base, SQL.identifier(f"{name}_rate")
    )


def _rank(name):
    """The best is first, equals share a rank; without a rate there is none."""
    rate = SQL.identifier(f"{name}_rate")
    return SQL(
        """CASE WHEN %(rate)s IS NOT NULL THEN
             RANK() OVER (PARTITION BY period_type, start
                          ORDER BY %(rate)s DESC NULLS LAST) END::int AS %(rank)s""",
        rate=rate,
        rank=SQL.identifier(f"{name}_rank"),
    )
