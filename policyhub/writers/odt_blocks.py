"""Writes a document's blocks as the paragraphs, lists and tables of an OpenDocument."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from policyhub.domain.automatic_numbers import LEVELS, number_of
from policyhub.domain.document import Block, Heading, ListItem, Paragraph, Quotation, Table
from policyhub.writers.docx_layout import Layout, Place, style_of
from policyhub.writers.odt_inlines import Inlines, Line
from policyhub.writers.odt_lists import ItemLists, OutlineLists
from policyhub.writers.odt_looks import Automatic, Shape
from policyhub.writers.odt_styles import name_of
from policyhub.writers.odt_tables import Tables
from policyhub.writers.odt_xml import Element, Pen, o
from policyhub.writers.words import Piece, language

Lined = Paragraph | Heading | ListItem | Quotation
_AFTER_LIST = 150
_QUOTE_INDENT = 567


@dataclass(slots=True)
class Blocks:
    """Writes the blocks of one story, whose ends are settled and of which the layout was made.

    ``text_style`` is the style of all paragraphs inside a note; ``bookmarks`` are the names of those that stand round
    blocks, or round the typed numbers of blocks, by their place.
    """

    inlines: Inlines
    layout: Layout
    automatic: Automatic
    tables: Tables
    document_lang: str
    text_style: str | None = None
    bookmarks: dict[int, str] = field(default_factory=dict)
    items: ItemLists = field(default_factory=ItemLists)

    def write(self, blocks: Sequence[Block], into: Element) -> None:
        """Write blocks into an element."""
        outline = OutlineLists(self.layout)
        waiting: list[tuple[int, Lined]] = []
        for place, block in enumerate(blocks):
            if isinstance(block, Table):
                self.items.close()
                self._table(block, self.layout.places[place], into)
                continue
            waiting.append((place, block))
            if block.end_change is not None and block.end_change.kind.removes:
                continue
            following = blocks[place + 1] if place + 1 < len(blocks) else None
            element = self._paragraph(waiting, following)
            self._put(place, block, element, outline, into)
            waiting = []

    def _put(self, place: int, block: Lined, element: Element, outline: OutlineLists, into: Element) -> None:
        where = self.layout.places[place]
        item = self.layout.items.get(place)
        if item is not None and item.numbered is not None:
            begun = self.items.add(item, element)
            if begun is not None:
                into.append(begun)
            return
        further = isinstance(block, Paragraph) and block.level > 0 and number_of(block) is None
        if further and self.items.continue_item(element):
            return
        self.items.close()
        into.append(outline.wrap(place, element) if where.numbered is not None else element)

    def _paragraph(self, chain: Sequence[tuple[int, Lined]], following: Block | None) -> Element:
        """The paragraph that is left of some blocks whose ends, but for the last, were deleted."""
        place, block = chain[-1]
        where = self.layout.places[place]
        element = self._element(block, self._shape(block, where, following))
        line = Line(self.inlines, Pen(element))
        bookmark = self.bookmarks.get(place)
        lang = self._language(block)
        for before, after in itertools.pairwise(chain):
            line.lang = None if self._language(before[1]) == lang else self._language(before[1])
            for piece in self._pieces(before[1]):
                line.add(piece, self._deleted(*before))
            if before[1].end_change is not None:
                line.end(before[1].end_change, self._deleted(*before), self._deleted(*after))
        line.lang = None
        # What was deleted before it is no part of what can be pointed to.
        if bookmark is not None or where.typed is not None:
            line.close()
        if bookmark is not None:
            element.append(o("text:bookmark-start", {"text:name": bookmark}))
        if where.typed is not None:
            self._typed(line.pen, block, where.typed, bookmark)
        for piece in self._pieces(block):
            line.add(piece, self._deleted(place, block))
        if bookmark is not None and where.typed is None:
            element.append(o("text:bookmark-end", {"text:name": bookmark}))
        if block.end_change is not None:
            line.inserted_end(block.end_change)
        else:
            line.close()
        return element

    def _typed(self, pen: Pen, block: Lined, typed: str, bookmark: str | None) -> None:
        """The number or marker that counting would not come to; a reference shows it without its full stop."""
        number = number_of(block)
        if bookmark is not None and number is not None and typed.startswith(number):
            pen.write(number)
            pen.place.append(o("text:bookmark-end", {"text:name": bookmark}))
            typed = typed.removeprefix(number)
        elif bookmark is not None:
            pen.place.append(o("text:bookmark-end", {"text:name": bookmark}))
        pen.write(f"{typed}\t")

    def _language(self, block: Lined) -> str:
        given = language(block.lang) if isinstance(block, Paragraph | Heading) else None
        return given or self.document_lang

    def _pieces(self, block: Lined) -> list[Piece]:
        return self.inlines.pieces(block.content, disputed=isinstance(block, Paragraph) and block.disputed)

    def _deleted(self, place: int, block: Lined) -> Callable[[], Element]:
        """Makes a paragraph among deleted words that is of a block's kind."""
        return lambda: self._element(block, self._shape(block, self.layout.places[place], None))

    def _element(self, block: Lined, shape: Shape) -> Element:
        name = self.automatic.shape(shape)
        if isinstance(block, Heading) and self.text_style is None:
            level = min(max(block.level, 1), LEVELS)
            return o("text:h", {"text:style-name": name, "text:outline-level": level})
        return o("text:p", {"text:style-name": name})

    def _shape(self, block: Lined, place: Place, following: Block | None) -> Shape:
        lang = None if self._language(block) == self.document_lang else self._language(block)
        match block:
            case ListItem():
                after = None if isinstance(following, ListItem) else _AFTER_LIST
                if place.typed is None:
                    return Shape(name_of(self.text_style or "ListParagraph"), after=after)
                return Shape(name_of(self.text_style or "ListParagraph"), place.left, place.hanging, tab=place.left,
                             after=after)  # fmt: skip
            case Quotation():
                left = place.left + _QUOTE_INDENT if place.left or self.text_style else None
                right = _QUOTE_INDENT if self.text_style else None
                return Shape(name_of(self.text_style or "Quote"), left, right=right)
            case Heading() | Paragraph():
                # Words that lead to a list stay with its first item.
                leads = isinstance(block, Paragraph) and isinstance(following, ListItem)
                return self._outlined(block, place, keep_next=leads, lang=lang)

    def _outlined(self, block: Heading | Paragraph, place: Place, *, keep_next: bool, lang: str | None) -> Shape:
        if self.text_style:
            # Inside a note: the styles of headings would stand in the text's outline.
            return Shape(name_of(self.text_style), keep_next=keep_next, lang=lang)
        if place.numbered is not None:
            return Shape(name_of(style_of(block, place.numbered[1])), keep_next=keep_next, lang=lang)
        if place.typed is not None:
            return Shape(name_of(style_of(block)), place.left, place.hanging, tab=place.left, keep_next=keep_next,
                         lang=lang)  # fmt: skip
        if isinstance(block, Heading):
            tied = style_of(block) in self.layout.styles.values()
            moved = tied or place.left > 0
            return Shape(name_of(style_of(block)), place.left if moved else None, 0 if moved else None, lang=lang,
                         keep_next=keep_next)  # fmt: skip
        if place.left in (0, self.layout.gutter):
            style = "BesideNumbers" if place.left else "Normal"
            return Shape(name_of(style), keep_next=keep_next, lang=lang)
        return Shape(name_of("Normal"), place.left, keep_next=keep_next, lang=lang)

    def _table(self, table: Table, place: Place, into: Element) -> None:
        if self.text_style is None:
            made = self.tables.table(table, place.left, self.inlines.fill)
            if made is not None:
                into.append(made)
            return
        for row in table.rows:
            # LibreOffice has no tables inside notes: a row is a line.
            line = o("text:p", {"text:style-name": name_of(self.text_style)})
            for number, cell in enumerate(row):
                if number:
                    line.append(o("text:tab"))
                self.inlines.fill(line, cell)
            into.append(line)
