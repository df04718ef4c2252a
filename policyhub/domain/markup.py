"""A body's Markdown as HTML with places for live things, as plain text and as neutral blocks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from html import escape as html_escape
from html import unescape

import nh3

from policyhub.domain.document import (
    Block,
    Inline,
    LineBreak,
    ListItem,
    Mark,
    NoteMark,
    Paragraph,
    Quotation,
    Reference,
    Span,
    Table,
)
from policyhub.domain.escaping import escape, escape_words
from policyhub.domain.markdown import Box, Leaf, Piece, Rule, clean, parse
from policyhub.domain.markdown_of import markdown_of
from policyhub.domain.marking import Range, mark_ranges

__all__ = [
    "LIVE",
    "NoteText",
    "Range",
    "Rendered",
    "RenderedNote",
    "blocks",
    "escape",
    "escape_words",
    "fill",
    "mark_ranges",
    "markdown_of",
    "note_ids_in",
    "plain",
    "references_in",
    "render",
]

NoteText = Mapping[str, str]
"""A note of a version: its "id", its "mark" as printed and its "text" in Markdown."""

LIVE = re.compile(r"<!--(?:ref:([a-z2-7]{12}):(.*?)|note:([A-Za-z0-9]+):(.*?))-->")
"""A place in rendered HTML that a page fills: public id and printed number, or id and mark of a note."""

_TAGS = {Mark.STRONG: "strong", Mark.EMPHASIS: "em", Mark.STRIKE: "s", Mark.CODE: "code"}
_BOX_TAGS = {
    "quote": "blockquote",
    "bullets": "ul",
    "numbers": "ol",
    "item": "li",
    "table": "table",
    "row": "tr",
}
_ALLOWED = {"p", "br", "hr", "a", "th", "td", "thead", "tbody", *_TAGS.values(), *_BOX_TAGS.values()}


@dataclass(frozen=True, slots=True)
class RenderedNote:
    """A note of a version as it is shown."""

    id: str
    mark: str
    html: str
    plain: str


@dataclass(frozen=True, slots=True)
class Rendered:
    """A version as it is shown: ``html`` still holds the places of live things, see ``fill``."""

    html: str
    plain: str
    notes: tuple[RenderedNote, ...]


def render(body: str, notes: Iterable[NoteText] = ()) -> Rendered:
    """HTML and plain text of a version's body and of its notes.

    Only the ids of ``notes`` become marks in the body; other "[^x]" stay the words they are. The HTML holds no
    heading, no image, no class and no id; links lead to http, https and mailto only.
    """
    notes = tuple(notes)
    marks = {note["id"]: note["mark"] for note in notes}
    pieces = parse(clean(body), frozenset(marks))
    rendered = []
    for note in notes:
        inside = parse(clean(note["text"]))
        rendered.append(RenderedNote(note["id"], note["mark"], _html(inside, {}), _plain(inside)))
    return Rendered(_html(pieces, marks), _plain(pieces), tuple(rendered))


def plain(body: str, notes: Iterable[NoteText] = ()) -> str:
    """The words of a body as shown; positions of anchors count its code points.

    Paragraphs and tables stand apart by a blank line, items and rows by a new line, cells by a tab; a
    reference is its stored number, the mark of one of ``notes`` is nothing.
    """
    return _plain(parse(clean(body), frozenset(note["id"] for note in notes)))


def fill(html: str, ref: Callable[[str, str], str], note: Callable[[str, str], str]) -> str:
    """The HTML with each live place replaced by what ``ref(pid, printed)`` or ``note(id, mark)`` gives (HTML)."""

    def put(found: re.Match[str]) -> str:
        if found[1] is not None:
            return ref(found[1], unescape(found[2]))
        return note(found[3], unescape(found[4]))

    return LIVE.sub(put, html)


def references_in(body: str) -> list[tuple[str, str]]:
    """The live references of a body in order: public id of the target, and the number that is stored."""
    return [(inline.target, inline.text) for inline in _inlines(body) if isinstance(inline, Reference)]


def note_ids_in(body: str) -> list[str]:
    """The ids of all note marks in a body, in order, each as often as it stands there."""
    return [inline.note for inline in _inlines(body) if isinstance(inline, NoteMark)]


def blocks(body: str, notes: Iterable[NoteText] = ()) -> tuple[Block, ...]:
    """The body as neutral blocks for writers; the mark of one of ``notes`` is a NoteMark with the note's id."""
    builder = _Blocks()
    for piece in parse(clean(body), frozenset(note["id"] for note in notes)):
        builder.take(piece)
    return tuple(builder.done)


def _inlines(body: str) -> Iterable[Inline]:
    return (inline for piece in parse(clean(body), None) if isinstance(piece, Leaf) for inline in piece.content)


