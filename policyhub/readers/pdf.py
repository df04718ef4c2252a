"""Reads a PDF into a document: paragraphs, headings, notes, lists and tables, as people see them on its pages."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence

from policyhub.domain.document import Block, Document, Heading, Inline, ListItem, Note, Paragraph, Table
from policyhub.domain.sentences import N_
from policyhub.readers.errors import Unreadable
from policyhub.readers.pdf_file import Opened, open_pdf
from policyhub.readers.pdf_headings import levels_of
from policyhub.readers.pdf_hyphens import Hyphens
from policyhub.readers.pdf_line_numbers import take_line_numbers
from policyhub.readers.pdf_lines import lines_of
from policyhub.readers.pdf_notes import Footnote, Notes, take_notes
from policyhub.readers.pdf_paragraphs import Block as Lines
from policyhub.readers.pdf_paragraphs import Setting, paragraphs_of, setting_of
from policyhub.readers.pdf_pieces import Line
from policyhub.readers.pdf_running import take_running
from policyhub.readers.pdf_sheets import Sheet
from policyhub.readers.pdf_table_pages import may_go_on, rows_over_pages
from policyhub.readers.pdf_tables import Cell, Ruled, take_tables
from policyhub.readers.pdf_words import Words, clean

PICTURES = N_(
    "This PDF is a picture of pages without words that can be read: have its text recognised (OCR) in the scanner’s "
    "program, or ask for the paper it was made from, and upload that."
)
EMPTY = N_("There are no words in this PDF: choose the file again, or make it again from the paper it came from.")
GIBBERISH = N_(
    "The letters of this PDF cannot be told apart: make it again from the paper it came from, and upload that."
)

_BULLETS = frozenset("•·‣▪▫■□●○◦◆◇►▶➢➤✓✔")
_DASHES = frozenset("–—-*\u2010\u2011")
_BULLET = re.compile(r"\s*([•·‣▪▫■□●○◦◆◇►▶➢➤✓✔–—*\uf000-\uf0ff-])[\s\u00a0]+(?=\S)")
_UNKNOWN = re.compile("[\x00\ufffd\ufffe\uffff\ue000-\uefff\uf100-\uf8ff]")


def read_pdf(data: bytes) -> Document:
    """The document that a PDF shows.

    Lines are put together to paragraphs, also over the end of a page; broken words are made whole; columns are read
    one after the other; what stands at the head and foot of the pages is kept once, apart from the text; numbers that
    count the lines in the margin are left out. The title page is left as it stands. Raises Unreadable, with a sentence
    that says what to do, for files that are no PDF, damaged, locked, larger than 50 MB, longer than 2,000 pages, or
    pictures of pages.
    """
    opened = open_pdf(data)
    _refuse_without_words(opened)
    ruled: list[tuple[Sheet, list[Ruled]]] = []
    for sheet in opened.sheets:
        before = ruled[-1][1][-1] if ruled and ruled[-1][1] else None
        ruled.append(take_tables(sheet, before))
    sheets = take_line_numbers([sheet for sheet, _ in ruled])
    pages, running = take_running(lines_of([(sheet, found) for sheet, (_, found) in zip(sheets, ruled, strict=True)]))
    if not any(pages):
        raise Unreadable(PICTURES if any(sheet.pictures for sheet in opened.sheets) else EMPTY)
    rules = [sheet.rules for sheet in opened.sheets]
    setting = setting_of(pages, rules)
    pages, notes = take_notes(pages, rules, setting.size)
    blocks = paragraphs_of(pages, setting)
    making = _Making(opened, blocks, notes, setting)
    return Document(
        lang=opened.lang or "en-GB",
        blocks=tuple(making.blocks()),
        notes=tuple(making.notes()),
        running=tuple(clean(line) for line in running),
        extra={"origin": "pdf"},
    )


def _refuse_without_words(opened: Opened) -> None:
    signs = unknown = 0
    for sheet in opened.sheets:
        for run in sheet.runs:
            signs += len(run.text)
            unknown += len(_UNKNOWN.findall(run.text)) if not run.text.isascii() or "\x00" in run.text else 0
    if signs == 0:
        raise Unreadable(PICTURES if any(sheet.pictures for sheet in opened.sheets) else EMPTY)
    if unknown > 0.5 * signs:
        raise Unreadable(GIBBERISH)


class _Making:
    """Makes the blocks and notes of a document out of lines."""

    def __init__(self, opened: Opened, blocks: Sequence[Lines], notes: Notes, setting: Setting) -> None:
        self.lines = blocks
        self.found = notes
        self.setting = setting
        self.levels = levels_of(blocks, opened.bookmarks, setting)
        runs = [run for sheet in opened.sheets for run in sheet.runs]
        signs = sum(len(run.text) for run in runs)
        # What most of a file looks like says nothing about any words of it.
        bold = sum(len(run.text) for run in runs if run.face.bold) < 0.6 * signs
        red = sum(len(run.text) for run in runs if run.red) < 0.9 * signs
        self.words = Words(Hyphens(_texts(blocks, notes)), notes.marks, strong=bold, red=red)
        self.red_levels = self._red_levels()
        self.lefts: list[float] = []

    def _red_levels(self) -> set[int]:
        """The levels whose headings are all red, which is then how headings look and no dispute."""
        reds: dict[int, list[bool]] = {}
        for at, level in self.levels.items():
            reds.setdefault(level, []).append(all(run.red for line in self.lines[at].lines for run in line.runs))
        return {level for level, red in reds.items() if len(red) > 1 and all(red)}

    def blocks(self) -> list[Block]:
        """The blocks in order; the parts of a table that goes on over a page are one."""
        made: list[Block] = []
        parts: list[Line] = []
        for at, block in enumerate(self.lines):
            if block.first.table is None:
                text = list(self._text(at, block))
            elif parts and may_go_on(parts[-1], block.first):
                parts.append(block.first)
                continue
            else:
                text = []
            if parts and (text or block.first.table):
                made.append(self._table(parts))
                parts = []
            if block.first.table:
                parts = [block.first]
            made.extend(text)
        return [*made, self._table(parts)] if parts else made

    def _text(self, at: int, block: Lines) -> Iterator[Block]:
        level = self.levels.get(at)
        item = self._item(block) if level is None else None
        if level is not None:
            content = self.words.inlines(block.lines, heading=True, red=level not in self.red_levels)
        else:
            content = item.content if item is not None else self.words.inlines(block.lines)
        if item is None:
            self.lefts = []
        if not content:
            return
        if level is not None:
            yield Heading(content, level)
        else:
            yield item or Paragraph(content)

    def _item(self, block: Lines) -> ListItem | None:
        """The block as an item of a list, if it begins with a bullet."""
        first = block.first
        label = first.runs[0].text.strip() if first.labelled else ""
        typed = _BULLET.match(first.text)
        sign = label if label in _BULLETS or label in _DASHES or _is_symbol(label) else typed[1] if typed else ""
        if label == "o" and first.body - first.left > first.size:
            sign = label
        if not sign:
            return None
        skip = len(first.runs[0].text) if sign == label else typed.end() if typed else 0
        while self.lefts and first.left < self.lefts[-1] - 0.5 * first.size:
            self.lefts.pop()
        if not self.lefts or first.left > self.lefts[-1] + 0.5 * first.size:
            self.lefts.append(first.left)
        marker = sign if sign in _DASHES else "•"
        return ListItem(self.words.inlines(block.lines, skip=skip), len(self.lefts) - 1, marker)

    def _table(self, parts: Sequence[Line]) -> Table:
        tables = [part.table for part in parts if part.table is not None]
        head, *others = tables[0].rows
        first = [run for cell in head for run in cell]
        rest = [run for row in others for cell in row for run in cell]
        header = bool(first and rest) and all(run.face.bold for run in first) and not all(run.face.bold for run in rest)
        said = self._row([cell] for cell in head)
        rows = rows_over_pages(tables, lambda row: header and self._row([cell] for cell in row) == said)
        return Table(tuple(self._row(row) for row in rows), header)

    def _row(self, cells: Iterable[Sequence[Cell]]) -> tuple[tuple[Inline, ...], ...]:
        return tuple(self.words.cell(parts) for parts in cells)

    def notes(self) -> Iterator[Note]:
        """The notes, in the order of the pages."""
        for note in self.found.notes:
            yield Note(note.key, note.mark, tuple(self._paragraphs(note)))

    def _paragraphs(self, note: Footnote) -> Iterator[Block]:
        self.lefts = []
        for at, block in enumerate(paragraphs_of([note.lines], self.setting)):
            item = self._item(block) if at else None
            yield item or Paragraph(self.words.inlines(block.lines, skip=0 if at else note.skip))


def _texts(blocks: Sequence[Lines], notes: Notes) -> Iterator[str]:
    """The words of each line of a file, and of each run in its tables."""
    noted = (line for note in notes.notes for line in note.lines)
    for line in itertools.chain((line for block in blocks for line in block.lines), noted):
        if line.table is None:
            yield line.text
        else:
            yield from (run.text for run in line.table.runs())


def _is_symbol(label: str) -> bool:
    return len(label) == 1 and "\uf000" <= label <= "\uf0ff"
