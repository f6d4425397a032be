from dateutil.relativedelta import relativedelta
from odoo import api, fields, models


class PropertyProcedure(models.Model):
    """How often a procedure is reviewed (M5)."""

    _inherit = "property.procedure"

    review_months = fields.Integer(
        string="Months Between Reviews",
        default=6,
        tracking=True,
        help="0: no regular review.",
    )
    review_lead_days = fields.Integer(
        string="Days for a Review",
        default=30,
        help="A regular review begins so many days before it is due.",
    )
    review_ids = fields.One2many("property.procedure.review", "procedure_id")

    def _lead_estate(self, company):
        """The first estate of a company that is run by the procedure; may be empty."""
        estates = self.sudo().estate_ids.filtered(
            lambda estate: estate.company_id == company
        )
        return estates.sorted(lambda estate: (estate.sequence, estate.id))[:1]

    @api.model
    def _cron_review(self):
        """Nightly: begin the regular reviews whose time has come."""
        procedures = self.search(
            [("review_months", ">", 0), ("estate_ids", "!=", False)]
        )
        for procedure in procedures:
            for company in procedure.estate_ids.company_id:
                procedure._begin_review(procedure._lead_estate(company))

    def _begin_review(self, estate):
        reviews = self.review_ids.filtered(
            lambda review: review.estate_id.company_id == estate.company_id
        )
        if reviews.filtered(lambda review: review.state != "done"):
            return
        today = estate._today()
        if self._next_review(estate, reviews) <= today + relativedelta(
            days=self.review_lead_days
        ):
            self.env["property.procedure.review"].create(
                {
                    "procedure_id": self.id,
                    "estate_id": estate.id,
                    "reason": "half_yearly",
                    "date_start": today,
                }
            )

    def _next_review(self, estate, reviews):
        """Local date: so many months after the last review, or after the beginning."""
        settled = [review.date_done for review in reviews if review.date_done]
        page = self.document_page_id
        last = max(settled, default=page.approved_date or self.create_date)
        return estate._today(last) + relativedelta(months=self.review_months)


class PropertyCaseMixin(models.AbstractModel):
    """A major complaint or fault calls for a review of the procedure at once (M5)."""

    _inherit = "property.case.mixin"

    def _promise_decision(self, at):
        promised = super()._promise_decision(at)
        if self.severity == "major" and self.property_kind == "complaint":
            self.env["property.procedure.review"]._open_for_case(self, "complaint")
        return promised

    def _follow_fault(self, vals):
        if vals.get("is_major_fault"):
            for case in self.filtered(lambda case: not case.fault_reported_at):
                self.env["property.procedure.review"]._open_for_case(case, "problem")
        return super()._follow_fault(vals)
