from dateutil.relativedelta import relativedelta
from odoo import fields, models
from odoo.fields import Domain

from ..rules import period, scoring

COVERAGE = "property.coverage.analysis"
PROMISES = "property.commitment.analysis"
VISITS = "property.visit.analysis"
CASES = "property.ticket.analysis"
COMPLAINTS = Domain("property_kind", "=", "complaint")
OPEN_COMPLAINTS = COMPLAINTS & Domain("open", "=", 1)


class PropertyEstate(models.Model):
    """The five figures that matter, each with its trend and its records.

    All are read from the analyses; a figure and the list behind it share one domain.
    """

    _inherit = "property.estate"

    overview = fields.Json(
        compute="_compute_overview",
        groups="property_visit.group_property_supervisor",
        help="Per figure: text, what it is taken of, trend, whether action is needed.",
    )

    def _compute_overview(self):
        """Figures of the running month so far, beside the month before."""
        for today, estates in self.grouped(lambda estate: estate._today()).items():
            figures = estates._overview(today)
            for estate in estates:
                estate.overview = figures[estate]

    def _overview(self, today):
        """Dict estate → dict key → figure.

        :param today: the local date at all of these estates
        """
        now = self._overview_counts(today)
        before = self._overview_counts(today - relativedelta(months=1))
        late = self._sums(CASES, Domain("open", "=", 1) & self._late_cases(), ["open"])
        callbacks = self._callback_figures(today)
        complaints = self._complaint_counts(today)
        return {
            estate: {
                "coverage": self._figure(
                    now["coverage"][estate],
                    before["coverage"][estate],
                    alarm=now["missing"][estate],
                ),
                "promises": self._figure(
                    now["promises"][estate],
                    before["promises"][estate],
                    alarm=now["overdue"][estate],
                ),
                "callbacks": callbacks[estate],
                "satisfaction": self._figure(
                    now["satisfaction"][estate],
                    before["satisfaction"][estate],
                    target=estate.sudo().procedure_id.satisfaction_target / 100,
                ),
                "complaints": self._complaint_figure(
                    *complaints[estate], late[estate][0]
                ),
            }
            for estate in self
        }

    def _overview_counts(self, today):
        """What is counted up to a day of a month, in one query a model."""
        coverage = self.with_context(
            coverage_on=fields.Date.to_string(today),
            coverage_estates=self.ids,
            coverage_counts=True,
        )._sums(COVERAGE, Domain.TRUE, ["seen", "wanted", "missing"])
        promises = self._sums(
            PROMISES, self._month_until(today), ["on_time", "judged", "overdue"]
        )
        visits = self._sums(VISITS, self._month_until(today), ["satisfied", "asked"])
        return {
            "coverage": {estate: row[:2] for estate, row in coverage.items()},
            "missing": {estate: row[2] for estate, row in coverage.items()},
            "promises": {estate: row[:2] for estate, row in promises.items()},
            "overdue": {estate: row[2] for estate, row in promises.items()},
            "satisfaction": visits,
        }

    def _month_until(self, day):
        """Domain of an analysis: from the first of the month to that day."""
        start = period.month(day).start
        return Domain("day", ">=", start) & Domain("day", "<=", day)

    def _callbacks_until(self, day):
        made = Domain("purpose", "=", "callback") & Domain("done", "=", 1)
        return self._month_until(day) & made

    def _sums(self, model, domain, names):
        """Dict estate → tuple of sums, zeros where nothing was counted."""
        rows = self.env[model]._read_group(
            Domain("estate_id", "in", self.ids) & domain,
            ["estate_id"],
            [f"{name}:sum" for name in names],
        )
        nothing = (0,) * len(names)
        return dict.fromkeys(self, nothing) | {
            estate.with_env(self.env): tuple(value or 0 for value in values)
            for estate, *values in rows
        }

    def _late_cases(self):
        """Domain of open complaints with a promise that is overdue."""
        late = self.env["property.commitment"].search(
            Domain("estate_id", "in", self.ids)
            & Domain("res_model", "=", "helpdesk.ticket")
            & Domain("state", "=", "open")
            & Domain("date_due", "<", fields.Datetime.now())
        )
        return COMPLAINTS & Domain("ticket_id", "in", late.mapped("res_id"))

    # ------------------------------------------------------------------ one figure

    def _figure(self, counted, before, alarm=False, target=None):
        rate, then = scoring.ratio(*counted), scoring.ratio(*before)
        missed = target is not None and rate is not None and rate < target
        return {
            "text": "–" if rate is None else f"{rate:.0%}",
            "of": "{} / {}".format(*counted),
            "count": counted[1],
            "trend": _trend(rate, then),
            "alarm": bool(alarm or missed),
        }

    def _callback_figures(self, today):
        """Dict estate → how many roles keep their share of the callbacks (B2)."""
        start = period.month(today).start
        made = self._sums(VISITS, self._callbacks_until(today), ["done"])
        now = self._shares_met(start, today + relativedelta(days=1))
        before = self._shares_met(start - relativedelta(months=1), start)
        return {
            estate: self._callback_figure(now[estate], before[estate], made[estate][0])
            for estate in self
        }

    def _shares_met(self, start, stop):
        """Dict estate → of each share that can be judged, whether it was met."""
        shares = self.env["property.callback.share"]._figures_of(self, start, stop)
        return {
            estate: [row["met"] for row in rows if row["met"] is not None]
            for estate, rows in shares.items()
        }

    def _callback_figure(self, judged, before, made):
        figure = self._figure((sum(judged), len(judged)), (sum(before), len(before)))
        text = f"{sum(judged)} / {len(judged)}" if judged else "–"
        count = made if judged else 0
        return {**figure, "text": text, "count": count, "alarm": not all(judged)}

    def _complaint_counts(self, today):
        """Dict estate → complaints open now, and those open when the month began."""
        start = period.month(today).start
        handled_since = Domain.OR(
            Domain("estate_id", "in", alike.ids)
            & Domain("ticket_id.handled_at", ">=", period.day_start_utc(start, tz))
            for tz, alike in self.grouped("tz").items()
        )
        now = self._sums(CASES, OPEN_COMPLAINTS, ["open"])
        then = self._sums(
            CASES,
            COMPLAINTS
            & Domain("valid", "=", 1)
            & Domain("day", "<", start)
            & (Domain("open", "=", 1) | handled_since),
            ["valid"],
        )
        return {estate: (now[estate][0], then[estate][0]) for estate in self}

    def _complaint_figure(self, now, then, late):
        return {
            "text": str(now),
            "of": "",
            "count": now,
            "trend": _trend(now, then),
            "alarm": bool(late),
        }

    # ------------------------------------------------------------------ links

    def _open_figure(self, xmlid, domain):
        """The records that a figure counts, as a list."""
        action = self.env["ir.actions.act_window"]._for_xml_id(xmlid)
        action["domain"] = list(Domain("estate_id", "in", self.ids) & domain)
        action["context"] = {}
        action["views"] = sorted(action["views"], key=lambda view: view[1] != "list")
        return action

    def action_open_coverage(self):
        """Everybody wanted in the slots running now, the unseen first."""
        return self._open_figure(
            "property_visit.property_coverage_analysis_action", Domain.TRUE
        )

    def action_open_month_promises(self):
        """Promises of the month that can be judged."""
        return self._open_figure(
            "property_visit.property_commitment_analysis_action",
            self._month_until(self[:1]._today()) & Domain("judged", "=", 1),
        )

    def action_open_month_satisfaction(self):
        """Visits of the month with an answer."""
        return self._open_figure(
            "property_visit.property_visit_analysis_action",
            self._month_until(self[:1]._today()) & Domain("asked", "=", 1),
        )

    def action_open_month_callbacks(self):
        """Callbacks made in the month so far."""
        return self._open_figure(
            "property_visit.property_visit_analysis_action",
            self._callbacks_until(self[:1]._today()),
        )

    def action_open_complaints(self):
        """Complaints that are not handled yet."""
        return self._open_figure(
            "property_visit.property_ticket_analysis_action",
            OPEN_COMPLAINTS,
        )


def _trend(now, then):
    """`up`, `down` or `same`; empty where one of the two has no base."""
    if now is None or then is None:
        return ""
    if round(now, 2) == round(then, 2):
        return "same"
    return "up" if now > then else "down"
