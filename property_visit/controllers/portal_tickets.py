"""Tickets on the portal: what the household answers to them (C8, C8a)."""

from odoo import http
from odoo.exceptions import AccessError, MissingError, UserError
from odoo.http import request

from .helpdesk_portal import TicketPages
from .portal import ResidentPortal, clean, number_of


def _is_picture(file):
    return (file.mimetype or "").startswith("image/")


class ResidentTickets(ResidentPortal, TicketPages):
    def _ticket_get_page_view_values(self, ticket, access_token, **kwargs):
        values = super()._ticket_get_page_view_values(ticket, access_token, **kwargs)
        if ticket.household_id:
            values.update(self._case_values(ticket), answered=kwargs.get("answered"))
            photos = values["attachments"].filtered(_is_picture)
            values.update(photos=photos, attachments=values["attachments"] - photos)
        return values

    def _case_values(self, ticket):
        """What the page of a case shows beyond helpdesk_mgmt's own."""
        own = request.env[ticket._name].browse(ticket.id)
        ratings = request.env["property.visit"]._fields["resident_rating"]
        case = ticket.with_user(request.env.user).sudo()
        return {
            "steps": ticket._resident_steps(),
            "promise": ticket._resident_promises().get(ticket.id),
            "case_state": ticket._resident_state(),
            # Who came by a link with a token only reads.
            "may_answer": own.has_access("read") and own.is_of_resident,
            "proposals": ticket.proposal_ids,
            "rating": case._own_rating(),
            "faces": ratings._description_selection(request.env),
            "sentence": None,
        }

    @http.route(
        "/my/ticket/<int:ticket_id>/answer",
        type="http",
        auth="user",
        methods=["POST"],
        website=True,
    )
    def answer_ticket(self, ticket_id, answer=None, text=None, **form):
        """Solved or not, agree to a proposal or ask for another, or rate."""
        ticket = self._own_case(number_of(ticket_id))
        if not ticket:
            return request.redirect("/my/tickets")
        try:
            with request.env.cr.savepoint():
                self._answer_case(ticket, str(answer), clean(text), form)
        except UserError as error:
            values = self._ticket_get_page_view_values(ticket, None)
            values["sentence"] = str(error)
            page = "helpdesk_mgmt.portal_helpdesk_ticket_page"
            return request.render(page, values, status=422)
        return request.redirect(f"/my/ticket/{ticket.id}?answered={answer}", 303)

    def _own_case(self, number):
        """A case of the user's household as superuser; empty for all others."""
        try:
            ticket = self._document_check_access("helpdesk.ticket", number)
        except (AccessError, MissingError):
            return request.env["helpdesk.ticket"]
        own = request.env["helpdesk.ticket"].browse(ticket.id)
        case = own.is_of_resident and ticket.household_id
        # In the name of the resident, with the rights of the superuser.
        return own.sudo() if case else own.browse()

    def _answer_case(self, ticket, answer, words, form):
        """Take the step that the button means.

        :raise UserError: it is none that the case offers now, or a word is missing
        """
        if answer == "solved" and ticket._may_be_judged():
            ticket._household_finds(True, words)
        elif answer == "not_solved" and ticket._may_be_reopened():
            ticket._household_finds(False, words)
        elif answer in ("agree", "another"):
            number = number_of(form.get("proposal"))
            proposal = ticket.proposal_ids.filtered(lambda p: p.id == number)
            if not proposal:
                raise UserError(request.env._("This has been answered already."))
            proposal._household_answers(answer == "agree", words)
        elif answer == "rate":
            ticket._resident_rate(str(form.get("score")), words)
        else:
            raise UserError(request.env._("This has been answered already."))

    def _case_list_values(self, tickets):
        """Promises of the tickets of a list (superuser's), by ticket id."""
        return {"promises": tickets._resident_promises()}

    @http.route()
    def portal_my_tickets(self, **kw):
        """helpdesk_mgmt's list; each case with its household and its promise."""
        response = super().portal_my_tickets(**kw)
        values = getattr(response, "qcontext", {})
        groups = values.get("grouped_tickets", ())
        tickets = request.env["helpdesk.ticket"].sudo().union(*groups)
        values.update(self._case_list_values(tickets))
        values["households"] = self._households()
        return response
