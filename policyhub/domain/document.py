"""The neutral tree of a text between any reader and any writer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum


class Mark(StrEnum):
    """How a run of words looks."""

    STRONG = "strong"
    EMPHASIS = "emphasis"
    STRIKE = "strike"
    UNDERLINE = "underline"
    RED = "red"
    HIGHLIGHT = "highlight"
    CODE = "code"
    SUPERSCRIPT = "superscript"
    SUBSCRIPT = "subscript"


@dataclass(frozen=True, slots=True)
class Span:
    """Words with the same marks; ``link`` is an address outside the text."""

    text: str
    marks: frozenset[Mark] = frozenset()
    link: str | None = None


@dataclass(frozen=True, slots=True)
class NoteMark:
    """The place of a note: ``note`` is the ``id`` of a Note of the document."""

    note: str


@dataclass(frozen=True, slots=True)
class Reference:
    """A live cross-reference: ``target`` is the ``id`` of a block, ``text`` its printed number."""

    target: str
    text: str


@dataclass(frozen=True, slots=True)
class LineBreak:
    """A new line inside a paragraph."""


Inline = Span | NoteMark | Reference | LineBreak


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Words that belong together; ``number`` is printed before them, without its full stop."""

    content: tuple[Inline, ...]
    number: str | None = None
    id: str | None = None
    level: int = 0
    lang: str | None = None
    disputed: bool = False
    style: str | None = None


@dataclass(frozen=True, slots=True)
class Heading:
    """A title inside the text; ``level`` 1 is the highest."""

    content: tuple[Inline, ...]
    level: int = 1
    number: str | None = None
    id: str | None = None
    lang: str | None = None


@dataclass(frozen=True, slots=True)
class ListItem:
    """One item of a list; ``marker`` is "•" or the printed "a)", ``level`` 0 is the outermost."""

    content: tuple[Inline, ...]
    level: int = 0
    marker: str = "•"


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words of somebody else."""

    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells; each cell is one line of inlines."""

    rows: tuple[tuple[tuple[Inline, ...], ...], ...]
    header: bool = False


Block = Paragraph | Heading | ListItem | Quotation | Table


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote or endnote; ``mark`` is what is printed."""

    id: str
    mark: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """A line about the text, for a title page: "Agreed on", "12 May 2026"."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Document:
    """A whole text. ``facts`` stand under the title, ``blocks`` follow, ``notes`` are at their marks."""

    title: str = ""
    subtitle: str | None = None
    lang: str = "en-GB"
    facts: tuple[Fact, ...] = ()
    blocks: tuple[Block, ...] = ()
    notes: tuple[Note, ...] = ()
    extra: dict[str, str] = field(default_factory=dict)


def plain_of(content: Sequence[Inline]) -> str:
    """The words of some inlines as one string; note marks have none, a line break is a new line."""
    parts: list[str] = []
    for inline in content:
        match inline:
            case Span(text=text) | Reference(text=text):
                parts.append(text)
            case LineBreak():
                parts.append("\n")
            case NoteMark():
                pass
    return "".join(parts)


def lines_of(blocks: Sequence[Block]) -> Iterator[str]:
    """The words of some blocks, a line a block or a table's row, with printed numbers and markers."""
    for block in blocks:
        match block:
            case Table(rows=rows):
                for row in rows:
                    yield "\t".join(plain_of(cell) for cell in row)
            case ListItem(content=content, marker=marker):
                yield f"{marker} {plain_of(content)}"
            case Paragraph(content=content, number=number) | Heading(content=content, number=number):
                yield f"{number} {plain_of(content)}" if number else plain_of(content)
            case Quotation(content=content):
                yield plain_of(content)
