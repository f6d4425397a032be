"""helpdesk_mgmt's list of tickets: the same list, found by fewer questions."""

from datetime import datetime

from odoo.addons.helpdesk_mgmt.controllers.myaccount import CustomerPortalHelpdesk
from odoo.addons.portal.controllers.portal import pager as portal_pager
from odoo.fields import Domain
from odoo.http import request, route

from .portal import number_of

TICKETS = "/my/tickets"
HISTORY = "my_tickets_history"  # in the session: what the list showed last
# What a card of the list shows.
ON_CARD = ["name", "number", "create_date", "category_id", "handling_state"]
ON_CARD += ["stage_id", "household_id"]


def _named(bar, labels):
    """A bar of helpdesk_mgmt, in words that are translated."""
    return {
        key: {**entry, "label": labels.get(key, entry["label"])}
        for key, entry in bar.items()
    }


def _is_day(text):
    try:
        return bool(datetime.fromisoformat(text))
    except (TypeError, ValueError):
        return False


class TicketList(CustomerPortalHelpdesk):
    """In place of helpdesk_mgmt's own page, which asks the rules four times over.

    What may be sorted, searched and grouped is still told by its methods, so that
    other add-ons extend the list as they would extend helpdesk_mgmt's.
    """

    @route()
    def portal_my_tickets(self, page=1, **kw):
        """The list; sorting, dates and search that mean nothing are left out."""
        if not request.env["helpdesk.ticket"].has_access("read"):
            return request.redirect("/my")
        bars = self._list_bars()
        chosen = self._list_choice(bars, kw)
        tickets, pager = self._list_page(bars, chosen, page)
        request.session[HISTORY] = tickets.ids[:100]
        group = self._ticket_get_groupby_mapping().get(chosen["groupby"])
        groups = tickets.grouped(group).values() if group else [tickets] * bool(tickets)
        values = {
            **self._prepare_portal_layout_values(),
            **bars,
            **chosen,
            "date": chosen["date_begin"],
            "grouped_tickets": list(groups),
            "page_name": "ticket",
            "default_url": TICKETS,
            "pager": pager,
        }
        return request.render("helpdesk_mgmt.portal_my_tickets", values)

    def _list_bars(self):
        """What the bars above the list offer, as helpdesk_mgmt names it."""
        stages = request.env["helpdesk.ticket.stage"].search_fetch([], ["name"])
        sortings = self._ticket_get_searchbar_sortings().items()
        filters = {"all": {"label": request.env._("All"), "domain": []}}
        for stage in stages:
            here = [("stage_id", "=", stage.id)]
            filters[str(stage.id)] = {"label": stage.name, "domain": here}
        return {
            "searchbar_sortings": dict(
                sorted(sortings, key=lambda item: item[1]["sequence"])
            ),
            "searchbar_filters": dict(sorted(filters.items())),
            "searchbar_inputs": self._ticket_get_searchbar_inputs(),
            "searchbar_groupby": self._ticket_get_searchbar_groupby(),
        }

    def _ticket_get_searchbar_sortings(self):
        labels = {
            "date": request.env._("Newest"),
            "name": request.env._("Title"),
            "stage": request.env._("Stage"),
            "update": request.env._("Last Change"),
        }
        return _named(super()._ticket_get_searchbar_sortings(), labels)

    def _ticket_get_searchbar_groupby(self):
        labels = {
            "none": request.env._("Not grouped"),
            "category": request.env._("Category"),
            "stage": request.env._("Stage"),
        }
        return _named(super()._ticket_get_searchbar_groupby(), labels)

    def _ticket_get_searchbar_inputs(self):
        labels = {
            "all": request.env._("Search Everywhere"),
            "number": request.env._("Search Numbers"),
            "name": request.env._("Search Titles"),
        }
        return _named(super()._ticket_get_searchbar_inputs(), labels)

    def _list_choice(self, bars, kw):
        """What was chosen of it; the usual where that is none of what is offered."""

        def offered(name, bar, usual):
            return kw.get(name) if kw.get(name) in bars[bar] else usual

        days = kw.get("date_begin"), kw.get("date_end")
        begin, end = days if all(map(_is_day, days)) else (None, None)
        return {
            "sortby": offered("sortby", "searchbar_sortings", "date"),
            "filterby": offered("filterby", "searchbar_filters", "all"),
            "groupby": offered("groupby", "searchbar_groupby", "none"),
            "search_in": offered("search_in", "searchbar_inputs", "all"),
            "search": (kw.get("search") or "").replace("\0", "") or None,
            "date_begin": begin,
            "date_end": end,
        }

    def _list_page(self, bars, chosen, page):
        """The tickets of a page, as superuser, and the pager."""
        tickets = request.env["helpdesk.ticket"]
        found = self._list_domain(bars, chosen)
        order = bars["searchbar_sortings"][chosen["sortby"]]["order"]
        order = self._ticket_get_order(order, chosen["groupby"])
        size, page = self._items_per_page, number_of(page) or 1
        options = {"order": order, "limit": size}
        shown = own = tickets.sudo()
        if page == 1:
            shown = own.search_fetch(found, ON_CARD, **options)
        whole = page == 1 and len(shown) < size
        total = len(shown) if whole else own.search_count(found)
        pager = portal_pager(TICKETS, total, page, step=size, url_args=chosen)
        if total and not shown:
            options["offset"] = pager["offset"]
            shown = own.search_fetch(found, ON_CARD, **options)
        return shown, pager

    def _list_domain(self, bars, chosen):
        """What was asked for, of what the record rules let the user read.

        Worked out with the rights of the user, once for what is counted and found.
        """
        tickets = request.env["helpdesk.ticket"]
        found = Domain(request.env["ir.rule"]._compute_domain(tickets._name, "read"))
        found &= Domain(bars["searchbar_filters"][chosen["filterby"]]["domain"])
        if chosen["date_begin"]:
            found &= Domain("create_date", ">", chosen["date_begin"])
            found &= Domain("create_date", "<=", chosen["date_end"])
        if chosen["search"]:
            found &= Domain(
                self._ticket_get_search_domain(chosen["search_in"], chosen["search"])
            )
        return found.optimize_full(tickets)
