"""Reads a body's Markdown into leaves of words, with the boxes around them and the lines they stand on."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from markdown_it.token import Token

from policyhub.domain.characters import storable
from policyhub.domain.document import Inline, LineBreak, Mark, NoteMark, Reference, Span, plain_of
from policyhub.domain.markdown_rules import make_parser

_LIVELY = re.compile(r"[\\`*_~\[\]<&{]|  \n")
_FOLD = re.compile(r"[ \t]*\n[ \t]*")
_MARKS = {"strong": Mark.STRONG, "em": Mark.EMPHASIS, "s": Mark.STRIKE}


Shape = Literal["paragraph", "heading", "cell", "head"]


@dataclass(frozen=True, slots=True)
class Box:
    """The beginning or the end of what leaves stand in: "quote", "bullets", "numbers", "item", "table", "row".

    ``marker`` is the printed mark of an item, the first number of "numbers" and "head" for a table's first row.
    """

    kind: str
    opens: bool
    marker: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """A line across the page."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """Words without a block inside: ``apart`` stands before them in the plain text, ``start`` is their place in it.

    ``lines`` are the first source line and the one after the last. ``tight`` words stand in an item without a
    paragraph of their own.
    """

    shape: Shape
    content: tuple[Inline, ...]
    text: str
    apart: str
    start: int
    lines: tuple[int, int]
    source: str
    tight: bool = False

    @property
    def stop(self) -> int:
        """The place in the plain text after the last character."""
        return self.start + len(self.text)


Piece = Box | Rule | Leaf


def clean(body: str) -> str:
    """The body with line ends as \\n and without what no page or database can hold."""
    return storable(body.replace("\r\n", "\n").replace("\r", "\n"))


_MD = make_parser()


def parse_words(source: str, notes: frozenset[str] | None) -> tuple[Inline, ...]:
    """The words of one paragraph's Markdown; ``notes`` are the ids that become marks, None is any."""
    if not _LIVELY.search(source):
        return (Span(_FOLD.sub(" ", source)),) if source else ()
    tokens: list[Token] = []
    _MD.inline.parse(source, _MD, {"notes": notes}, tokens)
    words = _Words()
    for token in tokens:
        words.take(token)
    words.flush()
    return tuple(words.done)


class _Words:
    """Gathers the library's inline tokens into runs of words with the same look."""

    def __init__(self) -> None:
        self.done: list[Inline] = []
        self._words: list[str] = []
        self._depth = dict.fromkeys(_MARKS, 0)
        self._marks: frozenset[Mark] = frozenset()
        self._link: str | None = None

    def flush(self) -> None:
        if text := "".join(self._words):
            self.done.append(Span(text, self._marks, self._link))
        self._words.clear()

    def take(self, token: Token) -> None:
        if token.type in ("text", "text_special"):
            self._words.append(token.content)
        elif token.type == "softbreak":
            self._words.append(" ")
        else:
            self.flush()
            self._take_other(token)

    def _take_other(self, token: Token) -> None:
        match token.type:
            case "code_inline":
                self.done.append(Span(token.content, self._marks | {Mark.CODE}, self._link))
            case "hardbreak":
                self.done.append(LineBreak())
            case "note":
                self.done.append(NoteMark(token.content))
            case "reference":
                self.done.append(Reference(token.info, token.content))
            case "link_open" | "link_close":
                self._link = str(token.attrs["href"]) if token.nesting > 0 else None
            case _:
                self._depth[token.tag] += token.nesting
                self._marks = frozenset(mark for tag, mark in _MARKS.items() if self._depth[tag])


def cells_of(row: str) -> list[str]:
    """The cells of a table's source line, with escaped bars as bars."""
    cells = re.split(r"(?<!\\)\|", row.strip(" \t"))
    if cells and not cells[0]:
        cells.pop(0)
    if cells and not cells[-1]:
        cells.pop()
    return [cell.replace("\\|", "|") for cell in cells]


def parse(body: str, notes: frozenset[str] | None = frozenset()) -> tuple[Piece, ...]:
    """The pieces of a clean body in order; ``notes`` are the ids that become marks, None is any."""
    walk = _Walk(body, notes)
    tokens = _MD.parse(body, {})
    for at, token in enumerate(tokens):
        walk.take(token, tokens[at + 2] if at + 2 < len(tokens) else None)
    return tuple(walk.pieces)


_BOXES = {
    "blockquote": "quote",
    "bullet_list": "bullets",
    "ordered_list": "numbers",
    "list_item": "item",
    "table": "table",
    "tr": "row",
}
_SHAPES: dict[str, Shape] = {"paragraph": "paragraph", "heading": "heading", "th": "head", "td": "cell"}


class _Walk:
    """Goes once over the library's tokens and keeps count of the place in the plain text."""

    def __init__(self, body: str, notes: frozenset[str] | None) -> None:
        self.pieces: list[Piece] = []
        self._source = body.split("\n")
        self._notes = notes
        self._place = 0
        self._shape: Shape = "paragraph"
        self._tight = False
        self._lists = 0  # how many lists are open; each outermost list has a number of its own
        self._list, self._last_list, self._new_item = 0, -1, False
        self._row = self._cell = 0

    def take(self, token: Token, coming: Token | None) -> None:
        """One token; ``coming`` is the one after the next."""
        kind = token.type.removesuffix("_open").removesuffix("_close")
        if kind == "inline":
            self._leaf(token, last_of_row=coming is not None and coming.type == "tr_close")
        elif kind == "hr":
            self.pieces.append(Rule())
        elif kind in _BOXES:
            self._box(kind, token)
        elif kind in _SHAPES and token.nesting > 0:
            self._shape, self._tight = _SHAPES[kind], token.hidden

    def _box(self, kind: str, token: Token) -> None:
        opens = token.nesting > 0
        marker = ""
        if kind in ("bullet_list", "ordered_list"):
            self._lists += token.nesting
            self._list += opens and self._lists == 1
            marker = str(token.attrs.get("start", ""))
        elif kind == "list_item":
            self._new_item = self._new_item or opens
            marker = f"{token.info}{token.markup}" if token.info else "•"
        elif kind == "table":
            self._row = -1
        elif opens and kind == "tr":
            self._row, self._cell = self._row + 1, 0
        if kind == "tr" and not self._row:
            marker = "head"
        self.pieces.append(Box(_BOXES[kind], opens, marker))

    def _leaf(self, token: Token, last_of_row: bool) -> None:
        in_table = self._shape in ("cell", "head")
        first, after = token.map or (0, 0)
        source = token.content
        if in_table and last_of_row:
            # A row with more cells than the head would lose them: they go into its last cell.
            cells = cells_of(self._source[first].lstrip(" \t>"))
            source = "|".join(cells[self._cell :]).strip(" \t") if len(cells) > self._cell + 1 else source
        content = parse_words(source, self._notes)
        text = plain_of(content)
        apart = self._apart(in_table) if text or in_table else ""
        self._place += len(apart)
        self.pieces.append(Leaf(self._shape, content, text, apart, self._place, (first, after), source, self._tight))
        self._place += len(text)
        self._cell += 1
        if text:
            self._new_item, self._last_list = False, self._list if self._lists else 0

    def _apart(self, in_table: bool) -> str:
        if in_table and (self._cell or self._row):
            return "\t" if self._cell else "\n"
        if not self._place:
            return ""
        return "\n" if self._new_item and self._lists and self._list == self._last_list else "\n\n"
