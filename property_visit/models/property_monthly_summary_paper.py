from odoo import fields, models
from odoo.exceptions import AccessError
from odoo.fields import Domain

from .property_monthly_summary_figures import COVER

SUPERVISOR = "property_visit.group_property_supervisor"
COMPLAINTS = ("complaints", "praise", "departments", "causes")
COMPLAINT_COVER = (
    "complaints_received",
    "complaints_valid",
    "complaints_handled",
    "complaint_rate",
    "praise",
)
LISTED = 40  # cases of a kind on paper; the register holds the others


class PropertyMonthlySummary(models.Model):
    """The month on paper: the whole of it, its complaints, the residents' notice."""

    _inherit = "property.monthly.summary"

    def _summary_page(self, accent):
        """What the printed summary says: the figures as `get_figures` gives them.

        :raise AccessError: the summary is not the reader's
        """
        pages = self.env["property.period.figures"]
        page = pages._page(self.get_figures(), COVER, accent)
        return {**page, "items": pages._items_page(self.line_ids)}

    def _notice_page(self, accent):
        """What the notice says: what was counted, and what is done about it."""
        pages = self.env["property.period.figures"]
        figures = self.get_figures()
        page = pages._page(figures, self._public_cover(figures), accent, ("visits",))
        return {**page, "charts": page["charts"][:2]}

    def _public_cover(self, figures):
        """The figures on top that there is something to tell of."""
        known = {
            figure["key"]
            for section in figures["sections"]
            for figure in section["figures"]
            if figure["value"] is not None
        }
        return [key for key in COVER if key in known]

    def _public_charts(self, figures):
        """The two charts that residents see, as pictures a notice may hold."""
        pages = self.env["property.period.figures"]
        page = pages._page(figures, (), self._accent(), picture="png")
        return page["charts"][:2]

    def _public_plan(self):
        """What residents are told will be done: category and proposal, nobody's own
        words (H5)."""
        adopted = self.sudo().line_ids.filtered(
            lambda line: line.decision == "adopted" and line.proposal
        )
        plan = [(line.category_id.name, line.proposal.strip()) for line in adopted]
        return list(dict.fromkeys(plan))

    # ------------------------------------------------------------------ complaints

    def _complaint_page(self, accent):
        """Complaints and praise of the month, with the cases behind the figures (C10).

        :raise AccessError: of anybody below a supervisor; complaint data stays with
            those handling it (H5)
        """
        if not (self.env.su or self.env.user.has_group(SUPERVISOR)):
            raise AccessError(self.env._("This is for the supervisors of the estate."))
        pages = self.env["property.period.figures"]
        page = pages._page(self.get_figures(), COMPLAINT_COVER, accent, COMPLAINTS)
        lists = [
            self._listed(self.env._("Complaints"), "complaint"),
            self._listed(self.env._("Praise"), "praise"),
        ]
        return {**page, "lists": [listing for listing in lists if listing["rows"]]}

    def _listed(self, title, kind):
        """The cases of a kind, and what was said of that kind on visits alone."""
        domain = self._of_month()
        cases = self.env["property.ticket.analysis"].search(
            domain & Domain("property_kind", "=", kind), order="day, id"
        )
        said = self.env["property.feedback.analysis"].search(
            domain & Domain("kind", "=", kind) & Domain("ticket_id", "=", False),
            order="day, id",
        )
        rows = [_case_row(case) for case in cases[:LISTED]]
        rows += [_said_row(one) for one in said[: LISTED - len(rows)]]
        more = len(cases) + len(said) - len(rows)
        return {"title": title, "rows": rows, "more": more}

    def _of_month(self):
        slot = self._slot()
        return (
            Domain("estate_id", "=", self.estate_id.id)
            & Domain("day", ">=", fields.Date.to_string(slot.start))
            & Domain("day", "<", fields.Date.to_string(slot.end))
        )


def _case_row(counted):
    case = counted.ticket_id
    return {
        "number": case.number,
        "day": counted.day,
        "place": _place(case.household_id),
        "said": case.name,
        "team": counted.team_id.name,
        "cause": counted.cause_id.display_name,
        "handling": _label(counted, "handling_state"),
        "valid": counted.valid,
    }


def _said_row(counted):
    said = counted.feedback_id
    return {
        "number": "",
        "day": counted.day,
        "place": _place(said.household_id),
        "said": said.description,
        "team": counted.team_id.name,
        "cause": "",
        "handling": _label(counted, "state"),
        "valid": counted.valid,
    }


def _place(household):
    return " ".join(filter(None, [household.building_id.name, household.unit]))


def _label(record, field):
    labels = dict(record._fields[field]._description_selection(record.env))
    return labels.get(record[field], "")
