"""Walks once through the text of a page and makes blocks of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from policyhub.domain.characters import language, one_line, safe_link
from policyhub.domain.document import (
    Block,
    Heading,
    Inline,
    LineBreak,
    ListItem,
    Mark,
    NoteMark,
    Paragraph,
    Quotation,
    Span,
    Table,
)
from policyhub.domain.tidying import tidied
from policyhub.domain.tracked import joined
from policyhub.readers.colours import settle_colours
from policyhub.readers.html_lists import Count, Marker, WordLists, count_of, is_label
from policyhub.readers.html_looks import Look, Properties, Styles, look_of
from policyhub.readers.html_notes import Notes
from policyhub.readers.html_parts import BLOCKS, words_in
from policyhub.readers.html_place import Place, change_of, on_lines
from policyhub.readers.html_source import Element
from policyhub.readers.html_tables import header_of, is_layout, laid_out, parts_of, rows_of

_HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
_LISTS = frozenset({"ol", "ul", "menu", "dir"})
_NUMBER_CLASSES = frozenset({"header-section-number", "section-number", "sectnum", "secno"})
_BLANKS = re.compile(r"[ \t\n\r\f]+")
_BLANK_LINE = re.compile(r"\n[ \t]*\n\s*")
_C1 = re.compile("[\x80-\x9f]")


class Walk:
    """Goes through elements and gathers words until a block ends."""

    def __init__(self, styles: Styles, notes: Notes, word_lists: WordLists) -> None:
        self.styles = styles
        self.notes = notes
        self.word_lists = word_lists
        self.blocks: list[Block] = []
        self.content: list[Inline] = []
        self.place = Place()
        self.marker: Marker | None = None
        self.marker_level = 0
        self.tracks = False

    def blocks_of(self, element: Element) -> tuple[Block, ...]:
        """The blocks of an element, by themselves."""
        kept = self.blocks, self.content, self.place, self.marker
        self.blocks, self.content, self.place, self.marker = [], [], Place(lang=self.place.lang), None
        self.inside(element, Look())
        self.end()
        made = tuple(self.blocks)
        self.blocks, self.content, self.place, self.marker = kept
        return made

    def inside(self, element: Element, look: Look) -> None:
        """All that stands in an element, in order."""
        self.text(element.text, look)
        for child in element:
            self.visit(child, look)
            self.text(child.tail, look)

    def visit(self, element: Element, look: Look) -> None:
        """One element, whatever it is."""
        if element in self.notes.marks:
            self.content.append(NoteMark(self.notes.marks[element], look.change))
            return
        if element in self.notes.skipped:
            return
        properties = self.styles.of(element)
        inner = look_of(element, properties, look)
        tag = str(element.tag)
        if tag == "table":
            self.table(element, inner)
        elif tag in _LISTS:
            self.list(element, inner, properties)
        elif tag == "li":
            self.item(element, inner)
        elif tag in BLOCKS:
            self.block(element, inner, properties)
        else:
            self.inline(element, inner)

    # --- Words

    def text(self, text: str | None, look: Look) -> None:
        """Words at this place; blanks are folded, but not where they stand as typed."""
        if not text:
            return
        text = _C1.sub(_windows, text)
        if not look.as_typed:
            self.content.append(Span(_BLANKS.sub(" ", text), look.marks, look.link, look.change))
            return
        for number, part in enumerate(_BLANK_LINE.split(text)):
            if number:
                self.flush()
            self.content.append(Span(part, look.marks, look.link, look.change))

    def inline(self, element: Element, look: Look) -> None:
        """An element among words."""
        match element.tag:
            case "br":
                self.line_break(look)
            case "img":
                words = one_line(element.get("alt", "")) if element.get("role") != "presentation" else ""
                self.content.append(Span(words, look.marks, look.link, look.change))
            case "a":
                self.inside(element, replace(look, link=safe_link(element.get("href", "").strip()) or look.link))
            case "ins" | "del":
                self.inside(element, self.changed(element, look))
            case "span" if element.get("class", "") in _NUMBER_CLASSES and self.place.heading:
                self.marker = Marker(one_line(words_in(element)), True)
            case "q":
                self.content.append(Span("“", look.marks, look.link, look.change))
                self.inside(element, look)
                self.content.append(Span("”", look.marks, look.link, look.change))
            case "wbr":
                pass
            case "span" if is_label(element):
                self.label(element)
            case _:
                self.inside(element, look)

    def changed(self, element: Element, look: Look) -> Look:
        """The look in an ``ins`` or ``del``; on a page that only strikes words out, that is all a ``del`` does."""
        said = any(element.get(name) for name in ("cite", "datetime", "data-author"))
        if said or self.tracks:
            return replace(look, change=change_of(element))
        return look.having(Mark.STRIKE if element.tag == "del" else Mark.UNDERLINE)

    def line_break(self, look: Look) -> None:
        """A new line; the second in a row begins a paragraph."""
        last = next((i for i in reversed(self.content) if not (isinstance(i, Span) and not i.text.strip())), None)
        if isinstance(last, LineBreak) and not self.place.heading:
            self.flush()
        elif last is not None:
            self.content.append(LineBreak(look.change))

    def label(self, element: Element) -> None:
        """What Word printed before a paragraph of a list."""
        for outer in element.iterancestors():
            properties = self.styles.of(outer)
            if "mso-list" in properties or outer.tag in BLOCKS:
                heading = bool(self.place.heading)
                self.marker, level = self.word_lists.marker(properties, words_in(element), heading=heading)
                self.marker_level = self.place.lists + level
                return

    # --- Blocks

    def block(self, element: Element, look: Look, properties: Properties) -> None:
        """An element whose words stand by themselves."""
        tag = str(element.tag)
        outer = self.place
        self.flush()
        if tag in _HEADINGS or element.get("role") == "heading":
            given = element.get("aria-level", "")
            self.place = replace(outer, heading=int(given) if given in "123456789" and given else _HEADINGS.get(tag, 2))
        elif tag == "blockquote":
            self.place = replace(outer, quoted=True)
        elif tag == "p" and element.get("class", "").startswith("Mso") and element.get("class") != "MsoNormal":
            self.place = replace(outer, style=element.get("class", "")[3:].split(" ")[0] or None)
        lang = language(element.get("lang") or element.get("xml:lang"))
        if lang:
            self.place = replace(self.place, lang=lang)
        if look.change is not None:
            self.place = replace(self.place, end_change=look.change)
        self.inside(element, look)
        self.flush()
        if "mso-list" in properties:
            self.drop_marker()
        self.place = outer

    def list(self, element: Element, look: Look, properties: Properties) -> None:
        """A list: its items, and what else stands in it."""
        self.flush()
        outer = self.place
        count = count_of(element, properties, self.styles, outer.number, inside=outer.lists > 0 or outer.quoted)
        self.place = replace(outer, count=count, lists=outer.lists + (not count.clauses), heading=0)
        self.inside(element, look)
        self.flush()
        self.place = outer

    def item(self, element: Element, look: Look) -> None:
        """One item of a list."""
        self.flush()
        self.drop_marker()
        outer = self.place
        if outer.count is None:
            outer = replace(outer, count=Count(False), lists=outer.lists + 1)
        self.marker = outer.count.marker(element) if outer.count else None
        self.marker_level = max(0, outer.lists - 1)
        number = self.marker.text if self.marker and self.marker.number else None
        self.place = replace(outer, number=number, count=None, end_change=look.change)
        self.inside(element, look)
        self.flush()
        self.drop_marker()
        self.place = outer

    def flush(self) -> None:
        """End the block at hand, if it has words."""
        content = self.settled(tidied(self.content))
        self.content = []
        if content:
            self.blocks.append(self.made(content))
            self.marker = None

    def settled(self, content: tuple[Inline, ...]) -> tuple[Inline, ...]:
        """Words with only those colours that mean something."""
        return joined(settle_colours(content))

    def end(self) -> None:
        """End what is at hand, an empty item too."""
        self.flush()
        self.drop_marker()

    def drop_marker(self) -> None:
        """Keep the number of an item that has no words of its own."""
        if self.marker is not None and any(sign.isalnum() for sign in self.marker.text):
            self.blocks.append(self.made(()))
        self.marker = None

    def made(self, content: tuple[Inline, ...]) -> Block:
        """The block that words at this place are."""
        place, marker = self.place, self.marker
        if place.heading:
            number = marker.text.rstrip(".") if marker and any(map(str.isalnum, marker.text)) else None
            return Heading(content, place.heading, number, lang=place.lang, end_change=place.end_change)
        if marker is not None and not marker.number:
            return ListItem(content, self.marker_level, marker.text, place.end_change)
        if place.quoted and not place.lists and marker is None:
            return Quotation(content, place.end_change)
        number = marker.text if marker else None
        return Paragraph(content, number, None, place.lists, place.lang, False, place.style, place.end_change)

    # --- Tables

    def table(self, element: Element, look: Look) -> None:
        """A table as one, or its cells one after another when it only lays out a page."""
        self.flush()
        for part in parts_of(element):
            self.apart(part, look)
        rows = rows_of(element)
        if self.lays_out(element, rows):
            for cell in (cell for row in rows for cell in row):
                self.apart(cell, look)
            return
        self.drop_marker()
        made = laid_out(rows, self.cell)
        if any(cell for row in made for cell in row):
            self.blocks.append(Table(made, header_of(rows)))

    def lays_out(self, table: Element, rows: Sequence[Sequence[Element]]) -> bool:
        """Whether a table is none to its reader."""
        return is_layout(table, rows)

    def apart(self, part: Element | str, look: Look) -> None:
        """Words, or an element, as a block of its own."""
        if isinstance(part, str):
            self.text(part, look)
        elif part.tag in ("td", "th"):
            self.block(part, look_of(part, self.styles.of(part), look), {})
        else:
            self.visit(part, look)
        self.flush()

    def cell(self, element: Element) -> tuple[Inline, ...]:
        """The words of a cell on lines of their own."""
        return on_lines(self.blocks_of(element))


def _windows(found: re.Match[str]) -> str:
    """A control of Latin-1 in a page is a sign of Windows-1252, in every browser."""
    return found[0].encode("latin-1").decode("cp1252", "ignore")
