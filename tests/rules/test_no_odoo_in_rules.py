"""The rules are plain Python: no Odoo, no clock."""

import ast
from pathlib import Path

import pytest

RULES = Path(__file__).resolve().parents[2] / "property_visit" / "rules"
FILES = sorted(RULES.rglob("*.py"))
CLOCKS = {
    ("datetime", "now"),
    ("datetime", "today"),
    ("datetime", "utcnow"),
    ("date", "today"),
    ("time", "time"),
    ("time", "time_ns"),
}


def offences(tree):
    """What in the tree reaches for Odoo or for the clock."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            modules = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and not node.level:
            modules = [node.module]
            clock = {("time", alias.name) for alias in node.names} & CLOCKS
            if node.module == "time" and clock:
                yield f"line {node.lineno}: imports the clock"
        else:
            modules = []
        for module in modules:
            if module.split(".")[0] == "odoo":
                yield f"line {node.lineno}: imports {module}"
        if isinstance(node, ast.Attribute) and (owner(node), node.attr) in CLOCKS:
            yield f"line {node.lineno}: reads the clock by {owner(node)}.{node.attr}"


def owner(attribute):
    """`date` in date.today as well as in datetime.date.today."""
    value = attribute.value
    return getattr(value, "id", None) or getattr(value, "attr", None)


def test_there_are_rules():
    assert FILES, f"no Python file in {RULES}"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_rules_are_pure(path):
    assert list(offences(ast.parse(path.read_text(), str(path)))) == []


@pytest.mark.parametrize(
    "line",
    [
        "import odoo",
        "from odoo import fields",
        "import odoo.tools as t",
        "x = datetime.now()",
        "x = datetime.datetime.now()",
        "x = datetime.date.today()",
        "x = date.today()",
        "x = time.time()",
        "from time import time",
        "make = date.today",
    ],
)
def test_the_check_sees(line):
    assert list(offences(ast.parse(line)))


def test_the_check_lets_values_pass():
    code = "from datetime import date\nfrom . import errors\nx = date(2026, 1, 1)"
    assert list(offences(ast.parse(code))) == []
