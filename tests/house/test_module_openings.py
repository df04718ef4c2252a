"""Guard: every module says in its first line what it is for."""

from __future__ import annotations

import ast

import pytest

from tests.house.tree import files, named, report


def says_what_it_is_for(name: str, text: str) -> bool:
    """Whether a module opens with a docstring (Python) or a comment (scripts, styles); an empty file needs none."""
    if not text.strip():
        return name.endswith("__init__.py")
    if name.endswith(".py"):
        opening = (ast.get_docstring(ast.parse(text)) or "").partition("\n")[0]
    elif text.startswith(("//", "/*")):
        opening = text.partition("\n")[0].strip("/* ")
    else:
        opening = ""
    return len(opening.split()) >= 3


@pytest.mark.parametrize(
    ("name", "text", "good"),
    [
        ("ballots.py", '"""Open, close and count ballots."""\n', True),
        ("ballots.py", "import os\n", False),
        ("ballots.py", '"""Ballots."""\n', False),
        ("ballots.py", "", False),
        ("__init__.py", "", True),
        ("menu.js", "// Opens and closes the menu on a phone.\n", True),
        ("menu.js", "const menu = 1;\n", False),
        ("base.css", "/* What every page stands on. */\n", True),
        ("base.css", "body { margin: 0 }\n", False),
    ],
)
def test_a_module_that_opens_with_nothing_is_seen(name: str, text: str, good: bool) -> None:
    assert says_what_it_is_for(name, text) is good


def test_every_module_says_what_it_is_for() -> None:
    places = ("policyhub", "migrations", "tests", "benchmarks", "static", "wsgi.py")
    findings = [
        f"{named(path)} does not open by saying what it is for"
        for path in files(*places, suffixes=(".py", ".js", ".css"))
        if not says_what_it_is_for(path.name, path.read_text(encoding="utf-8"))
    ]
    assert not findings, report(findings)
