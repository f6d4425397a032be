"""Visits on the portal: what comes, what was, and asking for one (P9, V2, H9)."""

from odoo import http
from odoo.addons.portal.controllers.portal import pager as portal_pager
from odoo.exceptions import UserError
from odoo.http import request

from .portal import ResidentPortal, clean, number_of

STEP = 10


class VisitPages(ResidentPortal):
    @http.route(
        [
            "/my/visits",
            "/my/visits/page/<int:page>",
            "/my/visits/coming",
            "/my/visits/coming/page/<int:coming>",
        ],
        type="http",
        auth="user",
        website=True,
    )
    def portal_my_visits(self, page=1, coming=1, **kw):
        """What the household can expect, and what took place.

        Whoever turns the pages of one list is shown that list alone.
        """
        page, coming = (number_of(number) or 1 for number in (page, coming))
        households = self._shown_households()
        visits = request.env["property.visit"]
        upcoming, past = visits.browse(), visits.browse()
        coming_pager = past_pager = None
        if page == 1:
            upcoming, coming_pager = self._page_of(
                "/my/visits/coming",
                coming,
                visits._upcoming_domain(households),
                order="date_planned, id",
            )
        if coming == 1:
            past, past_pager = self._page_of(
                "/my/visits",
                page,
                visits._past_domain(households),
                order="day desc, id desc",
            )
        return self._page(
            "portal_my_visits",
            "visits",
            upcoming=upcoming,
            coming_pager=coming_pager,
            past=past,
            past_pager=past_pager,
            asked=kw.get("asked"),
        )

    def _page_of(self, url, page, domain, order):
        """One page of a list of visits: (their cards, Odoo's pager)."""
        visits = request.env["property.visit"]
        total = visits._count_of_resident(domain)
        pager = portal_pager(url, total, page=page, step=STEP)
        cards = visits._cards(domain, order=order, limit=STEP, offset=pager["offset"])
        return cards, pager

    @http.route("/my/visits/<int:visit_id>", type="http", auth="user", website=True)
    def portal_my_visit(self, visit_id, **kw):
        """One visit of the household."""
        visit = self._own("property.visit", number_of(visit_id))
        if not visit:
            return self._instead("/my/visits")
        return self._visit_page(visit, answered=kw.get("answered"))

    def _visit_page(self, visit, status=200, **values):
        faces = visit._fields["resident_rating"]._description_selection(request.env)
        return self._page(
            "portal_my_visit", "visits", status, visit=visit, faces=faces, **values
        )

    @http.route(
        "/my/visits/<int:visit_id>/answer",
        type="http",
        auth="user",
        methods=["POST"],
        website=True,
    )
    def answer_visit(self, visit_id, answer=None, text=None, feedback=None, **kw):
        """Confirm the time, ask for another, decline, rate, or judge an outcome."""
        visit = self._own("property.visit", number_of(visit_id))
        if not visit:
            return self._instead("/my/visits")
        try:
            with request.env.cr.savepoint():
                if feedback:
                    self._judge(visit, number_of(feedback), str(answer), clean(text))
                else:
                    self._answer(visit, str(answer), clean(text))
        except UserError as error:
            return self._visit_page(visit, 422, sentence=str(error))
        return request.redirect(f"/my/visits/{visit.id}?answered=1", 303)

    def _answer(self, visit, answer, words):
        """Take the step that the button means.

        :raise UserError: it is none that the visit offers now
        """
        steps = {
            "yes": visit._resident_confirm,
            "other": visit._resident_ask_other_time,
            "no": visit._resident_decline,
        }
        if answer in steps and visit._may_answer_time():
            steps[answer](words)
        elif answer in ("1", "2", "3", "4", "5") and visit._may_rate():
            visit._resident_rate(answer, words)
        else:
            raise UserError(request.env._("This has been answered already."))

    def _judge(self, visit, number, answer, words):
        """Whether the household likes what came of something it said (Q7).

        :raise UserError: nothing of the visit that waits for a judgement
        """
        said = visit._promised_feedback().filtered(lambda f: f.id == number)
        if not said or answer not in ("yes", "no") or not said._may_judge_outcome():
            raise UserError(request.env._("This has been answered already."))
        said._judge_outcome(answer == "yes", words)

    # ------------------------------------------------------------------ asking

    @http.route("/my/visits/ask", type="http", auth="user", website=True)
    def ask_for_visit(self, household=None, way=None, text=None, **kw):
        """Ask for a visit or a callback that did not come (H9, P12)."""
        households = self._shown_households()
        if not households:
            return request.redirect("/my")
        if request.httprequest.method != "POST":
            return self._page("portal_ask_visit", "visits", shown=households)
        chosen = self._households().filtered(lambda h: h.id == number_of(household))
        chosen = chosen or (households if len(households) == 1 else chosen)
        if not chosen:
            text = request.env._("Choose the household that it is about.")
            return self._page(
                "portal_ask_visit", "visits", 422, shown=households, sentence=text
            )
        visit = chosen._resident_ask(clean(text), by_phone=way == "phone")
        if not visit:
            return request.redirect("/my/visits?asked=1", 303)
        return request.redirect(f"/my/visits/{visit.id}?answered=asked", 303)
