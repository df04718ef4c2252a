"""What is left of a document in the file of a word processor, which counts by itself and has a place for each thing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from policyhub.domain.automatic_numbers import Counted, CountedItem, count_items, count_outline, is_gone, number_of
from policyhub.domain.characters import moment, one_line
from policyhub.domain.document import (
    Block,
    Change,
    Document,
    Heading,
    Inline,
    ListItem,
    Mark,
    NoteMark,
    Paragraph,
    Quotation,
    Reference,
    Span,
    Table,
    inlines_of,
    with_contents,
)
from policyhub.domain.own_words import reds_of, shown
from policyhub.domain.placed_notes import place_notes, pointed_to

DEEPEST_ITEM = 8
MOST_COLUMNS = 63

Content = tuple[Inline, ...]


# --- Notes


def _with_single_marks(document: Document) -> Document:
    notes = place_notes(document)
    marks = {note.id: note.mark for note in document.notes}
    met: set[str] = set()

    def raised(mark: NoteMark) -> Span:
        return Span(marks[mark.note], frozenset({Mark.SUPERSCRIPT}), change=mark.change)

    def in_text(content: Content) -> Content:
        if not any(isinstance(inline, NoteMark) for inline in content):
            return content
        made: list[Inline] = []
        for inline in content:
            if isinstance(inline, NoteMark):
                made.append(raised(inline) if inline.note in met else inline)
                met.add(inline.note)
            else:
                made.append(inline)
        return tuple(made)

    def in_note(content: Content) -> Content:
        return tuple(raised(inline) if isinstance(inline, NoteMark) else inline for inline in content)

    if not document.notes:
        return document
    return replace(
        document,
        blocks=tuple(with_contents(block, in_text) for block in document.blocks),
        notes=tuple(
            replace(note, blocks=tuple(with_contents(block, in_note) for block in note.blocks))
            for note in (*notes.placed, *notes.loose)
        ),
    )


def with_plain_notes(document: Document) -> Document:
    """Each note at its first mark in the text, in the order of these, of nothing but paragraphs and tables.

    Further marks, and those inside notes, are raised words; numbers and markers in notes are words as well.
    """
    document = _with_single_marks(document)
    notes = tuple(replace(note, blocks=tuple(map(_in_note, note.blocks))) for note in document.notes)
    return replace(document, notes=notes)


def _in_note(block: Block) -> Block:
    match block:
        case Table():
            return block
        case ListItem(marker=marker):
            return Paragraph(_after(marker, block), end_change=block.end_change)
        case Quotation():
            return Paragraph(block.content, end_change=block.end_change)
        case Heading() | Paragraph():
            content = _after(shown(block.number or ""), block)
            disputed = isinstance(block, Paragraph) and block.disputed
            return Paragraph(content, lang=block.lang, disputed=disputed, end_change=block.end_change)


def _after(words: str, block: ListItem | Heading | Paragraph) -> Content:
    """The words of a block after others, which go where its end is deleted."""
    change = block.end_change if is_gone(block) else None
    return (Span(f"{words} ", change=change), *block.content) if words else block.content


# --- Looks


def with_red_passages(document: Document) -> Document:
    """What is disputed as a whole is red, and so are blanks between red words, and no others."""

    def change(block: Block) -> Block:
        disputed = isinstance(block, Paragraph) and block.disputed
        block = with_contents(block, lambda content: _reddened(content, disputed=disputed))
        return replace(block, disputed=False) if isinstance(block, Paragraph) and disputed else block

    return _with_blocks(document, change)


def _reddened(content: Content, *, disputed: bool) -> Content:
    if not disputed and not any(isinstance(inline, Span) and Mark.RED in inline.marks for inline in content):
        return content
    return tuple(
        replace(inline, marks=inline.marks | {Mark.RED} if red else inline.marks - {Mark.RED})
        if isinstance(inline, Span)
        else inline
        for inline, red in zip(content, reds_of(content, disputed=disputed), strict=True)
    )


def with_plain_looks(document: Document) -> Document:
    """Links are underlined anyhow, and what is raised is not lowered as well."""
    return _with_blocks(document, lambda block: with_contents(block, _plainer))


def _plainer(content: Content) -> Content:
    if not any(isinstance(one, Span) and (one.link or Mark.SUBSCRIPT in one.marks) for one in content):
        return content
    return tuple(_as_seen(one) if isinstance(one, Span) else one for one in content)


def _as_seen(span: Span) -> Span:
    unseen = {Mark.UNDERLINE} if span.link else set()
    if Mark.SUPERSCRIPT in span.marks:
        unseen.add(Mark.SUBSCRIPT)
    return replace(span, marks=span.marks - unseen) if unseen & span.marks else span


# --- Changes


def with_moments(document: Document) -> Document:
    """Tracked changes without times that are none."""
    return _with_blocks(document, _timed)


def _timed(block: Block) -> Block:
    if not isinstance(block, Table) and block.end_change is not None:
        block = replace(block, end_change=_at_moment(block.end_change))
    if any(isinstance(one, Span | NoteMark) and one.change for one in inlines_of([block])):
        return with_contents(block, lambda content: tuple(map(_timed_inline, content)))
    return block


def _timed_inline(inline: Inline) -> Inline:
    if isinstance(inline, Span | NoteMark) and inline.change is not None:
        return replace(inline, change=_at_moment(inline.change))
    return inline


def _at_moment(change: Change) -> Change:
    return replace(change, at=moment(change.at) or "")


# --- Blocks


def with_bound_layout(document: Document) -> Document:
    """No item is deeper than the ninth level, and a paragraph is in the item before it or in none.

    Rows without words go, and the rows of a table that is too wide are paragraphs. A block is in a language of its own
    where it has words and the language is not that of the document.
    """
    notes = tuple(replace(note, blocks=tuple(_rows(note.blocks))) for note in document.notes)
    document = replace(document, blocks=tuple(_bound(document.blocks)), notes=notes)
    return _with_blocks(document, lambda block: _in_own_language(block, document.lang))


def _bound(blocks: Iterable[Block]) -> Iterator[Block]:
    blocks = tuple(_rows(blocks))
    counted = count_items(blocks)
    depth = 0
    for place, block in enumerate(blocks):
        if isinstance(block, ListItem):
            level = min(block.level, DEEPEST_ITEM)
            depth = level + 1 if place in counted else 0
            yield block if level == block.level else replace(block, level=level)
        elif isinstance(block, Paragraph) and block.level and number_of(block) is None:
            yield block if block.level == depth else replace(block, level=depth)
        else:
            depth = 0
            yield replace(block, level=0) if isinstance(block, Paragraph) and block.level else block


def _rows(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks with tables of rows that have words, or with the words of rows that are too wide."""
    for block in blocks:
        if not isinstance(block, Table):
            yield block
            continue
        rows = tuple(row for row in block.rows if any(row))
        if max(map(len, rows), default=0) > MOST_COLUMNS:
            yield from (Paragraph(tuple(one for cell in row for one in (*cell, Span(" ")))) for row in rows)
        elif rows:
            yield block if rows == block.rows else Table(rows, block.header and any(block.rows[0]))


