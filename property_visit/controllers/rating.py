"""Odoo's rating links without its holes: one's own case, and no odd input."""

import re

from odoo import http
from odoo.addons.rating.controllers.main import Rating
from odoo.http import request
from werkzeug.exceptions import NotFound

TOKEN = re.compile(r"[0-9a-f]{32}")
RATES = ("1", "3", "5")


class CaseRating(Rating):
    @http.route()
    def action_open_rating(self, token, rate, **kwargs):
        """The page that asks; a rate that does not exist is no page."""
        self._check_rate(rate)
        return super().action_open_rating(token, rate, **kwargs)

    @http.route()
    def action_submit_rating(self, token, rate=0, **kwargs):
        """Rate, by the form of that page alone."""
        if request.httprequest.method == "POST":
            self._check_rate(rate)
            kwargs["feedback"] = str(kwargs.get("feedback") or "").replace("\0", "")
        return super().action_submit_rating(token, rate, **kwargs)

    def _check_rate(self, rate):
        if str(rate) not in RATES:
            raise NotFound()

    def _get_rating_and_record(self, token):
        """The rating of a link; a foreign, odd or lapsed one is the same: none.

        A case is rated by its household: who is signed in as somebody else, one of
        us too, does not, nor does a link that went to who moved out since.
        """
        if not TOKEN.fullmatch(token):
            raise NotFound()
        rating, record = super()._get_rating_and_record(token)
        if record._name == "helpdesk.ticket" and record.household_id:
            self._check_resident(rating, record)
        return rating, record

    def _check_resident(self, rating, case):
        user = request.env.user
        people = [rating.partner_id]
        if not user._is_public():
            people.append(user.partner_id)
        if not all(person and case._is_resident_today(person) for person in people):
            raise NotFound()
