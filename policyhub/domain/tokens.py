"""Cuts a text into words with the white space behind them, and finds the words two texts have in common."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator, Sequence
from typing import NamedTuple

from rapidfuzz.distance import Indel

# A word may hold an apostrophe or a hyphen, a figure a point ("co-operate", "3.5"); other signs are words of their own.
_TOKEN = re.compile(r"(\w+(?:['’\-‐‑]\w+|(?<=\d)[.,](?=\d)\w+)*|[^\w\s])(\s*)|(\s+)")

_LARGEST = 400_000_000
"""Pairs of words that are compared at most (50 MB); beyond it a stretch counts as wholly rewritten."""


class Token(NamedTuple):
    """A bare word or sign, and the white space behind it; only the first token of a text may have no word."""

    word: str
    blank: str

    @property
    def text(self) -> str:
        """The characters as they stand in the text."""
        return self.word + self.blank


class Match(NamedTuple):
    """``length`` tokens are the same from ``old`` and from ``new`` on."""

    old: int
    new: int
    length: int


def tokens(text: str) -> list[Token]:
    """The tokens of a text; joined they are exactly the text."""
    return [Token(word, blank or lead) for word, blank, lead in _TOKEN.findall(text)]


def joined(parts: Sequence[Token]) -> str:
    """The exact text of some tokens."""
    return "".join(word + blank for word, blank in parts)


def is_word(token: Token) -> bool:
    """Whether a token holds a letter or a digit."""
    return token.word != "" and (token.word[0].isalnum() or token.word[0] == "_")


def align(old: Sequence[Token], new: Sequence[Token]) -> list[Match]:
    """The longest stretches of equal bare words, in order; whole paragraphs that are equal are matched first."""
    old_paragraphs, new_paragraphs = _paragraphs(old), _paragraphs(new)
    found: list[Match] = []
    a_keys = [tuple(token.word for token in old[i:j]) for i, j in old_paragraphs]
    b_keys = [tuple(token.word for token in new[i:j]) for i, j in new_paragraphs]
    for same, a, b, c, d in _opcodes(a_keys, b_keys):
        if same:
            found += [
                Match(i, k, j - i)
                for (i, j), (k, _) in zip(old_paragraphs[a:b], new_paragraphs[c:d], strict=True)
                if j > i
            ]
        elif b > a and d > c:
            i, j, k, m = old_paragraphs[a][0], old_paragraphs[b - 1][1], new_paragraphs[c][0], new_paragraphs[d - 1][1]
            found += _align_words(old[i:j], new[k:m], i, k)
    return _merged(found)


def _align_words(old: Sequence[Token], new: Sequence[Token], at_old: int, at_new: int) -> Iterator[Match]:
    for equal, a, b, c, _ in _opcodes([token.word for token in old], [token.word for token in new]):
        if equal:
            yield Match(at_old + a, at_new + c, b - a)


def _paragraphs(parts: Sequence[Token]) -> list[tuple[int, int]]:
    """Where each line of a text begins and ends."""
    ends = [at + 1 for at, token in enumerate(parts) if "\n" in token.blank]
    if not ends or ends[-1] < len(parts):
        ends.append(len(parts))
    return list(zip([0, *ends], ends, strict=False))


def _opcodes(old: Sequence[Hashable], new: Sequence[Hashable]) -> Iterator[tuple[bool, int, int, int, int]]:
    """Whether a stretch is the same, and its range in both; equal ends are cut off before the search."""
    shorter = min(len(old), len(new))
    head = next((at for at in range(shorter) if old[at] != new[at]), shorter)
    rest = shorter - head
    tail = next((at for at in range(rest) if old[-1 - at] != new[-1 - at]), rest)
    old_stop, new_stop = len(old) - tail, len(new) - tail
    if head:
        yield True, 0, head, 0, head
    if old_stop > head or new_stop > head:
        if (old_stop - head) * (new_stop - head) > _LARGEST:
            yield False, head, old_stop, head, new_stop
        else:
            yield from _searched(old[head:old_stop], new[head:new_stop], head)
    if tail:
        yield True, old_stop, len(old), new_stop, len(new)


def _searched(old: Sequence[Hashable], new: Sequence[Hashable], head: int) -> Iterator[tuple[bool, int, int, int, int]]:
    # Numbers, not the words themselves: the engine compares hashes, and two words could share one.
    number: dict[Hashable, int] = {}
    a = [number.setdefault(key, len(number)) for key in old]
    b = [number.setdefault(key, len(number)) for key in new]
    old_at = new_at = 0
    # The engine tells a deletion and an insertion in the same place apart; here they are one change.
    found = Indel.opcodes(a, b)
    same = [(op.src_start, op.src_end, op.dest_start, op.dest_end) for op in found if op.tag == "equal"]
    for i, j, k, m in [*same, (len(a), len(a), len(b), len(b))]:
        if i > old_at or k > new_at:
            yield False, head + old_at, head + i, head + new_at, head + k
        if j > i:
            yield True, head + i, head + j, head + k, head + m
        old_at, new_at = j, m


def _merged(matches: Sequence[Match]) -> list[Match]:
    merged: list[Match] = []
    for match in matches:
        if (
            merged
            and merged[-1].old + merged[-1].length == match.old
            and merged[-1].new + merged[-1].length == match.new
        ):
            merged[-1] = merged[-1]._replace(length=merged[-1].length + match.length)
        else:
            merged.append(match)
    return merged
