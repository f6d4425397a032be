from odoo import api, fields, models
from odoo.fields import Command

COVER = ("coverage", "on_time", "satisfaction", "complaints_handled", "callbacks_made")


class PropertyMonthlySummary(models.Model):
    """The figures of the month: counted while open, frozen when published (M1)."""

    _inherit = "property.monthly.summary"

    figures = fields.Json(
        string="Figures as Data",
        compute="_compute_figures",
        help="As `get_figures` returns them.",
    )
    figures_html = fields.Html(
        string="Figures", compute="_compute_figures", sanitize=False
    )

    @api.depends("estate_id", "month", "state")
    @api.depends_context("lang")
    def _compute_figures(self):
        for summary in self:
            figures = summary.get_figures() if summary.id else False
            summary.figures = figures
            summary.figures_html = figures and summary._figures_page(figures)

    def get_figures(self):
        """Every figure of the month with the month before and the year before (M1).

        Of a published month they are those that were published; what is counted
        otherwise today stands beside them as `now`.

        :return: dict with `estate`, `month`, `state`, `start`, `stop`, `published_at`,
            `items` (how many were adopted, rejected, deferred) and `sections`, each
            with `key`, `title`, `figures`, `columns` and `rows`; a figure has `key`,
            `label`, `numerator`, `denominator`, `value` (None where nothing was
            counted), `text`, `previous`, `last_year`, `arrow`, `target`, `is_met`,
            `needs_action` and `now`
        :raise AccessError: the summary is not the reader's
        """
        self.ensure_one()
        self.check_access("read")
        counted = self._figures().as_dict()
        figures = self.env["property.period.figures"]
        if self.frozen:
            counted = figures._compared(self.sudo().frozen, counted)
        return {
            "estate": {"id": self.estate_id.id, "name": self.estate_id.name},
            "month": self.month.isoformat(),
            "state": self.state,
            "published_at": self.published_at and self.published_at.isoformat(),
            "items": self._decisions(),
            **figures._described(counted),
        }

    def _figures(self):
        """The month as it is counted now.

        :return: `rules.summary.Summary`
        """
        slot = self._slot()
        figures = self.env["property.period.figures"]
        return figures._summary(self.estate_id, slot.start, slot.end)

    def _decisions(self):
        """How many items were decided how."""
        return {
            name: self._count_lines([("decision", "=", name)]).get(self, 0)
            for name in ("adopted", "rejected", "deferred", "none")
        }

    def _figures_page(self, figures):
        page = self.env["property.period.figures"]._page(figures, COVER, self._accent())
        return self.env["ir.qweb"]._render(
            "property_visit.summary_figures",
            {"figures": figures, "cover": COVER, "charts": page["charts"]},
        )

    def _accent(self):
        """The colour of the company's charts, "#rrggbb"."""
        return self.env["property.visit.form"]._frame(self.estate_id)["accent"]

    # ------------------------------------------------------------------ publishing

    def action_publish(self):
        """Freeze the figures and show the month to the residents (M1, Q7, N1).

        :return: the action that opens the publication
        :raise AccessError: of anybody but a manager
        :raise UserError: it is not decided yet
        """
        self.check_access("write")
        self._check_manager()
        for summary in self:
            summary._check_state("decided")
            summary.sudo().frozen = summary._figures().as_dict()
            summary._take("published", "published_by_id", "published_at")
            summary._publish()
        return self.action_open_publications() if len(self) == 1 else None

    def _publish(self):
        """What residents read: the figures, and what will be done; no names (H5)."""
        estate = self.estate_id
        publications = self.env["property.publication"].sudo()
        publications.create(
            {
                "name": self.env._("Monthly summary %s", self.display_name),
                "kind": "monthly_summary",
                "company_id": estate.company_id.id,
                "estate_ids": [Command.set(estate.ids)],
                "date": estate._today(),
                "body": self._notice(),
                "attachment_ids": [Command.set(self._notice_file().ids)],
                "on_portal": True,
                "res_model": self._name,
                "res_id": self.id,
            }
        )

    def _notice(self):
        figures = self.get_figures()
        return self.env["ir.qweb"]._render(
            "property_visit.summary_notice",
            {
                "summary": self,
                "figures": figures,
                "cover": self._public_cover(figures),
                "charts": self._public_charts(figures),
                "plan": self._public_plan(),
            },
        )

    def _notice_file(self):
        """The notice for the board as PDF (N1); none where no PDF can be made."""
        return self.env["property.visit.form"]._file(
            "property_visit.report_summary_notice", self, self.display_name
        )

    def action_open_publications(self):
        """Where and when the month was published."""
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Publications"),
            "res_model": "property.publication",
            "view_mode": "list,form",
            "domain": [("res_model", "=", self._name), ("res_id", "in", self.ids)],
        }

    # ------------------------------------------------------------------ what is behind

    def action_open_visits(self):
        """The visits that the month's figures count."""
        return self._action_behind("visit")

    def action_open_promises(self):
        """The promises that fell due in the month."""
        return self._action_behind("commitment")

    def action_open_feedback(self):
        """What was said in the month."""
        return self._action_behind("feedback")

    def action_open_cases(self):
        """The complaints, repairs and other cases registered in the month."""
        return self._action_behind("ticket")

    def _action_behind(self, name):
        self.ensure_one()
        slot = self._slot()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            f"property_visit.property_{name}_analysis_action"
        )
        action["display_name"] = f"{action['name']} · {self.display_name}"
        action["domain"] = [
            ("estate_id", "=", self.estate_id.id),
            ("day", ">=", fields.Date.to_string(slot.start)),
            ("day", "<", fields.Date.to_string(slot.end)),
        ]
        action["context"] = {}
        action["view_mode"] = "list,pivot,graph"
        action["views"] = [(False, mode) for mode in ("list", "pivot", "graph")]
        return action
