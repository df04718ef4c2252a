"""The files of this project, as the guards of the house read them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"

# Other people's work, or made by a tool from ours.
_NOT_OURS = {"__pycache__", "_shipped", "translations", "vendor", "fonts"}


def files(*places: str, suffixes: tuple[str, ...]) -> Iterator[Path]:
    """Our own files with one of these suffixes in these places under the root, in a steady order."""
    for place in places:
        start = ROOT / place
        found = [start] if start.is_file() else sorted(start.rglob("*"))
        for path in found:
            if path.is_file() and path.suffix in suffixes and _NOT_OURS.isdisjoint(path.relative_to(ROOT).parts):
                yield path


def named(path: Path) -> str:
    """A file as a finding names it: from the root, with slashes."""
    return path.relative_to(ROOT).as_posix()


def line_of(text: str, position: int) -> int:
    """The line, counted from 1, on which a position of a text stands."""
    return text.count("\n", 0, position) + 1


def called(call: ast.Call) -> str:
    """The bare name of what is called: ``commit`` for ``self.session.commit(...)``; empty for anything stranger."""
    if isinstance(call.func, ast.Name):
        return call.func.id
    return call.func.attr if isinstance(call.func, ast.Attribute) else ""


def report(findings: list[str]) -> str:
    """Findings, one a line, as the message of a failing guard."""
    return "\n" + "\n".join(findings)
