from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..rules import timespan

COVER = (
    "coverage",
    "on_time",
    "satisfaction",
    "complaint_rate",
    "feedback_handled",
)


class PropertyPeriodAnalysis(models.TransientModel):
    """Half a year or a year of one or several estates, beside the one before (C10)."""

    _name = "property.period.analysis"
    _description = "Half-year and annual analysis"

    estate_ids = fields.Many2many(
        "property.estate",
        string="Estates",
        required=True,
        default=lambda self: self.env["property.estate"].search([], limit=1),
    )
    period_type = fields.Selection(
        [
            ("month", "Month"),
            ("quarter", "Quarter"),
            ("half_year", "Half-year"),
            ("year", "Year"),
        ],
        string="Period",
        required=True,
        default="half_year",
    )
    date = fields.Date(
        string="Any Day of It", required=True, default=fields.Date.context_today
    )
    date_from = fields.Date(string="From", compute="_compute_dates")
    date_to = fields.Date(string="Until", compute="_compute_dates")
    figures_html = fields.Html(
        string="Figures", compute="_compute_figures_html", sanitize=False
    )

    @api.depends("period_type", "date")
    def _compute_dates(self):
        for analysis in self:
            day = analysis.date or fields.Date.context_today(analysis)
            start, stop = timespan.span(analysis.period_type or "half_year", day)
            analysis.date_from, analysis.date_to = start, stop - timedelta(days=1)

    @api.depends("estate_ids", "period_type", "date")
    @api.depends_context("lang")
    def _compute_figures_html(self):
        for analysis in self:
            if not analysis.estate_ids:
                analysis.figures_html = False
                continue
            frame = self.env["property.visit.form"]._frame(analysis.estate_ids[:1])
            page = analysis._analysis_page(frame["accent"])
            analysis.figures_html = self.env["ir.qweb"]._render(
                "property_visit.summary_figures", {**page, "cover": COVER}
            )

    @api.depends("period_type", "date", "estate_ids")
    def _compute_display_name(self):
        for analysis in self:
            estates = ", ".join(analysis.estate_ids.mapped("name"))
            analysis.display_name = (
                f"{estates} · {analysis.date_from:%Y-%m} – {analysis.date_to:%Y-%m}"
            )

    def get_figures(self):
        """The figures of the period, shaped as `property.monthly.summary.get_figures`.

        :return: dict with `estates`, `period`, `start`, `stop` and `sections`
        :raise UserError: no estate was chosen
        :raise AccessError: one of the estates is beyond the reader's reach
        """
        self.ensure_one()
        estates = self.estate_ids._origin
        if not estates:
            raise UserError(self.env._("Choose at least one estate."))
        estates.check_access("read")
        figures = self.env["property.period.figures"]
        stop = self.date_to + timedelta(days=1)
        counted = figures._summary(estates, self.date_from, stop)
        return {
            "estates": [{"id": e.id, "name": e.name} for e in estates],
            "period": self.period_type,
            **figures._described(counted.as_dict()),
        }
