"""Guard: the top level of the project is fixed, so that everyone knows where to look."""

from __future__ import annotations

import fnmatch
from collections.abc import Iterable

from tests.house.tree import ROOT, report

TOP_LEVEL = {
    "CONTRIBUTING.md",
    "LICENSE",
    "Makefile",
    "README.md",
    "benchmarks",
    "docs",
    "migrations",
    "policyhub",
    "pyproject.toml",
    "requirements",
    "static",
    "templates",
    "tests",
    "wsgi.py",
}


def misplaced(present: Iterable[str], made: Iterable[str]) -> list[str]:
    """What stands on the top level and should not, or should and does not; what is made here (and hidden) aside."""
    patterns = [line.strip().strip("/") for line in made if line.strip() and not line.startswith("#")]
    ours = {
        name
        for name in present
        if not name.startswith(".") and not any(fnmatch.fnmatch(name, pattern) for pattern in patterns)
    }
    return [f"{name} has no place here" for name in sorted(ours - TOP_LEVEL)] + [
        f"{name} is missing" for name in sorted(TOP_LEVEL - ours)
    ]


def test_what_has_no_place_and_what_is_missing_are_seen() -> None:
    present = (TOP_LEVEL - {"LICENSE"}) | {"scripts", "instance", "policyhub.egg-info", ".ci"}
    assert misplaced(present, ["instance/\n", "*.egg-info/\n"]) == ["scripts has no place here", "LICENSE is missing"]


def test_the_top_level_is_what_it_should_be() -> None:
    made = (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
    findings = misplaced((path.name for path in ROOT.iterdir()), made)
    assert not findings, report(findings)
