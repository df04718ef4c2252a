"""Compares two texts word by word, as data that every page and every writer draws from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from policyhub.domain.tokens import Match, Token, align, is_word, joined, tokens

Op = Literal["same", "delete", "insert"]

ISLAND = 2
"""This many words or fewer that stayed between a deletion and an insertion are shown as changed with them."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Some characters that are in both texts, in the old one only or in the new one only."""

    op: Op
    text: str


class _Stretch(NamedTuple):
    """A range of tokens of both texts that is the same or changed."""

    same: bool
    old_start: int
    old_stop: int
    new_start: int
    new_stop: int


def compare(old: str, new: str) -> tuple[Piece, ...]:
    """What changed between two plain texts.

    The pieces without insertions are exactly the old text, without deletions exactly the new one, white space
    included. In a change the deletion comes first; two pieces in a row never have the same operation.
    """
    if old == new:
        return (Piece("same", old),) if old else ()
    old_tokens, new_tokens = tokens(old), tokens(new)
    pieces = _Pieces()
    for stretch in _without_islands(_stretches(old_tokens, new_tokens), old_tokens):
        before = old_tokens[stretch.old_start : stretch.old_stop]
        after = new_tokens[stretch.new_start : stretch.new_stop]
        if stretch.same:
            pieces.add_same(before, after)
        else:
            pieces.add("delete", joined(before))
            pieces.add("insert", joined(after))
    return pieces.done()


def unchanged_share(pieces: Iterable[Piece]) -> float:
    """The share of all words of both texts, from 0 to 1, that stayed; 1 if there are none."""
    counts = {"same": 0, "delete": 0, "insert": 0}
    for piece in pieces:
        counts[piece.op] += sum(map(is_word, tokens(piece.text)))
    total = 2 * counts["same"] + counts["delete"] + counts["insert"]
    return 2 * counts["same"] / total if total else 1.0


def _stretches(old: Sequence[Token], new: Sequence[Token]) -> Iterator[_Stretch]:
    old_at = new_at = 0
    for match in [*align(old, new), Match(len(old), len(new), 0)]:
        if match.old > old_at or match.new > new_at:
            yield _Stretch(False, old_at, match.old, new_at, match.new)
        old_at, new_at = match.old + match.length, match.new + match.length
        if match.length:
            yield _Stretch(True, match.old, old_at, match.new, new_at)


def _without_islands(stretches: Iterable[_Stretch], old: Sequence[Token]) -> list[_Stretch]:
    """The stretches with each small island between changes swallowed by them."""
    kept: list[_Stretch] = []
    for stretch in stretches:
        if not stretch.same and len(kept) > 1 and _is_island(kept[-1], kept[-2], stretch, old):
            kept.pop()
            start = kept.pop()
            stretch = _Stretch(False, start.old_start, stretch.old_stop, start.new_start, stretch.new_stop)
        kept.append(stretch)
    return kept


def _is_island(island: _Stretch, before: _Stretch, after: _Stretch, old: Sequence[Token]) -> bool:
    parts = old[island.old_start : island.old_stop]
    # Between two deletions (or two insertions) the words that stayed are easier to read as they are.
    deletes = before.old_stop > before.old_start or after.old_stop > after.old_start
    inserts = before.new_stop > before.new_start or after.new_stop > after.new_start
    return deletes and inserts and sum(map(is_word, parts)) <= ISLAND and not any("\n" in t.blank for t in parts)


class _Pieces:
    """Gathers pieces: joins equal operations in a row, and puts the deletion of a change before its insertion."""

    def __init__(self) -> None:
        self._done: list[Piece] = []
        self._waiting: dict[Op, list[str]] = {"same": [], "delete": [], "insert": []}

    def add(self, op: Op, text: str) -> None:
        if not text:
            return
        changing = self._waiting["delete"] or self._waiting["insert"]
        if (op == "same") == bool(changing):
            self._flush()
        self._waiting[op].append(text)

    def add_same(self, before: Sequence[Token], after: Sequence[Token]) -> None:
        """Words that are equal; the white space behind them may differ."""
        if before == after:
            self.add("same", joined(before))
            return
        for old, new in zip(before, after, strict=True):
            if old.blank == new.blank:
                self.add("same", old.word + old.blank)
                continue
            self.add("same", old.word)
            self.add("delete", old.blank)
            self.add("insert", new.blank)

    def done(self) -> tuple[Piece, ...]:
        self._flush()
        return tuple(self._done)

    def _flush(self) -> None:
        for op, texts in self._waiting.items():
            if texts:
                self._done.append(Piece(op, "".join(texts)))
                texts.clear()
