"""Reads of a domain which months are asked for, so that no other is counted."""

from odoo import fields
from odoo.fields import Domain
from odoo.orm.domains import DomainAnd, DomainCondition


def asked_months(domain, model):
    """The first and last month that a domain confines the rows to, None where open."""
    domain = Domain(domain).optimize_full(model)
    parts = domain.children if isinstance(domain, DomainAnd) else [domain]
    parts = [part for part in parts if isinstance(part, DomainCondition)]
    asked = {}
    for part in parts:
        if part.field_expr == "start":
            days = list(part.value) if part.operator == "in" else [part.value]
            days = [fields.Date.to_date(day) for day in days if day]
            if part.operator in ("in", ">", ">=") and days:
                asked["first"] = min(days).replace(day=1)
            if part.operator in ("in", "<", "<=") and days:
                asked["last"] = max(days)
    return asked.get("first"), _end(asked.get("last"), parts)


def _end(last, parts):
    """A year that begins by then runs on to its December."""
    months = any(
        part.field_expr == "period_type"
        and part.operator == "in"
        and set(part.value) == {"month"}
        for part in parts
    )
    return last if months or not last else last.replace(month=12, day=31)
