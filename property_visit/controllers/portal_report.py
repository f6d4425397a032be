"""Report something on the portal: one form, one ticket, an answer at once (C1)."""

import uuid

from odoo import fields, http
from odoo.exceptions import UserError
from odoo.http import request
from odoo.tools import mute_logger
from psycopg2 import IntegrityError

from ..models.photo_files import ACCEPT, MOST, attach_photos, read_photos
from ..rules import resident
from .portal import ResidentPortal, clean, key_of, number_of


class ReportPages(ResidentPortal):
    def _tiles(self):
        """What can be reported: (kind, icon, title, what it is for)."""
        return [
            (
                "repair",
                "fa-wrench",
                request.env._("Repair"),
                request.env._("Something is broken"),
            ),
            (
                "complaint",
                "fa-bullhorn",
                request.env._("Complaint"),
                request.env._("Something bothers me"),
            ),
            (
                "suggestion",
                "fa-lightbulb-o",
                request.env._("Suggestion"),
                request.env._("I have an idea"),
            ),
            (
                "praise",
                "fa-heart-o",
                request.env._("Praise"),
                request.env._("Somebody did well"),
            ),
        ]

    @http.route("/my/report", type="http", auth="user", website=True)
    def report(self, **form):
        """The form; sent, it becomes a ticket, and sent twice it stays one."""
        if not self._households():
            return request.redirect("/my/tickets")
        if request.httprequest.method != "POST":
            return self._report_page(
                {"kind": form.get("kind"), "key": uuid.uuid4().hex}
            )
        key = key_of(form.get("key"))
        if key and not request.env["helpdesk.ticket"]._reported_as(key):
            try:
                self._register({**form, "key": key})
            except UserError as error:
                return self._report_page(form, 422, sentence=str(error))
        return request.redirect(f"/my/report/sent?key={key}", 303)

    def _report_page(self, form, status=200, **values):
        households = self._shown_households()
        categories = self._report_categories(households)
        return self._page(
            "portal_report",
            "ticket",
            status,
            form={name: clean(value) for name, value in form.items()},
            tiles=self._tiles(),
            shown=households,
            categories=categories,
            most=MOST,
            accept=ACCEPT,
            **values,
        )

    def _report_categories(self, households):
        types = households.estate_id.estate_type_id
        categories = request.env["property.feedback.category"].sudo().search([])
        return categories.filtered(
            lambda c: not c.estate_type_ids or c.estate_type_ids & types
        )

    def _register(self, form):
        """Make the ticket with its photos, all or nothing.

        A form sent twice at the same moment is refused by the database the second
        time: the page after it finds the one ticket.

        :raise UserError: something is missing or no photo
        """
        values = self._report_values(form)
        photos = read_photos(request.httprequest.files.getlist("photos"))
        try:
            with mute_logger("odoo.sql_db"), request.env.cr.savepoint():
                ticket = request.env["helpdesk.ticket"]._resident_report(values)
                attach_photos(request.env, ticket, photos)
        except IntegrityError:
            request.env.invalidate_all(flush=False)

    def _report_values(self, form):
        kinds = [kind for kind, *_rest in self._tiles()]
        text = clean(form.get("text"), 5000)
        shown = self._shown_households()
        household = self._households().filtered(
            lambda h: h.id == number_of(form.get("household"))
        )
        household = household or (shown if len(shown) == 1 else household)
        if form.get("kind") not in kinds:
            raise UserError(
                request.env._(
                    "Choose what it is: repair, complaint, suggestion, praise."
                )
            )
        if not household:
            raise UserError(request.env._("Choose the household that it is about."))
        if not text:
            raise UserError(request.env._("Write in a few words what it is about."))
        category = self._report_categories(household).filtered(
            lambda c: c.id == number_of(form.get("category"))
        )
        repair = form["kind"] == "repair"
        return {
            "kind": form["kind"],
            "household": household,
            "text": text,
            "category": category,
            "is_leak": repair and bool(form.get("is_leak")),
            "is_safety": repair and bool(form.get("is_safety")),
            "key": form["key"],
        }

    @http.route("/my/report/sent", type="http", auth="user", website=True)
    def report_sent(self, key=None, **kw):
        """Number and time of answer of what was just registered."""
        tickets = request.env["helpdesk.ticket"]
        ticket = tickets._reported_as(key_of(key) or "-")
        if not ticket:
            return request.redirect("/my/tickets")
        estate = ticket.estate_id
        now = fields.Datetime.now()
        table = estate._calendar()._property_table(now.year)
        opening = resident.next_opening(table, now)
        return self._page(
            "portal_report_sent",
            "ticket",
            ticket=ticket,
            promise=ticket._resident_promises().get(ticket.id),
            receptions=estate._receptions(),
            opening=opening and estate._moment_text(opening),
        )
