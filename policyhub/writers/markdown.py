"""Writes a document as CommonMark, with footnotes and tables as most programs read them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from policyhub.domain.document import (
    Block,
    Document,
    Heading,
    Inline,
    ListItem,
    Mark,
    Note,
    Paragraph,
    Quotation,
    Span,
    Table,
)
from policyhub.domain.own_words import shown
from policyhub.domain.placed_notes import PlacedNotes, place_notes
from policyhub.writers.markdown_inlines import MarkdownInlines, escaped
from policyhub.writers.numbers import number_of
from policyhub.writers.words import labels_of, one_line

CARRIES: frozenset[str] = frozenset({"headings", "numbers", "notes", "lists", "tables", "marks", "links", "quotations"})

_COUNTED = re.compile(r"([1-9][0-9]{0,8})([.)])")
_BULLETS = frozenset("•-–—*◦▪‣·○●■□⁃∙")
_LABEL = re.compile(r"[A-Za-z0-9]{1,10}")
_DEEPEST_HEADING = 6
_DEEPEST_LIST = 8


def write_markdown(document: Document) -> bytes:
    """The document as Markdown in UTF-8; whatever stands in its words is shown as words."""
    return _MarkdownWriter(document).write()


class _MarkdownWriter:
    def __init__(self, document: Document) -> None:
        self.document = document
        self.labels = labels_of(document)
        self.notes = place_notes(document)
        self.note_labels = _labels_of_notes(self.notes)
        marks = {note.id: one_line(note.mark) for note in reversed(document.notes)}
        self.body = MarkdownInlines(self.labels.disputed, self.note_labels, marks)
        self.inside_notes = MarkdownInlines(self.labels.disputed, {}, marks)
        highest = min((block.level for block in document.blocks if isinstance(block, Heading)), default=1)
        self.deeper = 1 if document.title and highest <= 1 else 0

    def write(self) -> bytes:
        parts = [*self.front(), *_Flow(self.body, self.deeper).parts(self.document.blocks)]
        inside = _Flow(self.inside_notes, self.deeper)
        if self.notes.loose:
            parts.append(_heading(escaped(self.labels.notes), 2))
        for note in self.notes.loose:
            parts.extend(inside.parts(_with_mark(note)))
        for note in self.notes.placed:
            words = "\n\n".join(inside.parts(note.blocks)).replace("\n", "\n    ").replace("\n    \n", "\n\n")
            parts.append(f"[^{self.note_labels[note.id]}]: {words}".rstrip())
        return ("\n\n".join(part for part in parts if part) + "\n").encode("utf-8")

    def front(self) -> list[str]:
        document = self.document
        facts: list[str] = []
        for fact in document.facts:
            name = one_line(fact.name)
            content = [Span(f"{name}:" if name else "", frozenset({Mark.STRONG})), Span(f" {fact.value.strip()}")]
            facts.append(_hanging("- ", self.body.lines(content)))
        return [
            _heading(escaped(one_line(document.title)), 1),
            "\\\n".join(self.body.lines([Span(one_line(document.subtitle or ""))])),
            "\n".join(facts),
        ]


class _Flow:
    """Writes blocks one after another; ``deeper`` is by how much headings are lowered under the title."""

    def __init__(self, inlines: MarkdownInlines, deeper: int) -> None:
        self.inlines = inlines
        self.deeper = deeper
        self._leave_list()

    def _leave_list(self) -> None:
        """What is known of the list at hand: where the words of each depth begin, and the count there."""
        self.offsets: list[int] = []
        self.counts: dict[int, tuple[int, str]] = {}

    def parts(self, blocks: Sequence[Block]) -> list[str]:
        """The blocks as parts that a blank line sets apart; the items of a list stay together."""
        parts: list[str] = []
        self._leave_list()
        after_item = False
        for block in blocks:
            if isinstance(block, ListItem):
                item = self._item(block)
                if item and after_item:
                    parts[-1] += f"\n{item}"
                elif item:
                    parts.append(item)
                after_item = after_item or bool(item)
                continue
            after_item = False
            if isinstance(block, Paragraph) and block.level > 0 and number_of(block) is None and self.offsets:
                lines = self.inlines.lines(block.content, disputed=block.disputed)
                parts.append(_hanging(" " * self.offsets[-1], lines))
                continue
            self._leave_list()
            parts.append(self._block(block))
        return parts

    def _block(self, block: Paragraph | Heading | Quotation | Table) -> str:
        match block:
            case Heading(content=content, level=level):
                words = " ".join(self.inlines.lines(content, before=_before(block)))
                return _heading(words, level + self.deeper)
            case Paragraph(content=content, disputed=disputed):
                return "\\\n".join(self.inlines.lines(content, disputed=disputed, before=_before(block)))
            case Quotation(content=content):
                return "\\\n".join(f"> {line}" for line in self.inlines.lines(content))
            case Table():
                return self._table(block)

    def _item(self, item: ListItem) -> str:
        marker = one_line(item.marker)
        depth = min(max(item.level, 0), len(self.offsets), _DEEPEST_LIST)
        has_words = bool(self.inlines.lines(item.content))
        sign = self._count(marker, depth) if has_words else None
        bullet = marker in _BULLETS or not marker
        if sign is None:
            self.counts.pop(depth, None)
        if bullet and not has_words:
            return ""
        before = "" if sign or bullet else f"{marker} "
        start = " " * (self.offsets[depth - 1] if depth else 0) + f"{sign or '-'} "
        self.offsets[depth:] = [len(start)]
        self.counts = {deep: count for deep, count in self.counts.items() if deep <= depth}
        return _hanging(start, self.inlines.lines(item.content, before=before))

    def _count(self, marker: str, depth: int) -> str | None:
        """The marker if a reader of Markdown counts to it by itself at this place, else None."""
        match = _COUNTED.fullmatch(marker)
        if match is None:
            return None
        value, sign = int(match[1]), match[2]
        last = self.counts.get(depth)
        # A list that does not begin with 1 is seen as one only when nothing stands right before it.
        follows = last == (value - 1, sign) if last else value == 1 or not self.offsets
        if not follows:
            return None
        self.counts[depth] = (value, sign)
        return marker

    def _table(self, table: Table) -> str:
        rows = [[self._cell(cell) for cell in row] for row in table.rows if row]
        columns = max(map(len, rows), default=0)
        if columns == 0:
            return ""
        header, body = (rows[0], rows[1:]) if table.header else ([], rows)
        lines = [_row(header, columns), _row(["---"] * columns, columns), *(_row(row, columns) for row in body)]
        return "\n".join(lines)

    def _cell(self, content: Sequence[Inline]) -> str:
        return " ".join(self.inlines.lines(content)).replace("|", "\\|")


def _before(block: Heading | Paragraph) -> str:
    number = number_of(block)
    return f"{shown(number)} " if number else ""


def _row(cells: Sequence[str], columns: int) -> str:
    return "| " + " | ".join([*cells, *[""] * (columns - len(cells))]) + " |"


def _heading(words: str, level: int) -> str:
    if not words:
        return ""
    if words.endswith("#"):
        # Signs at the end would be taken for the heading's own.
        words = re.sub(r"\\?(#+)\Z", r"\\\1", words)
    # No list begins inside a heading.
    words = re.sub(r"\A([0-9]{1,9})\\(?=[.)])", r"\1", words)
    return f"{'#' * min(max(level, 1), _DEEPEST_HEADING)} {words}"


def _hanging(start: str, lines: Sequence[str]) -> str:
    return start + f"\\\n{' ' * len(start)}".join(lines) if lines else ""


def _with_mark(note: Note) -> list[Block]:
    """The blocks of a note that stands at no mark, its mark before them."""
    return [Paragraph((Span(f"[{one_line(note.mark)}]"),)), *note.blocks]


def _labels_of_notes(notes: PlacedNotes) -> dict[str, str]:
    """What each note is called in the file: its mark, or its place when the marks do not do for that."""
    marks = [one_line(note.mark) for note in notes.placed]
    if len(set(marks)) == len(marks) and all(_LABEL.fullmatch(mark) for mark in marks):
        return {note.id: mark for note, mark in zip(notes.placed, marks, strict=True)}
    return {note.id: str(number) for number, note in enumerate(notes.placed, start=1)}
