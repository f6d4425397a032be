"""A database to measure in: made by `./dev`'s own means, filled by plain SQL."""

import os
import sys
from contextlib import contextmanager
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from devtools import databases


def fresh(name, *modules):
    """(Re)create a database with the add-on and further modules; open it."""
    databases.create(name)
    if modules:
        databases.install(name, "-i", ",".join(modules))
    return Database(name)


class Database:
    """An opened database; each `session` is one transaction, committed at its end."""

    def __init__(self, name):
        from odoo.modules.registry import Registry
        from odoo.tools import config

        config.parse_config(["-c", os.environ["ODOO_RC"], "--log-level=error"])
        self.registry = Registry(name)

    @contextmanager
    def session(self, **context):
        """An environment of the superuser; committed at the end."""
        from odoo import SUPERUSER_ID, api

        with self.registry.cursor() as cr:
            yield api.Environment(cr, SUPERUSER_ID, context)

    def execute(self, statement, *parameters):
        """Run one statement in a transaction of its own; return its rows, if any."""
        with self.session() as env:
            env.cr.execute(statement, parameters)
            return env.cr.fetchall() if env.cr.description else env.cr.rowcount
