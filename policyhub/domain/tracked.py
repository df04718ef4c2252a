"""Tracked changes: a document with all of them accepted or rejected, and what they are."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from policyhub.domain.document import (
    Block,
    Change,
    CommentMark,
    Document,
    Inline,
    LineBreak,
    NoteMark,
    Span,
    Table,
    contents_of,
    with_contents,
)

Keeps = Callable[[Change], bool]


@dataclass(frozen=True, slots=True)
class Changed:
    """Neighbouring words under one change; ``place`` is the index of their block. No words: the end of a paragraph."""

    change: Change
    text: str
    place: int


def accepted(document: Document) -> Document:
    """The document as it reads once every tracked change is accepted."""
    return _settled(document, lambda change: not change.kind.removes)


def rejected(document: Document) -> Document:
    """The document as it read before any tracked change was made."""
    return _settled(document, lambda change: change.kind.removes)


def changes_of(blocks: Sequence[Block]) -> Iterator[Changed]:
    """The tracked changes of some blocks in order; words that touch and share one change are one."""
    for place, block in enumerate(blocks):
        for content in contents_of([block]):
            yield from _runs(content, place)
        end = None if isinstance(block, Table) else block.end_change
        if end is not None:
            yield Changed(end, "", place)


def _runs(content: Sequence[Inline], place: int) -> Iterator[Changed]:
    change: Change | None = None
    text = ""
    for inline in content:
        own = inline.change if isinstance(inline, Span | NoteMark | LineBreak) else None
        if isinstance(inline, CommentMark):
            continue
        if own != change:
            if change is not None:
                yield Changed(change, text, place)
            change, text = own, ""
        text += inline.text if isinstance(inline, Span) else "\n" if isinstance(inline, LineBreak) else ""
    if change is not None:
        yield Changed(change, text, place)


def _settled(document: Document, keeps: Keeps) -> Document:
    notes = tuple(replace(note, blocks=_blocks(note.blocks, keeps)) for note in document.notes)
    return replace(document, blocks=_blocks(document.blocks, keeps), notes=notes)


def _blocks(blocks: Sequence[Block], keeps: Keeps) -> tuple[Block, ...]:
    """The blocks with the words and the paragraphs' ends that are kept.

    A paragraph whose end is gone runs on into the next and is then of that one's kind, as in Word; one of which
    nothing is left goes, and leaves the marks of its comments to the next.
    """
    kept: list[Block] = []
    over: tuple[Inline, ...] = ()
    last: Block | None = None
    for block in blocks:
        if isinstance(block, Table):
            _close(kept, over, last)
            over = ()
            kept.append(with_contents(block, lambda cell: _words(cell, keeps)))
            continue
        words = joined([*over, *_words(block.content, keeps)])
        runs_on = block.end_change is not None and not keeps(block.end_change)
        if runs_on or (_removed(block.content, keeps) and not _has_words(words)):
            over, last = words, block
            continue
        kept.append(replace(block, content=words, end_change=None))
        over = ()
    _close(kept, over, last)
    return tuple(kept)


def _close(kept: list[Block], over: tuple[Inline, ...], last: Block | None) -> None:
    """Find a place for what has no paragraph after it: by itself if it has words, else behind the one before."""
    before = kept[-1] if kept else None
    if _has_words(over) and last is not None and not isinstance(last, Table):
        kept.append(replace(last, content=over, end_change=None))
    elif over and before is not None and not isinstance(before, Table):
        kept[-1] = replace(before, content=(*before.content, *over))


def _has_words(content: Sequence[Inline]) -> bool:
    return any(not isinstance(inline, CommentMark | LineBreak) for inline in content)


def _removed(content: Sequence[Inline], keeps: Keeps) -> bool:
    """Whether something stood here that is gone: not a paragraph that was empty from the first."""
    changes = (inline.change for inline in content if isinstance(inline, Span | NoteMark | LineBreak))
    return any(change is not None and not keeps(change) for change in changes)


def _words(content: Sequence[Inline], keeps: Keeps) -> tuple[Inline, ...]:
    found: list[Inline] = []
    for inline in content:
        change = inline.change if isinstance(inline, Span | NoteMark | LineBreak) else None
        if change is None or keeps(change):
            found.append(
                replace(inline, change=None) if isinstance(inline, Span | NoteMark | LineBreak) and change else inline
            )
    return joined(found)


def joined(content: Sequence[Inline]) -> tuple[Inline, ...]:
    """The same words with neighbours of one look as one span."""
    found: list[Inline] = []
    words: list[str] = []
    for inline in content:
        last = found[-1] if found else None
        if isinstance(inline, Span) and isinstance(last, Span) and _looks_like(inline, last):
            words.append(inline.text)
            continue
        _say(found, words)
        found.append(inline)
        words = [inline.text] if isinstance(inline, Span) else []
    _say(found, words)
    return tuple(found)


def _looks_like(span: Span, other: Span) -> bool:
    return span.marks == other.marks and span.link == other.link and span.change == other.change


def _say(found: list[Inline], words: list[str]) -> None:
    """Give the last span all the words of its run."""
    if len(words) > 1 and isinstance(found[-1], Span):
        found[-1] = replace(found[-1], text="".join(words))
