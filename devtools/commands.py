"""The commands of `./dev`, each a short function."""

import argparse

from . import databases, demo, linting, postgres, testing, translation
from .environment import build, build_linters, odoo_command, variables
from .settings import ROOT, VENV
from .steps import DevError, foreground, locked, say

SERVES = ("server", "start", "shell")
PORT_OPTIONS = ("-p", "--http-port", "--no-http", "--stop-after-init")


def main(arguments):
    """Do what the arguments say; return the exit code."""
    try:
        return dispatch(arguments)
    except DevError as error:
        say(f"\n{error}")
    except PermissionError as error:
        say(f"\n{error}\nAnother user built .dev: work as that user or remove .dev.")
    except KeyboardInterrupt:
        return 130
    return 1


def dispatch(arguments):
    """Run the command; some pass on to another program what is not ours."""
    top = parser()
    if arguments[:1] in (["odoo"], ["python"]):
        options = top.parse_args(arguments[:1])
        options.rest = arguments[1:]
    elif arguments[:1] == ["test"]:
        options, options.rest = top.parse_known_args(arguments)
    else:
        options = top.parse_args(arguments)
    return options.command(options)


def parser():
    """The command line; `odoo`, `python` and `test` pass on what they do not know."""
    top = argparse.ArgumentParser(prog="./dev", description=__doc__)
    subs = top.add_subparsers(metavar="COMMAND", required=True)

    sub = subs.add_parser("run", help="the demo database on a local address")
    sub.add_argument("--port", type=int, default=8069)
    sub.set_defaults(command=run)

    text = "lint and all tests, or just what pytest's arguments name"
    sub = subs.add_parser("test", help=text, allow_abbrev=False)
    sub.add_argument("--db", metavar="NAME", help="a test database of your own")
    sub.add_argument("--fresh", action="store_true", help="make the database anew")
    sub.set_defaults(command=test)

    sub = subs.add_parser("db", help="(re)create a database with the add-on")
    sub.add_argument("name", metavar="NAME")
    sub.add_argument("--demo", action="store_true", help="with demo data")
    sub.add_argument("--lang", choices=("en_US", "zh_CN"), default="en_US")
    sub.set_defaults(command=create_database)

    sub = subs.add_parser("bench", help="run the measurements of bench/")
    sub.add_argument("names", nargs="*", metavar="NAME")
    sub.set_defaults(command=bench)

    for name, command, text in (
        ("odoo", odoo, "Odoo's own command line with our configuration"),
        ("python", python, "the environment's Python"),
        ("lint", lint, "run the linters"),
        ("i18n", i18n, "refresh the terms and merge them into the translation"),
        ("build", only_build, "build everything and do nothing else"),
    ):
        subs.add_parser(name, help=text).set_defaults(command=command)
    return top


def run(options):
    build()
    return demo.run(options.port)


def test(options):
    return testing.test(options.rest, options.db, options.fresh)


def create_database(options):
    build()
    with postgres.in_use(), locked(f"test-{options.name}"):
        databases.create(options.name, options.demo, options.lang == "zh_CN")
    return 0


def odoo(options):
    build()
    with postgres.in_use():
        command = odoo_command(*options.rest, *port_option(options.rest))
        return foreground(command, env=variables())


def port_option(arguments):
    """A free port for what would open Odoo's usual one, unless one is chosen."""
    chosen = any(a.split("=")[0] in PORT_OPTIONS for a in arguments)
    serves = not arguments or arguments[0].startswith("-") or arguments[0] in SERVES
    if chosen or not serves or "--help" in arguments or "--version" in arguments:
        return []
    return [f"--http-port={demo.free_port()}"]


def python(options):
    build()
    with postgres.in_use():
        return foreground([VENV / "bin/python", *options.rest], env=variables())


def bench(options):
    """Each measurement in a process of its own; the worst exit code."""
    build()
    known = {path.stem: path for path in sorted((ROOT / "bench").glob("*.py"))}
    names = options.names or [name for name in known if not name.startswith("_")]
    unknown = [name for name in names if name not in known]
    if unknown or not names:
        missing = " ".join(unknown) or "measurement"
        raise DevError(f"bench/ has no {missing}; it has: {' '.join(known) or '-'}")
    with postgres.in_use(passing=True):
        codes = []
        for name in names:
            say(f"--- {name}")
            command = [VENV / "bin/python", known[name]]
            codes.append(foreground(command, env=variables(), cwd=ROOT))
    return max(codes, key=abs)


def lint(_options):
    build_linters()
    return 1 if linting.lint() else 0


def i18n(_options):
    build()
    return translation.refresh()


def only_build(_options):
    build(browser=True, linters=True)
    return 0
