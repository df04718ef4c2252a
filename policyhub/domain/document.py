"""The neutral tree of a text between any reader and any writer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
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


class ChangeKind(StrEnum):
    """What a tracked change did with words."""

    INSERT = "insert"
    DELETE = "delete"
    MOVED_FROM = "moved from"
    MOVED_TO = "moved to"

    @property
    def removes(self) -> bool:
        """Whether the words are gone once the change is accepted."""
        return self in (ChangeKind.DELETE, ChangeKind.MOVED_FROM)


@dataclass(frozen=True, slots=True)
class Change:
    """A tracked change: who made it, and when ("2026-05-12T10:00:00Z", as the file says it); both may be unknown."""

    kind: ChangeKind
    author: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True)
class Span:
    """Words with the same marks; ``link`` is an address outside the text, ``change`` what was done with them."""

    text: str
    marks: frozenset[Mark] = frozenset()
    link: str | None = None
    change: Change | None = None


@dataclass(frozen=True, slots=True)
class NoteMark:
    """The place of a note: ``note`` is the ``id`` of a Note of the document."""

    note: str
    change: Change | None = None


@dataclass(frozen=True, slots=True)
class Reference:
    """A live cross-reference: ``target`` is the ``id`` of a block, ``text`` its printed number."""

    target: str
    text: str


@dataclass(frozen=True, slots=True)
class LineBreak:
    """A new line inside a paragraph."""

    change: Change | None = None


@dataclass(frozen=True, slots=True)
class CommentMark:
    """Where the words begin, or end, that a comment is about: ``comment`` is the ``id`` of a Comment of the document.

    A comment on a place, not on words, has its beginning and its end there.
    """

    comment: str
    end: bool = False


Inline = Span | NoteMark | Reference | LineBreak | CommentMark


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Words that belong together; ``number`` is printed before them, without its full stop.

    ``end_change`` is what was done with the end of the paragraph: an inserted end split a paragraph in two, a deleted
    one joins it with the next.
    """

    content: tuple[Inline, ...]
    number: str | None = None
    id: str | None = None
    level: int = 0
    lang: str | None = None
    disputed: bool = False
    style: str | None = None
    end_change: Change | None = None


@dataclass(frozen=True, slots=True)
class Heading:
    """A title inside the text; ``level`` 1 is the highest."""

    content: tuple[Inline, ...]
    level: int = 1
    number: str | None = None
    id: str | None = None
    lang: str | None = None
    end_change: Change | None = None


@dataclass(frozen=True, slots=True)
class ListItem:
    """One item of a list; ``marker`` is "•" or the printed "a)", ``level`` 0 is the outermost."""

    content: tuple[Inline, ...]
    level: int = 0
    marker: str = "•"
    end_change: Change | None = None


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words of somebody else."""

    content: tuple[Inline, ...]
    end_change: Change | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells; the paragraphs of a cell are parted by a LineBreak."""

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
class Comment:
    """What somebody wrote in the margin; paragraphs of ``text`` are parted by a new line.

    ``at`` is as the file says it ("2026-05-12T10:00:00Z"); ``reply_to`` is the id of the comment that this answers.
    """

    id: str
    author: str
    at: str
    text: str
    reply_to: str | None = None
    resolved: bool = False


@dataclass(frozen=True, slots=True)
class Fact:
    """A line about the text, for a title page: "Agreed on", "12 May 2026"."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Document:
    """A whole text. ``facts`` stand under the title, ``blocks`` follow, ``notes`` and ``comments`` are at their marks.

    ``running`` are the words printed at the head and foot of its pages, each once. ``extra`` is what a reader found out
    about the file: "origin" ("text", "word", "odt", "pdf", "html", "markdown"), "encoding", "markup", "made_by".
    """

    title: str = ""
    subtitle: str | None = None
    lang: str = "en-GB"
    facts: tuple[Fact, ...] = ()
    blocks: tuple[Block, ...] = ()
    notes: tuple[Note, ...] = ()
    comments: tuple[Comment, ...] = ()
    running: tuple[str, ...] = ()
    extra: dict[str, str] = field(default_factory=dict)


def plain_of(content: Sequence[Inline]) -> str:
    """The words of some inlines as one string, those removed by a change among them; a line break is a new line."""
    parts: list[str] = []
    for inline in content:
        match inline:
            case Span(text=text) | Reference(text=text):
                parts.append(text)
            case LineBreak():
                parts.append("\n")
            case NoteMark() | CommentMark():
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


def contents_of(blocks: Iterable[Block]) -> Iterator[tuple[Inline, ...]]:
    """The inlines of each block, a table's cell by cell."""
    for block in blocks:
        if isinstance(block, Table):
            for row in block.rows:
                yield from row
        else:
            yield block.content


def inlines_of(blocks: Iterable[Block]) -> Iterator[Inline]:
    """The inlines of some blocks one after another."""
    return (inline for content in contents_of(blocks) for inline in content)


def with_contents(block: Block, change: Callable[[tuple[Inline, ...]], tuple[Inline, ...]]) -> Block:
    """The block with its inlines, a table's cell by cell, as ``change`` makes them."""
    if isinstance(block, Table):
        return replace(block, rows=tuple(tuple(change(cell) for cell in row) for row in block.rows))
    content = change(block.content)
    return block if content == block.content else replace(block, content=content)


def with_blocks(document: Document, change: Callable[[Block], Block]) -> Document:
    """The document with its blocks, and those of its notes, as ``change`` makes them."""
    notes = tuple(replace(note, blocks=tuple(map(change, note.blocks))) for note in document.notes)
    return replace(document, blocks=tuple(map(change, document.blocks)), notes=notes)
