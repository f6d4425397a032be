"""Links without signing in: one question, answered by sending its form."""

from odoo import http
from odoo.exceptions import UserError
from odoo.http import request
from odoo.tools import get_lang

LONGEST = 2000
# What a browser passes on or keeps of the page is nothing: the address is the key.
CLOSED = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow",
}


class LinkPages(http.Controller):
    # No CSRF token: the address is the only authority used, and browsers inside
    # messengers often keep no session. No language in the path: it is in the link.
    @http.route(
        "/v/<string:purpose>/<path:token>",
        type="http",
        auth="public",
        methods=["GET", "POST"],
        website=True,
        multilang=False,
        sitemap=False,
        csrf=False,
    )
    def link(self, purpose, token, **form):
        """Show the question; act on the answer only when the form is sent.

        Scanners of mail follow links, so opening one changes nothing. Wrong, expired,
        used and foreign links get one and the same page. Staff who are signed in do not
        answer in a household's place.
        """
        # Until the household is known, the visitor's own language.
        request.update_context(lang=get_lang(request.env, request.best_lang).code)
        attempts = request.env["property.link.attempt"]
        address = f"address {request.httprequest.remote_addr}"
        if attempts._is_exceeded(address):
            return self._refuse("many", 429)
        record = self._record(purpose, token)
        if not record:
            attempts._note(address)
            return self._refuse("void", 404)
        user = request.env.user
        if record._link_is_foreign(user):
            request.update_context(lang=get_lang(request.env, user.lang).code)
            return self._refuse("staff", 403)
        record = self._speak(record, purpose, form)
        if request.httprequest.method != "POST":
            return self._ask(record, purpose)
        return self._act(record, purpose, form)

    def _record(self, purpose, token):
        model = request.env["property.link.mixin"]._link_model(purpose)
        return model is not None and model._from_link(purpose, token)

    def _speak(self, record, purpose, form):
        """The language of the household, or the one chosen on the page."""
        installed = dict(request.env["res.lang"].get_installed())
        chosen = form.get("lang")
        lang = chosen if chosen in installed else record._link_lang(purpose)
        request.update_context(lang=lang)
        return record.with_context(lang=lang)

    def _ask(self, record, purpose, sentence=None):
        page = record._link_page(purpose)
        values = {"faces": False, "ask": None, "sentence": sentence, **page}
        return self._answer(
            "property_visit.link_page", values, 422 if sentence else 200
        )

    def _act(self, record, purpose, form):
        page = record._link_page(purpose)
        offered = {str(offer["value"]) for offer in page["answers"]}
        answer = str(form.get("answer", ""))
        text = str(form.get("text", "")).replace("\0", "").strip()[:LONGEST]
        attempts = request.env["property.link.attempt"]
        key = f"{record._name},{record.id}"
        if attempts._is_exceeded(key):
            return self._refuse("many", 429)
        if answer not in offered:
            attempts._note(key)
            return self._ask(record, purpose, request.env._("Choose an answer."))
        try:
            with request.env.cr.savepoint():
                thanks = record._link_answer(purpose, answer, text)
        except UserError as error:
            attempts._note(key)
            return self._ask(record, purpose, str(error))
        values = {"thanks": thanks, "where": page.get("where")}
        return self._answer("property_visit.link_thanks", values, 200)

    def _refuse(self, why, status):
        return self._answer("property_visit.link_refused", {"why": why}, status)

    def _answer(self, template, values, status):
        langs = request.env["res.lang"].get_installed()
        values |= {"langs": langs if len(langs) > 1 else [], "spoken": request.env.lang}
        return request.render(template, values, status=status, headers=CLOSED)
