"""Reads the paragraphs and tables of one part of a Word file into blocks."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from policyhub.domain.document import (
    Block,
    Change,
    CommentMark,
    Fact,
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
    plain_of,
)
from policyhub.domain.tracked import joined
from policyhub.readers.own_files import fact_of
from policyhub.readers.word_art import paragraphs_in
from policyhub.readers.word_boxes import choice_of
from policyhub.readers.word_changes import (
    cell_change_of,
    changed,
    changed_blocks,
    end_change_of,
    row_change_of,
)
from policyhub.readers.word_drawings import Drawings
from policyhub.readers.word_fields import Fields, endless_in
from policyhub.readers.word_numbering import Label, Numbering
from policyhub.readers.word_runs import Runs
from policyhub.readers.word_styles import Style, Styles, outline_of
from policyhub.readers.word_tables import AROUND, has_words, inside, lines_of_cell
from policyhub.readers.word_xml import Element, attr, child, is_on, name, number, value

_MARKS = frozenset({"commentRangeStart", "commentRangeEnd", "bookmarkStart"})
_FORMULAS = frozenset({"m:oMathPara", "m:oMath"})
_LONG_HEADING = 160
_SHORT_HEADING = 60
_SENTENCE = re.compile(r"[.;:]\s*\Z")


@dataclass(slots=True)
class Blocks:
    """The blocks of one part in order; ``titles`` and ``subtitles`` stand before them.

    ``bookmarks`` says in which block a bookmark stands, ``letters`` how many letters there are of each language, and
    ``langs`` which language has most of a block's; ``item`` is how deep in lists the last item has its words.
    """

    styles: Styles
    numbering: Numbering
    runs: Runs
    drawings: Drawings
    made: list[Block] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    subtitles: list[str] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)
    bookmarks: dict[str, int] = field(default_factory=dict)
    letters: dict[str, int] = field(default_factory=dict)
    langs: dict[int, str] = field(default_factory=dict)
    left_out: int = 0
    depth: int = 0
    item: int = 0

    def read_whole(self, text: Element) -> None:
        """Read the body, a note, the head of a page or a text box; what is left open in it ends with it."""
        around, self.runs.fields = self.runs.fields, Fields(endless_in(text))
        self.read(text)
        self.runs.fields = around

    def read(self, container: Element) -> None:
        """Read all that stands in a text, a cell or something that is put around paragraphs."""
        for element in container:
            called = name(element)
            if called == "p" or called in _FORMULAS:
                self._paragraph(element)
            elif called == "tbl":
                self._table(element)
            elif called == "sdt":
                content = child(element, "sdtContent")
                if content is not None:
                    self.read(content)
            elif called in AROUND:
                self.read(element)
            elif called == "mc:AlternateContent":
                chosen = choice_of(element)
                if chosen is not None:
                    self.read(chosen)
            elif called in _MARKS:
                self.runs.place(element)
            elif called == "altChunk":
                self.left_out += 1

    def close(self) -> None:
        """Marks that were left over go to the last paragraph."""
        last = self.made[-1] if self.made else None
        if not self.runs.pending:
            return
        if last is not None and not isinstance(last, Table):
            self.made[-1] = replace(last, content=(*last.content, *self.runs.pending))
        elif any(isinstance(inline, Span) for inline in self.runs.pending):
            self.made.append(Paragraph(tuple(self.runs.pending)))
        self.runs.pending = []

    # --- paragraphs ---

    def _paragraph(self, element: Element) -> None:
        if not len(element):
            return
        properties = child(element, "pPr")
        style = self.styles.paragraph(value(properties, "pStyle"))
        end = end_change_of(properties)
        # its number is counted before those that stand in it
        label = self._label(properties, style, end)
        content = self.runs.read(element, style)
        if _drops(properties) and not self.runs.boxes:
            # a large first letter stands in a paragraph of its own, before that of its word
            self.runs.pending = list(content)
            return
        boxes, bookmarks, letters = self.runs.boxes, self.runs.bookmarks, self.runs.letters
        printed = label is not None and self.runs.own
        if any(not isinstance(inline, LineBreak) for inline in content) or end is not None or printed:
            self._keep(content, style, properties, label, end)
            for lang, count in letters.items():
                self.letters[lang] = self.letters.get(lang, 0) + count
            if letters and self.made:
                self.langs[len(self.made) - 1] = max(letters, key=letters.__getitem__)
        for bookmark in bookmarks:
            self.bookmarks.setdefault(bookmark, len(self.made) - 1 if self.made else 0)
        for box, change in boxes:
            before = len(self.made)
            self._box(box, change)
            self.made[before:] = changed_blocks(self.made[before:], change)
        self.runs.notes.section += child(properties, "sectPr") is not None

    def _box(self, box: Element, change: Change | None) -> None:
        match name(box):
            case "txbxContent":
                self.read_whole(box)
            case "a:txBody":
                self.made += (Paragraph(content) for content in paragraphs_in(box))
            case "?:textpath" if box.get("string", "").strip():
                self.made.append(Paragraph((Span(box.get("string", "")),)))
            case "dgm:relIds" | "c:chart" | "cx:chart" if change is None or not change.kind.removes:
                made = self.drawings.blocks_of(box, self.runs.relations)
                self.made += made
                self.runs.unread.counts["drawing" if made else "chart"] += 1

    def _label(self, properties: Element | None, style: Style, end: Change | None) -> Label | None:
        if _drops(properties):
            self.numbering.skip()
            return None
        given = child(properties, "numPr")
        own = value(given, "numId") if given is not None else None
        level = value(given, "ilvl") if given is not None else None
        return self.numbering.label(style, own, None if level is None else number(level), end)

    def _keep(
        self,
        content: tuple[Inline, ...],
        style: Style,
        properties: Element | None,
        label: Label | None,
        end: Change | None,
    ) -> None:
        words = plain_of(content).strip()
        if not self.made and label is None and words and style.name in ("title", "subtitle"):
            (self.titles if style.name == "title" else self.subtitles).append(" ".join(words.split()))
            self.runs.pending = [inline for inline in content if isinstance(inline, CommentMark | NoteMark)]
            return
        if self.runs.own and not self.made and style.name == "fact":
            self.facts.append(fact_of(plain_of(content)))
            return
        made = self._block(content, style, properties, label, end, words)
        continues = isinstance(made, Paragraph) and made.level
        self.item = made.level + 1 if isinstance(made, ListItem) else self.item if continues else 0
        self.made.append(made)

    def _block(
        self,
        content: tuple[Inline, ...],
        style: Style,
        properties: Element | None,
        label: Label | None,
        end: Change | None,
        words: str,
    ) -> Block:
        own = outline_of(properties)
        outline = style.outline if own is None else own
        if self.runs.own and (outline or (label and style.name == "list paragraph")):
            return _own_block(content, outline, label, end)
        printed = label.text.rstrip(".").strip() if label is not None and label.kind == "number" else None
        # many give a clause the style of a heading to get its number
        sentence = _SENTENCE.search(words) and (label is not None or len(words) > _SHORT_HEADING)
        titled = len(words) <= _LONG_HEADING and not sentence
        if outline and words and titled and (label is None or label.kind == "number"):
            return Heading(_unloud(content), outline, printed, end_change=end)
        if label is not None and label.kind in ("bullet", "small"):
            return ListItem(content, label.level, label.text, end)
        if style.quote and label is None:
            return Quotation(content, end)
        # a further paragraph of the item before it
        level = self.item if label is None and style.name.startswith("list continue") else 0
        return Paragraph(content, printed or None, level=level, end_change=end)

    # --- tables ---

    def _table(self, element: Element) -> None:
        rows = list(inside(element, "tr"))
        if self.depth == 0 and not self.runs.own and all(len(list(inside(row, "tc"))) <= 1 for row in rows):
            # a box round some paragraphs
            for row in rows:
                before = len(self.made)
                for cell in inside(row, "tc"):
                    self.read(cell)
                self.made[before:] = changed_blocks(self.made[before:], row_change_of(row))
            return
        read = [(row, self._row(row)) for row in rows]
        read = [(row, cells) for row, cells in read if any(map(has_words, cells))]
        for said in ("tblCaption", "tblDescription"):
            self.runs.unread.described.append(value(child(element, "tblPr"), said))
        if read:
            header = is_on(child(read[0][0], "trPr"), "tblHeader")
            self.made.append(Table(tuple(cells for _, cells in read), bool(header)))
            self.item = 0

    def _row(self, row: Element) -> tuple[tuple[Inline, ...], ...]:
        change = row_change_of(row)
        return tuple(self._cell(cell, change or cell_change_of(cell)) for cell in inside(row, "tc"))

    def _cell(self, cell: Element, change: Change | None) -> tuple[Inline, ...]:
        inner = Blocks(self.styles, self.numbering, self.runs, self.drawings, depth=self.depth + 1)
        inner.read(cell)
        content: list[Inline] = []
        for line in lines_of_cell(inner.made):
            if content:
                content.append(LineBreak())
            content += line
        for lang, count in inner.letters.items():
            self.letters[lang] = self.letters.get(lang, 0) + count
        for bookmark in inner.bookmarks:
            self.bookmarks.setdefault(bookmark, len(self.made))
        return joined(changed(content, change))


def _own_block(content: tuple[Inline, ...], outline: int | None, label: Label | None, end: Change | None) -> Block:
    """A heading or an item of a file of ours, in which nothing else has their styles."""
    if outline:
        printed = label.text.rstrip(".").strip() if label is not None else None
        return Heading(content, outline, printed or None, end_change=end)
    return ListItem(content, label.storey if label else 0, label.text if label else "", end)


def _drops(properties: Element | None) -> bool:
    frame = child(properties, "framePr")
    return frame is not None and attr(frame, "dropCap") in ("drop", "margin")


def _unloud(content: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """A heading is loud anyhow: what all of its words have is its style."""
    spans = [inline for inline in content if isinstance(inline, Span) and inline.text.strip()]
    loud = frozenset({Mark.STRONG, Mark.EMPHASIS, Mark.UNDERLINE})
    shared = loud.intersection(*(span.marks for span in spans)) if spans else loud
    if not shared:
        return content
    return joined(
        [replace(inline, marks=inline.marks - shared) if isinstance(inline, Span) else inline for inline in content]
    )
