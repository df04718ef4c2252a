"""What a block is at its place on a page, blocks as the lines of a cell, and who changed what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import unquote

from policyhub.domain.characters import one_line
from policyhub.domain.document import (
    Block,
    Change,
    ChangeKind,
    Heading,
    Inline,
    LineBreak,
    ListItem,
    Paragraph,
    Quotation,
    Span,
    Table,
)
from policyhub.domain.tidying import tidied
from policyhub.readers.html_lists import Count
from policyhub.readers.html_source import Element


@dataclass(frozen=True, slots=True)
class Place:
    """What a block at this place is: ``heading`` is its level or 0, ``lists`` how many lists are open around it."""

    heading: int = 0
    lists: int = 0
    quoted: bool = False
    lang: str | None = None
    style: str | None = None
    number: str | None = None
    count: Count | None = None
    end_change: Change | None = None


def on_lines(blocks: Sequence[Block]) -> tuple[Inline, ...]:
    """Blocks as the words of one: a line each, with their numbers and markers."""
    lines: list[Inline] = []
    for block in blocks:
        if lines:
            lines.append(LineBreak())
        match block:
            case Table(rows=rows):
                for row in rows:
                    for cell in row:
                        lines += [*cell, Span(" ")]
                    lines.append(LineBreak())
            case ListItem(content=content, marker=marker):
                lines += [Span(f"{marker} "), *content]
            case Paragraph(content=content, number=number) | Heading(content=content, number=number):
                lines += [Span(f"{number} " if number else ""), *content]
            case Quotation(content=content):
                lines += content
    return tidied(lines)


def change_of(element: Element) -> Change:
    """What an ``ins`` or ``del`` says: Word puts the author into ``cite``, as if it were an address."""
    cite = element.get("cite", "")
    author = element.get("data-author", "") or (unquote(cite[7:]) if cite.casefold().startswith("mailto:") else "")
    kind = ChangeKind.INSERT if element.tag == "ins" else ChangeKind.DELETE
    return Change(kind, one_line(author), one_line(element.get("datetime", "")))
