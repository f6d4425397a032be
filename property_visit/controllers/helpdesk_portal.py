"""helpdesk_mgmt's portal without its holes: nobody reaches a stranger's ticket."""

from datetime import datetime

from odoo import http
from odoo.addons.helpdesk_mgmt.controllers.main import HelpdeskTicketController
from odoo.addons.helpdesk_mgmt.controllers.myaccount import CustomerPortalHelpdesk
from odoo.exceptions import UserError
from odoo.http import request


def _record(model, number):
    """The record a form names; none when it is no number, or of nothing."""
    try:
        return request.env[model].browse(int(number or 0)).exists()
    except (TypeError, ValueError):
        return request.env[model]


def _is_day(text):
    try:
        return bool(datetime.fromisoformat(text))
    except (TypeError, ValueError):
        return False


def _refuse(sentence, status):
    values = {"sentence": sentence, "page_name": "refused"}
    return request.render("property_visit.portal_refused", values, status=status)


def _receptions_of_user():
    """Where the user's estates are reached (C1): address and phone of reception."""
    households = request.env["res.partner"]._households_of_user()
    return households.sudo().estate_id._receptions()


class TicketController(HelpdeskTicketController):
    def _get_create_new_ticket_values(self, **kw):
        values = super()._get_create_new_ticket_values(**kw)
        return {**values, "receptions": _receptions_of_user()}

    @http.route(methods=["GET", "POST"], website=True)
    def support_ticket_close(self, **kw):
        """Close a ticket of one's own; the same answer for all others, known or not.

        Only a form sent by POST, which carries Odoo's CSRF token, closes; a link
        leads to the ticket.
        """
        ticket = _record("helpdesk.ticket", kw.get("ticket_id"))
        if not ticket or not ticket._may_close_from_portal():
            text = request.env._("There is no such ticket of yours to close.")
            return _refuse(text, 403)
        stage = _record("helpdesk.ticket.stage", kw.get("stage_id"))
        by_form = request.httprequest.method == "POST"
        if not by_form or not self._is_way_to_close(ticket.sudo(), stage):
            return request.redirect(f"/my/ticket/{ticket.id}", 302)
        try:
            with request.env.cr.savepoint():
                return super().support_ticket_close(
                    ticket_id=ticket.id, stage_id=stage.id
                )
        except UserError as error:
            return _refuse(str(error), 422)

    def _is_way_to_close(self, ticket, stage):
        """Whether the stage closes, is offered on the portal, and fits the ticket."""
        stage = stage.sudo()
        offered = stage.active and stage.closed and stage.close_from_portal
        companies = stage.company_id | ticket.company_id
        fits = not stage.team_ids or ticket.team_id in stage.team_ids
        return offered and fits and len(companies) == 1 and not ticket.closed

    @http.route(methods=["GET", "POST"])
    def submit_ticket(self, **kw):
        """Register a ticket; what the form does not offer or lacks is refused."""
        if request.httprequest.method != "POST":
            return request.redirect("/new/ticket")
        try:
            with request.env.cr.savepoint():
                return super().submit_ticket(**kw)
        except UserError as error:
            return _refuse(str(error), 422)

    def _prepare_submit_ticket_vals(self, **kw):
        company = request.env.company
        kw["category"] = self._chosen(
            kw.get("category"),
            self._get_categories(),
            company.helpdesk_mgmt_portal_category_id_required,
        )
        kw["team"] = self._chosen(
            kw.get("team"),
            self._get_teams(),
            company.helpdesk_mgmt_portal_team_id_required,
        )
        for name in ("subject", "description"):
            if not isinstance(kw.get(name), str) or not kw[name].strip("\0 \r\n\t"):
                raise UserError(request.env._("Give a subject and a description."))
            kw[name] = kw[name].replace("\0", "")
        return super()._prepare_submit_ticket_vals(**kw)

    def _chosen(self, number, offered, required):
        """The id to pass on, as the form would; the choice is ignored if not offered.

        :param number: what was sent
        :param offered: records of the form's list; empty when it has none
        :raise UserError: something else was sent, or nothing although required
        """
        if not offered:
            return ""
        if not number and not required:
            return ""
        chosen = _record(offered._name, number)
        if not chosen or chosen not in offered:
            raise UserError(
                request.env._("Choose one of the teams and categories of the form.")
            )
        return str(chosen.id)


class TicketPages(CustomerPortalHelpdesk):
    @http.route()
    def portal_my_tickets(self, **kw):
        """The list; sorting, dates and search that mean nothing are left out."""
        if kw.get("sortby") not in self._ticket_get_searchbar_sortings():
            kw["sortby"] = None
        if kw.get("groupby") not in self._ticket_get_searchbar_groupby():
            kw["groupby"] = None
        if not (_is_day(kw.get("date_begin")) and _is_day(kw.get("date_end"))):
            kw["date_begin"] = kw["date_end"] = None
        if kw.get("search"):
            kw["search"] = kw["search"].replace("\0", "")
        page = super().portal_my_tickets(**kw)
        page.qcontext["receptions"] = _receptions_of_user()
        return page

    @http.route()
    def portal_my_ticket(self, ticket_id, access_token=None, **kw):
        """One ticket; what cannot be a token is none."""
        if not str(access_token).isascii():
            access_token = None
        return super().portal_my_ticket(ticket_id, access_token, **kw)

    def _ticket_get_page_view_values(self, ticket, access_token, **kwargs):
        values = super()._ticket_get_page_view_values(ticket, access_token, **kwargs)
        values["attachments"] = ticket._get_portal_attachments()
        values["receptions"] = ticket.sudo().estate_id._receptions()
        # The ticket at hand is the superuser's.
        own = request.env[ticket._name].browse(ticket.id)
        stages = values["closed_stages"]
        if stages and not own._may_close_from_portal():
            values["closed_stages"] = stages.browse()
        return values
