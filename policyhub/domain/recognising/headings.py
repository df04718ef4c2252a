"""Says whether a numbered line is a heading or a clause, and how sure that is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from policyhub.domain.recognising.vocabulary import DANGLING, is_sentence, sentences_in

Next = Literal["deeper", "text", "other"]
_CLOSE = re.compile(r"[\"'”’)\]\s]+\Z")
_NOTHING = re.compile(r"(?:none|nil|no|yes|not applicable|n/a|dim|ie|na|nage|amherthnasol)\.?", re.IGNORECASE)
_LONGEST_TITLE = 30


@dataclass(frozen=True, slots=True)
class Verdict:
    """ "heading" or "clause", and whether the other would be reasonable too."""

    kind: Literal["heading", "clause"]
    sure: bool


@dataclass(frozen=True, slots=True)
class Numbered:
    """What is looked at: the first paragraph of a numbered unit, what comes after it, how deep its number is."""

    words: str
    after: Next
    depth: int
    marked: bool = False


def judge(unit: Numbered) -> Verdict:
    """Whether the words after a number are a title.

    A title is short and no sentence, or has deeper numbers or unnumbered text under it.
    """
    words = unit.words.strip()
    count = len(words.split())
    last = _CLOSE.sub("", words)[-1:]
    if _NOTHING.fullmatch(words):
        return Verdict("clause", True)
    leads = last == ":" and unit.depth > 1
    if not words or (unit.marked and not leads and not is_prose(words)):
        return Verdict("heading", True)
    if len(sentences_in(words)) > 1 and count > 4:
        return Verdict("clause", True)
    if words[0].islower():
        return Verdict("clause", count > 6 or unit.after == "other")
    if last == "?":
        return _question(unit, count)
    if last in ".;:,!…":
        return _stopped(unit, count, last)
    return _unstopped(unit, words, count)


def is_prose(words: str) -> bool:
    """Whether some words are no title, whatever they look like: many give a paragraph the style of a heading."""
    count = len(words.split())
    last = _CLOSE.sub("", words)[-1:]
    stopped = last in (".", ";", ",") and (count > 5 or is_sentence(words))
    return stopped or (last == ":" and count > 9) or count > _LONGEST_TITLE


def _question(unit: Numbered, count: int) -> Verdict:
    if unit.after == "other":
        return Verdict("heading" if unit.depth == 1 and count <= 12 else "clause", unit.depth > 1)
    return Verdict("heading" if count <= 22 else "clause", count <= 16)


def _stopped(unit: Numbered, count: int, last: str) -> Verdict:
    """Words that end in a stop are a sentence, but some people put a full stop after a title."""
    short = count <= 5 and last == "." and not is_sentence(unit.words)
    if short and unit.after != "other":
        return Verdict("heading", count <= 3)
    if last in ":!" and count <= 9 and unit.after == "deeper" and not is_sentence(unit.words):
        return Verdict("heading", False)
    return Verdict("clause", True)


def _unstopped(unit: Numbered, words: str, count: int) -> Verdict:
    sentence = is_sentence(words)
    if DANGLING.search(words) and sentence:
        return Verdict("clause", True)
    if count > 26 or (sentence and count > (12 if unit.after == "text" else 18)):
        return Verdict("clause", count > 30 or sentence)
    if unit.after == "deeper":
        return Verdict("heading", not sentence or count <= 8)
    if unit.after == "text":
        return Verdict("heading", count <= 20 and not sentence)
    if sentence or count > 12:
        return Verdict("clause", count > 14)
    return Verdict("heading", count <= 8 and unit.depth == 1)


def settle(verdicts: list[Verdict], units: list[Numbered], parents: list[int | None]) -> list[Verdict]:
    """The verdicts after a look at the neighbours: among clauses a short unstopped line is a clause as well.

    ``parents`` holds for each unit the index of the one it stands under.
    """
    settled = list(verdicts)
    families: dict[tuple[int | None, int], list[int]] = {}
    for at, parent in enumerate(parents):
        families.setdefault((parent, units[at].depth), []).append(at)
    for family in families.values():
        if len(family) < 2:
            continue
        count = sum(1 for i in family if verdicts[i].kind == "clause")
        for at in family:
            clauses = (count - (verdicts[at].kind == "clause")) / (len(family) - 1)
            if verdicts[at].kind == "heading" and units[at].after == "other" and not units[at].marked:
                settled[at] = Verdict("clause" if clauses > 0.5 else "heading", clauses in (0.0, 1.0))
    return settled
