"""`./dev lint`: ruff, pylint-odoo and OCA's checks."""

from .settings import ADDON, LINT, ROOT
from .steps import foreground, say

PYLINT = (
    "--load-plugins=pylint_odoo",
    "--disable=all",
    "--enable=odoolint",
    # Only OCA's own repositories must name OCA and carry a README.rst.
    "--disable=manifest-required-author,missing-readme",
    # One concept a file: a model with several is spread over several on purpose.
    "--disable=consider-merging-classes-inherited",
    "--valid-odoo-versions=19.0",
    "--score=n",
)


def commands():
    """The linters, each with its arguments."""
    yield ["ruff", "check", "."]
    yield ["ruff", "format", "--check", "."]
    if (ROOT / ADDON / "__manifest__.py").exists():
        yield ["pylint", *PYLINT, ADDON]
        # A number in plain text is how Odoo's own data is written, and it converts.
        plain = "--disable=xml-field-numeric-without-eval"
        yield ["oca-checks-odoo-module", plain, ADDON]
    translations = sorted((ROOT / ADDON / "i18n").glob("*.po"))
    if translations:
        yield ["oca-checks-po", *translations]


def lint():
    """Run every linter; the number of those that found something."""
    failed = []
    for name, *arguments in commands():
        if foreground([LINT / "bin" / name, *arguments], cwd=ROOT):
            failed.append(name)
    say(f"lint: {', '.join(failed) + ' found something' if failed else 'clean'}")
    return len(failed)
