from odoo import fields, models
from odoo.exceptions import AccessError
from odoo.fields import Domain

VISITS = "property.visit.analysis"
PROMISES = "property.commitment.analysis"
CASES = "property.ticket.analysis"


class DigestDigest(models.Model):
    """Figures of property management in the periodic mail, as the analyses count."""

    _inherit = "digest.digest"

    kpi_property_visits = fields.Boolean("Visits Made")
    kpi_property_visits_value = fields.Integer(
        compute="_compute_kpi_property_visits_value"
    )
    kpi_property_on_time = fields.Boolean("Promises Kept on Time")
    kpi_property_on_time_value = fields.Integer(
        compute="_compute_kpi_property_on_time_value"
    )
    kpi_property_late = fields.Boolean("Promises Late")
    kpi_property_late_value = fields.Integer(compute="_compute_kpi_property_late_value")
    kpi_property_complaints = fields.Boolean("Valid Complaints")
    kpi_property_complaints_value = fields.Integer(
        compute="_compute_kpi_property_complaints_value"
    )

    def _compute_kpi_property_visits_value(self):
        self._count_property(VISITS, "done", "kpi_property_visits_value")

    def _compute_kpi_property_on_time_value(self):
        self._count_property(PROMISES, "on_time", "kpi_property_on_time_value")

    def _compute_kpi_property_late_value(self):
        self._count_property(PROMISES, "late", "kpi_property_late_value")

    def _compute_kpi_property_complaints_value(self):
        self._count_property(CASES, "complaints", "kpi_property_complaints_value")

    def _count_property(self, model, measure, field):
        """Sum a measure over the days of the digest, by company.

        :raise AccessError: for readers without part in property management; the
            digest leaves the figure out of their mail then
        """
        if not self.env.user.has_group("property_visit.group_property_supervisor"):
            raise AccessError(self.env._("These figures are for supervisors."))
        start, end, companies = self._get_kpi_compute_parameters()
        sums = {}
        for estate, total in self.env[model]._read_group(
            Domain("estate_id.company_id", "in", companies.ids)
            & Domain("day", ">=", fields.Date.to_date(start))
            & Domain("day", "<", fields.Date.to_date(end)),
            ["estate_id"],
            [f"{measure}:sum"],
        ):
            company = estate.company_id
            sums[company] = sums.get(company, 0) + (total or 0)
        for digest in self:
            digest[field] = sums.get(digest.company_id or self.env.company, 0)

    def _compute_kpis_actions(self, company, user):
        """Each figure leads to its analysis."""
        actions = super()._compute_kpis_actions(company, user)
        for name, xmlid in (
            ("visits", "property_visit_analysis_action"),
            ("on_time", "property_commitment_analysis_action"),
            ("late", "property_commitment_analysis_action"),
            ("complaints", "property_ticket_analysis_action"),
        ):
            actions[f"kpi_property_{name}"] = (
                f"property_visit.{xmlid}?menu_id="
                f"{self.env.ref('property_visit.property_visit_menu_root').id}"
            )
        return actions
