"""Reads a Markdown file into a document: CommonMark with tables, struck words and footnotes."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import chain

from markdown_it.token import Token

from policyhub.domain.document import (
    Block,
    Document,
    Heading,
    Inline,
    LineBreak,
    ListItem,
    Mark,
    Paragraph,
    Quotation,
    Span,
    Table,
)
from policyhub.domain.markdown import cells_of
from policyhub.domain.tidying import tidied
from policyhub.readers.encodings import NOT_TEXT, decode
from policyhub.readers.errors import Unreadable
from policyhub.readers.html_lists import WordLists
from policyhub.readers.html_looks import Styles
from policyhub.readers.html_notes import Notes
from policyhub.readers.html_parts import drop_unseen
from policyhub.readers.html_source import EMPTY as NO_WORDS
from policyhub.readers.html_source import open_page
from policyhub.readers.html_walk import Walk
from policyhub.readers.markdown_front import front_matter
from policyhub.readers.markdown_inlines import FileNotes, MarkdownWords
from policyhub.readers.markdown_rules import parse_blocks
from policyhub.readers.text import EMPTY, MOST_BYTES, TOO_BIG

_NOTE = re.compile(r"\\?\[\^?\d{1,3}\\?\]:?[ \t]")
_NEXT_NOTE = re.compile(rf"(?<![\\ ])\n(?={_NOTE.pattern})")
_NEW_LINES = re.compile("\r\n|\r|\x0b|\x0c|\x85|\u2028|\u2029")


def read_markdown(data: bytes, *, name: str = "") -> Document:
    """The text of a Markdown file; its front matter is in ``running``, but its title is ``title`` if the text has none.

    Items of counted lists keep the markers typed before them ("1."), or those that a page would show when all are typed
    alike. What is escaped, or is no good Markdown, stays the words it is; raw HTML gives its words. Raises Unreadable,
    with a sentence that says what to do, for files over 20 MB, without words, or that are no text.
    """
    if len(data) > MOST_BYTES:
        raise Unreadable(TOO_BIG)
    if not data.strip():
        raise Unreadable(EMPTY)
    text, encoding = decode(data)
    text = _NEW_LINES.sub("\n", text.removeprefix("\ufeff"))
    if not re.search(r"\w", text):
        raise Unreadable(EMPTY if len(text) < 10_000 else NOT_TEXT)
    front, body = front_matter(text)
    reader = _Reader(body)
    blocks = reader.read()
    notes = reader.notes.made()
    if not blocks and not notes and not front.title:
        raise Unreadable(EMPTY)
    titled = any(isinstance(block, Heading) and block.level == 1 for block in blocks)
    running = [line for line in front.lines if titled or line != front.title_line]
    return Document(
        title="" if titled else front.title,
        lang=front.lang or "en-GB",
        blocks=blocks,
        notes=notes,
        running=tuple(dict.fromkeys([*running, *reader.unused])),
        extra={"origin": "markdown", "encoding": encoding, "markup": "markdown"},
    )


@dataclass(frozen=True, slots=True)
class _Place:
    lists: int = 0
    quotes: int = 0
    heading: int = 0


class _Reader:
    """Goes once over the blocks of a file."""

    def __init__(self, body: str) -> None:
        self.source = body.split("\n")
        self.tokens, env = parse_blocks(body)
        self.notes = FileNotes()
        self.words = MarkdownWords(env, self.notes)
        self.unused: list[str] = []
        self.blocks: list[Block] = []
        self.kept: list[list[Block]] = []
        self.place = _Place()
        self.places: list[_Place] = []
        self.labels: list[str] = []
        self.counts: list[tuple[int, bool] | None] = []
        self.marker = ""
        self.rows: list[list[tuple[Inline, ...]]] = []

    def read(self) -> tuple[Block, ...]:
        for at, token in enumerate(self.tokens):
            self.take(token, at)
        self.unused = self.words.unused()
        return tuple(self.blocks)

    def take(self, token: Token, at: int) -> None:
        match token.type:
            case "inline":
                self.leaf(token, at)
            case "fence" | "code_block":
                self.code(token.content)
            case "html_block":
                self.raw(token.content)
            case "heading_open":
                self.place = replace(self.place, heading=int(token.tag[1]))
            case "heading_close":
                self.place = replace(self.place, heading=0)
            case "footnote_reference_open" | "footnote_reference_close":
                self.note(token)
            case _:
                self.box(token, at)

    def box(self, token: Token, at: int) -> None:
        """The beginning or end of what blocks stand in."""
        match token.type:
            case "blockquote_open" | "blockquote_close":
                self.drop_marker()
                self.place = replace(self.place, quotes=self.place.quotes + token.nesting)
            case "bullet_list_open" | "ordered_list_open":
                self.drop_marker()
                self.counts.append(self.count(token, at))
                self.place = replace(self.place, lists=self.place.lists + 1)
            case "bullet_list_close" | "ordered_list_close":
                self.counts.pop()
                self.place = replace(self.place, lists=self.place.lists - 1)
            case "list_item_open":
                self.marker = self.next_marker(token)
            case "list_item_close":
                self.drop_marker()
            case "table_open" | "tr_open":
                self.row(token)
            case "table_close":
                self.table()
            case _:
                pass

    def note(self, token: Token) -> None:
        """The beginning or end of a note's own words, which are kept apart from the text."""
        if token.nesting > 0:
            self.places.append(self.place)
            self.kept.append(self.blocks)
            self.labels.append(str(token.meta["label"]))
            self.place, self.blocks = _Place(), []
            return
        self.notes.define(self.labels.pop(), tuple(self.blocks))
        self.blocks = self.kept.pop()
        self.place = self.places.pop()

    # --- Words

    def leaf(self, token: Token, at: int) -> None:
        opening = self.tokens[at - 1].type
        if opening in ("th_open", "td_open"):
            self.rows[-1].append(self.words.read(self.cell(token, at)))
            return
        # Notes are often written line under line.
        parts = _NEXT_NOTE.split(token.content) if _NOTE.match(token.content) else [token.content]
        for content in chain.from_iterable(map(self.words.paragraphs, parts)):
            self.put(content)

    def put(self, content: tuple[Inline, ...]) -> None:
        """A block with these words, as its place makes it."""
        place, marker = self.place, self.marker
        if not content:
            return
        if place.heading:
            self.drop_marker()
            self.blocks.append(Heading(content, place.heading))
        elif marker:
            self.blocks.append(ListItem(content, place.lists - 1, marker))
        elif place.quotes and not place.lists:
            self.blocks.append(Quotation(content))
        else:
            self.blocks.append(Paragraph(content, level=place.lists))
        self.marker = ""

    def code(self, text: str) -> None:
        for part in re.split(r"\n[ \t]*\n", text.rstrip("\n")):
            lines: list[Inline] = []
            for line in part.split("\n"):
                lines += [LineBreak()] if lines else []
                lines.append(Span(line, frozenset({Mark.CODE})))
            self.put(tidied(lines))

    def raw(self, source: str) -> None:
        """The words of raw HTML, as the reader of pages takes them."""
        try:
            page = open_page(source)
        except Unreadable as problem:
            if str(problem) == NO_WORDS:
                return
            raise
        drop_unseen(page.root)
        walk = Walk(Styles(""), Notes(), WordLists({}))
        self.drop_marker()
        for block in walk.blocks_of(page.root):
            self.blocks.append(_within(block, self.place))

    # --- Lists

    def count(self, token: Token, at: int) -> tuple[int, bool] | None:
        """What an ordered list begins with, and whether all its items have the same number typed before them."""
        if token.type == "bullet_list_open":
            return None
        typed: list[str] = []
        for place in range(at + 1, len(self.tokens)):
            other = self.tokens[place]
            if other.level == token.level and other.type == "ordered_list_close":
                break
            if other.type == "list_item_open" and other.level == token.level + 1:
                typed.append(other.info)
        return int(token.attrs.get("start", 1)), len(typed) > 1 and len(set(typed)) == 1

    def next_marker(self, token: Token) -> str:
        count = self.counts[-1]
        if count is None:
            return "•"
        value, same = count
        self.counts[-1] = value + 1, same
        return f"{value if same else int(token.info)}{token.markup}"

    def drop_marker(self) -> None:
        """Keep the number of an item that has no words of its own."""
        if self.marker and self.marker != "•":
            self.blocks.append(ListItem((), max(0, self.place.lists - 1), self.marker))
        self.marker = ""

    # --- Tables

    def row(self, token: Token) -> None:
        if token.type == "table_open":
            self.drop_marker()
            self.rows = []
        else:
            self.rows.append([])

    def cell(self, token: Token, at: int) -> str:
        """The source of a cell; the last of a row that is longer than the first holds all that is left."""
        if self.tokens[at + 2].type != "tr_close" or token.map is None or len(self.rows) == 1:
            # No row is longer than the first, and before that may stand the sign of an item or a note.
            return token.content
        cells = cells_of(self.source[token.map[0]].lstrip(" \t>"))
        place = len(self.rows[-1])
        return " | ".join(cells[place:]).strip(" \t") if len(cells) > place + 1 else token.content

    def table(self) -> None:
        rows = tuple(tuple(row) for row in self.rows)
        header = any(rows[0]) if rows else False
        rows = rows if header else rows[1:]
        if any(cell for row in rows for cell in row):
            self.blocks.append(Table(rows, header))


def _within(block: Block, place: _Place) -> Block:
    """A block of raw HTML at its place among lists and quotations."""
    match block:
        case Paragraph(content=content) if place.quotes and not place.lists and block.number is None:
            return Quotation(content, block.end_change)
        case Paragraph() | ListItem():
            return replace(block, level=block.level + place.lists)
        case _:
            return block
