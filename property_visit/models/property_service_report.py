from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

WEEKLY, SUPERVISION = "weekly", "supervision"
COVERS = {
    WEEKLY: (
        "visits_done",
        "visits_kept",
        "satisfaction",
        "on_time",
        "complaints_received",
    ),
    SUPERVISION: (
        "coverage",
        "on_time",
        "satisfaction",
        "complaints_handled",
        "callbacks_made",
    ),
}
FACTS = {"kind", "estate_id", "date_from", "date_to", "state", "sent_at", "frozen"}
WORDS = {"findings", "demands"}


class PropertyServiceReport(models.Model):
    """A week for the department meeting; a month of service, looked at by others (M2).

    The supervision report goes to the general manager and is made by somebody of
    another department: who answers for the estate's own work cannot write it.
    """

    _name = "property.service.report"
    _description = "Service report"
    _inherit = ["mail.thread", "mail.activity.mixin"]
    _order = "date_to desc, estate_id, id desc"

    kind = fields.Selection(
        [(WEEKLY, "Weekly report"), (SUPERVISION, "Service supervision report")],
        required=True,
        default=SUPERVISION,
    )
    estate_id = fields.Many2one("property.estate", required=True, index=True)
    date_from = fields.Date(string="From", required=True)
    date_to = fields.Date(string="Until", required=True)
    user_id = fields.Many2one(
        "res.users",
        string="Made By",
        index="btree_not_null",
        tracking=True,
        help="Of another department than the one that is looked at.",
    )
    recipient_ids = fields.Many2many(
        "res.users", "property_service_report_recipient_rel", string="To Whom"
    )
    state = fields.Selection(
        [("draft", "Draft"), ("sent", "Sent")],
        default="draft",
        required=True,
        readonly=True,
        copy=False,
        tracking=True,
    )
    findings = fields.Text(tracking=True, help="What was found, good and bad.")
    demands = fields.Text(
        string="To Be Put Right", tracking=True, help="What, by whom, until when."
    )
    sent_at = fields.Datetime(readonly=True, copy=False)
    frozen = fields.Json(readonly=True, copy=False, help="The figures as sent.")
    figures_html = fields.Html(
        string="Figures", compute="_compute_figures_html", sanitize=False
    )
    active = fields.Boolean(default=True)

    _one_a_time = models.UniqueIndex(
        "(estate_id, kind, date_from)", "That time of the estate has a report already."
    )
    _dates_check = models.Constraint(
        "CHECK(date_from <= date_to)", "A report cannot end before it begins."
    )

    @api.depends("kind", "estate_id", "date_from", "date_to")
    @api.depends_context("lang")
    def _compute_display_name(self):
        kinds = dict(self._fields["kind"]._description_selection(self.env))
        for report in self:
            days = f"{report.date_from} – {report.date_to}"
            parts = (kinds.get(report.kind), report.estate_id.name, days)
            report.display_name = " · ".join(filter(None, parts))

    @api.depends("kind", "estate_id", "date_from", "date_to", "state")
    @api.depends_context("lang")
    def _compute_figures_html(self):
        for report in self:
            values = report.id and {
                "figures": report.get_figures(),
                "cover": COVERS[report.kind],
            }
            report.figures_html = values and self.env["ir.qweb"]._render(
                "property_visit.summary_figures", values
            )

    # ------------------------------------------------------------------ guards

    @api.constrains("user_id", "estate_id", "kind")
    def _check_other_department(self):
        """The service is supervised by others than those who render it (M2)."""
        for report in self.filtered(lambda report: report.kind == SUPERVISION):
            if report.user_id in report._supervised():
                raise ValidationError(
                    self.env._(
                        "%(user)s works for %(estate)s: the supervision report is made"
                        " by somebody of another department.",
                        user=report.user_id.name,
                        estate=report.estate_id.name,
                    )
                )

    def _supervised(self):
        """Users whose work it is: staff, butlers, and the estate's own department."""
        estate = self.estate_id.sudo()
        supervisor = self.env.ref("property_visit.role_service_supervisor")
        staff = estate.staff_ids.filtered(
            lambda held: (
                held.role_id != supervisor
                and held.date_from <= self.date_to
                and (not held.date_to or held.date_to >= self.date_from)
            )
        )
        butlers = estate.building_ids.butler_id | estate.household_ids.butler_id
        return staff.user_id | butlers | estate.team_id.user_ids

    def write(self, vals):
        """Only its author writes a supervision report, and nobody once it is sent."""
        if not self.env.su:
            self._check_writing(vals)
        return super().write(vals)

    def _check_writing(self, vals):
        if {"state", "sent_at", "frozen"} & set(vals):
            raise UserError(self.env._("The buttons of the report take its steps."))
        for report in self:
            if report.state == "sent" and (FACTS | WORDS | {"user_id"}) & set(vals):
                raise UserError(
                    self.env._(
                        "%s is sent: what it says stays as it is.", report.display_name
                    )
                )
            if WORDS & set(vals):
                report._check_author()

    def _check_author(self):
        """The supervision report is its author's.

        :raise UserError: of anybody else
        """
        if self.kind == SUPERVISION and self.user_id != self.env.user:
            raise UserError(
                self.env._(
                    "%(report)s is written by %(user)s.",
                    report=self.display_name,
                    user=self.user_id.name or self.env._("nobody yet"),
                )
            )

    # ------------------------------------------------------------------ figures

    def get_figures(self):
        """The figures of its time, shaped as `property.monthly.summary.get_figures`.

        :return: dict with `estate`, `kind`, `start`, `stop` and `sections`; once sent,
            the figures that were sent, with what is counted otherwise today as `now`
        :raise AccessError: the report is not the reader's
        """
        self.ensure_one()
        self.check_access("read")
        figures = self.env["property.period.figures"]
        counted = self._figures().as_dict()
        if self.frozen:
            counted = figures._compared(self.sudo().frozen, counted)
        return {
            "estate": {"id": self.estate_id.id, "name": self.estate_id.name},
            "kind": self.kind,
            **figures._described(counted),
        }

    def _figures(self):
        """Counted now: whole months as the summary counts them, else day by day."""
        figures = self.env["property.period.figures"]
        count = figures._summary if self.kind == SUPERVISION else figures._days
        return count(self.estate_id, self.date_from, self.date_to + timedelta(days=1))

    def _report_page(self, accent):
        return self.env["property.period.figures"]._page(
            self.get_figures(), COVERS[self.kind], accent
        )
