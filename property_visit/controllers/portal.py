"""Pages of a household on the portal: whose they are, and what is next."""

from odoo import http
from odoo.addons.portal.controllers.portal import CustomerPortal
from odoo.http import request

CHOSEN = "property_household"  # in the session
OPEN_CASES = ("received", "dispatched", "solving", "handled", "callback")


def number_of(text):
    """The number that a form or address names, 0 when it is none a record can have."""
    return int(text) if str(text).isdecimal() and len(str(text)) < 10 else 0


def key_of(text):
    """What of a text may be the key of a form."""
    return "".join(c for c in str(text or "") if c.isascii() and c.isalnum())[:64]


def clean(text, longest=2000):
    """What somebody typed, without what no database takes."""
    return str(text or "").replace("\0", "").strip()[:longest]


class ResidentPortal(CustomerPortal):
    # ------------------------------------------------------------------ whose

    def _households(self):
        """All households of the user today, as superuser (H1)."""
        return request.env["res.partner"]._households_of_user()

    def _shown_households(self):
        """The one that was chosen, while it is one of theirs; else all."""
        households = self._households()
        chosen = households.browse(request.session.get(CHOSEN, 0))
        return chosen & households or households

    def _own(self, model, number):
        """A visit (or other record) of the user's households, empty for all others."""
        own = [("id", "=", number), ("household_id.is_of_resident", "=", True)]
        return request.env[model]._of_resident(own)

    def _values(self, page_name, **values):
        layout = self._prepare_portal_layout_values()
        return {**layout, **self._frame_values(page_name), **values}

    def _frame_values(self, page_name):
        """What the frame of our pages says: whose they are, and what they are."""
        households, shown = self._households(), self._shown_households()
        return {
            "households": households,
            "household": shown if len(shown) == 1 else households.browse(),
            "page_name": page_name,
            "title": self._title(page_name),
            "here": request.httprequest.path,
            "gone": request.params.get("gone"),
            "sentence": None,
        }

    def _title(self, page_name):
        """What the browser's tab and a screen reader call the page."""
        return {
            "visits": request.env._("Visits"),
            "ticket": request.env._("Report something"),
            "notices": request.env._("Notices"),
            "household": request.env._("My household"),
        }.get(page_name)

    def _instead(self, url):
        """Lead to a list of theirs in place of what is foreign to them, or gone."""
        return request.redirect(f"{url}?gone=1")

    def _page(self, template, page_name, status=200, **values):
        values = self._values(page_name, **values)
        return request.render(f"property_visit.{template}", values, status=status)

    # ------------------------------------------------------------------ home

    @http.route()
    def home(self, **kw):
        """Odoo's home, and above it what is next for the household."""
        response = super().home(**kw)
        households = self._shown_households()
        if households:
            response.qcontext.update(self._frame_values("home"))
            response.qcontext.update(self._next_values(households))
        return response

    def _prepare_home_portal_values(self, counters):
        """The figures of the cards, which the page asks for when it is shown."""
        values = super()._prepare_home_portal_values(counters)
        households = self._shown_households() if counters else ()
        for name, count in (
            ("visit_count", self._count_visits),
            ("notice_count", self._count_notices),
        ):
            # Odoo's page writes whatever it gets, 0 too.
            if name in counters and (number := count(households)):
                values[name] = number
        return values

    def _next_values(self, households):
        """What is next: the visit, the promise, and what the household is asked."""
        visits = request.env["property.visit"]
        upcoming = visits._cards(
            visits._upcoming_domain(households), order="date_planned, id", limit=1
        )
        tickets = self._open_tickets(households, limit=20)
        told = tickets._told_promises()
        asked = tickets.filtered(lambda t: t._may_be_judged() or t._open_proposals())
        promised = (tickets - asked).filtered(lambda ticket: ticket.id in told)[:2]
        return {
            "visit": upcoming,
            "promises": {t.id: t._tell_promise(told[t.id]) for t in promised},
            "promised_tickets": promised,
            "asked_tickets": asked[:3],
        }

    def _open_tickets(self, households, **options):
        """Open cases of households of the user: theirs by `is_of_resident`."""
        domain = [
            ("household_id", "in", (households & self._households()).ids),
            ("handling_state", "in", OPEN_CASES),
            ("company_id", "in", request.env.companies.ids),
        ]
        shown = ["name", "handling_state", "satisfied_at"]
        return (
            request.env["helpdesk.ticket"].sudo().search_fetch(domain, shown, **options)
        )

    def _count_visits(self, households):
        visits = request.env["property.visit"]
        return visits._count_of_resident(visits._upcoming_domain(households))

    def _count_notices(self, households):
        notices = request.env["property.publication"]
        return notices.search_count(self._notice_domain(households))

    def _notice_domain(self, households):
        """What residents of these estates read; the record rule decides on each."""
        return [
            ("is_of_resident", "=", True),
            ("estate_ids", "in", households.estate_id.ids),
        ]

    # ------------------------------------------------------------------ choosing

    @http.route(
        "/my/household/choose",
        type="http",
        auth="user",
        methods=["POST"],
        website=True,
    )
    def choose_household(self, household=None, back="/my", **kw):
        """Show one household on all pages, or all of them again."""
        number = number_of(household)
        if number in self._households().ids:
            request.session[CHOSEN] = number
        else:
            request.session.pop(CHOSEN, None)
        here = back if str(back).startswith("/my") else "/my"
        return request.redirect(here)
