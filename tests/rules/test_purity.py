"""The law of the folder: no Odoo, no clock, no translation; its examples are true."""

import ast
import doctest
import importlib
from pathlib import Path

import pytest
import rules

FILES = sorted(Path(rules.__file__).parent.glob("*.py"))
FORBIDDEN_IMPORTS = {"odoo", "time", "gettext"}
CLOCKS = {"today", "now", "utcnow"}


def offences(source):
    """Names of what a rule may not use, found in its source."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and not node.level:
            names = [node.module]
        elif isinstance(node, ast.Call):
            called = getattr(node.func, "attr", getattr(node.func, "id", None))
            yield from {called} & (CLOCKS | {"_"})
            continue
        else:
            continue
        yield from {name.partition(".")[0] for name in names} & FORBIDDEN_IMPORTS


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_uses_nothing_forbidden(path):
    assert list(offences(path.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize(
    "source",
    [
        "import odoo.tools",
        "from odoo import fields",
        "import time",
        "x = date.today()",
        "def f():\n    return datetime.now(tz)",
        "_('text')",
        "self.env._('text')",
    ],
)
def test_an_offence_is_seen(source):
    assert list(offences(source))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_examples_in_docstrings(path):
    name = "rules" if path.stem == "__init__" else f"rules.{path.stem}"
    assert doctest.testmod(importlib.import_module(name)).failed == 0


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_public_names_say_what_they_do(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    defined = (ast.FunctionDef, ast.ClassDef)
    silent = [
        node.name
        for node in [tree, *tree.body]
        if isinstance(node, (ast.Module, *defined))
        and not getattr(node, "name", "").startswith("_")
        and not ast.get_docstring(node)
    ]
    assert silent == []
