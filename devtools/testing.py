"""`./dev test`: lint, then two runs of pytest: rules without Odoo, the rest with it."""

import contextlib
import subprocess
import tempfile
import xml.etree.ElementTree as ElementTree
from pathlib import Path

from . import databases, linting, postgres
from .environment import build, variables
from .settings import DEV, ROOT, TEST_DB, VENV
from .steps import DevError, foreground, locked, say

RULES = "tests/rules"
WITH_ODOO = ("tests/addon", "tests/browser", "tests/upgrade")
NO_TESTS = 5


def test(arguments, name=None, fresh=False):
    """Run everything, or just what the arguments name; return the exit code."""
    name = name or TEST_DB
    build(browser=True, linters=not arguments)
    lint_failed = not arguments and linting.lint() != 0
    options, paths = split(arguments)
    rules, others = by_suite(paths)
    codes = []
    with tempfile.TemporaryDirectory(dir=DEV) as reports:
        if rules:
            codes.append(pytest(reports, "rules", "-p", "no:odoo", *options, *rules))
        if others:
            with postgres.in_use(passing=True), prepared(name, others, fresh):
                odoo = (f"--odoo-database={name}", "--odoo-http")
                codes.append(pytest(reports, "odoo", *odoo, *options, *others))
        return conclude(reports, codes, lint_failed)


def split(arguments):
    """pytest's options, and the paths among the arguments as absolute paths."""
    options, paths = [], []
    for argument in arguments:
        place, separator, rest = argument.partition("::")
        here = next((p for p in (Path(place), ROOT / place) if p.exists()), None)
        if argument.startswith("-") or not here:
            if separator:
                raise DevError(f"There is no {place}.")
            options.append(argument)
        else:
            paths.append(f"{here.resolve()}{separator}{rest}")
    return options, paths


def by_suite(paths):
    """(paths for the run without Odoo, paths for the run with it)."""
    rules_folder = ROOT / RULES
    if not paths or paths == [str(ROOT / "tests")]:
        others = [ROOT / folder for folder in WITH_ODOO if (ROOT / folder).is_dir()]
        return [rules_folder] if rules_folder.is_dir() else [], others
    rules = [path for path in paths if is_inside(path, rules_folder)]
    return rules, [path for path in paths if path not in rules]


def is_inside(path, folder):
    return Path(path.partition("::")[0]).is_relative_to(folder)


@contextlib.contextmanager
def prepared(name, paths, fresh):
    """The test database, up to date; not changed by others while tests run."""
    waiting = f"Another ./dev test uses {name}; waiting (or give --db NAME)."
    browser = any("tests/browser" in str(path) for path in paths)
    with locked(f"test-{name}", waiting=waiting):
        databases.ensure(name, assets=browser, fresh=fresh)
        yield


def pytest(reports, suite, *arguments):
    """One run of pytest from the top of the repository."""
    command = [VENV / "bin/python", "-m", "pytest", f"--junitxml={reports}/{suite}.xml"]
    options = {"env": variables(), "cwd": ROOT, "stdin": subprocess.DEVNULL}
    return foreground([*command, *arguments], **options)


def conclude(reports, codes, lint_failed):
    """Sum up the reports in a last line; non-zero unless all that ran passed."""
    passed = failed = 0
    for report in Path(reports).glob("*.xml"):
        for suite in ElementTree.parse(report).getroot().iter("testsuite"):
            counts = {key: int(suite.get(key, 0)) for key in ("failures", "errors")}
            bad = sum(counts.values())
            failed += bad
            passed += int(suite.get("tests", 0)) - bad - int(suite.get("skipped", 0))
    if lint_failed:
        say("The linters failed: see above.")
    broken = [code for code in codes if code not in (0, NO_TESTS)]
    if not passed and not failed:
        say("No test ran.")
    print(f"{passed} passed, {failed} failed", flush=True)
    if lint_failed or not passed:
        return 1
    return broken[0] if broken else 0
