"""Marks in the blocks of a section what is disputed and what members commented on, by places in its plain text."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from policyhub.domain import document as d
from policyhub.domain import markup

_Change = Callable[[d.Inline, int, int], list[d.Inline]]


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of a section, as a range of the plain text of its body or of one of its notes."""

    start: int
    stop: int
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Remark:
    """What was said of a section and of these words in it, the replies after it; without a passage, of all of it."""

    comments: tuple[d.Comment, ...]
    passage: Passage | None = None

    @property
    def ids(self) -> list[str]:
        """The ids of the comments, as their marks name them."""
        return [comment.id for comment in self.comments]


def reddened(
    blocks: Sequence[d.Block], body: str, notes: Sequence[Mapping[str, Any]], ranges: Sequence[tuple[int, int]]
) -> list[d.Block]:
    """The blocks of a body with the words in some ranges of its plain text in red."""
    if not ranges:
        return list(blocks)
    cuts = {cut for each in ranges for cut in each}

    def red(piece: d.Inline, start: int, stop: int) -> list[d.Inline]:
        if isinstance(piece, d.Span) and any(left <= start and stop <= right for left, right in ranges):
            return [d.Span(piece.text, piece.marks | {d.Mark.RED}, piece.link)]
        return [piece]

    return _walked(blocks, markup.plain(body, notes), cuts, red)


def commented(
    blocks: Sequence[d.Block], body: str, notes: Sequence[Mapping[str, Any]], remarks: Sequence[Remark]
) -> list[d.Block]:
    """The blocks of a body with the marks of remarks round their words.

    A remark on words of a note stands round the mark of that note; one on the whole section, or whose words are not
    found, behind the first block.
    """
    if not remarks:
        return list(blocks)
    on_words = [_Waiting(one, one.passage) for one in remarks if one.passage and not one.passage.note]
    cuts = {cut for one in on_words for cut in (one.passage.start, one.passage.stop)}
    by_note: dict[str | None, list[Remark]] = {}
    for one in remarks:
        if one.passage is not None and one.passage.note is not None:
            by_note.setdefault(one.passage.note, []).append(one)
    placed: set[int] = set()

    def mark(piece: d.Inline, start: int, stop: int) -> list[d.Inline]:
        before: list[d.Inline] = []
        after: list[d.Inline] = []
        for one in on_words:
            if not one.begun and one.passage.start < stop:
                one.begun = True
                placed.add(id(one.remark))
                before += [d.CommentMark(key) for key in one.remark.ids]
            if one.begun and not one.ended and one.passage.stop <= stop:
                one.ended = True
                # between two blocks: nothing of this one belongs to it
                (before if one.passage.stop <= start else after).extend(
                    d.CommentMark(key, end=True) for key in one.remark.ids
                )
        for remark in by_note.pop(piece.note, []) if isinstance(piece, d.NoteMark) else []:
            placed.add(id(remark))
            before += [d.CommentMark(key) for key in remark.ids]
            after += [d.CommentMark(key, end=True) for key in remark.ids]
        return [*before, piece, *after]

    made = _walked(blocks, markup.plain(body, notes), cuts, mark)
    unended = [key for one in on_words if one.begun and not one.ended for key in one.remark.ids]
    if unended:
        made[-1] = _with_more(made[-1], [d.CommentMark(key, end=True) for key in unended])
    return on_the_whole(made, [one for one in remarks if id(one) not in placed])


def on_the_whole(blocks: Sequence[d.Block], remarks: Sequence[Remark]) -> list[d.Block]:
    """The blocks with the marks of remarks behind the first one: on a place, not on words."""
    marks = [d.CommentMark(key, end=end) for remark in remarks for end in (False, True) for key in remark.ids]
    if not blocks or not marks:
        return list(blocks)
    return [_with_more(blocks[0], marks), *blocks[1:]]


@dataclass(slots=True)
class _Waiting:
    remark: Remark
    passage: Passage
    begun: bool = field(default=False)
    ended: bool = field(default=False)


def _with_more(block: d.Block, after: Sequence[d.Inline]) -> d.Block:
    """The block with something after its last word, in a table in its last cell."""
    cells = len(list(d.contents_of([block])))
    place = 0

    def more(content: tuple[d.Inline, ...]) -> tuple[d.Inline, ...]:
        nonlocal place
        place += 1
        return (*content, *after) if place == cells else content

    return d.with_contents(block, more)


def _walked(blocks: Sequence[d.Block], plain: str, cuts: set[int], change: _Change) -> list[d.Block]:
    """The blocks with each inline, cut at some places of the plain text, as ``change`` makes it, told where it is."""
    place = 0

    def content(inlines: Sequence[d.Inline]) -> tuple[d.Inline, ...]:
        nonlocal place
        words = d.plain_of(inlines)
        place = max(plain.find(words, place), place)
        at = place
        made: list[d.Inline] = []
        for inline in inlines:
            for piece in _cut(inline, at, cuts):
                length = len(d.plain_of([piece]))
                made += change(piece, at, at + length)
                at += length
        place += len(words)
        return tuple(made)

    return [d.with_contents(block, content) for block in blocks]


def _cut(inline: d.Inline, at: int, cuts: set[int]) -> list[d.Inline]:
    """A run of words in pieces, cut at the places that lie inside it."""
    if not isinstance(inline, d.Span):
        return [inline]
    stop = at + len(inline.text)
    edges = [at, *sorted(cut for cut in cuts if at < cut < stop), stop]
    return [d.Span(inline.text[a - at : b - at], inline.marks, inline.link) for a, b in pairwise(edges)]
