"""Every public name of the rules says what it does, and its examples are true."""

import ast
import doctest
import importlib
from pathlib import Path

import pytest
import rules

FILES = sorted(Path(rules.__file__).parent.glob("*.py"))


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
