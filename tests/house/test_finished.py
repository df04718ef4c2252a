"""Guard: what stands here is finished, and belongs to no single machine."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.house.tree import files, line_of, named, report

_UNFINISHED = re.compile(
    r"\b(?:TODO|FIXME|XXX|HACK|NotImplementedError)\b"
    r"|\bassert True\b|\bpytest\.skip\(\)"
    r"|(?<![\w.-])/(?:root|home|Users|work)/[a-z]"
)


def unfinished(text: str) -> list[tuple[int, str]]:
    """Marks of unfinished work, tests that cannot fail and paths of one machine, with their lines."""
    return [(line_of(text, found.start()), found[0]) for found in _UNFINISHED.finditer(text)]


@pytest.mark.parametrize(
    "text",
    [
        "# TODO: count",
        "raise NotImplementedError",
        "    assert True",
        "pytest.skip()",
        'open("/home/someone/paper.txt")',
    ],
)
def test_a_mark_of_unfinished_work_is_seen(text: str) -> None:
    assert unfinished(f"first\n{text}\n")[0][0] == 2


def test_everyday_words_are_no_mark() -> None:
    assert unfinished('class="todo" href="/your-work/list" what is to do, assert Trueish') == []


def test_nothing_is_left_unfinished() -> None:
    places = ("policyhub", "templates", "static", "migrations", "benchmarks", "tests", "docs")
    beside = ("wsgi.py", "Makefile", "README.md", "CONTRIBUTING.md", "pyproject.toml", ".ci/run")
    suffixes = (".py", ".html", ".txt", ".css", ".js", ".md", ".toml", "")
    findings = [
        f"{named(path)}:{line} {words}"
        for path in files(*places, *beside, suffixes=suffixes)
        if path != Path(__file__).resolve()
        for line, words in unfinished(path.read_text(encoding="utf-8"))
    ]
    assert not findings, report(findings)
