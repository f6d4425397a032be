"""A row of any model, tied to one place: estate, household, people, company.

Record rules ask where a record belongs, so a row whose every link leads to one place is
all that a matrix of access needs. Rows are written by SQL: what a model demands of its
contents is proved elsewhere, and here every model has to be reached, also a new one.
"""

from access_table import TOUCHED
from odoo.tools import SQL
from psycopg2.extras import Json

FILLED = {
    "char": "x",
    "text": "x",
    "html": "x",
    "integer": 1,
    "float": 1.0,
    "monetary": 1.0,
    "boolean": False,
    "date": "2026-11-02",
    "datetime": "2026-11-02 01:00:00",
    "json": Json({}),
}
CHECKS = """
    SELECT conname FROM pg_constraint
    WHERE conrelid = %s::regclass AND contype IN ('c', 'u')
"""
UNIQUE = """
    SELECT indexrelid::regclass::text FROM pg_index
    WHERE indrelid = %s::regclass AND indisunique AND NOT indisprimary
"""


class Place:
    """Where rows are tied to; `given` maps models to the record that stands for them.

    :param dict given: name of a model → record; links to these models lead there
    """

    def __init__(self, name, given):
        self.name = name
        self.given = dict(given)
        self.env = next(iter(given.values())).env
        self.underway = set()

    def row(self, name):
        """The record of a model at this place, written when it is first asked for."""
        if name not in self.given:
            self.underway.add(name)
            self.given[name] = self._insert(self.env[name])
            self.underway.discard(name)
        return self.given[name]

    def _insert(self, model):
        defaults = model.default_get(list(model._fields))
        values = {}
        for field in model._fields.values():
            if field.store and field.column_type and field.name != "id":
                value = self._value(model, field, defaults)
                if value is not None:
                    values[field.name] = value
        self._free_of_checks(model._table)
        self.env.cr.execute(
            SQL(
                "INSERT INTO %s (%s) VALUES %s RETURNING id",
                SQL.identifier(model._table),
                SQL(", ").join(map(SQL.identifier, values)),
                tuple(values.values()),
            )
        )
        record = model.browse(self.env.cr.fetchone()[0])
        self._link_many(record)
        return record

    def _free_of_checks(self, table):
        """For this transaction."""
        for query, statement in (
            (CHECKS, f"ALTER TABLE {table} DROP CONSTRAINT %s"),
            (UNIQUE, "DROP INDEX %s"),
        ):
            self.env.cr.execute(query, [table])
            for (name,) in self.env.cr.fetchall():
                self.env.cr.execute(SQL(statement, SQL.identifier(name)))

    def _value(self, model, field, defaults):
        if field.type == "many2one":
            return self._linked(model, field)
        if field.name == "active":
            return True
        value = defaults.get(field.name)
        if field.type in ("date", "datetime", "boolean") and value is not None:
            return value
        if not field.required:
            return value if field.type == "selection" and value else None
        if field.type == "selection":
            return value or field.get_values(model.env)[0]
        value = value or self._filled(model, field)
        return Json({"en_US": value}) if field.translate else value

    def _filled(self, model, field):
        if field.type == "many2one_reference":
            return self.row("property.household").id
        if field.type == "char" and field.name == "res_model":
            return "property.household"
        if field.type == "char":
            return f"{model._name} {self.name}"
        return FILLED[field.type]

    def _linked(self, model, field):
        comodel = field.comodel_name
        wanted = field.required or comodel in self.given or _ours(comodel)
        if not wanted or comodel in self.underway:
            return None
        return self.row(comodel).id

    def _link_many(self, record):
        """Tie it to the estate also where it may belong to several."""
        for field in record._fields.values():
            if (
                field.type == "many2many"
                and field.store
                and field.comodel_name == "property.estate"
            ):
                self.env.cr.execute(
                    SQL(
                        "INSERT INTO %s (%s, %s) VALUES (%s, %s)",
                        SQL.identifier(field.relation),
                        SQL.identifier(field.column1),
                        SQL.identifier(field.column2),
                        record.id,
                        self.row("property.estate").id,
                    )
                )


def _ours(name):
    return name.startswith("property.") or name in TOUCHED
