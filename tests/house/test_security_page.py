"""docs/security.md names tests that there are."""

from __future__ import annotations

import re
from pathlib import Path

from tests.house.tree import ROOT

_NAMED = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")


def missing(page: str, root: Path) -> list[str]:
    """The tests that a page names and that do not stand in the files it says."""
    return [
        f"{file}::{name}"
        for file, name in _NAMED.findall(page)
        if not (root / file).is_file() or f"def {name}(" not in (root / file).read_text(encoding="utf-8")
    ]


def test_a_test_that_is_gone_is_seen(tmp_path: Path) -> None:
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests/test_doors.py").write_text("def test_the_door_is_shut():\n    assert door.shut\n")
    page = "`tests/test_doors.py::test_the_door_is_shut` `tests/test_doors.py::test_the_door`, `tests/no.py::test_x`"
    assert missing(page, tmp_path) == ["tests/test_doors.py::test_the_door", "tests/no.py::test_x"]


def test_every_test_that_the_page_names_is_there() -> None:
    page = (ROOT / "docs/security.md").read_text(encoding="utf-8")
    rows = [line for line in page.splitlines() if line.startswith("| ")][1:]
    assert len(rows) > 30
    assert [row for row in rows if not _NAMED.search(row)] == []
    assert missing(page, ROOT) == []
