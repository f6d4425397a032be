from odoo import models
from odoo.tools import SQL


class PropertyRateMixin(models.AbstractModel):
    """Rates that are summed before they are divided, at every level of grouping.

    A row carries what was counted and what it is taken of; where nothing was counted
    the rate is empty, not 0.
    """

    _name = "property.rate.mixin"
    _description = "Analysis with rates"

    # Aggregate as read_group names it → (what was counted, what it is taken of).
    _rates = {}

    def _read_group_select(self, aggregate_spec, query):
        if aggregate_spec not in self._rates:
            return super()._read_group_select(aggregate_spec, query)
        counted, base = (
            self._field_to_sql(self._table, name, query)
            for name in self._rates[aggregate_spec]
        )
        return SQL("SUM(%s)::float / NULLIF(SUM(%s), 0)", counted, base)

    def _local_day(self, moment):
        """The local date of a UTC column, where `zone` is the estate's (W2)."""
        return SQL("timezone(zone.tz, timezone('UTC', %s))::date", moment)

    def _zone(self, estate):
        """Join what `_local_day` reads: the time zone of the estate's calendar (W2)."""
        return SQL(
            """JOIN LATERAL (
                SELECT COALESCE(own.tz, company_calendar.tz, 'UTC') AS tz
                  FROM property_estate e
                  LEFT JOIN resource_calendar own ON own.id = e.resource_calendar_id
                  LEFT JOIN res_company company ON company.id = e.company_id
                  LEFT JOIN resource_calendar company_calendar
                    ON company_calendar.id = company.resource_calendar_id
                 WHERE e.id = %s) zone ON TRUE""",
            estate,
        )
