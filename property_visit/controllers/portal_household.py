"""My household on the portal: its people, wishes and agreement (H1, H8, H9)."""

from odoo import http
from odoo.exceptions import UserError
from odoo.http import request

from ..models.property_household import PREFERENCE_DAYS
from .portal import ResidentPortal, clean, number_of


class HouseholdPages(ResidentPortal):
    @http.route("/my/household", type="http", auth="user", website=True)
    def portal_my_household(self, household=None, **form):
        """The household; what was sent with the form is how it likes to be reached."""
        if request.httprequest.method != "POST":
            return self._household_page(saved=form.get("saved"))
        chosen = self._households().filtered(lambda h: h.id == number_of(household))
        if not chosen:
            return request.redirect("/my/household")
        try:
            chosen._resident_prefer({name: clean(text) for name, text in form.items()})
        except UserError as error:
            return self._household_page(422, sentence=str(error))
        return request.redirect(f"/my/household?saved={chosen.id}", 303)

    def _household_page(self, status=200, saved=None, **values):
        households = self._shown_households()
        if not households:
            return request.redirect("/my")
        days = households._fields["preferred_days"]._description_selection(request.env)
        return self._page(
            "portal_my_household",
            "household",
            status,
            shown=households,
            ways=households._resident_ways(),
            days=[day for day in days if day[0] in dict(PREFERENCE_DAYS)],
            languages=request.env["res.lang"].get_installed(),
            saved=number_of(saved),
            **values,
        )
