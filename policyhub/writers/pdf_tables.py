"""Says how wide the columns of a table in a PDF should be, and where its words may be broken to fit them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from policyhub.writers.pdf_inlines import word_break

Cell = Sequence[Any]

_LONGEST_WORD, _SHORTEST_PART, _FEW = 24, 4, 3
_LEAST_WEIGHT, _MOST_WEIGHT = 4, 60
# In points: how wide the text is, what stands around the words of a cell, and a bold sign three quarters of the size.
_TEXT_WIDTH, _CELL_EDGES, _SMALL_SIGN = 453.5, 10.5, 4.6
_WIDE, _NARROW = frozenset("mw@%&—"), frozenset("fijlrt.,:;'’!|()[]")
_UNBROKEN = re.compile(r"[^\s\u200b]+")


def columns_of(rows: Sequence[Sequence[Cell]]) -> dict[str, Any]:
    """A table's "rows", all of one length, with breaks in words that are too long for it, and of each column the
    "longest" words, which it must have room for, whether there is "code" among them, and its "weights", by which it
    has a part of the room left.

    Words of fewer than 25 signs are broken only where the columns would not fit on the page in letters that can be
    read.
    """
    lengths = [max(map(_width, words), default=0) for words in _longest(rows)]
    room = (_TEXT_WIDTH - len(lengths) * _CELL_EDGES) / _SMALL_SIGN
    most = _LONGEST_WORD
    while most > _SHORTEST_PART and sum(min(length, most) for length in lengths) > room:
        most -= 1
    broken = [[[_with_breaks(inline, most) for inline in cell] for cell in row] for row in rows]
    said = [max(sum(map(len, map(_plain, cell))) for cell in column) for column in zip(*rows, strict=True)]
    weights = [max(_LEAST_WEIGHT, min(signs, _MOST_WEIGHT)) for signs in said]
    code = [any("c" in _looks(inline) for cell in column for inline in cell) for column in zip(*rows, strict=True)]
    return {"rows": broken, "longest": _longest(broken), "code": code, "weights": weights}


def _longest(rows: Sequence[Sequence[Cell]]) -> list[list[str]]:
    found: list[list[str]] = []
    for column in zip(*rows, strict=True):
        words = {word for cell in column for word in _UNBROKEN.findall("".join(map(_plain, cell)))}
        found.append(sorted(words, key=lambda word: (-_width(word), word))[:_FEW])
    return found


def _width(word: str) -> float:
    """About how wide a word is: in signs of which most are as wide as an "n"."""
    return sum(0.6 if sign in _NARROW else 1.5 if sign in _WIDE or sign.isupper() else 1.0 for sign in word)


def _looks(inline: Any) -> str:
    return str(inline.get("styles", "")) if isinstance(inline, dict) else ""


def _with_breaks(inline: Any, most: int) -> Any:
    if isinstance(inline, dict):
        return {**inline, "text": _with_breaks(inline["text"], most)}
    return word_break(most).sub("\\1\u200b", inline) if isinstance(inline, str) else inline


def _plain(inline: Any) -> str:
    if isinstance(inline, dict):
        return str(inline["text"])
    return inline if isinstance(inline, str) else " "
