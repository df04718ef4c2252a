"""Makes the paragraphs and tables of a Word file out of a document's blocks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from policyhub.domain.automatic_numbers import is_gone
from policyhub.domain.document import Block, Heading, Inline, ListItem, Paragraph, Quotation, Table
from policyhub.writers.columns import widths_of
from policyhub.writers.docx_inlines import Inlines
from policyhub.writers.docx_layout import Layout, Place, style_of
from policyhub.writers.docx_styles import TEXT_WIDTH
from policyhub.writers.docx_xml import Element, Look, Shape, paragraph, w, words

_AFTER_LIST = 150


@dataclass(slots=True)
class Blocks:
    """Makes the blocks of one part of the file.

    ``bookmarks`` holds the names of the bookmarks that stand round blocks, by the block's place; ``width`` is that of a
    line.
    """

    inlines: Inlines
    layout: Layout
    text_style: str | None = None
    bookmarks: dict[int, str] = field(default_factory=dict)
    width: int = TEXT_WIDTH
    _marked: int = 0

    def elements(self, blocks: Sequence[Block]) -> list[Element]:
        """The paragraphs and tables of the blocks that the layout was made of."""
        made: list[Element] = []
        for number, block in enumerate(blocks):
            place = self.layout.places[number]
            if isinstance(block, Table):
                made.extend(self._table(block, place))
                continue
            following = blocks[number + 1] if number + 1 < len(blocks) else None
            element = self._paragraph(block, place, following)
            if number in self.bookmarks:
                self._mark(element, self.bookmarks[number])
            made.append(element)
        return made

    def _paragraph(
        self, block: Paragraph | Heading | ListItem | Quotation, place: Place, following: Block | None
    ) -> Element:
        lang = block.lang if isinstance(block, Paragraph | Heading) else None
        runs = self.inlines.runs(block.content, lang=lang)
        if place.typed is not None:
            typed = w("r", Look(lang=lang).element(), *_typed(place.typed))
            gone = block.end_change if is_gone(block) else None
            runs.insert(0, typed if gone is None else self.inlines.changes.mark(gone, typed))
        made = paragraph(self._shape(block, place, following), runs)
        self.inlines.changes.end(made, block.end_change)
        return made

    def _shape(self, block: Paragraph | Heading | ListItem | Quotation, place: Place, following: Block | None) -> Shape:
        match block:
            case ListItem():
                tab = place.left if place.typed is not None else None
                after = None if isinstance(following, ListItem) else _AFTER_LIST
                return Shape("ListParagraph", numbered=place.numbered, tab=tab, after=after, left=place.left,
                             hanging=place.hanging)  # fmt: skip
            case Quotation():
                return Shape(self.text_style or "Quote", left=place.left + 567, right=567)
            case Heading() | Paragraph():
                # Words that lead to a list stay with its first item.
                leads = isinstance(block, Paragraph) and isinstance(following, ListItem)
                return self._outlined(block, place, keep_next=leads)

    def _outlined(self, block: Heading | Paragraph, place: Place, *, keep_next: bool) -> Shape:
        if self.text_style:
            # Inside a note: the styles of headings would count on in the text's outline.
            return Shape(self.text_style, keep_next)
        if place.numbered is not None:
            level = place.numbered[1]
            style = style_of(block, level)
            tied = self.layout.styles.get(level) == style and place.numbered[0] == 1
            own = None if tied else place.numbered
            left, hanging = (None, None) if tied else (place.left, place.hanging)
            return Shape(style, keep_next, own, left=left, hanging=hanging)
        if place.typed is not None:
            return Shape(style_of(block), keep_next, self._untied(block), tab=place.left, left=place.left,
                         hanging=place.hanging)  # fmt: skip
        if isinstance(block, Paragraph) and block.level:
            return Shape("ListContinue", keep_next, left=place.left)
        if isinstance(block, Heading):
            untied = self._untied(block)
            moved = bool(untied) or place.left > 0
            return Shape(style_of(block), keep_next, untied, left=place.left if moved else None,
                         hanging=0 if moved else None)  # fmt: skip
        if place.left in (0, self.layout.gutter):
            return Shape("BesideNumbers" if place.left else None, keep_next)
        return Shape(None, keep_next, left=place.left)

    def _untied(self, block: Block) -> tuple[int, int] | None:
        """List 0 for a heading whose style would print a number that it does not have."""
        tied = isinstance(block, Heading) and style_of(block) in self.layout.styles.values()
        return (0, 0) if tied else None

    def _mark(self, element: Element, name: str) -> None:
        """A bookmark round all of a paragraph's words, so that it moves with them."""
        self._marked += 1
        first = 1 if len(element) and element[0].tag.endswith("}pPr") else 0
        element.insert(first, w("bookmarkStart", id=self._marked, name=name))
        element.append(w("bookmarkEnd", id=self._marked))

    def _table(self, table: Table, place: Place) -> list[Element]:
        columns = max((len(row) for row in table.rows), default=0)
        widths = widths_of(table, columns, self.width - place.left)
        made = w("tbl", _table_properties(table, place.left, sum(widths)),
                 w("tblGrid", *(w("gridCol", w=width) for width in widths)))  # fmt: skip
        for number, row in enumerate(table.rows):
            header = table.header and number == 0
            cells = [self._cell(row[column] if column < len(row) else (), widths[column], header=header)
                     for column in range(columns)]  # fmt: skip
            made.append(w("tr", w("trPr", w("cantSplit"), w("tblHeader") if header else None), *cells))
        return [made, paragraph(Shape("AfterTable"), [])]

    def _cell(self, content: Sequence[Inline], width: int, *, header: bool) -> Element:
        words_of_cell = paragraph(Shape("TableText", keep_next=header), self.inlines.runs(content))
        return w("tc", w("tcPr", w("tcW", w=width, type="dxa")), words_of_cell)


def _typed(number: str) -> list[Element | None]:
    text = words(number)
    return [*(text if text is not None else ()), w("tab")]


def _table_properties(table: Table, left: int, width: int) -> Element:
    return w(
        "tblPr",
        w("tblStyle", val="RuledTable"),
        w("tblW", w=width, type="dxa"),
        w("tblInd", w=left, type="dxa"),
        w("tblLayout", type="fixed"),
        w("tblLook", val="0020" if table.header else "0000", firstRow=int(table.header), lastRow=0, firstColumn=0,
          lastColumn=0, noHBand=1, noVBand=1),
    )  # fmt: skip
