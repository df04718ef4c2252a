"""Finds the rows and cells of the tables of a Word file, and what stands in a cell as lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from policyhub.domain.document import Block, Heading, Inline, LineBreak, ListItem, Paragraph, Quotation, Span, Table
from policyhub.readers.word_boxes import choice_of
from policyhub.readers.word_changes import CHANGES
from policyhub.readers.word_xml import Element, child, name

AROUND = frozenset({"customXml", "smartTag", "sdtContent", *CHANGES})
"""What is put round paragraphs, rows or cells, and says nothing itself."""


def lines_of_cell(blocks: Sequence[Block]) -> Iterator[tuple[Inline, ...]]:
    """What stands in a cell, a line for each paragraph, with its number or bullet as words."""
    for block in blocks:
        match block:
            case Table(rows=rows):
                for row in rows:
                    line: list[Inline] = []
                    for cell in row:
                        line += [Span("\t"), *cell] if line else cell
                    yield tuple(line)
            case ListItem(content=content, marker=marker):
                yield (Span(f"{marker} "), *content)
            case Paragraph(content=content, number=printed) | Heading(content=content, number=printed) if printed:
                yield (Span(f"{printed}. " if printed.isalnum() else f"{printed} "), *content)
            case Paragraph(content=content) | Heading(content=content) | Quotation(content=content):
                yield content


def inside(element: Element, wanted: str) -> Iterator[Element]:
    """The rows of a table, or the cells of a row, also those in content controls and tracked changes."""
    for one in element:
        called = name(one)
        if called == wanted:
            yield one
        elif called in AROUND or called == "sdt":
            held = child(one, "sdtContent") if called == "sdt" else one
            yield from inside(held, wanted) if held is not None else ()
        elif called == "mc:AlternateContent":
            chosen = choice_of(one)
            yield from inside(chosen, wanted) if chosen is not None else ()


def has_words(content: Sequence[Inline]) -> bool:
    """Whether there is more in a cell than new lines."""
    return any(not isinstance(inline, LineBreak) for inline in content)