def _in_own_language(block: Block, usual: str) -> Block:
    if not isinstance(block, Paragraph | Heading) or block.lang is None:
        return block
    spoken = block.lang != usual and any(isinstance(inline, Span) for inline in block.content)
    return block if spoken else replace(block, lang=None)


def with_counted_ids(document: Document) -> Document:
    """What is pointed to in the text has its place as an id, and nothing else one; a reference elsewhere is words."""
    wanted = pointed_to(document)
    places = {
        block.id: f"b{at}"
        for at, block in enumerate(document.blocks, start=1)
        if isinstance(block, Paragraph | Heading) and block.id in wanted
    }

    def pointing(inline: Inline) -> Inline:
        if not isinstance(inline, Reference):
            return inline
        target = places.get(inline.target)
        return Span(one_line(inline.text)) if target is None else replace(inline, target=target)

    def change(block: Block) -> Block:
        if isinstance(block, Paragraph | Heading) and block.id is not None:
            block = replace(block, id=places.get(block.id))
        if any(isinstance(one, Reference) for one in inlines_of([block])):
            block = with_contents(block, lambda content: tuple(map(pointing, content)))
        return block

    return _with_blocks(document, change)


def with_typed_numbers(document: Document) -> Document:
    """Numbers and markers that counting does not come to are words; an item that has lost its marker is a paragraph.

    What is deleted has the number or marker that counting comes to, if it is one that is counted at all.
    """
    given = document.blocks
    outline, items = count_outline(given).counted, count_items(given)
    return replace(document, blocks=tuple(_typed(block, place, outline, items) for place, block in enumerate(given)))


def _typed(block: Block, place: int, outline: Mapping[int, Counted], items: Mapping[int, CountedItem]) -> Block:
    if isinstance(block, ListItem):
        if place not in items:
            return Paragraph(_after(block.marker, block), end_change=block.end_change)
        return replace(block, marker=items[place].marker) if is_gone(block) else block
    if isinstance(block, Paragraph | Heading) and block.number is not None:
        if place not in outline:
            return replace(block, number=None, content=_after(shown(block.number), block))
        return replace(block, number=outline[place].number) if is_gone(block) else block
    return block


def _with_blocks(document: Document, change: Callable[[Block], Block]) -> Document:
    notes = tuple(replace(note, blocks=tuple(map(change, note.blocks))) for note in document.notes)
    return replace(document, blocks=tuple(map(change, document.blocks)), notes=notes)
