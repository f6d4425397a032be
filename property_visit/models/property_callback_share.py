import secrets

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

from ..rules import period, quota, scoring
from ..rules.cadence import Cadence

KEY = "property_visit.callback_draw_key"
PERIODS = [("month", "Month"), ("quarter", "Quarter"), ("year", "Year")]


class PropertyCallbackShare(models.Model):
    """Which share of the callbacks a role makes at least (B2).

    Who calls back is drawn at night for the tickets of a day together, by a hash that
    nobody can foresee and everybody with the key can check (S1).
    """

    _name = "property.callback.share"
    _description = "Share of callbacks"
    _order = "procedure_id, property_kind, minimum_share, id"
    _rec_name = "role_id"

    procedure_id = fields.Many2one(
        "property.procedure", required=True, index=True, ondelete="cascade"
    )
    role_id = fields.Many2one("property.role", required=True)
    property_kind = fields.Selection(
        [
            ("repair", "Repair"),
            ("complaint", "Complaint"),
            ("entrusted", "Entrusted matter"),
        ],
        string="Of",
        required=True,
        default="repair",
    )
    minimum_share = fields.Float(required=True, aggregator=None)
    base = fields.Selection(
        [("callbacks", "Callbacks made"), ("cases", "Cases handled")],
        required=True,
        default="callbacks",
        help="What the share made is measured against.",
    )
    period = fields.Selection(PERIODS, required=True, default="month")
    active = fields.Boolean(default=True)

    _share_check = models.Constraint(
        "CHECK(minimum_share > 0 AND minimum_share <= 1)",
        "A share lies above 0 and is 100 % at most.",
    )
    _role_unique = models.UniqueIndex(
        "(procedure_id, property_kind, role_id) WHERE active",
        "That role has a share already.",
    )

    @api.constrains("procedure_id", "property_kind", "minimum_share", "base", "period")
    def _check_whole(self):
        for share in self:
            others = share.procedure_id.share_ids._of_kind(share.property_kind)
            if sum(others.mapped("minimum_share")) > 1 + 1e-9:
                raise ValidationError(
                    self.env._("The shares make more than 100 %: lower one of them.")
                )
            if (
                len(set(others.mapped("base"))) > 1
                or len(set(others.mapped("period"))) > 1
            ):
                raise ValidationError(
                    self.env._(
                        "All shares of one kind are measured against the same base and"
                        " in the same period."
                    )
                )

    def _of_kind(self, kind):
        return self.filtered(lambda share: share.property_kind == kind)

    def _for_case(self, ticket):
        """The shares that a ticket's callback is drawn by."""
        return self._of_kind(ticket.property_kind)

    def _period(self, day):
        """The month, quarter or year of a day as a slot."""
        return Cadence(1, 1, self[:1].period).window(day)

    # ------------------------------------------------------------------ drawing

    @api.model
    def _ensure_key(self):
        """The secret that draws are made with; made once, at installation (S1)."""
        parameters = self.env["ir.config_parameter"].sudo()
        key = parameters.get_param(KEY)
        if not key:
            key = secrets.token_hex(32)
            parameters.set_param(KEY, key)
        return key

    @api.model
    def _cron_draw(self):
        """Nightly: who calls back about what was handled on the days that are over."""
        waiting = self.env["property.event"].search(
            Domain("rule_id.by_share", "=", True)
            & Domain("ticket_id", "!=", False)
            & Domain("visit_id.state", "in", ("planned", "appointed"))
            & Domain("visit_id.drawn_on", "=", False)
        )
        for (estate, kind), events in waiting.grouped(
            lambda event: (event.estate_id, event.ticket_id.property_kind)
        ).items():
            today = estate._today()
            shares = estate.procedure_id.share_ids._of_kind(kind)
            shares._draw(estate, events.filtered_domain([("date", "<", today)]))

    def _draw(self, estate, events):
        """Draw for each day in turn; all tickets of a day are drawn together."""
        if not self:
            return
        for day, same_day in sorted(events.grouped("date").items()):
            visits = {event.ticket_id.number: event.visit_id for event in same_day}
            roles = quota.draw(
                list(visits),
                {share.role_id: share.minimum_share for share in self},
                self._drawn(estate, day),
                self._ensure_key().encode(),
            )
            for number, role in roles.items():
                visits[number]._give_to(role, day)

    def _drawn(self, estate, day):
        """Dict role → callbacks drawn so far in the period, None for the rest."""
        window = self._period(day)
        visits = self.env["property.visit"].with_context(active_test=False)
        groups = visits._read_group(
            Domain("estate_id", "=", estate.id)
            & Domain("ticket_id.property_kind", "=", self[:1].property_kind)
            & Domain("drawn_on", ">=", window.start)
            & Domain("drawn_on", "<", window.end),
            ["drawn_role_id"],
            ["__count"],
        )
        return {role or None: count for role, count in groups}

    # ------------------------------------------------------------------ figures

    @api.model
    def _figures(self, estate, start, stop):
        """How far each role kept its share of the callbacks (B2).

        Counted is what was made, on the local day it took place, and by the role that
        made it; the whole is the same for all of an estate's people.

        :param estate: one `property.estate` that the user may read
        :param start: first local day (date)
        :param stop: local day after the last (date)
        :return: a list of dicts with `kind` (key of property_kind), `role`
            (`property.role`), `made` and `base` (numbers), `share` (0–1, None when
            nothing was counted), `minimum` (0–1) and `met` (None when nothing was)
        """
        estate.ensure_one()
        return self._figures_of(estate, start, stop)[estate]

    @api.model
    def _figures_of(self, estates, start, stop):
        """What `_figures` returns, of many estates at the price of one.

        :return: dict estate → list
        """
        estates.check_access("read")
        shares = estates.sudo().procedure_id.share_ids
        made = shares._callbacks_made(estates, start, stop)
        bases = {
            "callbacks": _whole(made),
            "cases": shares._cases_handled(estates, start, stop),
        }
        return {
            estate: [
                share._figure(
                    made.get((estate, share.property_kind, share.role_id), 0),
                    bases[share.base].get((estate, share.property_kind), 0),
                )
                for share in estate.sudo().procedure_id.share_ids.sorted()
            ]
            for estate in estates
        }

    def _figure(self, made, base):
        return {
            "kind": self.property_kind,
            "role": self.role_id.sudo(False),
            "made": made,
            "base": base,
            "share": scoring.ratio(made, base),
            "minimum": self.minimum_share,
            "met": quota.is_met(made, base, self.minimum_share),
        }

    def _callbacks_made(self, estates, start, stop):
        """Dict (estate, kind, role) → callbacks made in a range of local days."""
        found = self.env["property.visit"]._read_group(
            Domain("estate_id", "in", estates.ids)
            & Domain("purpose", "=", "callback")
            & Domain("state", "=", "done")
            & Domain("day", ">=", start)
            & Domain("day", "<", stop)
            & Domain("ticket_id.property_kind", "in", self.mapped("property_kind")),
            ["estate_id", "ticket_id", "role_id"],
            ["__count"],
        )
        made = {}
        for estate, ticket, role, count in found:
            key = (estate, ticket.property_kind, role)
            made[key] = made.get(key, 0) + count
        return made

    def _cases_handled(self, estates, start, stop):
        """Dict (estate, kind) → cases that became handled in a range of local days."""
        handled = Domain.OR(
            Domain("estate_id", "in", alike.ids)
            & Domain("handled_at", ">=", period.day_start_utc(start, tz))
            & Domain("handled_at", "<", period.day_start_utc(stop, tz))
            for tz, alike in estates.grouped("tz").items()
        )
        cases = self.env["helpdesk.ticket"].sudo()
        return {
            (estate, kind): count
            for estate, kind, count in cases._read_group(
                handled, ["estate_id", "property_kind"], ["__count"]
            )
        }


def _whole(made):
    """Dict (estate, kind) → the callbacks of all roles together."""
    whole = {}
    for (estate, kind, _role), count in made.items():
        whole[estate, kind] = whole.get((estate, kind), 0) + count
    return whole


class PropertyProcedure(models.Model):
    _inherit = "property.procedure"

    share_ids = fields.One2many("property.callback.share", "procedure_id", copy=True)
