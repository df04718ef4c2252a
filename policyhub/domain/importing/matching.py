"""Finds the questions of a consultation that is here already among those of a response that comes in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

SURELY = 92.0
WITH_SAME_NUMBER = 55.0


@dataclass(frozen=True, slots=True)
class Asked:
    """What is compared of a question."""

    number: str | None
    chapter: str | None
    text: str


def match(given: Sequence[Asked], known: Sequence[Asked]) -> list[int | None]:
    """For each question given the how manieth of those known it is, from 0, or None; none is taken twice.

    The same number says so if the words are alike; without it the words must be nearly the same.
    """
    known_words = [_words(one.text) for one in known]
    pairs: list[tuple[float, int, int]] = []
    for at, one in enumerate(given):
        words = _words(one.text)
        for other, old in enumerate(known):
            same = _same_number(one, old)
            alike = fuzz.ratio(words, known_words[other], score_cutoff=WITH_SAME_NUMBER if same else SURELY)
            if alike:
                pairs.append((alike + 100 * same, at, other))
    found: list[int | None] = [None] * len(given)
    taken: set[int] = set()
    for _, at, other in sorted(pairs, key=lambda pair: (-pair[0], pair[1], pair[2])):
        if found[at] is None and other not in taken:
            found[at] = other
            taken.add(other)
    return found


def _words(text: str) -> str:
    return " ".join(sorted(text.casefold().split()))


def _same_number(one: Asked, other: Asked) -> bool:
    return bool(one.number) and (one.number or "").casefold() == (other.number or "").casefold()
