"""A household's questionnaire: its own link, and the portal's list (Q1, Q8)."""

from odoo import http
from odoo.addons.portal.controllers.portal import CustomerPortal
from odoo.addons.survey.controllers.main import Survey
from odoo.http import request

from .links import CLOSED

STATUS = {"unknown": 404, "many": 429}


PAGE = {
    "type": "http",
    "auth": "public",
    "methods": ["GET"],
    "website": True,
    "multilang": False,
    "sitemap": False,
}


def refuse(state, recipient=None):
    """The page of ours that says why no questions are opened.

    :param str state: key of the page's sentences
    :param recipient: whose link it is, where that is known
    """
    lang = recipient._lang() if recipient else _browser_lang()
    request.update_context(lang=lang)
    values = {"state": state, "spoken": lang, "langs": []}
    values["recipient"] = recipient and recipient.with_context(lang=lang)
    return request.render(
        "property_visit.questionnaire_page",
        values,
        status=STATUS.get(state, 200),
        headers=CLOSED,
    )


def _browser_lang():
    """What the browser asks for, if that is spoken here."""
    installed = dict(request.env["res.lang"].get_installed())
    wished = request.best_lang
    return wished if wished in installed else request.env.lang


class QuestionnairePages(http.Controller):
    @http.route("/q/<string:token>", **PAGE)
    def questionnaire(self, token):
        """Open the household's survey, or say politely why that is not possible."""
        return self._survey(token, "link")

    @http.route("/q/<string:token>/p", **PAGE)
    def questionnaire_on_paper(self, token):
        """The same from the QR code on the paper form."""
        return self._survey(token, "qr")

    def _survey(self, token, channel):
        """A wrong link and one of nothing get the same page."""
        attempts = request.env["property.link.attempt"]
        address = f"address {request.httprequest.remote_addr}"
        if attempts._is_exceeded(address):
            return refuse("many")
        recipient = request.env["property.questionnaire.recipient"]._by_token(token)
        if not recipient:
            attempts._note(address)
            return refuse("unknown")
        if not recipient._may_answer():
            return refuse(recipient._page_state(), recipient)
        answer = recipient._open_link(channel)
        return request.redirect(answer.get_start_url())


class HouseholdSurvey(Survey):
    """Core's pages, for answers that belong to a household."""

    def _check_validity(self, survey_sudo, answer_sudo, *args, **kwargs):
        """The link is the authority, whoever is signed in, while answers count."""
        recipient = answer_sudo.property_recipient_ids
        if recipient:
            kwargs["check_partner"] = False
        validity = super()._check_validity(survey_sudo, answer_sudo, *args, **kwargs)
        if validity is not True:
            return validity
        if recipient:
            is_open = answer_sudo.state == "done" or recipient._may_answer()
            return True if is_open else "answer_deadline"
        return True

    def _redirect_with_error(self, access_data, error_key):
        """A household whose time is over reads our page, not core's (Q1)."""
        recipient = access_data["answer_sudo"].property_recipient_ids
        if recipient and error_key in ("answer_deadline", "survey_closed"):
            return refuse(recipient._page_state(), recipient)
        return super()._redirect_with_error(access_data, error_key)


class QuestionnairePortal(CustomerPortal):
    def _prepare_home_portal_values(self, counters):
        """Count those that wait for an answer of the resident's household."""
        values = super()._prepare_home_portal_values(counters)
        if "questionnaire_count" in counters:
            recipients = request.env["property.questionnaire.recipient"]._of_user()
            waiting = recipients.filtered(lambda r: r.state == "waiting")
            values["questionnaire_count"] = len(waiting)
        return values

    @http.route("/my/questionnaires", type="http", auth="user", website=True)
    def portal_my_questionnaires(self, **kw):
        """Questionnaires of the resident's household: open ones, then answered ones."""
        recipients = request.env["property.questionnaire.recipient"]._of_user()
        return request.render(
            "property_visit.portal_my_questionnaires",
            {
                "page_name": "questionnaires",
                "waiting": recipients.filtered(lambda r: r.state == "waiting"),
                "answered": recipients.filtered(lambda r: r.state == "answered"),
            },
        )
