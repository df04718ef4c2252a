"""Guard: a file is short enough to be read in one go."""

from __future__ import annotations

import pytest

from tests.house.tree import files, named, report

LONGEST = 300
LONGEST_SCRIPT = 99


def too_long(name: str, text: str) -> bool:
    """Whether a file has more lines than a file of its kind may have."""
    return len(text.splitlines()) > (LONGEST_SCRIPT if name.endswith(".js") else LONGEST)


@pytest.mark.parametrize(("name", "allowed"), [("ballots.py", 300), ("base.css", 300), ("menu.js", 99)])
def test_one_line_more_than_allowed_is_seen(name: str, allowed: int) -> None:
    assert not too_long(name, "line\n" * allowed)
    assert too_long(name, "line\n" * (allowed + 1))


def test_no_file_is_too_long() -> None:
    places = ("policyhub", "static", "templates", "tests", "migrations", "benchmarks", "wsgi.py")
    findings = [
        f"{named(path)} has {len(text.splitlines())} lines: split it by meaning"
        for path in files(*places, suffixes=(".py", ".html", ".txt", ".css", ".js"))
        if too_long(path.name, text := path.read_text(encoding="utf-8"))
    ]
    assert not findings, report(findings)
