"""What is left of tracked changes in the file of a word processor."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from policyhub.domain.automatic_numbers import is_gone
from policyhub.domain.characters import moment
from policyhub.domain.document import (
    Block,
    Change,
    ChangeKind,
    Document,
    Heading,
    Inline,
    LineBreak,
    ListItem,
    NoteMark,
    Paragraph,
    Span,
    Table,
    inlines_of,
    with_blocks,
    with_contents,
)
from policyhub.domain.own_words import shown
from policyhub.domain.reducing_comments import says_something


def with_moments(document: Document) -> Document:
    """Tracked changes without times that are none."""
    return _with_changes(document, lambda change: replace(change, at=moment(change.at) or ""))


def _with_changes(document: Document, settled: Callable[[Change], Change]) -> Document:
    def within(inline: Inline) -> Inline:
        if isinstance(inline, Span | NoteMark | LineBreak) and inline.change is not None:
            return replace(inline, change=settled(inline.change))
        return inline

    def change(block: Block) -> Block:
        if not isinstance(block, Table) and block.end_change is not None:
            block = replace(block, end_change=settled(block.end_change))
        if any(isinstance(one, Span | NoteMark | LineBreak) and one.change for one in inlines_of([block])):
            block = with_contents(block, lambda content: tuple(map(within, content)))
        return block

    return with_blocks(document, change)


def without_moves(document: Document) -> Document:
    """What is moved is deleted in one place and inserted in another."""
    return _with_changes(document, lambda change: replace(change, kind=_STILL.get(change.kind, change.kind)))


_STILL = {ChangeKind.MOVED_FROM: ChangeKind.DELETE, ChangeKind.MOVED_TO: ChangeKind.INSERT}


def with_settled_ends(document: Document) -> Document:
    """Ends of paragraphs are changed only where a paragraph follows.

    One whose end is deleted is part of the next, so that its own number or marker is a deleted word, and nothing can
    point to it.
    """
    notes = tuple(replace(note, blocks=_settled(note.blocks)) for note in document.notes)
    return replace(document, blocks=_settled(document.blocks), notes=notes)


def _settled(blocks: Iterable[Block]) -> tuple[Block, ...]:
    made: list[Block] = []
    for block in reversed(tuple(blocks)):
        if not isinstance(block, Table) and block.end_change is not None:
            last = not made or isinstance(made[-1], Table)
            block = replace(block, end_change=None) if last else _joining(block)
        if says_something(block):
            made.append(block)
    return tuple(reversed(made))


def _joining(block: Block) -> Block:
    if not is_gone(block):
        return block
    if isinstance(block, ListItem):
        return Paragraph(after_words(block.marker, block), end_change=block.end_change)
    if isinstance(block, Paragraph | Heading):
        block = replace(block, number=None, id=None, content=after_words(shown(block.number or ""), block))
    return replace(block, level=0) if isinstance(block, Paragraph) else block


def after_words(words: str, block: ListItem | Heading | Paragraph) -> tuple[Inline, ...]:
    """The words of a block after others, such as its number, which go with it where its end is deleted."""
    change = block.end_change if is_gone(block) else None
    return (Span(f"{words} ", change=change), *block.content) if words else block.content
