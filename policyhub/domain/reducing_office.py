"""What is left of a document in the file of a word processor, which counts by itself and has a place for each thing."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace

from policyhub.domain.automatic_numbers import Counted, CountedItem, count_items, count_outline, is_gone, number_of
from policyhub.domain.characters import one_line
from policyhub.domain.document import (
    Block,
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
    with_blocks,
    with_contents,
)
from policyhub.domain.own_words import reds_of, shown
from policyhub.domain.placed_notes import place_notes, pointed_to
from policyhub.domain.reducing_changes import after_words

DEEPEST_ITEM = 8
MOST_COLUMNS = 63

Content = tuple[Inline, ...]


# --- Notes


def _with_single_marks(document: Document) -> Document:
    notes = place_notes(document)
    marks = {note.id: note.mark for note in document.notes}
    met: set[str] = set()

    def raised(content: Content, kept: Collection[str]) -> Content:
        made: list[Inline] = []
        for inline, red in zip(content, reds_of(content), strict=True):
            if isinstance(inline, NoteMark) and (inline.note in met or inline.note not in kept):
                looks = {Mark.SUPERSCRIPT, Mark.RED} if red else {Mark.SUPERSCRIPT}
                inline = Span(marks[inline.note], frozenset(looks), change=inline.change)
            elif isinstance(inline, NoteMark):
                met.add(inline.note)
            made.append(inline)
        return tuple(made)

    def with_raised(block: Block, kept: Collection[str]) -> Block:
        if not any(isinstance(inline, NoteMark) for inline in inlines_of([block])):
            return block
        return with_contents(block, lambda content: raised(content, kept))

    if not document.notes:
        return document
    return replace(
        document,
        blocks=tuple(with_raised(block, marks) for block in document.blocks),
        notes=tuple(
            replace(note, blocks=tuple(with_raised(block, ()) for block in note.blocks))
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
            return Paragraph(after_words(marker, block), end_change=block.end_change)
        case Quotation():
            return Paragraph(block.content, end_change=block.end_change)
        case Heading() | Paragraph():
            content = after_words(shown(block.number or ""), block)
            disputed = isinstance(block, Paragraph) and block.disputed
            return Paragraph(content, lang=block.lang, disputed=disputed, end_change=block.end_change)


def with_lines_in_notes(document: Document) -> Document:
    """The rows of a table in a note are lines, paragraphs of their own."""
    notes = tuple(replace(note, blocks=tuple(_lines(note.blocks))) for note in document.notes)
    return replace(document, notes=notes)


def _lines(blocks: Iterable[Block]) -> Iterator[Block]:
    for block in blocks:
        if isinstance(block, Table):
            yield from (_line(row) for row in block.rows if any(row))
        else:
            yield block


def _line(row: Iterable[Content]) -> Paragraph:
    return Paragraph(_reddened(tuple(one for cell in row for one in (*cell, Span(" "))), disputed=False))


# --- Looks


def with_red_passages(document: Document) -> Document:
    """What is disputed as a whole is red, and so are blanks between red words, and no others."""

    def change(block: Block) -> Block:
        disputed = isinstance(block, Paragraph) and block.disputed
        block = with_contents(block, lambda content: _reddened(content, disputed=disputed))
        return replace(block, disputed=False) if isinstance(block, Paragraph) and disputed else block

    return with_blocks(document, change)


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
    return with_blocks(document, lambda block: with_contents(block, _plainer))


def _plainer(content: Content) -> Content:
    if not any(isinstance(one, Span) and (one.link or Mark.SUBSCRIPT in one.marks) for one in content):
        return content
    return tuple(_as_seen(one) if isinstance(one, Span) else one for one in content)


def _as_seen(span: Span) -> Span:
    unseen = {Mark.UNDERLINE} if span.link else set()
    if Mark.SUPERSCRIPT in span.marks:
        unseen.add(Mark.SUBSCRIPT)
    return replace(span, marks=span.marks - unseen) if unseen & span.marks else span


# --- Blocks


def with_bound_layout(document: Document) -> Document:
    """No item is deeper than the ninth level, and a paragraph is in the item before it or in none.

    Rows without words go, and the rows of a table that is too wide are paragraphs. A block is in a language of its own
    where it has words and the language is not that of the document.
    """
    notes = tuple(replace(note, blocks=tuple(_rows(note.blocks))) for note in document.notes)
    document = replace(document, blocks=tuple(_bound(document.blocks)), notes=notes)
    return with_blocks(document, lambda block: _in_own_language(block, document.lang))


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
            yield from map(_line, rows)
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

    def pointing(inline: Inline, red: bool) -> Inline:
        if not isinstance(inline, Reference):
            return inline
        target = places.get(inline.target)
        marks = frozenset({Mark.RED}) if red else frozenset()
        return Span(one_line(inline.text), marks) if target is None else replace(inline, target=target)

    def change(block: Block) -> Block:
        if isinstance(block, Paragraph | Heading) and block.id is not None:
            block = replace(block, id=places.get(block.id))
        if any(isinstance(one, Reference) for one in inlines_of([block])):
            block = with_contents(block, lambda content: tuple(map(pointing, content, reds_of(content))))
        return block

    return with_blocks(document, change)


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
            return Paragraph(after_words(block.marker, block), end_change=block.end_change)
        return replace(block, marker=items[place].marker) if is_gone(block) else block
    if isinstance(block, Paragraph | Heading) and block.number is not None:
        if place not in outline:
            return replace(block, number=None, content=after_words(shown(block.number), block))
        return replace(block, number=outline[place].number) if is_gone(block) else block
    return block
