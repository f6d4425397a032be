"""helpdesk_mgmt's portal without its holes: nobody reaches a stranger's ticket."""

from odoo import http
from odoo.addons.helpdesk_mgmt.controllers.main import HelpdeskTicketController
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.http import request

from .helpdesk_list import HISTORY, TicketList

# What the page of a ticket shows or asks; all else of a ticket need not be read.
ON_PAGE = ["name", "number", "description", "create_date", "last_stage_update"]
ON_PAGE += ["closed_date", "stage_id", "team_id", "category_id", "company_id"]
ON_PAGE += ["partner_id", "user_id", "household_id", "estate_id", "handling_state"]
ON_PAGE += ["dispatched_at", "handled_at", "satisfied_at", "reopen_count", "remedy"]
# What a contact on it shows.
OF_CONTACT = ["name", "type", "create_date", "parent_id", "company_name", "email"]
OF_CONTACT += ["phone", "website", "vat", "commercial_company_name", "street"]
OF_CONTACT += ["street2", "zip", "city", "state_id", "country_id", "tz"]


def _record(model, number):
    """The record a form names; none when it is no number, or of nothing."""
    try:
        return request.env[model].browse(int(number or 0)).exists()
    except (TypeError, ValueError):
        return request.env[model]


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


class TicketPages(TicketList):
    @http.route()
    def portal_my_tickets(self, **kw):
        """The list, and where else one is reached."""
        page = super().portal_my_tickets(**kw)
        page.qcontext["receptions"] = _receptions_of_user()
        return page

    @http.route()
    def portal_my_ticket(self, ticket_id, access_token=None, **kw):
        """One ticket; what cannot be a token is none."""
        if not str(access_token).isascii():
            access_token = None
        self._fetch_page(ticket_id)
        return super().portal_my_ticket(ticket_id, access_token, **kw)

    def _get_page_view_values(self, document, access_token, values, *args, **kwargs):
        """The tickets beside this one by their number alone.

        Odoo's links carry a token of each, which would open it after moving out.
        """
        if document._name != "helpdesk.ticket":
            return super()._get_page_view_values(
                document, access_token, values, *args, **kwargs
            )
        _history, *args = args
        values = super()._get_page_view_values(
            document, access_token, values, None, *args, **kwargs
        )
        return {**values, **self._beside(document.id)}

    def _beside(self, number):
        """Addresses of the tickets before and after one in the list last shown."""
        shown = request.session.get(HISTORY) or []
        if number not in shown:
            return {}
        place = shown.index(number)
        before, after = shown[:place][-1:], shown[place + 1 : place + 2]
        return {
            "prev_record": f"/my/ticket/{before[0]}" if before else False,
            "next_record": f"/my/ticket/{after[0]}" if after else False,
        }

    def _ticket_get_page_view_values(self, ticket, access_token, **kwargs):
        """In place of helpdesk_mgmt's, which reads all stages for the few it shows."""
        values = {
            "closed_stages": self._ways_to_close(ticket),
            "page_name": "ticket",
            "ticket": ticket,
            "user": request.env.user,
            "attachments": ticket._get_portal_attachments(),
            "receptions": ticket.sudo().estate_id._receptions(),
        }
        return self._get_page_view_values(
            ticket, access_token, values, HISTORY, False, **kwargs
        )

    def _ways_to_close(self, ticket):
        """The stages whose buttons the page offers; none where it may not be closed.

        :param ticket: the superuser's
        """
        stages = request.env["helpdesk.ticket.stage"].sudo()
        closing = stages._closing_ids()
        own = request.env[ticket._name].browse(ticket.id)
        if not closing or ticket.closed_date or not own._may_close_from_portal():
            return stages
        team = ticket.team_id
        company = team.company_id if team else ticket.company_id
        fit = Domain("id", "in", closing)
        fit &= Domain("company_id", "in", [False, company.id])
        fit &= Domain("team_ids", "=", False) | Domain("team_ids", "in", team.ids)
        return stages.search_fetch(fit, ["name"])

    def _fetch_page(self, number):
        """Read what the page of a ticket shows, all at once; nothing of it is given."""
        tickets = request.env["helpdesk.ticket"].sudo().with_context(active_test=False)
        ticket = tickets.search_fetch([("id", "=", number)], ON_PAGE)
        (request.env.user | ticket.user_id).fetch()
        contacts = ticket.partner_id | ticket.user_id.partner_id
        contacts.fetch([*OF_CONTACT, "image_128"])
