"""Which words of a document tell it from any other: what the guard against made-to-measure rules looks for."""

from __future__ import annotations

import ast
import re
import sysconfig
from collections.abc import Iterable, Iterator, Set
from functools import cache
from itertools import pairwise
from pathlib import Path

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_SHORTEST = 6
_SHINGLE = 4
_NOT_PROSE = {"test", "tests", "idle_test", "idlelib", "encodings", "site-packages", "dist-packages", "lib2to3"}


@cache
def words(text: str) -> tuple[str, ...]:
    """The words of a text as they are written, typographic apostrophes made plain."""
    return tuple(found.replace("’", "'") for found in _WORD.findall(text))


def everyday_words() -> frozenset[str]:
    """Common English, as Python's standard library and what is installed here write it: some 30,000 words.

    They come from comments, help texts and package descriptions, so the trade of no particular paper is among them.
    """
    known: set[str] = set()
    installed = Path(sysconfig.get_path("purelib"))
    pages = [*installed.glob("*.dist-info/METADATA"), *_modules(Path(sysconfig.get_path("stdlib")))]
    for package in ("hypothesis", "sqlalchemy", "werkzeug"):
        pages += _modules(installed / package)
    for page in pages:
        known.update(_WORD.findall(page.read_text(encoding="utf-8", errors="replace").lower().replace("’", "'")))
    return frozenset(known)


def _modules(start: Path) -> Iterator[Path]:
    return (path for path in start.rglob("*.py") if _NOT_PROSE.isdisjoint(path.relative_to(start).parts))


def rare_words(document: str, *, known: Set[str], elsewhere: Iterable[str] = ()) -> set[str]:
    """The longer words of a document that common English lacks and no other document of its kind has."""
    common = {stem(word) for word in known}
    common.update(stem(word.lower()) for text in elsewhere for word in words(text))
    long = {word.lower() for word in words(document) if len(word) >= _SHORTEST}
    return {word for word in long if stem(word) not in common}


@cache
def stem(word: str) -> str:
    """A word without its usual endings, so that "nurses" is as common or rare as "nurse"."""
    word = word.lower().removesuffix("'s")
    for ending in ("ations", "ation", "ings", "ing", "ies", "ied", "ers", "er", "ed", "es", "ly", "s", "e", "y"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word.removesuffix(ending)
    return word


def names(document: str) -> set[str]:
    """Words that a document writes with a capital in mid-sentence and never without: people, places, bodies."""
    small = {word for word in words(document) if word.islower()}
    found = {match[1] for match in re.finditer(r"[a-z,] ([A-Z][a-z]{3,})\b", document)}
    return {name for name in found if name.lower() not in small}


def passages(text: str, *, telling: Set[str]) -> Iterator[str]:
    """Runs of four words with at least two telling ones: chance does not write them twice."""
    run = _lowered(text)
    told = [at for at, word in enumerate(run) if word in telling]
    near = [(one, other) for one, other in pairwise(told) if other - one < _SHINGLE]
    for start in sorted({start for one, other in near for start in range(other - _SHINGLE + 1, one + 1)}):
        if 0 <= start <= len(run) - _SHINGLE:
            yield " ".join(run[start : start + _SHINGLE])


@cache
def _lowered(text: str) -> tuple[str, ...]:
    return tuple(word.lower() for word in words(text))


@cache
def without_remarks(text: str) -> str:
    """A module without its comments and docstrings; any other text as it is."""
    try:
        tree = ast.parse(text)
    except SyntaxError:
        return text
    for node in ast.walk(tree):
        if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)) and ast.get_docstring(
            node
        ):
            node.body = node.body[1:] or [ast.Pass()]
    return ast.unparse(tree)
