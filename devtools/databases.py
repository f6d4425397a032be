"""Databases with the add-on installed.

What the add-on depends on takes most of the time to install and seldom changes, so it
is installed once in a template; a database is a copy of it plus the add-on. What a
database was made from is written in its comment and dies with it.
"""

import ast
import json
import os
import re
import shutil

from . import postgres
from .environment import odoo_command, variables
from .settings import ADDON, CLOSED_ENDPOINT, DEV, LANGUAGES, LOGS, ROOT
from .steps import DevError, digest, locked, logged, say, timed

INSTALL = ("--stop-after-init", "--no-http", "--max-cron-threads=0")
ASSETS = 'env["ir.qweb"]._pregenerate_assets_bundles(); env.cr.commit()\n'
CHINESE = """
    update res_partner set lang = 'zh_CN', tz = 'Asia/Shanghai'
    where id in (select partner_id from res_users where login = 'admin'
                 union select partner_id from res_company)
"""
# Said by every Odoo that root starts, or by Debian's package: nothing to act on.
NOISE = re.compile(r"Running as user 'root'|Using Python|unaccent|Some module")


def create(name, demo=False, chinese=False):
    """(Re)create a database with the add-on installed."""
    check_name(name)
    made_from = {"base": base_digest(demo), "addon": addon_digest()}
    template = ensure_template(demo)
    with timed(f"database {name}: {ADDON}" + (" with demo data" if demo else "")):
        copy(template, name)
        install(name, "-i", ADDON, f"--load-language={LANGUAGES}", *demo_option(demo))
        sql(name, parameter("iap.endpoint", CLOSED_ENDPOINT))
        if chinese:
            sql(name, CHINESE)
        remember(name, made_from)
    tell_warnings(name)


def ensure(name, demo=False, assets=False, fresh=False):
    """A database kept between calls: made if missing, updated if the add-on changed."""
    known = {} if fresh else recall(name)
    if known.get("base") != base_digest(demo):
        create(name, demo)
    elif known.get("addon") != addon_digest():
        now = addon_digest()
        with timed(f"database {name}: update of {ADDON}"):
            install(name, "-u", ADDON)
            remember(name, {**known, "addon": now})
        tell_warnings(name)
    if assets and not recall(name).get("assets"):
        with timed(f"database {name}: pages' scripts and styles"):
            run_script(name, ASSETS)
            remember(name, {**recall(name), "assets": True})


def ensure_template(demo):
    """The database to copy: all that the add-on depends on, and the languages."""
    name = "property_visit_base" + ("_demo" if demo else "")
    wanted = base_digest(demo)
    with locked(name, waiting="Another ./dev makes the template; waiting for it."):
        if recall(name).get("base") != wanted:
            title = "template: what the add-on depends on"
            with timed(title + (", with demo data" if demo else "")):
                drop(name)
                modules = ",".join(manifest()["depends"])
                languages = f"--load-language={LANGUAGES}"
                client("createdb", "-T", "template0", name)
                remember(name, {"unfinished": True})
                install(name, "-i", modules, languages, *demo_option(demo))
                sql(name, parameter("iap.endpoint", CLOSED_ENDPOINT))
                remember(name, {"base": wanted})
    return name


def copy(template, name):
    """A new database from the template, with the template's files."""
    with locked(template):
        drop(name)
        client("createdb", "-T", template, name)
        remember(name, {"unfinished": True})
        if filestore(template).exists():
            shutil.copytree(filestore(template), filestore(name))


def drop(name):
    """Drop a database, on a server that is not ours only if `./dev` made it."""
    known = f"select 1 from pg_database where datname = '{name}'"
    if postgres.is_external() and postgres.ask(known) and not recall(name):
        raise DevError(f"The database {name} is not made by ./dev: drop it yourself.")
    client("dropdb", "--if-exists", "--force", name)
    shutil.rmtree(filestore(name), ignore_errors=True)


def filestore(name):
    return DEV / "data/filestore" / name


def client(program, *arguments):
    """A program of PostgreSQL's own."""
    hint = f"{program} failed: does the server's user may create databases?"
    command = [postgres.programs() / program, *arguments]
    logged(command, program, hint, env=variables())


def install(name, *arguments):
    """One run of Odoo that installs or updates and ends."""
    hint = f"Odoo could not build the database {name}: mend the error above, or make "
    hint += "the database anew (./dev test --fresh, ./dev db NAME)"
    command = odoo_command("-d", name, *arguments, *INSTALL)
    logged(command, log_name(name), hint, env=variables(), cwd=ROOT)


def run_script(name, code):
    """Run Python code in `odoo shell`."""
    script = DEV / "data" / f"script-{os.getpid()}.py"
    script.write_text(code)
    try:
        with script.open() as source:
            hint = f"A script failed in the database {name}"
            command = odoo_command("shell", "-d", name, "--no-http")
            options = {"env": variables(), "cwd": ROOT, "stdin": source}
            logged(command, f"shell-{name}", hint, **options)
    finally:
        script.unlink()


def log_name(name):
    return f"odoo-{name}"


def tell_warnings(name):
    """Show what Odoo complained about although it went through."""
    log = (LOGS / f"{log_name(name)}.log").read_text(errors="replace")
    lines = [line for line in log.splitlines() if re.search(r" (WARNING|ERROR) ", line)]
    for line in [line for line in lines if not NOISE.search(line)][:15]:
        say("  " + line[:300])


def demo_option(demo):
    return ("--with-demo",) if demo else ("--without-demo",)


def manifest():
    path = ROOT / ADDON / "__manifest__.py"
    if not path.exists():
        raise DevError(f"There is no add-on {path.parent} yet.")
    return ast.literal_eval(path.read_text())


def base_digest(demo):
    """What the template is made from."""
    stamps = [DEV / "stamps" / name for name in ("odoo", "oca")]
    home = os.environ.get("ODOO_HOME", "")
    parts = [path for path in stamps if path.exists()]
    return digest(demo, home, LANGUAGES, sorted(manifest()["depends"]), *parts)


def addon_digest():
    """A hash of every file of the add-on but the compiled ones."""
    paths = sorted(p for p in (ROOT / ADDON).rglob("*") if p.is_file())
    inputs = []
    for path in paths:
        if "__pycache__" not in path.parts:
            inputs += [path.relative_to(ROOT), path]
    return digest(*map(str, inputs[::2]), *inputs[1::2])


def remember(name, facts):
    """Keep facts in the database's comment."""
    text = json.dumps(facts).replace("'", "''")
    sql("postgres", f"comment on database \"{name}\" is '{text}'")


def recall(name):
    """The facts of the comment; empty for a missing or foreign database."""
    query = "select shobj_description(oid, 'pg_database') from pg_database "
    text = postgres.ask(query + f"where datname = '{name}'")
    try:
        return json.loads(text or "{}")
    except ValueError:
        return {}


def sql(name, statement):
    answer = postgres.ask(statement, database=name)
    if answer is None:
        raise DevError(f"The database {name} refused: {' '.join(statement.split())}")
    return answer


def parameter(key, value):
    """The statement that sets a system parameter."""
    return (
        "insert into ir_config_parameter (key, value, create_date, write_date) "
        f"values ('{key}', '{value}', now(), now()) "
        "on conflict (key) do update set value = excluded.value"
    )


def check_name(name):
    if not re.fullmatch(r"[a-zA-Z][a-zA-Z0-9_.-]{0,50}", name):
        raise DevError(f"{name!r} is no name of a database: letters, digits, _ . -")
