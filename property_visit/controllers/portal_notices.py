"""Notices on the portal: what was published at the household's estate (N1, Q7)."""

from odoo import http
from odoo.addons.portal.controllers.portal import pager as portal_pager
from odoo.http import request

from .portal import ResidentPortal, number_of

STEP = 12


class NoticePages(ResidentPortal):
    @http.route(
        ["/my/notices", "/my/notices/page/<int:page>"],
        type="http",
        auth="user",
        website=True,
    )
    def portal_my_notices(self, page=1, **kw):
        """The notices of the estate, newest first."""
        notices = request.env["property.publication"]
        domain = self._notice_domain(self._shown_households())
        total = notices.search_count(domain)
        pager = portal_pager("/my/notices", total, page=number_of(page) or 1, step=STEP)
        found = notices.search(domain, limit=STEP, offset=pager["offset"])
        return self._page("portal_my_notices", "notices", notices=found, pager=pager)

    @http.route("/my/notices/<int:notice_id>", type="http", auth="user", website=True)
    def portal_my_notice(self, notice_id, **kw):
        """One notice."""
        notices = request.env["property.publication"]
        domain = self._notice_domain(self._households())
        notice = notices.search([("id", "=", number_of(notice_id)), *domain])
        if not notice:
            return self._instead("/my/notices")
        return self._page("portal_my_notice", "notices", notice=notice)
