from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from ..rules import period

BUCKETS = [
    ("overdue", "Overdue"),
    ("today", "Due Today"),
    ("week", "Due This Week"),
    ("later", "Due Later"),
    ("paused", "Paused"),
]


class PropertyCommitment(models.Model):
    """Running promises by when they are due, as columns of a board.

    The columns move with the clock, so they are no stored field: compute, search and
    grouping below read the same edges. Day and week are those of who looks.
    """

    _inherit = "property.commitment"

    due_bucket = fields.Selection(
        BUCKETS,
        string="When Due",
        compute="_compute_due_bucket",
        search="_search_due_bucket",
        group_expand=True,
    )

    @api.depends("state", "date_due")
    @api.depends_context("tz")
    def _compute_due_bucket(self):
        domains = self._due_domains()
        for promise in self:
            promise.due_bucket = next(
                (key for key, domain in domains if promise.filtered_domain(domain)),
                False,
            )

    def _search_due_bucket(self, operator, value):
        if operator != "in":
            return NotImplemented
        domains = dict(self._due_domains())
        wanted = Domain.OR(domains[key] for key in value if key in domains)
        if False in value:
            wanted |= ~Domain.OR(domains.values())
        return wanted

    @api.model
    def _due_domains(self):
        """Key and domain of each column, none of which overlap (L1, L2)."""
        now, tomorrow, monday = self._due_edges()
        running = Domain("state", "=", "open")
        past = Domain("date_due", "<", now)
        return [
            ("overdue", running & past),
            ("today", running & ~past & Domain("date_due", "<", tomorrow)),
            (
                "week",
                running
                & Domain("date_due", ">=", max(now, tomorrow))
                & Domain("date_due", "<", monday),
            ),
            (
                "later",
                running
                & (Domain("date_due", "=", False) | Domain("date_due", ">=", monday)),
            ),
            ("paused", Domain("state", "=", "paused")),
        ]

    @api.model
    def _due_edges(self):
        """Now, the end of today and of this week, as naive UTC."""
        today = fields.Date.context_today(self)
        days = (today + timedelta(days=1), today + timedelta(days=7 - today.weekday()))
        zone = str(self.env.tz)
        return fields.Datetime.now(), *(period.day_start_utc(day, zone) for day in days)

    def _read_group_groupby(self, alias, groupby_spec, query):
        if groupby_spec != "due_bucket":
            return super()._read_group_groupby(alias, groupby_spec, query)
        now, tomorrow, monday = self._due_edges()
        return SQL(
            """CASE WHEN %(state)s = 'paused' THEN 'paused'
                    WHEN %(state)s <> 'open' THEN NULL
                    WHEN %(due)s < %(now)s THEN 'overdue'
                    WHEN %(due)s < %(tomorrow)s THEN 'today'
                    WHEN %(due)s < %(monday)s THEN 'week'
                    ELSE 'later' END""",
            state=self._field_to_sql(alias, "state", query),
            due=self._field_to_sql(alias, "date_due", query),
            now=now,
            tomorrow=tomorrow,
            monday=monday,
        )
