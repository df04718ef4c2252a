"""Ties a remark to words of a text, and finds the words again in another version of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel

from policyhub.domain.diff import Piece, compare

Outcome = Literal["kept", "changed", "lost"]

CONTEXT = 32
"""Characters that are kept of what stands before and after a passage."""

_MANY = 400  # places that are looked at for one quote, those nearest to the old one
_ALIKE = 0.5  # words that are less alike than this are other words
_SURE = 0.7  # what stands around a quote elsewhere must be as alike as this to be the same place
_LOCATED = 0.85


@dataclass(frozen=True, slots=True)
class Anchor:
    """A passage of a plain text: its words, what stands around it, and its place in code points."""

    quote: str
    before: str
    after: str
    start: int
    stop: int


@dataclass(frozen=True, slots=True)
class Found:
    """Where a passage stands now: "kept" as it was, "changed", or "lost" (then ``start`` and ``stop`` are equal)."""

    start: int
    stop: int
    outcome: Outcome


def anchor_at(plain: str, start: int, stop: int) -> Anchor:
    """The anchor of a passage; ValueError for an empty one or one outside the text."""
    if not 0 <= start < stop <= len(plain):
        raise ValueError("There is no such passage.")
    return Anchor(plain[start:stop], plain[max(0, start - CONTEXT) : start], plain[stop : stop + CONTEXT], start, stop)


def find(anchor: Anchor, plain: str) -> Found:
    """Where a passage stands in a text that may have changed, by its words and what stands around them.

    Its exact words at their old place, or else where what stands around them is most alike; if they are nowhere, the
    most similar words. Use ``carry`` when the old text is known.
    """
    if anchor.quote and plain.startswith(anchor.quote, anchor.start) and _around(anchor, plain, anchor.start) == 1:
        return Found(anchor.start, anchor.start + len(anchor.quote), "kept")
    at = _best_place(anchor, plain)
    if at is not None:
        return Found(at, at + len(anchor.quote), "kept")
    return _between_context(anchor, plain) or _similar(anchor, plain, _SURE) or _lost(anchor, plain)


def carry(anchor: Anchor, old_plain: str, new_plain: str, pieces: Sequence[Piece] | None = None) -> Found:
    """Where a passage of the old text stands in the new one, through what changed between them.

    A passage that was moved as it is counts as kept. ``pieces`` spare the comparison if it is at hand.
    """
    if not anchor.quote.strip() or old_plain[anchor.start : anchor.stop] != anchor.quote:
        return find(anchor, new_plain)
    carried = _through(compare(old_plain, new_plain) if pieces is None else pieces, anchor.start, anchor.stop)
    start, stop = carried if carried else (0, 0)
    words = new_plain[start:stop]
    if words and words.split() == anchor.quote.split():
        return Found(start, stop, "kept")
    at = _best_place(anchor, new_plain)
    if at is not None and (_around(anchor, new_plain, at) >= _SURE or _is_unique(anchor.quote, old_plain, new_plain)):
        return Found(at, at + len(anchor.quote), "kept")
    if words.strip() and Indel.normalized_similarity(anchor.quote, words) >= _ALIKE:
        lead = len(words) - len(words.lstrip())
        return Found(start + lead, start + len(words.rstrip()), "changed")
    return _lost(anchor, new_plain)


class Searched:
    """A text made ready once, to look for many quotes in it whatever white space stands in them."""

    def __init__(self, plain: str) -> None:
        self.plain = plain
        self.places = [at for at, sign in enumerate(plain) if not sign.isspace()]
        self.bare = "".join(plain[at] for at in self.places)

    def anchor(self, at: int, length: int) -> Anchor:
        """The anchor of so many signs from a place on, both counted without white space."""
        return anchor_at(self.plain, self.places[at], self.places[at + length - 1] + 1)

    def find(self, quote: str) -> Anchor | None:
        """The first place where just these words stand, or None."""
        wanted = "".join(quote.split())
        at = self.bare.find(wanted) if wanted else -1
        return self.anchor(at, len(wanted)) if at >= 0 else None


def locate(plain: str, quote: str, before: str = "", after: str = "") -> Anchor | None:
    """The anchor of words that somebody selected on a page, or None if they are not in the text.

    White space in the quote and around it may differ. Of several places it is the one where what stands before and
    after is most alike, the first of equals.
    """
    if not quote.strip():
        return None
    searched = Searched(plain)
    wanted, lead, tail = ("".join(text.split()) for text in (quote, before, after))
    sought = Anchor(wanted, lead[-CONTEXT:], tail[:CONTEXT], 0, len(wanted))
    at = _best_place(sought, searched.bare)
    if at is not None:
        return searched.anchor(at, len(wanted))
    # A live reference on the page shows its number of today, which the text need not have.
    alike = _similar(Anchor(" ".join(quote.split()), "", "", 0, 0), plain, _LOCATED)
    return anchor_at(plain, alike.start, alike.stop) if alike else None


def _is_unique(quote: str, *texts: str) -> bool:
    """Whether a quote is long enough to be known by itself, and stands in each text once."""
    return len(quote) >= CONTEXT and all(text.count(quote) == 1 for text in texts)


def _lost(anchor: Anchor, plain: str) -> Found:
    place = min(anchor.start, len(plain))
    return Found(place, place, "lost")


def _around(anchor: Anchor, plain: str, at: int, length: int | None = None) -> float:
    """How alike what stands around a place is to what stood around the passage, from 0 to 1."""
    stop = at + (len(anchor.quote) if length is None else length)
    before = plain[max(0, at - len(anchor.before)) : at]
    after = plain[stop : stop + len(anchor.after)]
    sizes = len(anchor.before), len(anchor.after)
    if not sum(sizes):
        return 1.0
    parts = Indel.normalized_similarity(anchor.before, before), Indel.normalized_similarity(anchor.after, after)
    return (parts[0] * sizes[0] + parts[1] * sizes[1]) / sum(sizes)


def _best_place(anchor: Anchor, plain: str) -> int | None:
    """Where the exact words stand with the most similar surroundings, then the nearest to the old place."""
    if not anchor.quote:
        return None
    places = [found.start() for found in re.finditer(f"(?={re.escape(anchor.quote)})", plain)]
    if len(places) > _MANY:
        places = sorted(sorted(places, key=lambda at: abs(at - anchor.start))[:_MANY])
    return max(places, key=lambda at: (_around(anchor, plain, at), -abs(at - anchor.start)), default=None)


def _between_context(anchor: Anchor, plain: str) -> Found | None:
    """What stands now between the words that stood before the passage and those that stood after it."""
    before, after = anchor.before[-CONTEXT // 2 :], anchor.after[: CONTEXT // 2]
    if len(before.strip()) < 4 or len(after.strip()) < 4:
        return None
    candidates = []
    for found in list(re.finditer(re.escape(before), plain))[:_MANY]:
        start = found.end()
        stop = plain.find(after, start, start + 3 * len(anchor.quote) + len(after) + CONTEXT)
        if stop > start and plain[start:stop].strip():
            alike = Indel.normalized_similarity(anchor.quote, plain[start:stop])
            candidates.append((alike, -abs(start - anchor.start), start, stop))
    if not candidates or max(candidates)[0] < _ALIKE:
        return None
    _, _, start, stop = max(candidates)
    return Found(start, stop, "changed")


def _similar(anchor: Anchor, plain: str, at_least: float) -> Found | None:
    """The words most similar to the quote, from a word's beginning to a word's end."""
    if len(anchor.quote.strip()) < 8:
        return None
    found = fuzz.partial_ratio_alignment(anchor.quote, plain, score_cutoff=at_least * 100)
    if found is None or found.dest_end <= found.dest_start or len(plain) < len(anchor.quote) * at_least:
        return None
    start, stop = found.dest_start, found.dest_end
    while start and plain[start - 1].isalnum() and plain[start].isalnum() and found.dest_start - start < CONTEXT:
        start -= 1
    while stop < len(plain) and plain[stop - 1].isalnum() and plain[stop].isalnum() and stop - found.dest_end < CONTEXT:
        stop += 1
    words = plain[start:stop]
    return Found(start + len(words) - len(words.lstrip()), start + len(words.rstrip()), "changed")


def _through(pieces: Sequence[Piece], start: int, stop: int) -> tuple[int, int] | None:
    """The range of the new text that a range of the old one became; None if nothing of it is left.

    An insertion in the place of words of the range belongs to it, one at its border does not.
    """
    old = new = 0
    left: int | None = None
    right = 0
    replaced = False  # whether the deletion just before an insertion took words of the range
    for piece in pieces:
        size = len(piece.text)
        touches = old < stop and old + size > start
        if piece.op == "same":
            if touches:
                left = new + max(0, start - old) if left is None else left
                right = new + min(size, stop - old)
            replaced, old, new = False, old + size, new + size
        elif piece.op == "delete":
            replaced, old = touches, old + size
        else:
            if replaced or start < old < stop:
                left = new if left is None else left
                right = new + size
            replaced, new = False, new + size
    return (left, right) if left is not None else None
