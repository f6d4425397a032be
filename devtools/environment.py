"""Everything a command needs: built once, and the variables that lead to it."""

import os

from . import debs, postgres, system, venvs
from .settings import DEV, ODOO_CONF, PDF, ROOT, VENV
from .steps import locked


def build(browser=False, linters=False):
    """Make what is missing, one call at a time."""
    waiting = "Another ./dev is building; waiting for it."
    with locked("build", waiting=waiting):
        system.install_packages(browser)
        debs.provide_odoo()
        venvs.provide_runtime()
        venvs.provide_oca()
        venvs.provide_pdf_engine()
        if linters:
            venvs.provide_linters()
        write_conf()


def build_linters():
    """Linters alone: no Odoo, no database."""
    with locked("build", waiting="Another ./dev is building; waiting for it."):
        venvs.provide_linters()


def write_conf():
    """Odoo's configuration; the database settings follow PGHOST and its kin."""
    values = {
        "addons_path": f"{ROOT},{venvs.oca_addons()}",
        "data_dir": DEV / "data",
        "server_wide_modules": "base,rpc,web",
        "http_interface": "127.0.0.1",
        "max_cron_threads": 0,
        # Odoo switches the deprecation warnings of its own libraries on.
        "log_handler": "py.warnings:ERROR",
        "screenshots": DEV / "screenshots",
        "admin_passwd": "admin",
        "db_host": setting("PGHOST"),
        "db_port": setting("PGPORT"),
        "db_user": setting("PGUSER"),
        "db_password": setting("PGPASSWORD"),
    }
    lines = [f"{key} = {value}\n" for key, value in values.items() if value != ""]
    text = "[options]\n" + "".join(lines)
    if not ODOO_CONF.exists() or ODOO_CONF.read_text() != text:
        ODOO_CONF.touch(mode=0o600)
        ODOO_CONF.write_text(text)


def setting(name):
    return {**os.environ, **postgres.client_env()}.get(name, "")


def variables():
    """The environment of every program that we start."""
    folders = [PDF / "bin", VENV / "bin", postgres.programs(), os.environ["PATH"]]
    return {
        **os.environ,
        **postgres.client_env(),
        "PATH": os.pathsep.join(map(str, folders)),
        "ODOO_RC": str(ODOO_CONF),
        "PYTHONWARNINGS": "ignore",
        # Compiled files of Odoo are kept, and none lie about in the repository.
        "PYTHONPYCACHEPREFIX": str(DEV / "pycache"),
    }


def odoo_command(*arguments):
    """A command line of Odoo with our Python."""
    return [VENV / "bin/python", debs.launcher(), *arguments]
