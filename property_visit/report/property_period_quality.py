from odoo import models

from ..rules.summary import UP, Section
from .period_figures import rate

MEASURES = ("right_count", "judged")


class PropertyPeriodFigures(models.AbstractModel):
    """What households said when they were asked again, summed up over everybody (V7).

    Counted in the month they were asked: a visit is drawn once its month is over.
    """

    _inherit = "property.period.figures"

    def _more_sections(self, counts):
        found = counts.by_month("property.visit.check.analysis", MEASURES)
        sums = counts.fold(counts.whole(found))
        sections = super()._more_sections(counts)
        if not any(counted["judged"] for counted in sums):
            return sections
        figure = rate("visits_in_order", sums, "right_count", "judged", UP)
        return [*sections, Section("quality", (figure,))]