def _plain(pieces: Iterable[Piece]) -> str:
    return "".join(piece.apart + piece.text for piece in pieces if isinstance(piece, Leaf))


def _html(pieces: Iterable[Piece], marks: Mapping[str, str]) -> str:
    parts: list[str] = []
    for piece in pieces:
        match piece:
            case Rule():
                parts.append("<hr>")
            case Box(kind="row", marker="head", opens=opens):
                parts.append("<thead><tr>" if opens else "</tr></thead>")
            case Box(kind="numbers", opens=True, marker=marker) if marker:
                parts.append(f'<ol start="{marker}">')
            case Box(kind=kind, opens=opens):
                parts.append(f"<{'' if opens else '/'}{_BOX_TAGS[kind]}>")
            case Leaf(shape="paragraph", tight=True):
                parts.append(_line(piece.content, marks))
            case Leaf(shape="heading"):
                parts.append(f"<p>{_line(_strong(piece.content), marks)}</p>")
            case Leaf(shape=shape):
                tag = {"paragraph": "p", "cell": "td", "head": "th"}[shape]
                scope = ' scope="col"' if shape == "head" else ""
                parts.append(f"<{tag}{scope}>{_line(piece.content, marks)}</{tag}>")
    # Comments are ours alone: no typed character gets into the HTML unescaped. The cleaner is a second net.
    return nh3.clean(
        "".join(parts),
        tags=_ALLOWED,
        attributes={"a": {"href"}, "ol": {"start"}, "th": {"scope"}},
        url_schemes={"http", "https", "mailto"},
        link_rel="nofollow noopener",
        strip_comments=False,
    )


def _strong(content: Iterable[Inline]) -> tuple[Inline, ...]:
    return tuple(Span(i.text, i.marks | {Mark.STRONG}, i.link) if isinstance(i, Span) else i for i in content)


def _tags(inline: Inline) -> list[str]:
    """The opening tags that some words stand in, outermost first."""
    if not isinstance(inline, Span):
        return []
    link = [f'<a href="{html_escape(inline.link)}">'] if inline.link else []
    return link + [f"<{tag}>" for mark, tag in _TAGS.items() if mark in inline.marks]


def _line(content: Iterable[Inline], marks: Mapping[str, str]) -> str:
    parts: list[str] = []
    opened: list[str] = []
    for inline in content:
        wanted = _tags(inline)
        same = 0
        while same < min(len(opened), len(wanted)) and opened[same] == wanted[same]:
            same += 1
        parts += [_closing(tag) for tag in reversed(opened[same:])]
        parts += wanted[same:]
        opened = wanted
        match inline:
            case Span(text=text):
                parts.append(html_escape(text, quote=False))
            case LineBreak():
                parts.append("<br>")
            case Reference(target=target, text=text):
                parts.append(f"<!--ref:{target}:{html_escape(text)}-->")
            case NoteMark(note=note):
                parts.append(f"<!--note:{note}:{html_escape(marks[note])}-->")
    return "".join(parts + [_closing(tag) for tag in reversed(opened)])


def _closing(tag: str) -> str:
    return "</a>" if tag.startswith("<a ") else f"</{tag[1:]}"


class _Blocks:
    """Puts pieces together into neutral blocks."""

    def __init__(self) -> None:
        self.done: list[Block] = []
        self._rows: list[tuple[tuple[Inline, ...], ...]] = []
        self._row: list[tuple[Inline, ...]] = []
        self._lists = self._quotes = 0
        self._marker = ""

    def take(self, piece: Piece) -> None:
        """The next piece of the body."""
        if isinstance(piece, Box):
            self._box(piece)
        elif isinstance(piece, Leaf) and piece.shape in ("cell", "head"):
            self._row.append(piece.content)
        elif isinstance(piece, Leaf) and piece.content:
            content = _strong(piece.content) if piece.shape == "heading" else piece.content
            self.done.append(self._block(content))
            self._marker = ""

    def _block(self, content: tuple[Inline, ...]) -> Block:
        if self._lists and self._marker:
            return ListItem(content, self._lists - 1, self._marker)
        if self._quotes and not self._lists:
            return Quotation(content)
        return Paragraph(content, level=self._lists)

    def _box(self, box: Box) -> None:
        step = 1 if box.opens else -1
        match box.kind:
            case "bullets" | "numbers":
                self._lists += step
            case "quote":
                self._quotes += step
            case "item":
                self._marker = box.marker if box.opens else ""
            case "table" if not box.opens:
                self.done.append(Table(tuple(self._rows), header=True))
                self._rows = []
            case "row" if not box.opens:
                self._rows.append(tuple(self._row))
                self._row = []
