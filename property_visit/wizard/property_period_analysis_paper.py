from odoo import models

from .property_period_analysis import COVER


class PropertyPeriodAnalysis(models.TransientModel):
    """The analysis on paper: the same figures, with charts (C10)."""

    _inherit = "property.period.analysis"

    def _analysis_page(self, accent):
        return self.env["property.period.figures"]._page(
            self.get_figures(), COVER, accent
        )

    def _paper_estate(self):
        """The estate in the header, where it is one."""
        estates = self.estate_ids._origin
        return estates if len(estates) == 1 else estates.browse()
