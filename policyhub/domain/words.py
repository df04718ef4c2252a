"""Counts words as a secretary would, and cuts excerpts around the words that were looked for."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

# A dash between two words parts them, a hyphen does not; between two figures ("2019–2024") it joins.
_GAP = re.compile(r"\s+|—+|(?<![0-9])[–―]+|[–―]+(?![0-9])")
_EDGES = re.compile(r"^[\W_]+|[\W_]+$")
_WORD = re.compile(r"\w+(?:['’.\-‐‑]\w+)*")


def words(text: str) -> list[str]:
    """The words of a text in order, without the signs around them; a sign alone is no word."""
    stripped = (_EDGES.sub("", part) for part in _GAP.split(text))
    return [word for word in stripped if word]


def count_words(text: str) -> int:
    """How many words a text has: "co-operate", "3.5" and "and/or" are one each, a dash alone is none."""
    return len(words(text))


def highlights(text: str, needles: Iterable[str]) -> tuple[tuple[int, int], ...]:
    """Where the words stand in a text that begin with one of the needles, whatever their case: start and stop."""
    wanted = _needles(needles)
    if not wanted:
        return ()
    return tuple(found.span() for found in _WORD.finditer(text) if found[0].casefold().startswith(wanted))


def excerpt(plain: str, needles: Iterable[str], length: int = 200) -> str:
    """About ``length`` characters of a text, where most of the needles stand close together.

    White space is folded; "…" stands where words are left out. Without a hit it is the beginning of the text. It is
    never longer than ``length`` and the two "…", except for a first word that is.
    """
    text = " ".join(plain.split())
    if len(text) <= length:
        return text
    start = _best_start(text, _needles(needles), length)
    stop = start + length
    if stop < len(text) and not text[stop].isspace():
        blank = text.rfind(" ", start, stop)
        stop = blank if blank > start else (text + " ").index(" ", stop)
    stop = min(stop, len(text))
    return ("… " if start else "") + text[start:stop].rstrip() + (" …" if stop < len(text) else "")


def _needles(needles: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(needle.casefold() for needle in needles if needle))


def _best_start(text: str, needles: tuple[str, ...], length: int) -> int:
    """Where a stretch begins that holds the most different needles, with some words before its first one."""
    hits = []
    for found in _WORD.finditer(text):
        word = found[0].casefold()
        hits += [(found.start(), found.end(), needle) for needle in needles if word.startswith(needle)]
    if not hits:
        return 0
    best, last, most = hits[0][0], hits[0][1], 0
    inside: Counter[str] = Counter()
    first = 0
    for at, (_, stop, needle) in enumerate(hits):
        inside[needle] += 1
        while first < at and stop - hits[first][0] > length:
            inside[hits[first][2]] -= 1
            first += 1
        different = sum(1 for count in inside.values() if count)
        if different > most:
            best, last, most = hits[first][0], stop, different
    lead = max(0, min(length // 4, length - (last - best)))
    start = max(0, min(best - lead, len(text) - length))
    # Begin with a whole word, and never behind the first hit.
    if start and text[start - 1] != " ":
        blank = text.find(" ", start, best)
        start = blank + 1 if blank >= 0 else best
    return start
